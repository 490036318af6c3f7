"""Invented people for judgements: a card to start from, and the pieces of evidence to add."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from endorseback.model.archive_data import (
    Connection,
    Correspondence,
    Invitation,
    Month,
    Owner,
    Position,
)
from endorseback.model.decisions import Decision, DecisionKind
from endorseback.model.direction import Direction
from endorseback.model.interactions import SkipRule
from endorseback.model.list_rows import State
from endorseback.model.person_card import (
    GivenSkill,
    Overlap,
    PersonCard,
    ReceivedSkill,
    Recommendation,
)

NOW: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""The present moment of these people."""
ENDORSED: Final = NOW - timedelta(days=1)
"""When they endorsed the user."""

PLAIN: Final = "Public Speaking"
"""A skill of the user that tells nothing: neither one of the first, nor part of their positions."""

SAM: Final = Owner(
    name="Sam Rivers",
    skills=("Kubernetes", "Go", "Terraform", "SQL", PLAIN, "Bookkeeping"),
    positions=(
        Position("Northwind Example", "Platform Engineer", Month(2019, 3)),
        Position("Example Widgets", "Backend Developer", Month(2016, 5), Month(2018, 8)),
    ),
)
"""The user."""

Change = Callable[[PersonCard], PersonCard]
"""One piece of evidence, put on a card."""


def stranger(*skills: str, apart: timedelta = timedelta(hours=1)) -> PersonCard:
    """Return somebody of whom nothing is known but what they endorse the user for today."""
    received = tuple(
        ReceivedSkill(skill, ENDORSED - apart * number, State.OPEN)
        for number, skill in enumerate(skills or (PLAIN,))
    )
    return PersonCard("in:maya", "Maya Okafor", None, None, ("in:maya",), received=received)


def connected(on: date | None, position: str = "", company: str = "") -> Change:
    """Connect them on a day, with what they do and where."""
    connection = Connection("Maya Okafor", "maya", company, position, on)
    return lambda card: replace(card, connection=connection)


def worked_at(company: str, begin: int | None = 2016, end: int | None = 2018) -> Change:
    """Let them work where the user was in some years."""
    overlap = Overlap(
        company,
        None if begin is None else Month(begin),
        None if end is None else Month(end),
    )
    return lambda card: replace(card, overlaps=(*card.overlaps, overlap))


def wrote(theirs: int, mine: int, *, last_is_mine: bool = False) -> Change:
    """Let them write each other so many messages, the last in March 2025."""
    last = datetime(2025, 3, 14, tzinfo=UTC)
    written = Correspondence(
        "Maya Okafor", "maya", mine, theirs, last, last, last_is_mine=last_is_mine
    )
    return lambda card: replace(card, correspondence=written)


def invited(direction: Direction, *, has_note: bool = False) -> Change:
    """Let one invite the other in 2014."""
    at = datetime(2014, 3, 4, tzinfo=UTC)
    invitation = Invitation(direction, "Maya Okafor", "maya", at, has_note)
    return lambda card: replace(card, invitation=invitation)


def recommended(direction: Direction, *, is_request: bool = False) -> Change:
    """Let one recommend the other, or ask for it, in 2021."""
    one = Recommendation(direction, datetime(2021, 6, 1, tzinfo=UTC), is_request)
    return lambda card: replace(card, recommendations=(*card.recommendations, one))


def gave(*skills: str, at: datetime | None = datetime(2021, 2, 3, tzinfo=UTC)) -> Change:
    """Let the user endorse them."""
    given = tuple(GivenSkill(skill, at) for skill in skills)
    return lambda card: replace(card, given=(*card.given, *given))


def endorsed_before(*skills: str, at: datetime | None = datetime(2020, 5, 6, tzinfo=UTC)) -> Change:
    """Let them endorse the user earlier; it is long done."""
    earlier = tuple(ReceivedSkill(skill, at, State.DONE) for skill in skills)
    return lambda card: replace(card, received=(*card.received, *earlier))


def decided(
    action: DecisionKind,
    *covers: str,
    at: datetime = datetime(2023, 1, 2, tzinfo=UTC),
    reason: str = "",
) -> Change:
    """Let the user decide about them earlier; the newest decision stands first."""
    decision = Decision(action, "Maya Okafor", "maya", covers=covers, reason=reason)
    return lambda card: replace(
        card,
        decisions=tuple(
            sorted((*card.decisions, (at, decision)), key=lambda one: one[0], reverse=True)
        ),
    )


def tagged(*tags: str) -> Change:
    """Let the user tag them."""
    return lambda card: replace(card, tags=(*card.tags, *tags))


def ruled(reason: str = "") -> Change:
    """Let the user skip theirs by rule."""
    rule = SkipRule(datetime(2024, 7, 8, tzinfo=UTC), reason)
    return lambda card: replace(card, rule=rule)


def built(card: PersonCard, *changes: Change) -> PersonCard:
    """Return a card with some evidence on it."""
    for change in changes:
        card = change(card)
    return card
