"""One line of the journal: a transaction, its checksum, and how to tell an intact line.

A line is a JSON object, `{"crc32":"<8 hex digits>","changes":[[table, id, document or null], …]}`.
The checksum is the CRC-32 of the bytes of the array: it finds every single flipped bit or byte and
every burst of up to 32 bits (Peterson and Brown 1961), which is what disks and cables do; it is no
defence against somebody who means harm, and needs to be none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from zlib import crc32

import msgspec

_HEAD: Final = b'{"crc32":"%08x","changes":'
_BODY: Final = len(_HEAD % 0)

NULL: Final = msgspec.Raw(b"null")
"""The document of a change that removes one."""


class Change(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One document of one table, as it is after a transaction."""

    table: str
    """Its name: see `schema`."""
    id: str
    """Unique in the table."""
    document: msgspec.Raw
    """Its JSON text; `NULL` where the transaction removed it."""


class _Line(msgspec.Struct, gc=False):
    changes: tuple[Change, ...]


_decoder: Final = msgspec.json.Decoder(_Line)
_encoder: Final = msgspec.json.Encoder()


def encode_line(changes: Iterable[tuple[str, str, Any]]) -> bytes:
    """Return the line, with its line end, for changes of (table, id, document or None)."""
    body = _encoder.encode(list(changes))
    return _HEAD % crc32(body) + body + b"}\n"


def is_intact(line: bytes) -> bool:
    """Tell whether a line, given without its line end, is what was once written."""
    return line[:_BODY] == _HEAD % crc32(line[_BODY:-1]) and line.endswith(b"}")


def find_damage(data: bytes) -> int | None:
    """Return the index of the first line that is not intact, or None; `data` is whole lines."""
    lines = data.split(b"\n")
    lines.pop()
    for index, line in enumerate(lines):
        if not is_intact(line):
            return index
    return None


def decode_lines(data: bytes) -> list[tuple[Change, ...]]:
    """Return the transactions of whole, intact lines.

    Raises:
        msgspec.DecodeError: A line was written intact in a form that is not known here.
    """
    return [line.changes for line in _decoder.decode_lines(data)]
