"""What the dialogs answer; None stands for "nothing happened" in every one of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reciprocation:
    """The user says that they endorsed the person back."""

    skills: tuple[str, ...]
    """The skills given, at least one, in the order they were picked."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The user says that they sent the message."""

    text: str


Endorsement = tuple[str, str | None, str]
"""(name, slug, skill), as the ledger records it."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The user says what a mail tells."""

    endorsements: tuple[Endorsement, ...]
    """Each once, in the order in which they were named; none where the mail is no endorsement."""
