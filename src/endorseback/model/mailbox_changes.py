"""Changes that decisions cause in the mailbox, where the user has turned write-back on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangedCopy:
    """What was changed about one copy of an email: enough to change it back.

    The same email can be in several folders.
    """

    folder: str
    """The folder it was in."""
    moved_to: str = ""
    """Where it was moved; empty if it stayed."""
    marked_read: bool = False
    """Whether it was unread and was marked read."""
    keyword: str = ""
    """The keyword that was added, or empty."""


@dataclass(frozen=True, slots=True)
class MailboxChange:
    """A change to the mailbox that is due."""

    mail: str
    """The identity of the email: see `MailRead.identity`."""
    account: str
    folder: str
    """The folder it was read from."""
    settle: bool
    """True if the user is done with it; False if they undid that, so `copies` must be restored."""
    copies: tuple[ChangedCopy, ...] = ()
    """What the last write-back changed; if `settle`, what an interrupted one began to change."""
