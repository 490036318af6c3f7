"""What all cards are built of: sections of lines, as styled text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from endorseback.text import calm

MUTED: Final = "$foreground 55%"
"""For what goes without saying."""
HEAD: Final = "$text-primary"
"""For headings."""
WARNING: Final = "$text-warning"
"""For what is to be stopped at."""
GOOD: Final = "$text-success"
"""For what sets one at ease."""

_WIDEST_LABEL: Final = 30

Line = Content
"""One line of a card; a long one is wrapped where it is shown."""


def section(title: str, lines: Iterable[Line]) -> list[Line]:
    """Return an empty line, a heading, and the lines; nothing where there are no lines."""
    body = list(lines)
    return [Content(""), Content.styled(title, HEAD), *body] if body else []


def bullets(reasons: Iterable[str]) -> list[Line]:
    """Return reasons, one a line; the sign of one for or against takes the bullet's place."""
    return [_bullet(reason) for reason in reasons]


def _bullet(reason: str) -> Line:
    """Return one reason behind its sign, else behind a bullet."""
    sign, _, text = reason.partition(" ")
    if sign in _SIGNS:
        return Content.assemble((f"{sign} ", _SIGNS[sign]), calm(text))
    return Content.assemble(("· ", MUTED), calm(reason))


_SIGNS: Final = {"+": GOOD, "-": WARNING}


def muted(sentence: str) -> Line:
    """Return a sentence in the background, also in the place of what is not there."""
    return Content.styled(sentence, MUTED)


def column(labels: Iterable[str]) -> int:
    """Return the width for a column of labels."""
    return min(_WIDEST_LABEL, max((cell_len(calm(label)) for label in labels), default=0))


def joined(lines: Iterable[Line]) -> Content:
    """Return the lines as one text."""
    return Content("\n").join(lines)


def labelled(label: str, text: str, width: int) -> Line:
    """Return a text behind its label, which is padded to a width."""
    return Content.assemble((f"{label:<{width}}  ", MUTED), text)
