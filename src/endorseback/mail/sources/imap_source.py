"""What of an IMAP account is to be read next: new mail first, then history, from the top down."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from endorseback.credentials import password_of
from endorseback.errors import UnreachableError
from endorseback.mail.imap.connection import LINKEDIN, ImapConnection
from endorseback.mail.imap.imap_errors import RefusedError
from endorseback.mail.imap.responses import FolderStatus, HeaderSeen, default_folders
from endorseback.mail.mail_limits import MAX_MAIL
from endorseback.mail.prefilter import HEADER_RULES_VERSION, may_be_linkedins
from endorseback.mail.sources.base import Batch, FoundMail, batches
from endorseback.mail.sources.uid_ranges import Range, gaps, merged, split
from endorseback.settings import Account

_WINDOW: Final = 40_000
"""Mails that one SEARCH may answer: imaplib gives up at 1,000,000 bytes, 11 bytes a UID."""
_BYTES_A_FETCH: Final = 8_000_000
"""Announced bytes of the mails that are asked for at once."""


@dataclass(frozen=True, slots=True)
class _Scanned:
    """Which mails of one folder have been looked at."""

    uidvalidity: int | None
    history: int
    """The highest UID there was when the folder was first scanned: up to it the server searches,
    beyond it the headers of all mails are read."""
    ranges: tuple[Range, ...] = ()

    @classmethod
    def resume(
        cls, cursor: dict[str, Any] | None, mailbox: FolderStatus, top: int, *, full: bool
    ) -> _Scanned:
        """Return where a cursor left off, or the very beginning where it does not count."""
        if full:
            return cls(mailbox.uidvalidity, history=0)
        if (
            cursor is None
            or mailbox.uidvalidity is None
            or cursor.get("uidvalidity") != mailbox.uidvalidity
            or cursor.get("rules", 0) < HEADER_RULES_VERSION
        ):
            return cls(mailbox.uidvalidity, history=top)
        ranges = tuple((low, high) for low, high in cursor["scanned"])
        return cls(mailbox.uidvalidity, cursor["history"], ranges)

    def with_ranges(self, ranges: Sequence[Range]) -> _Scanned:
        """Return the same with more ranges."""
        together = merged([*self.ranges, *ranges])
        return _Scanned(self.uidvalidity, self.history, tuple(together))

    def cursor(self) -> dict[str, Any]:
        """Return the cursor to store."""
        return {
            "uidvalidity": self.uidvalidity,
            "history": self.history,
            "scanned": [list(pair) for pair in self.ranges],
            "rules": HEADER_RULES_VERSION,
        }


class ImapSource:
    """An IMAP account as a source; it logs in when first asked, and again after a failure."""

    def __init__(self, account: Account) -> None:
        self.name = account.name
        self.trusted_authserv_ids = account.trusted_authserv_ids
        self.check_dkim = account.check_dkim
        self._account = account
        self._connection: ImapConnection | None = None
        self._cancelled = False

    def folders(self) -> list[str]:
        """Return the configured folders, else the one with all mail (RFC 6154), else INBOX."""
        connection = self._talk()
        if self._account.folders:
            return list(self._account.folders)
        return default_folders(connection.folders())

    def scan(
        self, folder: str, cursor: dict[str, Any] | None, *, full: bool = False
    ) -> Iterator[Batch]:
        """Yield what may be LinkedIn's among the mails that the cursor does not cover.

        Mails that the server names but does not hand out stay uncovered, and are tried again by
        the next scan.

        Raises:
            RefusedError: At the end, if there were such mails.
        """
        connection = self._talk()
        connection.refused.clear()
        yield from _FolderScan(connection, connection.examine(folder)).run(cursor, full=full)
        if connection.refused:
            raise RefusedError(
                f"{len(connection.refused)} mails in {folder!r} could not be had:"
                f" {connection.refusal}",
                hint="The next fetch tries them again.",
            )

    def cancel(self) -> None:
        """Make a scan in another thread end at once."""
        self._cancelled = True
        if self._connection is not None:
            self._connection.cancel()

    def close(self) -> None:
        """Log out and close the connection, if there is one."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close(politely=not self._cancelled)

    def _talk(self) -> ImapConnection:
        """Return the connection; the first call, and each after a failure, logs in."""
        self._keep_going()
        if self._connection is None or self._connection.closed:
            password = password_of(self._account)
            # `cancel` must find the connection while the login still waits for the server.
            self._connection = ImapConnection(self._account)
            self._keep_going()
            self._connection.log_in(password)
        return self._connection

    def _keep_going(self) -> None:
        """Return unless the scan was cancelled.

        Raises:
            UnreachableError: If it was.
        """
        if self._cancelled:
            self.close()
            raise UnreachableError("The fetch was stopped.")


