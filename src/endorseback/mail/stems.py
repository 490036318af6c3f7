"""The literal words that a pattern needs, by which it is told at once that it cannot fit.

Trying the patterns of forty languages on every line is slow; looking for a few words is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final

from endorseback.mail.shape import Shape, comparable

_REPEATS: Final = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_NOTHING: Final = frozenset([""])


@dataclass(frozen=True)
class Pattern:
    """A regular expression that is tried, and compiled, only where a text holds what it needs."""

    expression: str

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern, which does not regard case."""
        return re.compile(self.expression, re.IGNORECASE)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Texts of which whatever matches holds one; those that hold another are left out."""
        found = stems_of(self.expression)
        return frozenset(
            one for one in found if not any(other in one for other in found if other != one)
        )

    def found_in(self, shape: Shape) -> bool:
        """Tell whether it matches anywhere in a text."""
        held = holds_any(self.stems, shape.caseless)
        return held and self.regex.search(shape.straight) is not None


class Patterns:
    """Patterns that are tried in their order; what several need is looked for but once."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._patterns = tuple(patterns)

    @cached_property
    def _stems(self) -> frozenset[str]:
        """What any of the patterns needs."""
        return frozenset().union(*(pattern.stems for pattern in self._patterns))

    def matches(self, shape: Shape) -> Iterator[re.Match[str]]:
        """Yield the matches of a whole text."""
        words = shape.caseless
        held = [stem for stem in self._stems if stem in words]
        if not held:
            return
        for pattern in self._patterns:
            if pattern.stems.isdisjoint(held):
                continue
            match = pattern.regex.fullmatch(shape.straight)
            if match is not None:
                yield match


def holds_any(stems: Iterable[str], words: str) -> bool:
    """Tell whether a text, as `comparable` gives it, holds any of some stems."""
    for stem in stems:  # noqa: SIM110 - at twice the speed of any(); this runs for every line
        if stem in words:
            return True
    return False


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
