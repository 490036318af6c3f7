"""What the program asks of the desktop around it: to open a page, to hold a text.

Both can be missing (SSH, no display, no clipboard tool), so neither raises: each answers with a
sentence for the user, and the dialog shows the link or the text itself where it failed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

TerminalWriter = Callable[[str], None]
"""Writes an escape sequence to the terminal between two frames; callable from any thread."""


@dataclass(frozen=True, slots=True)
class Opened:
    """How opening a page went."""

    opened: bool
    say: str
    """One sentence for the user."""


@dataclass(frozen=True, slots=True)
class Placed:
    """How putting a text on the clipboard went."""

    placed: bool
    say: str
    """One sentence for the user."""


class Opener(Protocol):
    """Opens pages outside the program."""

    def open(self, url: str) -> Opened:
        """Open a page; may block for seconds, so call it off the event loop. Never raises."""
        ...


class Clipboard(Protocol):
    """Holds a text for the user to paste."""

    def put(self, text: str, terminal: TerminalWriter) -> Placed:
        """Put a text there; may block for seconds, so call it off the event loop. Never raises."""
        ...
