"""Which skills to endorse somebody for."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from tests.support.acquainted import SAM, Change, built, connected, endorsed_before, gave, stranger

from endorseback.insight.suggestions import MOST, Suggestions, suggest
from endorseback.model.archive_data import Owner
from endorseback.model.person_card import Confirmation, GivenSkill, PersonCard
from endorseback.text import fold

NOBODY = Owner()
AT = datetime(2026, 1, 2, tzinfo=UTC)


def pasted(*skills: str) -> Change:
    return lambda card: replace(card, known_skills=skills)


def lost(*skills: str) -> Change:
    """Let the archive not show what the user said to have given."""
    given = tuple(GivenSkill(skill, AT, Confirmation.NOT_FOUND) for skill in skills)
    return lambda card: replace(card, given=(*card.given, *given))


def skills(suggestions: Suggestions) -> list[str]:
    return [suggestion.skill for suggestion in suggestions.ranked]


def test_what_they_endorsed_comes_before_what_others_got() -> None:
    told = suggest(stranger("Go", "SQL"), NOBODY, given_to_others=["Rust", "Go", "Perl", "Perl"])
    assert skills(told) == ["Go", "SQL", "Perl", "Rust"]
    assert told.ranked[0].reasons == ("they endorsed you for it",)
    assert not any(suggestion.on_profile for suggestion in told.ranked)


def test_what_they_have_from_the_user_is_left_out() -> None:
    card = built(stranger("GO", "SQL"), gave("go"), pasted("Go", "Rust"))
    assert skills(suggest(card, NOBODY, given_to_others=["gO"])) == ["Rust", "SQL"]


def test_skills_are_told_once_as_their_profile_has_them() -> None:
    card = built(stranger("KUBERNETES"), pasted("Kubernetes", "kubernetes"))
    told = suggest(card, NOBODY, given_to_others=["kuberNetes"])
    assert skills(told) == ["Kubernetes"]
    assert told.ranked[0].on_profile
    assert told.ranked[0].reasons == ("they endorsed you for it",)


def test_without_a_role_the_order_is_that_of_their_profile() -> None:
    card = built(stranger("Zumba"), pasted("C", "B", "A"))
    assert skills(suggest(card, NOBODY)) == ["C", "B", "A", "Zumba"]


def test_what_fits_their_role_comes_first_and_says_so() -> None:
    card = built(
        stranger("Public Speaking"),
        pasted("Baking", "Email Marketing", "Branding"),
        connected(None, "Head of Marketing"),
    )
    told = suggest(card, NOBODY)
    assert skills(told) == ["Email Marketing", "Branding", "Baking", "Public Speaking"]
    assert told.ranked[0].reasons == ("fits their role, Head of Marketing",)
    assert told.ranked[2].reasons == ()


def test_a_fitting_guess_goes_before_others() -> None:
    card = built(stranger("Baking"), connected(None, "Staff SRE"))
    told = suggest(card, NOBODY, given_to_others=["Leadership", "Leadership", "Kubernetes"])
    assert skills(told) == ["Kubernetes", "Baking", "Leadership"]


def test_what_the_user_can_judge_goes_before_equals() -> None:
    card = built(stranger("Baking"), pasted("Rust", "Terraform"))
    told = suggest(card, SAM)
    assert skills(told) == ["Terraform", "Rust", "Baking"]
    assert told.ranked[0].reasons == ("it is yours too, so you can judge it",)


def test_what_the_archive_does_not_show_is_suggested_again() -> None:
    card = built(stranger("Baking"), gave("Go"), lost("Rust", "GO"))
    told = suggest(card, NOBODY)
    assert skills(told) == ["Rust", "Baking"]
    assert told.ranked[0].on_profile
    assert told.ranked[0].reasons == ("you gave it, and your archive does not show it",)


def test_no_more_than_there_are_digits() -> None:
    assert len(suggest(stranger(), NOBODY, given_to_others=map(str, range(50))).ranked) == MOST


def test_who_is_unknown_and_gave_nothing_gets_nothing() -> None:
    told = suggest(PersonCard("in:x", "X", None, None), NOBODY)
    assert told == Suggestions()


def test_parity_is_what_is_open_less_what_they_have() -> None:
    three = stranger("A", "B", "C")
    assert suggest(three, NOBODY).parity == 3
    assert suggest(built(three, gave("Go")), NOBODY).parity == 2
    assert suggest(built(three, gave("Go", "Rust", "SQL", "C++")), NOBODY).parity == 0
    assert suggest(built(three, lost("Go")), NOBODY).parity == 3
    old = built(stranger("A"), endorsed_before("B", "C"))
    assert suggest(old, NOBODY).parity == 1
    assert suggest(replace(old, received=old.received[1:]), NOBODY).parity == 2


def test_an_unusual_skill_is_for_who_knows_each_other_well() -> None:
    card = built(
        stranger("Go"),
        pasted("Kubernetes", "Juggling", "Terraform", "Beekeeping"),
        connected(None, "Staff SRE"),
    )
    told = suggest(card, NOBODY, knows_well=True)
    assert told.unusual is not None
    assert told.unusual.skill == "Beekeeping"
    assert skills(told) == ["Kubernetes", "Terraform", "Juggling", "Go"]
    assert suggest(card, NOBODY).unusual is None
    assert "Beekeeping" in skills(suggest(card, NOBODY))


def test_nothing_is_unusual_where_nothing_is_explained() -> None:
    card = built(stranger("Go"), pasted("Kubernetes", "Beekeeping"))
    assert suggest(card, NOBODY, knows_well=True).unusual is None


NAMES = st.sampled_from(("Go", "GO", "Kubernetes", "Baking", "Marketing", "C++", "Beekeeping"))
SEVERAL = st.lists(NAMES, max_size=6)


@given(SEVERAL, SEVERAL, SEVERAL, SEVERAL, st.booleans())
def test_suggestions_are_new_known_and_each_once(
    received: list[str], given_back: list[str], profile: list[str], others: list[str], well: bool
) -> None:
    card = built(
        stranger(*received),
        gave(*given_back),
        pasted(*profile),
        connected(None, "Staff SRE"),
    )
    told = suggest(card, SAM, knows_well=well, given_to_others=others)
    offered = [*told.ranked, *([told.unusual] if told.unusual else [])]
    keys = [fold(suggestion.skill) for suggestion in offered]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & set(map(fold, given_back))
    known = {*(skill.skill for skill in card.received), *profile, *others}
    assert {suggestion.skill for suggestion in offered} <= known
    assert {s.skill for s in offered if s.on_profile} <= set(profile)
    assert 0 <= told.parity <= len(card.received)
