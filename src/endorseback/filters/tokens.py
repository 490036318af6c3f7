"""A typed filter cut into tokens, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    r"""
      \s+
    | (?P<sign>[()|&])
    | (?P<minus>-(?=[^\s)|&]))
    | (?: (?P<field>[A-Za-z]+) : )? "(?P<quoted>(?:[^"]|"")*) (?P<end>"?)
    | (?P<plain>[^\s()|&"]+)
    """,
    re.VERBOSE,
)
_FIELD: Final = re.compile(r"([A-Za-z]+):(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """One sign, word, or field with its value."""

    kind: str
    """One of `( ) | & -`, or `word`, or `field`."""
    at: int
    """Where it begins."""
    end: int
    """Where it ends."""
    text: str = ""
    """The word or the value, without quotes."""
    field: str = ""
    """What stands before the colon, in lower case."""
    value_at: int = 0
    """Where the value begins, its quotes included."""


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a filter; a hyphen that stands alone is none."""
    for found in _TOKEN.finditer(text):
        at, end = found.span()
        if sign := found["sign"] or found["minus"]:
            yield Token(sign, at, end)
        elif (quoted := found["quoted"]) is not None:
            field = (found["field"] or "").lower()
            kind = "field" if field else "word"
            begin = at + len(field) + 1 if field else at
            yield Token(kind, at, end, quoted.replace('""', '"'), field, begin)
        elif (plain := found["plain"]) is not None and plain != "-":
            if parts := _FIELD.fullmatch(plain):
                field = parts[1].lower()
                yield Token("field", at, end, parts[2], field, at + len(field) + 1)
            else:
                yield Token("word", at, end, plain, value_at=at)
