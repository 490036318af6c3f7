"""The escape sequence that sets a terminal's clipboard, and its wrappings for multiplexers.

OSC 52 is described in xterm's "Control Sequences", under "Manipulate Selection Data". The text
travels as base64, so nothing in it can end the sequence or be obeyed.
"""

from __future__ import annotations

import base64
from typing import Final

_SCREEN_PIECE: Final = 240
"""Characters in one device control string; GNU screen drops longer ones (its buffer holds 256)."""


def set_clipboard(text: str) -> str:
    """Return the sequence that puts a text on the terminal's clipboard."""
    return f"\x1b]52;c;{base64.b64encode(text.encode('utf-8', 'replace')).decode('ascii')}\a"


def for_tmux(sequence: str) -> str:
    """Return a sequence wrapped for tmux to pass on (`allow-passthrough`): escapes are doubled."""
    return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"


def for_screen(sequence: str) -> str:
    """Return a sequence wrapped for GNU screen to pass on, in pieces that it can hold."""
    pieces = (sequence[at : at + _SCREEN_PIECE] for at in range(0, len(sequence), _SCREEN_PIECE))
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
