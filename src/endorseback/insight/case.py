"""What is judged, and what speaks for or against it: the values that all evidence shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from endorseback.insight.reason_dates import month_of
from endorseback.model.archive_data import Owner
from endorseback.model.person_card import PersonCard, ReceivedSkill
from endorseback.settings import Weights


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence, in words for the user."""

    is_for: bool
    """Whether it speaks for a sincere endorsement."""
    text: str
    """Without a full stop; dated where there is a date."""
    weight: float
    """How much it counts; over 0."""

    def __str__(self) -> str:
        """Return it as lists show it: a sign and the words."""
        return f"{'+' if self.is_for else '-'} {self.text}"


@dataclass(frozen=True, slots=True)
class Case:
    """Some endorsements by one person, with all that is known about the two."""

    card: PersonCard
    owner: Owner
    """The user; empty without an archive."""
    now: datetime
    """Aware; its zone is the one in which days are told."""
    weights: Weights
    tags: frozenset[str]
    """Folded tags that say that the two know each other."""
    judged: tuple[ReceivedSkill, ...]
    """The endorsements in question."""

    def month(self, at: datetime) -> str:
        """Return a moment's month, such as `Mar 2025`, in the zone of now."""
        return month_of(at.astimezone(self.now.tzinfo))

    def when(self, times: Iterable[datetime | None]) -> str:
        """Return the month of the newest of some times, for the end of a sentence."""
        newest = max((at for at in times if at is not None), default=None)
        return "" if newest is None else f" in {self.month(newest)}"
