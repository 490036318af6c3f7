"""The fields that a filter can ask for, and what may stand after their colon."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from endorseback.filters.filter_facts import TRAITS, Facts
from endorseback.filters.time_spans import moment_of
from endorseback.model.list_rows import Assessment, State
from endorseback.model.notification import Authenticity
from endorseback.text import fold

Check = Callable[[Facts], bool]
"""Tells whether a row passes."""
_MakeCheck = Callable[[str, datetime], Check]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the language."""

    name: str
    """What stands before the colon."""
    help: str
    """What it asks for, with an example."""
    make_check: _MakeCheck
    """Makes the check for a value at a moment; a wrong value raises ValueError, with a sentence."""
    choices: tuple[str, ...] = ()
    """All values, where they are known; a value may be cut short."""


def _texts(get: Callable[[Facts], str]) -> _MakeCheck:
    """Ask for a text anywhere in a field."""

    def make_check(value: str, _now: datetime) -> Check:
        wanted = fold(value)
        return lambda facts: wanted in get(facts)

    return make_check


def _choice(
    what: str, choices: Iterable[str], holds: Callable[[Facts, frozenset[str]], bool]
) -> _MakeCheck:
    """Ask for one of some words, which may be cut short."""
    known = tuple(choices)

    def make_check(value: str, _now: datetime) -> Check:
        meant = frozenset(choice for choice in known if choice.startswith(fold(value)))
        if not meant:
            raise ValueError(f"There is no {what} “{value}”; known are {', '.join(known)}.")
        return lambda facts: holds(facts, meant)

    return make_check


def _older(value: str, now: datetime) -> Check:
    limit = moment_of(value, now)
    return lambda facts: facts.at is not None and facts.at < limit


def _newer(value: str, now: datetime) -> Check:
    limit = moment_of(value, now)
    return lambda facts: facts.at is not None and facts.at >= limit


def _silent(value: str, now: datetime) -> Check:
    limit = moment_of(value, now)
    return lambda facts: facts.last_exchange is None or facts.last_exchange < limit


_STATES: Final = tuple(state.value for state in State)
_VERDICTS: Final = tuple(assessment.value for assessment in Assessment)
_AUTHENTICITIES: Final = tuple(authenticity.value for authenticity in Authenticity)

_ALL: Final = (
    Field("skill", "a skill, such as skill:go", _texts(lambda facts: facts.skills)),
    Field("from", "a person, such as from:weber", _texts(lambda facts: facts.name)),
    Field(
        "state",
        "a list, such as state:waiting",
        _choice("list", _STATES, lambda facts, meant: facts.state in meant),
        _STATES,
    ),
    Field(
        "verdict",
        "an assessment, such as verdict:gratuitous",
        _choice("assessment", _VERDICTS, lambda facts, meant: facts.assessment in meant),
        _VERDICTS,
    ),
    Field(
        "authenticity",
        "how sure the sender is, such as authenticity:verified",
        _choice("authenticity", _AUTHENTICITIES, lambda facts, meant: facts.authenticity in meant),
        _AUTHENTICITIES,
    ),
    Field("tag", 'one of your tags, such as tag:"worked with"', _texts(lambda facts: facts.tags)),
    Field("company", "where they work, such as company:widgets", _texts(lambda f: f.company)),
    Field("subject", "a mail's subject, such as subject:skills", _texts(lambda f: f.subject)),
    Field("older", "more than so long ago, such as older:30d or older:2025", _older),
    Field("newer", "within that time, such as newer:2w", _newer),
    Field("silent", "no exchange for so long, such as silent:1y", _silent),
    Field(
        "is",
        "what you have exchanged, such as is:never-returned",
        _choice("such trait as", TRAITS, lambda facts, meant: not meant.isdisjoint(facts.traits)),
        tuple(TRAITS),
    ),
)

FIELDS: Final = {field.name: field for field in _ALL}
"""All fields, by name."""
