"""The checkpoint: what the journal was folded into, so that the next start need not fold it again.

It is a convenience, never a source: made of the journal alone, taken up only if it fits the bytes
of the journal and the code that reads it, and otherwise ignored.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final
from zlib import crc32

import msgspec

import endorseback
from endorseback.errors import EndorsebackError
from endorseback.files import write_private
from endorseback.ledger.journal.storage import Extent
from endorseback.ledger.projection.state import ModelState

_CRC_BYTES: Final = 4


class Checkpoint(msgspec.Struct, frozen=True, array_like=True):
    """A fold, with what it is the fold of."""

    code: str
    """What made it: see `code_version`."""
    extent: Extent
    """The part of the journal that is folded."""
    state: ModelState
    """What it is folded into."""


_decoder: Final = msgspec.msgpack.Decoder(Checkpoint)
_encoder: Final = msgspec.msgpack.Encoder()


def load_checkpoint(journal: Path) -> Checkpoint | None:
    """Return the checkpoint beside a journal, or None where there is none that can be used."""
    try:
        data = _path(journal).read_bytes()
    except OSError:
        return None
    body = memoryview(data)[_CRC_BYTES:]
    if data[:_CRC_BYTES] != _checksum(body):
        return None
    try:
        checkpoint = _decoder.decode(body)
    except msgspec.DecodeError:
        return None
    return checkpoint if checkpoint.code == code_version() else None


def save_checkpoint(journal: Path, extent: Extent, state: ModelState) -> None:
    """Write a checkpoint beside a journal; without room for it, there is none."""
    state.store()
    body = _encoder.encode(Checkpoint(code_version(), extent, state))
    with suppress(OSError, EndorsebackError):
        write_private(_path(journal), _checksum(body) + body)


@lru_cache(maxsize=1)
def code_version() -> str:
    """Return what differs when the code of the fold does, so that nobody must raise a number."""
    package = Path(endorseback.__file__).parent
    sources = sorted([*(package / "ledger").rglob("*.py"), *(package / "model").glob("*.py")])
    marks = [endorseback.__version__, sys.version]
    for source in (*sources, package / "text.py"):
        status = source.stat()
        marks.append(f"{source.name} {status.st_size} {status.st_mtime_ns}")
    return f"{crc32(repr(marks).encode()):08x}"


def _path(journal: Path) -> Path:
    return journal.with_suffix(".checkpoint")


def _checksum(body: bytes | memoryview) -> bytes:
    return crc32(body).to_bytes(_CRC_BYTES, "big")
