"""Reading a filter: `parse_filter`, the errors it tells, and the filter that comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypeVar

from endorseback.errors import UsageError
from endorseback.filters.filter_facts import Facts
from endorseback.filters.filter_fields import FIELDS
from endorseback.filters.terms import (
    Ask,
    Term,
    Word,
    check_of,
    either,
    every,
    negate,
    show,
    words_of,
)
from endorseback.filters.tokens import Token, tokens

DEEPEST: Final = 20
"""Brackets within brackets; nobody types more by hand."""
_ANY_MOMENT: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Values are checked against it; what is wrong with them does not depend on the moment."""

F = TypeVar("F", bound=Facts)


class FilterError(UsageError):
    """A filter that cannot be read; `position` is where, counted from 0."""

    def __init__(self, message: str, position: int, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.position = position


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to."""

    term: Term | None = None
    """None asks for nothing: all rows pass."""

    def __str__(self) -> str:
        """Return the filter as it is written; read again, it gives an equal one."""
        return "" if self.term is None else show(self.term)

    def matches(self, facts: Facts, now: datetime) -> bool:
        """Tell whether one row passes at a moment."""
        return self.term is None or check_of(self.term, now)(facts)

    def select(self, rows: Iterable[F], now: datetime) -> list[F]:
        """Return the rows that pass, in their order; `now` is aware, days are those of its zone."""
        words = words_of(self.term)
        if words is None and self.term is not None:
            return list(filter(check_of(self.term, now), rows))
        selected = list(rows)
        for word in words or ():  # word by word: fewer and fewer rows are looked at
            selected = [facts for facts in selected if word in facts.text]
        return selected


def parse_filter(text: str) -> Filter:
    """Read a filter, in time linear in its length; what is only begun asks for nothing.

    Raises:
        FilterError: For an unknown field (it names the nearest), a value that its field does not
            know, or a bracket that closes nothing.
    """
    return Filter(_Parser(text).filter())


class _Parser:
    """Reads tokens by recursive descent, as deep as brackets are nested."""

    def __init__(self, text: str) -> None:
        self._tokens = list(tokens(text))
        self._next = 0

    def filter(self) -> Term | None:
        term = self._either(0)
        if token := self._peek():
            raise FilterError("This bracket closes nothing.", token.at)
        return term

    def _peek(self, *kinds: str) -> Token | None:
        """Return the next token, if it is of one of some kinds."""
        if self._next == len(self._tokens):
            return None
        token = self._tokens[self._next]
        return token if not kinds or token.kind in kinds else None

    def _take(self, *kinds: str) -> Token | None:
        """Take the next token, if it is of one of some kinds."""
        token = self._peek(*kinds)
        self._next += token is not None
        return token

    def _either(self, depth: int) -> Term | None:
        terms = [self._every(depth)]
        while self._take("|"):
            terms.append(self._every(depth))
        return either(term for term in terms if term is not None)

    def _every(self, depth: int) -> Term | None:
        terms: list[Term | None] = []
        while self._peek("&", "-", "(", "word", "field"):
            if not self._take("&"):
                terms.append(self._signed(depth))
        return every(term for term in terms if term is not None)

    def _signed(self, depth: int) -> Term | None:
        is_negated = False
        while self._take("-"):
            is_negated = not is_negated
        term = self._one(depth)
        return negate(term) if is_negated and term is not None else term

    def _one(self, depth: int) -> Term | None:
        token = self._take("(", "word", "field")
        if token is None:
            return None
        if token.kind == "(":
            return self._bracket(token, depth + 1)
        if token.kind == "field":
            return _ask(token)
        return Word(token.text) if token.text else None

    def _bracket(self, token: Token, depth: int) -> Term | None:
        if depth > DEEPEST:
            raise FilterError("There are too many brackets within brackets.", token.at)
        term = self._either(depth)
        self._take(")")
        return term


def _ask(token: Token) -> Ask | None:
    """Return what a field and its value ask for; without a value nothing."""
    field = FIELDS.get(token.field)
    if field is None:
        raise FilterError(
            f"There is no field “{token.field}”.",
            token.at,
            hint=_nearest(token.field) + " A text with a colon goes in quotes.",
        )
    if not token.text:
        return None
    try:
        field.make_check(token.text, _ANY_MOMENT)
    except ValueError as error:
        raise FilterError(str(error), token.value_at) from None
    return Ask(field.name, token.text)


def _nearest(name: str) -> str:
    """Return the hint that names the field most like a name."""
    import difflib

    close = difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.5)
    return f"Did you mean {close[0]}: ?" if close else f"There are {', '.join(FIELDS)}."
