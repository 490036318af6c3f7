"""What is under way between the user and a person, beside the decisions themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple


class Step(StrEnum):
    """How far the user is with endorsing somebody back."""

    PICKED = "picked"
    """Skills are chosen; their page is not open yet."""
    OPENED = "opened"
    """The page was opened; the user did not confirm what they did there."""


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
    """How many messages with them the archive told of when the rule was set."""


class Wait(NamedTuple):
    """Something that the user started with a person, and whose answer is open or came."""

    since: datetime
    skills: tuple[str, ...] = ()
    """What the user endorsed first."""
    messaged: bool = False
    answered_at: datetime | None = None
    """When their endorsement came; None while it is open."""
    closed_at: datetime | None = None
    """When the user closed it by hand."""
    note: str = ""
    """What the user said of it as they closed it."""

    @property
    def is_open(self) -> bool:
        """Whether the answer is still awaited."""
        return self.answered_at is None and self.closed_at is None

    @property
    def took(self) -> timedelta | None:
        """How long the answer took; None where none came."""
        return None if self.answered_at is None else self.answered_at - self.since
