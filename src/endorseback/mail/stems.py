"""Which languages a mail can speak at all, told by the literal words that their patterns need.

Trying the patterns of forty languages on every line is slow; looking for a few words is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final

from endorseback.mail.phrasebook import Language, straight

_REPEATS: Final = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_NOTHING: Final = frozenset([""])
_HEARD: Final = (
    ("endorsement", "cues"),
    ("endorsement", "suggestions"),
    ("recommendation", "cues"),
)


def can_speak(language: Language, text: str) -> bool:
    """Tell whether a text, as `comparable` gives it, can hold any cue of a language."""
    return any(stem in text for stem in _stems(language))


def comparable(text: str) -> str:
    """Return a text in the form in which stems are looked for."""
    return straight(text).replace("İ", "i").lower()


@cache
def _stems(language: Language) -> frozenset[str]:
    """Return what one of must be in a text that holds a cue of a language."""
    patterns = [one for table, key in _HEARD for one in language.any_of(table, key)]
    return frozenset(stem for pattern in patterns for stem in stems_of(pattern))


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
