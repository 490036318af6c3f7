"""Who is who: slugs, names that one person bears, and names that several bear."""

from itertools import permutations

import pytest
from tests.support.ledgers import NOW, decided, everything, fold, mail

from endorseback.ledger.events.events import AnyPayload
from endorseback.model.decisions import DecisionKind
from endorseback.model.direction import Direction
from endorseback.model.list_rows import State
from endorseback.model.notification import Authenticity, Kind

Seen = tuple[str, str | None]

NAMED = ("Maya Okafor", None)
SLUGGED = ("Maya Okafor", "maya-okafor")
OTHER = ("Maya Okafor", "maya-okafor-2")


@pytest.mark.parametrize(
    ("seen", "persons"),
    [
        pytest.param([NAMED], {"name:maya okafor"}, id="nobody bears it"),
        pytest.param([NAMED, SLUGGED], {"in:maya-okafor"}, id="one bears it"),
        pytest.param(
            [NAMED, SLUGGED, OTHER],
            {"name:maya okafor", "in:maya-okafor", "in:maya-okafor-2"},
            id="two bear it",
        ),
        pytest.param([SLUGGED, ("Maya O.", "maya-okafor")], {"in:maya-okafor"}, id="other name"),
        pytest.param(
            [NAMED, ("Maya O.", None), SLUGGED, ("Maya O.", "maya-okafor")],
            {"in:maya-okafor"},
            id="both names of one person",
        ),
        pytest.param([NAMED, ("MAYA OKAFOR", None)], {"name:maya okafor"}, id="case of a name"),
        pytest.param([SLUGGED, ("Maya", "Maya-Okafor")], {"in:maya-okafor"}, id="case of a slug"),
        pytest.param(
            [("A", "ACoAAbc"), ("A", "ACoAABC")], {"in:ACoAAbc", "in:ACoAABC"}, id="opaque slugs"
        ),
        pytest.param(
            [("Zoe\u0308", None), ("Zo\u00eb", "zoe")], {"in:zoe"}, id="two spellings in Unicode"
        ),
    ],
)
def test_persons_whatever_the_order(seen: list[Seen], persons: set[str]) -> None:
    payloads = [
        mail(f"m{number}", (*person, f"Skill {number}")) for number, person in enumerate(seen)
    ]
    for order in permutations(payloads):
        model = fold(order)
        assert {row.person for row in model.rows(State.OPEN, NOW)} == persons
        shown = [skill for row in model.rows(State.OPEN, NOW) for skill in row.skills]
        assert sorted(shown) == [f"Skill {number}" for number in range(len(seen))]
        assert everything(model) == everything(fold(payloads))


def test_a_decision_by_name_follows_the_person_who_turns_out_to_bear_it() -> None:
    model = fold(
        [
            mail("m1", (*NAMED, "Go")),
            decided(DecisionKind.SKIPPED, *NAMED, "Go"),
            mail("m2", (*SLUGGED, "SQL")),
        ]
    )
    assert [row.skills for row in model.rows(State.SKIPPED, NOW)] == [("Go",)]
    assert [row.person for row in model.rows(State.SKIPPED, NOW)] == ["in:maya-okafor"]
    assert [row.skills for row in model.rows(State.OPEN, NOW)] == [("SQL",)]


def test_the_newest_of_decisions_by_name_and_by_slug_counts() -> None:
    seen = mail("m1", (*SLUGGED, "Go"))
    by_name, by_slug = (
        decided(DecisionKind.SKIPPED, *NAMED, "Go"),
        decided(DecisionKind.MESSAGED, *SLUGGED, "Go"),
    )
    for acts, state in (([by_name, by_slug], State.DONE), ([by_slug, by_name], State.SKIPPED)):
        assert [row.skills for row in fold([seen, *acts]).rows(state, NOW)] == [("Go",)]


