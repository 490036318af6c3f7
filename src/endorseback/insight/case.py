"""What is judged, and what speaks for or against it: the values that all evidence shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from endorseback.model.archive import Owner
from endorseback.model.card import PersonCard, ReceivedSkill
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
