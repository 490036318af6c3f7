"""Mails that lie in files of their own: which of them are unseen, and what they hold.

A Maildir and a folder of .eml files differ only in how a file is known again. The cursor is the set
of all files seen, as short hashes: names and times alone would have to be trusted to ascend.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NoReturn

from endorseback.errors import UsageError
from endorseback.mail.mail_limits import MAX_HEADER, MAX_MAIL
from endorseback.mail.prefilter import HEADER_RULES_VERSION, may_be_linkedins
from endorseback.mail.sources.base import FIRST_BATCH, Batch, FoundMail

_HASH: Final = 8
"""Bytes of a hash; among a million files two share one with odds of 1 to 37 million."""
_FILES_A_BATCH: Final = 2_000
"""Files looked at before what was found is handed over: each cursor names all files seen."""
_BYTES_A_BATCH: Final = 32_000_000
"""Bytes of mail after which it is handed over anyway."""


@dataclass(frozen=True, slots=True)
class MailFile:
    """One file that holds one mail."""

    identity: str
    """What it is known by: the same string means that it was seen."""
    path: Path

    @property
    def digest(self) -> bytes:
        """The short hash of its identity."""
        name = self.identity.encode("utf-8", "surrogateescape")
        return hashlib.blake2b(name, digest_size=_HASH).digest()


def scan_files(
    files: Iterable[MailFile], cursor: dict[str, Any] | None, *, full: bool, dated: bool
) -> Iterator[Batch]:
    """Yield what may be LinkedIn's among the files that the cursor does not name, newest first.

    Args:
        files: All files of the folder.
        cursor: Which of them were seen.
        full: Look at all of them.
        dated: A file's time is when its mail was received.

    Raises:
        UsageError: At the end, if files are there that must not be read; they stay unseen.
    """
    present = {file.digest: file.path for file in files}
    fresh = full or cursor is None or cursor["rules"] < HEADER_RULES_VERSION
    seen = set() if fresh else _unpacked(cursor) & present.keys()
    unseen = _newest_first({digest: present[digest] for digest in present.keys() - seen})
    if not unseen and cursor is None:
        yield Batch((), _cursor(seen), scanned=0, done=0, total=0)
    done, problems = 0, []
    for piece in _pieces(unseen, dated=dated):
        done += len(piece.readable) + len(piece.problems)
        seen.update(piece.readable)
        problems += piece.problems
        if piece.readable:
            scanned = len(piece.readable)
            yield Batch(tuple(piece.mails), _cursor(seen), scanned, done, len(unseen))
    if problems:
        raise problems[0]


@dataclass(slots=True)
class _Piece:
    """Files that were looked at together."""

    room: int
    """How many files it takes."""
    readable: list[bytes] = field(default_factory=list)
    problems: list[UsageError] = field(default_factory=list)
    mails: list[FoundMail] = field(default_factory=list)
    weight: int = 0

    def look_at(self, digest: bytes, path: Path, *, dated: bool) -> None:
        """Look at one more file."""
        try:
            mail = _read(path, dated=dated)
        except FileNotFoundError:
            mail = None
        except OSError as error:
            self.problems.append(unreadable(path, error))
            return
        self.readable.append(digest)
        if mail is not None:
            self.mails.append(mail)
            self.weight += len(mail.raw)

    @property
    def full(self) -> bool:
        """Whether what was found is to be handed over."""
        return len(self.readable) >= self.room or self.weight >= _BYTES_A_BATCH


def _read(path: Path, *, dated: bool) -> FoundMail | None:
    """Return the mail in a file, or None where its headers rule it out."""
    with path.open("rb") as file:
        raw = file.read(MAX_HEADER)
        if not may_be_linkedins(header_of(raw)):
            return None
        raw += file.read(MAX_MAIL - len(raw))
        status = os.fstat(file.fileno())
    received_at = datetime.fromtimestamp(status.st_mtime, UTC) if dated else None
    return FoundMail(raw, received_at, truncated=status.st_size > len(raw))


def header_of(raw: bytes) -> bytes:
    """Return the header of a mail, up to and with the empty line, at most `MAX_HEADER` bytes."""
    start = raw[:MAX_HEADER]
    ends = [found + 2 for mark in (b"\n\n", b"\n\r\n") if (found := start.find(mark)) >= 0]
    return start[: min(ends)] if ends else start


def refuse(error: OSError) -> NoReturn:
    """Raise the error about a folder that `os.walk` cannot read and would pass over."""
    raise unreadable(Path(str(error.filename)), error) from None


def unreadable(path: Path, error: OSError) -> UsageError:
    """Return the error about a file or folder that cannot be read."""
    return UsageError(
        f"{path} cannot be read: {error.strerror or type(error).__name__}",
        hint="Check its permissions, and the source in the config.",
    )


def _newest_first(files: dict[bytes, Path]) -> list[tuple[bytes, Path]]:
    """Return files by their time, newest first, and last those that tell none."""
    dated = [(_time_of(path), path.name, digest, path) for digest, path in files.items()]
    dated.sort(reverse=True)
    return [(digest, path) for _time, _name, digest, path in dated]


def _time_of(path: Path) -> int:
    """Return when a file was written, in nanoseconds; 0 where it is gone or does not tell."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _pieces(files: Sequence[tuple[bytes, Path]], *, dated: bool) -> Iterator[_Piece]:
    """Yield files in pieces, each with the mails found in it, bounded in number and bytes."""
    piece = _Piece(room=FIRST_BATCH)
    for digest, path in files:
        piece.look_at(digest, path, dated=dated)
        if piece.full:
            yield piece
            piece = _Piece(room=_FILES_A_BATCH)
    yield piece


def _cursor(seen: set[bytes]) -> dict[str, Any]:
    """Return the cursor that names these files."""
    packed = base64.b64encode(b"".join(sorted(seen))).decode("ascii")
    return {"seen": packed, "rules": HEADER_RULES_VERSION}


def _unpacked(cursor: dict[str, Any] | None) -> set[bytes]:
    """Return the files that a cursor names."""
    packed = base64.b64decode(cursor["seen"]) if cursor else b""
    return {packed[start : start + _HASH] for start in range(0, len(packed), _HASH)}