class _FolderScan:
    """One walk through an open folder."""

    def __init__(self, connection: ImapConnection, mailbox: FolderStatus) -> None:
        self._connection = connection
        self._mailbox = mailbox
        self._done = 0

    def run(self, cursor: dict[str, Any] | None, *, full: bool) -> Iterator[Batch]:
        """Yield the batches of what the cursor does not cover."""
        top = self._top()
        scanned = _Scanned.resume(cursor, self._mailbox, top, full=full)
        if not top and scanned.cursor() != cursor:
            yield Batch((), scanned.cursor(), scanned=0, done=0, total=0)
        for low, high in self._windows(scanned, top):
            uids = self._search(low, high, is_history=high <= scanned.history)
            for batch, covered in self._read_window((low, high), uids):
                scanned = scanned.with_ranges(covered)
                yield replace(batch, cursor=scanned.cursor())

    def _top(self) -> int:
        """Return the highest UID that the folder may hold; 0 where it never held any."""
        mailbox = self._mailbox
        if mailbox.uidnext is not None:
            return mailbox.uidnext - 1
        if not mailbox.exists:
            return 0
        return max(self._connection.uids_at([mailbox.exists]), default=0)

    def _windows(self, scanned: _Scanned, top: int) -> Iterator[Range]:
        """Yield the ranges yet to be scanned, highest first, each small enough for one SEARCH.

        UIDs may be sparse up to 2^32, so where a range could hold too many mails the server says
        which UIDs stand at every so many positions: one more question, not thousands of ranges.
        """
        missing = gaps(scanned.ranges, 1, top)
        cuts = [scanned.history + 1]
        exists = self._mailbox.exists
        if exists > _WINDOW and any(high - low >= _WINDOW for low, high in missing):
            cuts += self._connection.uids_at(range(1, exists + 1, _WINDOW))
        for gap in reversed(missing):
            yield from reversed(split(gap, cuts))

    def _search(self, low: int, high: int, *, is_history: bool) -> list[int]:
        """Return the UIDs whose headers are to be read: all, but for history the likely ones.

        Where a server cannot search for those, the headers of all are read.
        """
        if is_history:
            with contextlib.suppress(RefusedError):
                return self._connection.search(low, high, LINKEDIN)
        return self._connection.search(low, high)

    def _read_window(
        self, window: Range, uids: Sequence[int]
    ) -> Iterator[tuple[Batch, Sequence[Range]]]:
        """Yield the batches of one window, newest first, each with the UIDs that it covers."""
        low, high = window
        total = self._done + len(uids)
        for piece in list(batches(uids)) or [uids]:
            mails = _read_batch(self._connection, piece)
            self._done += len(piece)
            start = low if self._done == total else piece[-1]
            refused = [(uid, uid) for uid in self._connection.refused]
            batch = Batch(mails, {}, len(piece), self._done, total)
            yield batch, gaps(refused, start, high)
            high = start - 1


def _read_batch(connection: ImapConnection, uids: Sequence[int]) -> tuple[FoundMail, ...]:
    """Return those of these mails whose headers do not rule them out, in their order."""
    if not uids:
        return ()
    wanted = [seen for seen in connection.headers(uids) if may_be_linkedins(seen.header)]
    found = []
    for some in _by_bytes(wanted):
        raw = connection.mails([seen.uid for seen in some])
        found += [
            FoundMail(raw[seen.uid], seen.received_at, _is_cut(raw[seen.uid], seen.size))
            for seen in some
            if seen.uid in raw
        ]
    return tuple(found)


def _is_cut(raw: bytes, size: int) -> bool:
    """Tell whether only the first part of a mail was read; servers may misjudge small sizes."""
    return len(raw) >= MAX_MAIL and size > len(raw)


def _by_bytes(headers: Sequence[HeaderSeen]) -> Iterator[list[HeaderSeen]]:
    """Yield these mails in groups that are small enough to be asked for at once."""
    group: list[HeaderSeen] = []
    weight = 0
    for seen in headers:
        size = min(seen.size, MAX_MAIL)
        if group and weight + size > _BYTES_A_FETCH:
            yield group
            group, weight = [], 0
        group.append(seen)
        weight += size
    if group:
        yield group
