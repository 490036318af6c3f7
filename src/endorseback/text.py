"""The trust boundary for foreign text: what a mail or a server said becomes safe to show.

Every string from outside passes `clean` (one line) or `clean_lines` (running text) once, when it
enters. After that no character is left that a terminal would obey, or that reorders its neighbours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

MAX_LABEL: Final = 200
"""Longest name or skill, in code points after NFC, that can be a real one."""

_WHITE_SPACE_CONTROLS: Final = "\t\n\v\f\r\x85\u2028\u2029"
_BIDI_CONTROLS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE: Final = "\u00ad\u034f\u200b\u2060\ufeff"

_FOREIGN: Final[dict[int, str | None]] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0))),
    **{ord(char): None for char in _BIDI_CONTROLS + _INVISIBLE},
    **{ord(char): " " for char in _WHITE_SPACE_CONTROLS},
}
_FOREIGN_LINES: Final[dict[int, str | None]] = {**_FOREIGN, ord("\n"): "\n"}
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_PRINTABLE_FOREIGN: Final = "\u034f"
"""The only character of these that Unicode counts as printable."""
_BLANK_FOREIGN: Final = "\x1c\x1d\x1e\x1f"
"""Controls that `str.split` takes for white space."""
_BORDER: Final = "\ufdd0"
"""Stands between two pieces of a line while they are cleaned; a noncharacter, in no real text."""
_BLANKS_ON_BOTH_SIDES: Final = re.compile(f" ({_BORDER}+) ")
_COMBINING_RUN: Final = 4


def clean(text: str) -> str:
    """Return foreign text as one safe line: no controls, white space folded, else as displayed."""
    if text.isprintable() and _PRINTABLE_FOREIGN not in text:
        return " ".join(text.split())  # the usual case, told at a tenth of the cost
    line = " ".join(text.replace(_PRINTABLE_FOREIGN, "").split())
    if line.isprintable() and not any(one in text for one in _BLANK_FOREIGN):
        return line  # only white space was to be folded, told at a third of the cost
    safe = _SURROGATES.sub("\ufffd", text).translate(_FOREIGN)
    return " ".join(safe.split())


def clean_pieces(texts: Sequence[str]) -> list[str]:
    """Return the pieces of one foreign line, each cleaned.

    Cleaning them together keeps one blank between two pieces where there was any, and none where
    there was none.
    """
    whole = "".join(texts)
    if _BORDER in whole:
        texts = [text.replace(_BORDER, "\ufffd") for text in texts]
    if len(texts) == 1:
        return [clean(texts[0])]
    line = _BORDER.join(texts)
    is_plain = whole.isprintable() and _PRINTABLE_FOREIGN not in whole
    line = " ".join(line.split()) if is_plain else clean(line)
    while _BLANKS_ON_BOTH_SIDES.search(line):
        line = _BLANKS_ON_BOTH_SIDES.sub(r" \1", line)
    return line.split(_BORDER)


def clean_lines(text: str) -> str:
    """Return foreign running text with its line ends kept and everything else as in `clean`."""
    safe = _SURROGATES.sub("\ufffd", _LINE_ENDS.sub("\n", text)).translate(_FOREIGN_LINES)
    return "\n".join(" ".join(line.split()) for line in safe.split("\n"))


def usable(label: str) -> bool:
    """Tell whether a cleaned name or skill can be a real one: neither empty nor too long."""
    return 0 < len(unicodedata.normalize("NFC", label)) <= MAX_LABEL


def fold(text: str) -> str:
    """Return the form under which names and skills compare: NFC, without regard to case."""
    return unicodedata.normalize("NFC", text).casefold()


def calm(text: str) -> str:
    """Return text for one row of the screen: at most a few combining marks a letter."""
    if text.isascii():
        return text
    shown: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _COMBINING_RUN:
            shown.append(char)
    return "".join(shown)
