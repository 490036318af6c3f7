"""The bytes of a file on their way to the reader: watched, and bounded."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable
from typing import BinaryIO, Final, cast

from endorseback.archive.archive_errors import UnusableArchive
from endorseback.archive.archive_limits import MAX_FILE, MAX_LINE
from endorseback.archive.zip_errors import ZIP_FAULTS, describe_fault

_PIECE: Final = 32 * 1024
"""Bytes read at once: one odd letter makes all the text of a piece two or four times as wide."""
_SAMPLE: Final = 64 * 1024
"""Bytes that tell the encoding and the header."""
_WINDOWS: Final = "cp1252"
_MIXED: Final = "endorseback-windows"


class BoundedStream(io.BufferedIOBase):
    """A file that is read once from its beginning, with its progress told, and given up in time."""

    def __init__(self, raw: BinaryIO, file: str, tick: Callable[[int], None]) -> None:
        """Watch a file.

        Args:
            raw: The file, at its beginning.
            file: What to call it in an error.
            tick: Told how many bytes were read since it was told last; may raise to stop.
        """
        self._raw = raw
        self._file = file
        self._tick = tick
        self._held = b""
        self._read = 0
        self._line = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def sample(self) -> bytes:
        """Return the first bytes; they are read again by what follows."""
        while len(self._held) < _SAMPLE and (piece := self._next()):
            self._held += piece
        return self._held[:_SAMPLE]

    def read1(self, _size: int | None = -1, /) -> bytes:
        """Return the next bytes, as many as are good to handle at once; none at the end.

        Raises:
            UnusableArchive: If they cannot be read, or are too many.
        """
        held, self._held = self._held, b""
        return held or self._next()

    def drain(self) -> None:
        """Read to the end: only there does a zip tell whether its bytes were right."""
        while self.read1():
            pass

    def _next(self) -> bytes:
        try:
            piece = self._raw.read(_PIECE)
        except ZIP_FAULTS as fault:
            raise UnusableArchive(
                f"{self._file} cannot be read: {describe_fault(fault)}.",
                hint="If it comes from LinkedIn's zip, that is damaged: download it again.",
            ) from None
        self._bound(piece)
        self._tick(len(piece))
        return piece

    def _bound(self, piece: bytes) -> None:
        """Give up a file that is too large, or has lines that are.

        Raises:
            UnusableArchive: If so.
        """
        self._read += len(piece)
        if self._read > MAX_FILE:
            raise too_large(self._file, MAX_FILE)
        end = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
        self._line = self._line + len(piece) if end < 0 else len(piece) - end
        if self._line > MAX_LINE:
            raise UnusableArchive(
                f"{self._file} has a line of over {MAX_LINE // 1024**2} MB.",
                hint="That is no file of LinkedIn's.",
            )


def too_large(what: str, limit: int) -> UnusableArchive:
    """Return the error for a file, or all files, of more bytes than LinkedIn's can have."""
    return UnusableArchive(
        f"{what} has over {limit // 1024**2:,} MB.",
        hint="Nothing of LinkedIn's is as large, so nothing was read.",
    )


def decoded(file: BoundedStream) -> io.TextIOWrapper:
    """Return a file as text, whatever a spreadsheet saved it in: UTF-8, UTF-16 or Windows-1252.

    Line ends are kept as they are, as the `csv` module wants them.
    """
    encoding = _encoding(file.sample())
    errors = _MIXED if encoding.startswith("utf-8") else "replace"
    buffer = cast("BinaryIO", file)
    return io.TextIOWrapper(buffer, encoding=encoding, errors=errors, newline="")


def _encoding(sample: bytes) -> str:
    """Return the encoding of a file by its first bytes."""
    if sample.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    zeros = [sample[start:200:2].count(0) for start in (0, 1)]
    if max(zeros) > 25 and min(zeros) == 0:
        return "utf-16-be" if zeros[0] else "utf-16-le"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return _WINDOWS
    return "utf-8"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Decode what is no UTF-8: the first such letter may come late in a file in Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode(_WINDOWS, "replace"), error.end


codecs.register_error(_MIXED, _as_windows)
