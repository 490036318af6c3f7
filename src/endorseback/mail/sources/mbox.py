"""An mbox file as a source (RFC 4155, with the quoting of mboxrd)."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, BinaryIO, Final

from endorseback.errors import UsageError
from endorseback.mail.mail_limits import MAX_HEADER, MAX_MAIL
from endorseback.mail.prefilter import HEADER_RULES_VERSION, may_be_linkedins
from endorseback.mail.sources.base import Batch, FoundMail, batches
from endorseback.mail.sources.local import LocalFolders
from endorseback.mail.sources.mail_files import header_of, unreadable
from endorseback.mail.sources.uid_ranges import Range, gaps, merged

_SEPARATOR: Final = b"From "
_QUOTED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_BLANK: Final = re.compile(rb"(\n)\r?\n\Z")
"""The empty line that belongs to the next separator, not to the mail."""
_LINE: Final = 65_536
"""Bytes read at once of a line; a longer one is read in pieces."""
_GUARD: Final = 4_096
"""Bytes at the beginning, and before the end of what was read, that tell a rewritten file."""


@dataclass(frozen=True, slots=True)
class _MboxPart:
    """How much of the file was read."""

    end: int
    """The file's size then."""
    last: int
    """Where its last mail began then: it may have been in the middle of being written."""
    guard: str
    ranges: tuple[Range, ...] = ()
    """The positions of the mails that were looked at."""

    def cursor(self) -> dict[str, Any]:
        """Return the cursor to store."""
        return {
            "end": self.end,
            "last": self.last,
            "guard": self.guard,
            "scanned": [list(pair) for pair in self.ranges],
            "rules": HEADER_RULES_VERSION,
        }


class MboxSource(LocalFolders):
    """Reads an mbox file that others append to; it is neither locked nor written.

    The standard library's reader is not used: it reads the whole file again at each opening.
    """

    def folders(self) -> list[str]:
        """Return the one folder there is, named like the file."""
        if not self.path.is_file():
            raise UsageError(
                f"Source {self.name!r}: there is no file {self.path}.",
                hint="Check `mbox` in the config.",
            )
        return [self.path.name]

    def scan(
        self,
        folder: str,
        cursor: dict[str, Any] | None,
        *,
        full: bool = False,
    ) -> Iterator[Batch]:
        """Yield the mails appended since the cursor, the last one first.

        A file that was rewritten (its beginning, or the place where reading stopped, looks
        different) is read again from its beginning.
        """
        try:
            with self.path.open("rb") as file:
                for batch in _scan(file, None if full else cursor):
                    yield batch
                    self.keep_going()
        except OSError as error:
            raise unreadable(self.path, error) from None


def _scan(file: BinaryIO, cursor: dict[str, Any] | None) -> Iterator[Batch]:
    """Yield the batches of an open mbox file."""
    size = os.fstat(file.fileno()).st_size
    known = _still_valid(file, size, cursor)
    if known and cursor and cursor["end"] == size and _complete(cursor):
        return
    scanned = _covered(cursor, size) if known and cursor else []
    starts = list(_starts(file, _resume_at(scanned), size))
    missing = gaps(scanned, 0, size)
    spans = list(zip(starts, [*starts[1:], size], strict=False))
    todo = [span for span in spans[::-1] if any(low <= span[0] <= high for low, high in missing)]
    read = _MboxPart(size, starts[-1] if starts else 0, _guard(file, size), tuple(scanned))
    done, high = 0, size
    for piece in list(batches(todo)) or [[]]:
        done += len(piece)
        low = piece[-1][0] if done < len(todo) else 0
        read = replace(read, ranges=tuple(merged([*read.ranges, (low, high)])))
        high = low - 1
        yield Batch(_found(file, piece), read.cursor(), len(piece), done, len(todo))


def _covered(cursor: dict[str, Any], size: int) -> list[Range]:
    """Return what need not be looked at; where the file has grown, its last mail may have, too."""
    limit = cursor["last"] - 1 if cursor["end"] < size else size
    return merged((low, min(high, limit)) for low, high in cursor["scanned"])


def _starts(file: BinaryIO, begin: int, size: int) -> Iterator[int]:
    """Yield where mails begin, from a place where one may begin to the end.

    Raises:
        UsageError: If the file has something in it, but does not begin like an mbox.
    """
    file.seek(begin)
    position, blank = begin, True
    while position < size and (line := file.readline(_LINE)):
        if blank and line.startswith(_SEPARATOR):
            yield position
        elif position == 0 and line.strip():
            raise UsageError(
                f"{file.name} is no mbox: it does not begin with 'From '.",
                hint="Check `mbox` in the config.",
            )
        blank = line in (b"\n", b"\r\n")
        position += len(line)


def _resume_at(scanned: Sequence[Range]) -> int:
    """Return where to begin to look for mails: behind what was read without a gap."""
    return scanned[0][1] + 1 if scanned and scanned[0][0] == 0 else 0


def _found(file: BinaryIO, spans: Sequence[Range]) -> tuple[FoundMail, ...]:
    """Return those of the mails at these places whose headers do not rule them out."""
    found = []
    for start, end in spans:
        file.seek(start)
        separator = file.readline(_LINE)
        length = end - start - len(separator)
        raw = file.read(min(length, MAX_HEADER))
        if may_be_linkedins(header_of(raw)):
            raw += file.read(min(length, MAX_MAIL) - len(raw))
            mail = _QUOTED.sub(rb"\1", _BLANK.sub(rb"\1", raw))
            found.append(FoundMail(mail, _delivered(separator), truncated=length > MAX_MAIL))
    return tuple(found)


def _delivered(separator: bytes) -> datetime | None:
    """Return the time in a separator, which is in UTC by RFC 4155; None where it has none."""
    moment = re.search(rb"[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d \d{4}", separator)
    if not moment:
        return None
    try:
        text = " ".join(moment[0].decode("ascii").split())
        return datetime.strptime(text, "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)
    except ValueError:
        return None


def _still_valid(file: BinaryIO, size: int, cursor: dict[str, Any] | None) -> bool:
    """Tell whether the file is the one that the cursor is about, as it was or longer."""
    return (
        cursor is not None
        and cursor["rules"] >= HEADER_RULES_VERSION
        and cursor["end"] <= size
        and _guard(file, cursor["end"]) == cursor["guard"]
    )


def _complete(cursor: dict[str, Any]) -> bool:
    """Tell whether a cursor covers all there was."""
    return not gaps([(low, high) for low, high in cursor["scanned"]], 0, cursor["end"])


def _guard(file: BinaryIO, end: int) -> str:
    """Return a hash of the file's beginning and of the bytes before a place in it."""
    digest = hashlib.blake2b(digest_size=16)
    for start in (0, max(0, end - _GUARD)):
        file.seek(start)
        digest.update(file.read(min(_GUARD, end - start)))
    return digest.hexdigest()
