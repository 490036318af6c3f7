"""Where mail comes from: one interface for IMAP accounts, Maildirs, mbox files and .eml folders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol, TypeVar

_T = TypeVar("_T")

HEADERS_A_BATCH: Final = 200
"""Mails looked at before what was found is handed over; more buys nothing and costs memory."""
FIRST_BATCH: Final = 50
"""The same for the first batch of a scan, so that the newest mails show at once."""


@dataclass(frozen=True, slots=True)
class FoundMail:
    """A mail whose headers do not rule out that it is LinkedIn's, as its bytes came."""

    raw: bytes
    """The mail, at most `MAX_MAIL` bytes of it."""
    received_at: datetime | None = None
    """When the server received it (INTERNALDATE, RFC 3501 section 2.3.3), aware, in UTC."""
    truncated: bool = False
    """The mail is longer than what was read of it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A part of a scan, with the cursor that covers it and everything before it."""

    mails: tuple[FoundMail, ...]
    """Newest first."""
    cursor: dict[str, Any]
    """What to hand to the next scan, once these mails are recorded; JSON values only."""
    scanned: int
    """How many mails this batch looked at."""
    done: int
    """How many mails the scan has looked at so far."""
    total: int
    """How many it will look at in all, as far as it knows."""


class Source(Protocol):
    """A place that holds mail in folders; nothing in it is ever changed."""

    name: str
    """The user's word for it."""
    trusted_authserv_ids: tuple[str, ...]
    """The names under which the reader's own mail host writes Authentication-Results."""
    check_dkim: bool
    """Whether to check DKIM ourselves where the host stamps nothing."""

    def folders(self) -> list[str]:
        """Return the folders to scan.

        Raises:
            EndorsebackError: If the source cannot be reached, or is not there.
        """

    def scan(
        self, folder: str, cursor: dict[str, Any] | None, *, full: bool = False
    ) -> Iterator[Batch]:
        """Yield what a folder holds beyond the cursor, newest first.

        Each batch's cursor covers exactly what was delivered so far: a scan broken off anywhere
        is taken up by the next one. A folder without anything new yields nothing. With `full`,
        the cursor does not count and the headers of all mails are read.

        Raises:
            EndorsebackError: If the folder cannot be read.
        """

    def cancel(self) -> None:
        """Make a scan that runs in another thread end at once, with an error."""

    def close(self) -> None:
        """Let go of what is open; closing twice does no harm."""


def batches(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Yield a sequence in pieces of the size of a batch, the first one smaller."""
    start, size = 0, FIRST_BATCH
    while start < len(items):
        yield items[start : start + size]
        start, size = start + size, HEADERS_A_BATCH
