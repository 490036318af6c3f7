"""What the dialogs answer; None stands for "nothing happened" in every one of them."""

from __future__ import annotations

from dataclasses import dataclass

from endorseback.model.outgoing_message import Channel


@dataclass(frozen=True, slots=True)
class SkillsGiven:
    """The user says that they endorsed the person back."""

    skills: tuple[str, ...]
    """The skills given, at least one, in the order they were picked."""
    with_message: bool = False
    """Whether they want to write a few words along with it."""


@dataclass(frozen=True, slots=True)
class NotGiven:
    """The user says that they endorsed the person for nothing after all."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Why endorsements are skipped, and what is to follow from it."""

    reason: str
    """In the words of `model.reasons` or the user's own; may be empty."""
    always: bool = False
    """Later endorsements of theirs are skipped too, until new evidence comes."""
    hide: bool = False
    """The user wants to see their own skills page, to hide the endorsement there."""


@dataclass(frozen=True, slots=True)
class Mailed:
    """How a message leaves by mail."""

    channel: Channel
    account: str
    """The name of the account."""
    to: str
    """The address."""
    subject: str


@dataclass(frozen=True, slots=True)
class MarkedSent:
    """The user says that they sent the message, or had it sent by mail."""

    text: str
    mailed: Mailed | None = None
    """How it leaves by mail; None where the user sent it on LinkedIn."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The user does not wait for an answer any more."""

    note: str = ""
    """Why none came, as far as they can tell."""


Endorsement = tuple[str, str | None, str]
"""(name, slug, skill), as the ledger records it."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The user says what a mail tells."""

    endorsements: tuple[Endorsement, ...]
    """Each once, in the order in which they were named; none where the mail is no endorsement."""
