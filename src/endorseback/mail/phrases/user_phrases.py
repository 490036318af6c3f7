"""The user's own phrases: plain wording with places, learned from a mail or shared by others.

A pattern is one line of text with `{person}`, `{skill}` and `{any}` for what stands in those
places. It is no regular expression: it is compared in time linear in the line, so that a file of
somebody else can neither hang nor trick the program.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from endorseback.mail.parsing.normalise import straight
from endorseback.mail.phrases.catalogue import Phrase
from endorseback.model.notification import Kind
from endorseback.text import clean

LEARNED_FILE: Final = "learned.toml"
"""The file of the folder that the program itself writes."""

SAYS: Final = (Kind.ENDORSEMENT, Kind.RECOMMENDATION_RECEIVED, Kind.RECOMMENDATION_REQUEST)
"""What a phrase can tell."""

MAX_PATTERN: Final = 300
"""Longest pattern, in characters."""

_FEWEST_LETTERS: Final = 8
_MOST_PLACES: Final = 5
_PLACE: Final = re.compile(r"\{(person|skill|any)\}")
_WORD: Final = re.compile("[\\w\U000f0000-\U000fffff]")
"""A letter, a digit, or what stands for a marked word."""
STOPS: Final = " .!…:。！：؛،।"
"""What may stand at the end of a line without telling anything."""


class Line:
    """A line made ready once to be compared with many phrases."""

    __slots__ = ("end", "shape", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.shape = lowered(text)
        self.end = len(self.shape.rstrip(STOPS))


class Wording(NamedTuple):
    """A pattern in parts: one literal more than places, the first and the last perhaps empty."""

    literals: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UserPhrase:
    """One wording, and what it tells."""

    pattern: str
    """One clean line with its places."""
    says: Kind = Kind.ENDORSEMENT
    """One of `SAYS`."""
    language: str | None = None
    """Whose words for "and" join its names, an ISO 639-1 code; None for the mail's own."""
    learned_from: str | None = None
    """The identity of the mail it was learned from."""
    added: date | None = None
    """The day on which it was remembered."""
    file: str = field(default=LEARNED_FILE, compare=False)
    """The name of the file it stands in."""

    def match(self, line: Line) -> Phrase | None:
        """Return what stands in the places, if the whole line is of this wording, else None."""
        wording = _wording(self.pattern)
        found = _places(wording, line.shape, line.end)
        if found is None:
            return None
        parts = [line.text[start:end].strip() for start, end in found]
        if not all(_WORD.search(part) for part in parts):
            return None
        named = dict(zip(wording.places, parts, strict=True))
        return Phrase(named.get("person", ""), named.get("skill", ""))

    def needles(self) -> frozenset[str]:
        """Return what stands, in lower case, in every text with a line of this wording."""
        return frozenset(literal.strip() for literal in _wording(self.pattern).literals)


@dataclass(frozen=True, slots=True)
class UserPhrases:
    """All phrases of a user, and what is wrong with the files they stand in."""

    phrases: tuple[UserPhrase, ...] = ()
    """In the order of their files."""
    problems: tuple[str, ...] = ()
    """A sentence each: the file, the place in it, what is wrong."""
    _wanted: tuple[tuple[UserPhrase, frozenset[str]], ...] = field(
        init=False, repr=False, compare=False
    )
    """Each phrase with its needles: they are looked for in every line of every mail."""
    _needles: frozenset[str] = field(init=False, repr=False, compare=False)
    """The needles of all phrases, so that one that many share is looked for once."""

    def __post_init__(self) -> None:
        """Gather the needles."""
        wanted = tuple((phrase, phrase.needles()) for phrase in self.phrases)
        object.__setattr__(self, "_wanted", wanted)
        object.__setattr__(self, "_needles", frozenset().union(*(has for _, has in wanted)))

    def worth_trying(self, text: str) -> list[UserPhrase]:
        """Return the phrases whose pieces of wording all stand in a text."""
        if not self.phrases:
            return []
        shape = lowered(text)
        found = {needle for needle in self._needles if needle in shape}
        return [phrase for phrase, needles in self._wanted if needles <= found]

    def plus(self, phrase: UserPhrase) -> UserPhrases:
        """Return these with one more, which counts before all others."""
        return UserPhrases((phrase, *self.phrases), self.problems)

    def without(self, phrase: UserPhrase) -> UserPhrases:
        """Return these without one."""
        return UserPhrases(tuple(one for one in self.phrases if one != phrase), self.problems)


def lowered(text: str) -> str:
    """Return text for comparing, without regard to case and kinds of quotation marks; same length.

    Letters whose lower case is longer than one character stay as they are.
    """
    shape = straight(text)
    lower = shape.lower()
    if len(lower) == len(shape):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in shape)


def pattern_problems(pattern: str, says: Kind) -> Iterator[str]:
    """Yield what keeps a text from being a pattern, a sentence each."""
    if clean(pattern) != pattern or not 0 < len(pattern) <= MAX_PATTERN:
        yield f"the pattern must be one clean line of at most {MAX_PATTERN} characters"
        return
    literals, places = _wording(pattern)
    if any(mark in literal for literal in literals for mark in "{}"):
        yield "braces may only stand around the places {person}, {skill} and {any}"
    if places.count("person") != 1:
        yield "the pattern must have the place {person} once"
    if places.count("skill") > (1 if says is Kind.ENDORSEMENT else 0):
        yield "the pattern may have the place {skill} once, and only where it says endorsement"
    if len(places) > _MOST_PLACES:
        yield f"the pattern may have at most {_MOST_PLACES} places"
    if not all(literal.strip() for literal in literals[1:-1]):
        yield "something must stand between two places"
    if sum(map(_weight, "".join(literals))) < _FEWEST_LETTERS:
        yield "the pattern is too general: it needs more words of its own"


@lru_cache(maxsize=4_096)
def _wording(pattern: str) -> Wording:
    """Return a pattern in parts, ready to be compared."""
    pieces = _PLACE.split(pattern)
    literals = [lowered(piece) for piece in pieces[::2]]
    literals[0] = literals[0].lstrip()
    literals[-1] = literals[-1].rstrip(STOPS)
    return Wording(tuple(literals), tuple(pieces[1::2]))


def _places(wording: Wording, shape: str, end: int) -> list[tuple[int, int]] | None:
    """Return where each place begins and ends in a line, or None where the line is another one.

    Each literal is taken where it first stands, and the last one at the end.
    """
    first, *others = wording.literals
    if not shape.startswith(first, 0, end):
        return None
    found: list[tuple[int, int]] = []
    start = len(first)
    for number, literal in enumerate(others, 1):
        if number == len(others):
            at = end - len(literal)
            fits = at > start and shape.endswith(literal, 0, end)
        else:
            at = shape.find(literal, start + 1, end)
            fits = at > start
        if not fits:
            return None
        found.append((start, at))
        start = at + len(literal)
    return found


def _weight(char: str) -> int:
    """Return how much a character of a pattern tells: a wide one is half a word by itself."""
    if not char.isalpha():
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
