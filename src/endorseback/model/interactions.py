"""What is under way between the user and a person, apart from decisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

VISIT: Final = timedelta(minutes=30)
"""Endorsements no further apart belong to one visit to a profile."""


class Step(StrEnum):
    """How far the user has come with endorsing a person back."""

    PICKED = "picked"
    """Skills are chosen; the person's page is not open yet."""
    OPENED = "opened"
    """The page was opened; the user has not confirmed what they did there."""


class Reciprocation(NamedTuple):
    """An endorse-back that is under way."""

    step: Step
    skills: tuple[str, ...]
    at: datetime


class SkipRule(NamedTuple):
    """The user's rule that a person's endorsements are skipped unless new evidence comes."""

    at: datetime
    reason: str = ""
    messages: int = 0
    """How many messages with them the archive listed when the rule was set."""


class Wait(NamedTuple):
    """Something the user started with a person, answered or not."""

    since: datetime
    skills: tuple[str, ...] = ()
    """What the user endorsed first."""
    messaged: bool = False
    answered_at: datetime | None = None
    """When their endorsement came; None while it is open."""
    closed_at: datetime | None = None
    """When the user closed it."""
    note: str = ""
    """The user's remark on closing it."""

    @property
    def is_open(self) -> bool:
        """Whether there is no answer yet and the user has not closed it."""
        return self.answered_at is None and self.closed_at is None

    @property
    def took(self) -> timedelta | None:
        """How long the answer took; None if none came."""
        return None if self.answered_at is None else self.answered_at - self.since


def count_visits(moments: Iterable[datetime | None]) -> int:
    """Return how many visits to a profile endorsements of these times make; None is left out.

    Endorsements come several at a time, as a person goes through a profile.
    """
    known = sorted(moment for moment in moments if moment is not None)
    return sum(
        place == 0 or moment - known[place - 1] > VISIT for place, moment in enumerate(known)
    )