def test_a_decision_about_a_slug_is_none_about_a_namesake() -> None:
    model = fold(
        [
            mail("m1", (*SLUGGED, "Go")),
            mail("m2", (*OTHER, "Go")),
            decided(DecisionKind.SKIPPED, *SLUGGED, "Go"),
        ]
    )
    assert [row.person for row in model.rows(State.OPEN, NOW)] == ["in:maya-okafor-2"]


def test_a_mail_that_failed_does_not_say_who_bears_a_name() -> None:
    model = fold(
        [
            mail("m1", (*NAMED, "Go")),
            mail("forged", (*OTHER, "Go"), authenticity=Authenticity.FAILED),
        ]
    )
    assert [row.person for row in model.rows(State.OPEN, NOW)] == ["name:maya okafor"]


def test_a_recommendation_brings_the_slug_too() -> None:
    letter = mail("m2", type=Kind.RECOMMENDATION_RECEIVED, people=(SLUGGED,))
    model = fold([mail("m1", (*NAMED, "Go")), letter])
    (row,) = model.rows(State.OPEN, NOW)
    assert (row.person, row.profile_url) == (
        "in:maya-okafor",
        "https://www.linkedin.com/in/maya-okafor/",
    )
    card = model.card(row.person)
    assert card is not None
    assert [known.direction for known in card.recommendations] == [Direction.RECEIVED]
    assert set(card.mails) == {"m1", "m2"}


def test_a_better_reading_may_take_the_slug_away_again() -> None:
    before: list[AnyPayload] = [mail("m1", (*NAMED, "Go"))]
    model = fold([*before, mail("m2", (*SLUGGED, "SQL")), mail("m2", type=Kind.OTHER)])
    assert everything(model) == everything(fold(before))


def test_name_and_profile_are_those_of_the_newest_mail() -> None:
    model = fold(
        [
            mail("m1", ("Maya Okafor-Weber", "Maya-Okafor", "Go"), days=1),
            mail("m2", ("Maya Okafor", "maya-okafor", "SQL"), days=2),
            mail("m3", ("M. Okafor", "MAYA-OKAFOR", "Git"), days=None),
        ]
    )
    (row,) = model.rows(State.OPEN, NOW)
    assert row.name == "Maya Okafor-Weber"
    assert row.profile_url == "https://www.linkedin.com/in/Maya-Okafor/"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("maya-okafor", {"in:maya-okafor"}),
        ("MAYA-Okafor", {"in:maya-okafor"}),
        ("Maya Okafor", {"in:maya-okafor"}),
        ("  maya   okafor ", {"in:maya-okafor"}),
        ("Maya O.", {"in:maya-okafor"}),
        ("https://www.linkedin.com/in/maya-okafor/", {"in:maya-okafor"}),
        ("http://de.linkedin.com/in/Maya-Okafor?trk=x", {"in:maya-okafor"}),
        ("linkedin.com/in/maya-okafor#top", {"in:maya-okafor"}),
        ("https://www.linkedin.com/comm/in/maya-okafor/de", {"in:maya-okafor"}),
        ("https://www.linkedin.com/in/ren%C3%A9-x/", {"in:rené-x"}),
        ("Jonas Weber", {"in:jonas", "in:jonas-2"}),
        ("Ana Lima", {"name:ana lima"}),
        ("https://www.linkedin.com/in/Maya Okafor", set()),
        ("https://linkedin.example.com/in/maya-okafor", set()),
        ("nobody", set()),
        ("", set()),
    ],
)
def test_finding_people(typed: str, found: set[str]) -> None:
    model = fold(
        [
            mail("m1", (*SLUGGED, "Go"), ("Maya O.", "maya-okafor", "SQL")),
            mail("m2", ("Jonas Weber", "jonas", "Go"), ("Jonas Weber", "jonas-2", "Go")),
            mail("m3", ("Ana Lima", None, "Go"), ("René", "rené-x", "Go")),
        ]
    )
    assert {card.person for card in model.find_people(typed)} == found
