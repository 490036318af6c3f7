"""More evidence that the two know each other never makes a judgement worse."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.support.acquainted import (
    ENDORSED,
    NOW,
    SAM,
    Change,
    built,
    connected,
    decided,
    endorsed_before,
    gave,
    invited,
    recommended,
    ruled,
    stranger,
    tagged,
    worked_at,
    wrote,
)

from endorseback.insight.assessment import assess
from endorseback.model.archive_data import Correspondence, Owner
from endorseback.model.decisions import DecisionKind
from endorseback.model.direction import Direction
from endorseback.model.list_rows import Assessment
from endorseback.model.person_card import PersonCard
from endorseback.settings import Assessing, Weights

WORST_FIRST = (Assessment.GRATUITOUS, Assessment.UNCLEAR, Assessment.SINCERE)

SKILLS = ("Go", "Kubernetes", "Baking", "Public Speaking", "Team Leadership", "C++")
PAST = st.datetimes(datetime(2012, 1, 1), datetime(2026, 11, 1)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)
DIRECTIONS = st.sampled_from(Direction)
DAYS = st.dates(date(2003, 5, 5), ENDORSED.date())
ROLES = st.sampled_from(("", "Baker", "Staff SRE", "Head of Marketing"))

EVIDENCE_FOR: st.SearchStrategy[Change] = st.one_of(
    st.builds(worked_at, st.sampled_from(("Example Widgets", "Northwind Example"))),
    st.builds(recommended, DIRECTIONS, is_request=st.booleans()),
    st.builds(gave, st.sampled_from(SKILLS), at=st.one_of(st.none(), PAST)),
    st.builds(endorsed_before, st.sampled_from(("Old Skill", "Older Skill")), at=PAST),
    st.builds(decided, st.just(DecisionKind.RECIPROCATED), st.just("Old Skill"), at=PAST),
    st.builds(decided, st.just(DecisionKind.RECIPROCATED), at=PAST),
    st.builds(decided, st.just(DecisionKind.MESSAGED), at=PAST),
    st.builds(tagged, st.sampled_from(("worked with", "Colleague", "choir"))),
)
"""Evidence of acquaintance; a mere connection is none."""

OTHER: st.SearchStrategy[Change] = st.one_of(
    st.builds(connected, st.one_of(st.none(), DAYS), ROLES),
    st.builds(decided, st.just(DecisionKind.SKIPPED), st.just("Old Skill"), at=PAST),
    st.builds(ruled),
    st.builds(invited, DIRECTIONS, has_note=st.booleans()),
    st.builds(wrote, st.integers(0, 20), st.integers(0, 20)),
)

STRANGERS = st.builds(
    lambda skills, apart: stranger(*skills, apart=timedelta(seconds=apart)),
    st.lists(st.sampled_from(SKILLS), min_size=1, unique=True),
    st.integers(0, 4000),
)
PEOPLE = st.builds(
    lambda card, changes: built(card, *changes),
    STRANGERS,
    st.lists(st.one_of(EVIDENCE_FOR, OTHER), max_size=6),
)
WEIGHTS = st.builds(
    Weights,
    **{name: st.floats(0, 10) for name in Weights.__struct_fields__},
)
SETTINGS = st.builds(
    Assessing, weights=WEIGHTS, sincere=st.floats(0.1, 20), gratuitous=st.floats(0.1, 20)
)
OWNERS = st.sampled_from((SAM, Owner(), replace(SAM, positions=()), replace(SAM, skills=())))


def is_not_worse(card: PersonCard, more: PersonCard, owner: Owner, settings: Assessing) -> bool:
    """Tell whether the second card's endorsements, the same, look at least as well."""
    asked = [skill.skill for skill in card.received]
    before = assess(card, owner, NOW, settings, asked)
    after = assess(more, owner, NOW, settings, asked)
    ranks = [WORST_FIRST.index(judgement.assessment) for judgement in (before, after)]
    return ranks[0] <= ranks[1] and before.score <= after.score


@given(PEOPLE, st.lists(EVIDENCE_FOR, min_size=1, max_size=4), OWNERS, SETTINGS)
def test_evidence_of_acquaintance_never_makes_it_worse(
    card: PersonCard, changes: list[Change], owner: Owner, settings: Assessing
) -> None:
    assert is_not_worse(card, built(card, *changes), owner, settings)


@given(PEOPLE, st.integers(0, 30), st.integers(0, 30), SETTINGS)
def test_more_messages_never_make_it_worse(
    card: PersonCard, theirs: int, mine: int, settings: Assessing
) -> None:
    known = card.correspondence or Correspondence("Maya Okafor", "maya")
    more = replace(known, received=known.received + theirs, sent=known.sent + mine)
    assert is_not_worse(card, replace(card, correspondence=more), SAM, settings)


@given(STRANGERS, st.booleans(), SETTINGS)
def test_without_any_evidence_nothing_is_gratuitous(
    card: PersonCard, is_dated: bool, settings: Assessing
) -> None:
    few = card.received[:4]
    at = ENDORSED if is_dated else None
    card = replace(card, received=tuple(replace(skill, at=at) for skill in few))
    judgement = assess(card, Owner(), NOW, settings)
    assert judgement.assessment is Assessment.UNCLEAR
    assert judgement.reasons == ()


@given(PEOPLE, OWNERS, SETTINGS)
def test_a_judgement_is_its_reasons(card: PersonCard, owner: Owner, settings: Assessing) -> None:
    judgement = assess(card, owner, NOW, settings)
    weights = [reason.weight if reason.is_for else -reason.weight for reason in judgement.reasons]
    assert abs(sum(weights) - judgement.score) < 1e-6
    assert all(reason.weight > 0 for reason in judgement.reasons)
    if judgement.assessment is not Assessment.UNCLEAR:
        agrees = judgement.assessment is Assessment.SINCERE
        assert judgement.reasons[0].is_for is agrees
