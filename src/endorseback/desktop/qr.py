"""A link as a QR code in half blocks, for a phone to take it off a screen that has no browser."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Final

_QUIET: Final = 2
"""Light modules around the code; ISO/IEC 18004 asks for 4, cameras do with 2."""
_LONGEST: Final = 500
"""Characters of a link; a longer one gives a code that fills the screen."""
_BLOCKS: Final = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
"""What shows two modules, one above the other: light ones are drawn, for terminals are dark."""


def qr_code(link: str) -> str:
    """Return the QR code of a link as lines of half blocks, to be shown light on dark.

    Each character is one module wide and two high. A link that is too long for a code of a bearable
    size gives an empty text: the link itself is shown anyway.
    """
    if not link or len(link) > _LONGEST:
        return ""
    import segno

    rows = [list(row) for row in segno.make_qr(link, error="l").matrix_iter(border=_QUIET)]
    return "\n".join(_line(upper, lower) for upper, lower in _pairs(rows))


def _pairs(rows: Sequence[list[int]]) -> Iterable[tuple[list[int], list[int]]]:
    """Return the rows two by two; a last one alone stands above a light one."""
    light = [0] * len(rows[0])
    return zip_longest(rows[::2], rows[1::2], fillvalue=light)


def _line(upper: list[int], lower: list[int]) -> str:
    return "".join(_BLOCKS[above, below] for above, below in zip(upper, lower, strict=True))
