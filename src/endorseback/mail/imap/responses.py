"""What an IMAP server answers, as values of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from endorseback.text import clean


@dataclass(frozen=True, slots=True)
class FolderStatus:
    """What EXAMINE tells of a folder (RFC 3501 section 6.3.1)."""

    uidvalidity: int | None
    uidnext: int | None
    exists: int


@dataclass(frozen=True, slots=True)
class ListedFolder:
    """One folder that LIST names."""

    name: str
    attributes: frozenset[str]
    """In lower case, such as `\\all` (RFC 6154) or `\\noselect`."""

    @property
    def selectable(self) -> bool:
        """Whether it can hold mail."""
        return self.attributes.isdisjoint({"\\noselect", "\\nonexistent"})


@dataclass(frozen=True, slots=True)
class HeaderSeen:
    """The beginning of one mail, as the server has it."""

    uid: int
    size: int
    """Bytes of the whole mail (RFC822.SIZE)."""
    received_at: datetime | None
    header: bytes


def default_folders(listed: Iterable[ListedFolder]) -> list[str]:
    """Return what is read where nothing is configured: the folder with all mail, else INBOX."""
    everything = [
        folder.name
        for folder in listed
        if "\\all" in folder.attributes and folder.selectable and folder.name == clean(folder.name)
    ]
    return everything[:1] or ["INBOX"]


def attributes(flags: Sequence[object]) -> Iterator[str]:
    """Yield the attributes of a folder in lower case."""
    for flag in flags:
        yield (flag.decode("ascii", "replace") if isinstance(flag, bytes) else str(flag)).lower()


def body(item: Mapping[bytes, Any], section: bytes) -> bytes | None:
    """Return a section of a FETCH answer, whose key may or may not name where it starts."""
    for key, value in item.items():
        if key.startswith(section) and isinstance(value, bytes):
            return value
    return None


def utc(moment: object) -> datetime | None:
    """Return a moment that the server gave in UTC, or None where it cannot be one."""
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return None
    try:
        return moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
