"""What a filter that is being typed may go on with."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from endorseback.filters.filter_fields import FIELDS
from endorseback.filters.terms import quoted
from endorseback.filters.tokens import Token, tokens
from endorseback.text import fold

MOST: Final = 8
"""As many are offered as one can take in."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What may replace the part of the text before the cursor that is being typed."""

    start: int
    """Where that part begins."""
    end: int
    """Where it ends: at the cursor."""
    options: tuple[str, ...] = ()
    """The best first; empty where nothing fits."""

    def applied(self, text: str, option: str) -> tuple[str, int]:
        """Return the text with an option taken, and the cursor behind it."""
        return text[: self.start] + option + text[self.end :], self.start + len(option)


def complete(
    text: str, cursor: int, values: Mapping[str, Iterable[str]] | None = None
) -> Completion:
    """Return how the word before the cursor may go on.

    A word on its own goes on as a field's name, what follows a colon as one of the field's values.

    Args:
        text: The whole filter.
        cursor: Where the cursor stands, counted from 0.
        values: Values that occur in the list, by field, the most frequent first.
    """
    cursor = max(0, min(cursor, len(text)))
    token = _before(text[:cursor])
    if token is None:
        return Completion(cursor, cursor, tuple(f"{name}:" for name in FIELDS))
    if token.kind == "field":
        known = FIELDS[token.field].choices if token.field in FIELDS else ()
        options = _fitting(token.text, (*known, *(values or {}).get(token.field, ())))
        return Completion(token.value_at, cursor, tuple(map(quoted, options)))
    is_quoted = text[token.at] == '"'
    names = [f"{n}:" for n in FIELDS if n.startswith(token.text.lower()) and not is_quoted]
    return Completion(token.at, cursor, tuple(names))


def _before(text: str) -> Token | None:
    """Return the word or field that reaches to the end of a text, or None."""
    last = next(iter(deque(tokens(text), maxlen=1)), None)
    return last if last and last.end == len(text) and last.kind in {"word", "field"} else None


def _fitting(typed: str, values: Iterable[str]) -> list[str]:
    """Return the first values that begin with what is typed, then those that have it elsewhere."""
    wanted = fold(typed)
    begin: dict[str, str] = {}
    within: dict[str, str] = {}
    for value in values:
        key = fold(value)
        if key != wanted and wanted in key:
            (begin if key.startswith(wanted) else within).setdefault(key, value)
    return list(islice((*begin.values(), *within.values()), MOST))
