"""A bound on what a server may send in answer to one command."""

from __future__ import annotations

import imaplib
from typing import Any, Final

_MAX_ANSWER: Final = 64_000_000
"""Bytes that the answer to one command may have before the server is taken for a broken one."""


class AnswerLimit:
    """Bounds what the answer to one command may hold, before memory is set aside for it.

    imaplib allocates any literal that a server announces, and keeps the connection after a line
    that was too long, though it is out of step then.
    """

    def __init__(self, imap: Any) -> None:
        self._left = _MAX_ANSWER
        self._read = imap.read
        self._readline = imap.readline
        imap.read = self.read
        imap.readline = self.readline

    def begin(self) -> None:
        """Start counting for the next command."""
        self._left = _MAX_ANSWER

    def read(self, size: int) -> bytes:
        """Read a literal of `size` bytes."""
        self._take(size)
        return bytes(self._read(size))

    def readline(self) -> bytes:
        """Read a line."""
        try:
            line = bytes(self._readline())
        except imaplib.IMAP4.error as error:
            raise imaplib.IMAP4.abort(str(error)) from None
        self._take(len(line))
        return line

    def _take(self, size: int) -> None:
        """Count `size` bytes."""
        self._left -= size
        if self._left < 0:
            raise imaplib.IMAP4.abort(f"it announced an answer of more than {_MAX_ANSWER} bytes")
