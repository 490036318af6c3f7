"""What the threads tell the event loop.

Nobody compares or prints a message; without that they are defined in a third of the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from endorseback.errors import EndorsebackError
    from endorseback.ledger import Event, ReadModel
    from endorseback.services.fetch import FetchStatus, FolderReport
    from endorseback.services.outbox import MessageReport
    from endorseback.services.write_back import WriteBackReport


class Landed(Message):
    """Something landed in the ledger that the read-model has not folded yet."""

    def can_replace(self, message: Message) -> bool:
        """Merge with a waiting one: a single drain takes up everything."""
        return type(message) is Landed


@dataclass(eq=False, repr=False)
class Recorded(Message):
    """A decision is on disk."""

    ticket: int
    """The number under which it was handed over."""
    events: tuple[Event, ...]


@dataclass(eq=False, repr=False)
class NotRecorded(Message):
    """A decision could not be saved; nothing has changed."""

    ticket: int
    error: EndorsebackError


@dataclass(eq=False, repr=False)
class LedgerUnreadable(Message):
    """The ledger can no longer be followed; what is on the screen stays."""

    error: EndorsebackError


@dataclass(eq=False, repr=False)
class LastFetch(Message):
    """When the last fetch ran, by this or another process, and how it ended."""

    status: FetchStatus


@dataclass(eq=False, repr=False)
class FetchMoved(Message):
    """A fetch under way got further."""

    account: str
    folder: str
    done: int
    """Mails looked at so far."""
    total: int
    """Mails to look at, as far as is known."""

    def can_replace(self, message: Message) -> bool:
        """Merge with a waiting one: only the latest counts."""
        return isinstance(message, FetchMoved)


@dataclass(eq=False, repr=False)
class FetchStarted(Message):
    """A fetch began."""

    asked: bool
    """The user asked for it."""


@dataclass(eq=False, repr=False)
class Reread(Message):
    """A recogniser that is new here has read all kept mails again."""

    mails: int = 0
    """How many it read."""
    changed: int = 0
    """How many count as something else than before."""
    damaged: tuple[str, ...] = ()
    """Kept files that cannot be read, a sentence each."""
    error: EndorsebackError | None = None
    """What ended it early; what was read by then is recorded."""


@dataclass(eq=False, repr=False)
class FetchEnded(Message):
    """A fetch is over."""

    reports: tuple[FolderReport, ...]
    error: EndorsebackError | None = None
    """What went wrong with the fetch as a whole."""


@dataclass(eq=False, repr=False)
class Asked(Message):
    """A thread asks the read-model, which belongs to the event loop; all that landed counts."""

    question: Callable[[ReadModel], None]
    """Looks, and keeps the answer where the thread finds it."""


@dataclass(eq=False, repr=False)
class MessagesSent(Message):
    """What became of messages that were to be sent."""

    reports: tuple[MessageReport, ...]


@dataclass(eq=False, repr=False)
class MailboxesFiled(Message):
    """What was done in the mailboxes after decisions."""

    reports: tuple[WriteBackReport, ...]


@dataclass(eq=False, repr=False)
class ErrandFailed(Message):
    """What decisions bring about outside could not be begun, or not be recorded."""

    error: EndorsebackError
