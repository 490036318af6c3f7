"""The literal words that a pattern needs, by which it is told at once that it cannot fit.

Trying the patterns of forty languages on every line is slow; looking for a few words is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final

from endorseback.mail.parsing.normalise import Shape, comparable

_REPEATS: Final = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_NOTHING: Final = frozenset([""])


class Pattern:
    """A regular expression, which does not regard case, and what it needs; compiled when used."""

    def __init__(self, expression: str) -> None:
        self._expression = expression

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self._expression, re.IGNORECASE)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Texts of which whatever matches holds one."""
        return stems_of(self._expression)

    @cached_property
    def parts(self) -> frozenset[str]:
        """Texts of which whatever matches holds every one."""
        sets = _candidates(_parser.parse(self._expression))
        return frozenset(comparable(stem) for one in sets if len(one) == 1 for stem in one if stem)


class Patterns:
    """Patterns that are tried in their order, each only where a text holds what it needs."""

    def __init__(self, expressions: Iterable[str]) -> None:
        self._patterns = tuple(map(Pattern, expressions))

    def __iter__(self) -> Iterator[re.Pattern[str]]:
        """Yield all of them, compiled."""
        return (pattern.regex for pattern in self._patterns)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Texts of which whatever any of them matches holds one, as few as there can be."""
        stems = frozenset(self._by_stem)
        return frozenset(
            stem for stem in stems if not any(other in stem for other in stems if other != stem)
        )

    @cached_property
    def _by_stem(self) -> dict[str, list[int]]:
        """The places of the patterns that are worth trying where a text holds a stem."""
        places: dict[str, list[int]] = {}
        for place, pattern in enumerate(self._patterns):
            for stem in pattern.stems:
                places.setdefault(stem, []).append(place)
        return places

    def found_in(self, shape: Shape) -> bool:
        """Tell whether any of them matches anywhere in a text."""
        if not holds_any(self.stems, shape.caseless):
            return False  # the usual case
        return any(regex.search(shape.straight) for regex in self._worth_trying(shape))

    def matches(self, shape: Shape) -> Iterator[re.Match[str]]:
        """Yield the matches of a whole text."""
        if not holds_any(self.stems, shape.caseless):
            return
        for regex in self._worth_trying(shape):
            match = regex.fullmatch(shape.straight)
            if match is not None:
                yield match

    def _worth_trying(self, shape: Shape) -> Iterator[re.Pattern[str]]:
        """Yield the patterns of which a text holds what they need."""
        words = shape.caseless
        likely = {
            place for stem, places in self._by_stem.items() if stem in words for place in places
        }
        for place in sorted(likely):
            pattern = self._patterns[place]
            if holds_all(pattern.parts, words):
                yield pattern.regex


def holds_any(stems: Iterable[str], words: str) -> bool:
    """Tell whether a text, as `comparable` gives it, holds any of some stems."""
    for stem in stems:  # noqa: SIM110 - at twice the speed of any(); this runs for every line
        if stem in words:
            return True
    return False


def holds_all(parts: Iterable[str], words: str) -> bool:
    """Tell whether a text, as `comparable` gives it, holds every one of some parts."""
    for part in parts:  # noqa: SIM110 - as in `holds_any`
        if part not in words:
            return False
    return True


def stems_of(pattern: str) -> frozenset[str]:
    """Return texts of which whatever matches a pattern holds one, each as long as possible.

    It holds an empty one where a match need not hold any text in particular.
    """
    return frozenset(comparable(stem) for stem in _needed(_parser.parse(pattern)))


def _needed(sequence: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """Return the best that a sequence of a parsed pattern needs."""
    return max(_candidates(sequence), key=lambda one: min(map(len, one)), default=_NOTHING)


def _candidates(sequence: Iterable[tuple[Any, Any]]) -> Iterator[frozenset[str]]:
    """Yield the sets of texts of which a sequence needs one each."""
    run = ""
    for kind, value in sequence:
        if kind is op.LITERAL:
            run += chr(value)
        elif kind is not op.AT:  # which takes no room
            yield frozenset([run])
            run = ""
        if kind is op.BRANCH:
            yield frozenset(stem for branch in value[1] for stem in _needed(branch))
        elif kind is op.SUBPATTERN:
            yield _needed(value[-1])
        elif kind in _REPEATS and value[0]:
            yield _needed(value[2])
    yield frozenset([run])
