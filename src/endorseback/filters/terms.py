"""The parts of a filter: what it asks for, how it is checked, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from endorseback.filters.filter_facts import Facts
from endorseback.filters.filter_fields import FIELDS, Check
from endorseback.text import fold

_PLAIN: Final = re.compile(r'[^\s()|&":-][^\s()|&":]*')


@dataclass(frozen=True, slots=True)
class Word:
    """A text that stands anywhere in the row."""

    text: str
    """As typed, not empty."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A value that a field has."""

    field: str
    """The name of one of `FIELDS`."""
    value: str
    """As typed, not empty."""


@dataclass(frozen=True, slots=True)
class Not:
    """A term that does not hold."""

    term: Word | Ask | Every | Either


@dataclass(frozen=True, slots=True)
class Every:
    """Terms that all hold: two and more, none of which is such a group itself."""

    terms: tuple[Word | Ask | Not | Either, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Terms of which one holds: two and more, none of which is such a group itself."""

    terms: tuple[Word | Ask | Not | Every, ...]


Term = Word | Ask | Not | Every | Either


def negate(term: Term) -> Term:
    """Return what holds where a term does not."""
    return term.term if isinstance(term, Not) else Not(term)


def every(terms: Iterable[Term]) -> Term | None:
    """Return the term that holds where all of some do; None where there are none."""
    flat: list[Word | Ask | Not | Either] = []
    for term in terms:
        if isinstance(term, Every):
            flat += term.terms
        else:
            flat.append(term)
    if len(flat) > 1:
        return Every(tuple(flat))
    return flat[0] if flat else None


def either(terms: Iterable[Term]) -> Term | None:
    """Return the term that holds where one of some does; None where there are none."""
    flat: list[Word | Ask | Not | Every] = []
    for term in terms:
        if isinstance(term, Either):
            flat += term.terms
        else:
            flat.append(term)
    if len(flat) > 1:
        return Either(tuple(flat))
    return flat[0] if flat else None


def show(term: Term) -> str:
    """Return a term as it is written."""
    match term:
        case Word(text):
            return quoted(text)
        case Ask(field, value):
            return f"{field}:{quoted(value)}"
        case Not(inner):
            return f"-{_grouped(inner)}" if isinstance(inner, Every | Either) else f"-{show(inner)}"
        case Every(terms):
            return " ".join(_grouped(t) if isinstance(t, Either) else show(t) for t in terms)
        case Either(terms):
            return " | ".join(map(show, terms))


def quoted(text: str) -> str:
    """Return a text so that it is read as one word: in quotes where it must be."""
    if _PLAIN.fullmatch(text):
        return text
    return '"' + text.replace('"', '""') + '"'


def check_of(term: Term, now: datetime) -> Check:
    """Return the check of a term at a moment.

    Raises:
        ValueError: For a wrong value, with a sentence.
    """
    match term:
        case Word(text):
            wanted = fold(text)
            return lambda facts: wanted in facts.text
        case Ask(field, value):
            return FIELDS[field].make_check(value, now)
        case Not(inner):
            holds = check_of(inner, now)
            return lambda facts: not holds(facts)
        case Every(terms):
            return _all_of([check_of(term, now) for term in terms])
        case Either(terms):
            return _one_of([check_of(term, now) for term in terms])


def words_of(term: Term | None) -> tuple[str, ...] | None:
    """Return the folded words of a filter that is made of words alone; else None."""
    match term:
        case None:
            return ()
        case Word(text):
            return (fold(text),)
        case Every(terms) if all(isinstance(term, Word) for term in terms):
            return tuple(fold(term.text) for term in terms if isinstance(term, Word))
    return None


def _grouped(term: Term) -> str:
    return f"({show(term)})"


def _all_of(checks: list[Check]) -> Check:
    def holds(facts: Facts) -> bool:
        for check in checks:  # noqa: SIM110 - a generator would cost a row twice as much
            if not check(facts):
                return False
        return True

    return holds


def _one_of(checks: list[Check]) -> Check:
    def holds(facts: Facts) -> bool:
        for check in checks:  # noqa: SIM110 - a generator would cost a row twice as much
            if check(facts):
                return True
        return False

    return holds
