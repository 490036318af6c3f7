"""Messages that the user had sent: what they say, and how far each one came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple


class Channel(StrEnum):
    """How a message leaves the program by itself."""

    EMAIL = "email"
    """Over SMTP."""
    DRAFTS = "drafts"
    """Into the folder of drafts of a mailbox; the user sends it from there."""


class Outcome(StrEnum):
    """What became of a message that was queued, or of one try to send it."""

    SENT = "sent"
    """It is out: the server took it, or the user says that it did."""
    FAILED = "failed"
    """It surely did not leave."""
    UNCLEAR = "unclear"
    """Nobody can tell whether it left: the connection or the program ended in mid-send."""
    RETRY = "retry"
    """The user wants it tried again."""
    WITHDRAWN = "withdrawn"
    """The user does not want it sent any more."""


class MessageState(StrEnum):
    """How far a message came."""

    QUEUED = "queued"
    """It waits to be sent."""
    TRYING = "trying"
    """A try began, and its outcome is not recorded: it is under way, or was cut off."""
    SENT = "sent"
    FAILED = "failed"
    """It did not leave; the user may have it tried again."""
    UNCLEAR = "unclear"
    """It may have left; it is never sent again but on the user's word."""
    WITHDRAWN = "withdrawn"


_NEXT: Final[Mapping[tuple[MessageState, Outcome], MessageState]] = {
    (MessageState.QUEUED, Outcome.FAILED): MessageState.FAILED,
    (MessageState.QUEUED, Outcome.WITHDRAWN): MessageState.WITHDRAWN,
    (MessageState.TRYING, Outcome.SENT): MessageState.SENT,
    (MessageState.TRYING, Outcome.FAILED): MessageState.FAILED,
    (MessageState.TRYING, Outcome.UNCLEAR): MessageState.UNCLEAR,
    (MessageState.FAILED, Outcome.RETRY): MessageState.QUEUED,
    (MessageState.FAILED, Outcome.WITHDRAWN): MessageState.WITHDRAWN,
    (MessageState.UNCLEAR, Outcome.RETRY): MessageState.QUEUED,
    (MessageState.UNCLEAR, Outcome.SENT): MessageState.SENT,
    (MessageState.UNCLEAR, Outcome.WITHDRAWN): MessageState.WITHDRAWN,
}


def next_state(state: MessageState, outcome: Outcome) -> MessageState | None:
    """Return where an outcome leads a message, or None where it leads nowhere.

    What is sent stays sent, and what is under way cannot be taken back.
    """
    return _NEXT.get((state, outcome))


class OutboxMessage(NamedTuple):
    """One message as it was queued, and how far it came."""

    message_id: str
    """Its Message-ID field with the angle brackets (RFC 5322, 3.6.4): the same in every try."""
    person: str
    """The key of the person it is for."""
    name: str
    """Theirs, as displayed when it was queued."""
    channel: Channel
    account: str
    """The name of the account that it leaves by."""
    to: str
    """The address it goes to."""
    subject: str
    text: str
    queued_at: datetime
    """In UTC; the Date of the message."""
    state: MessageState
    changed_at: datetime
    """When it came to that state."""
    detail: str = ""
    """What the server, or the program, said of the last try; cleaned."""
    tries: int = 0
    """How often it was tried."""
