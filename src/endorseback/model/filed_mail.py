"""What decisions bring about in the mailbox: notifications that are done with, or are not again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FiledCopy:
    """One copy of a mail that was changed in the mailbox, and what of it: enough to change it back.

    The same mail may stand in several folders.
    """

    folder: str
    """Where it stood."""
    moved_to: str = ""
    """Where it was moved; empty where it stayed."""
    marked_read: bool = False
    """It was unread before, and is read since."""
    keyword: str = ""
    """The keyword that it did not have before, and has since; or empty."""


@dataclass(frozen=True, slots=True)
class Filing:
    """A change to the mailbox that is due."""

    mail: str
    """The identity of the mail: its Message-ID, else a hash, see `MailRead.identity`."""
    account: str
    folder: str
    """The folder it was read from."""
    settle: bool
    """True: the user is done with it. False: they undid that, and `copies` is to be put back."""
    copies: tuple[FiledCopy, ...] = ()
    """What was changed when it was last filed; where it is to be filed, what a program that was cut
    off had begun to change."""
