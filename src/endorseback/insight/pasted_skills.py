"""Skills out of what a user copied from a profile's page of skills, or listed by hand.

The page has its text twice, once for screen readers, with tabs above the skills, lines below each
that tell where it was used and who endorsed it, and mostly a button that ends it. The button tells
best: the first line after one is the next skill, whatever stands below. It is told by its wording,
or, in a language that is not known here, as the line that comes back again and again. Without any
such line, all lines count that are not known to be something else. A skill is never made up: what
cannot be told apart is left out.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from endorseback.text import clean_lines, fold

LONGEST: Final = 80
"""LinkedIn's own limit for the name of a skill, in characters."""
MOST: Final = 200
"""More than a profile can hold, which is 100."""
_LONGEST_LINE: Final = 400
"""Longer lines are running text, which no skill and nothing around it is."""
_OFTEN: Final = 3
"""A line that stands in so many places is no skill: skills are unique on a profile."""
_BULLET: Final = re.compile(r"^(?:[-*•·‣▪◦\u2013\u2014✓✔☑]|[0-9]{1,3}[.)])\s+")
_LETTER: Final = re.compile(r"[^\W_]")
_SEPARATED: Final = re.compile(r"\s*[;•·|]\s*|\s*,\s+")
_FEWEST_TWINS: Final = 2


def skills_of_page(text: str) -> tuple[str, ...]:
    """Return the skills in a pasted text, cleaned, each once, in its order; () if there are none.

    Time is linear in the length of the text.
    """
    lines = _lines(clean_lines(text))
    words = _words()
    end = next((at for at, line in enumerate(lines) if fold(line) in words.endings), len(lines))
    lines = lines[:end]
    button = _buttons(lines, words)
    found = _between(lines, button, words) if button else _left_over(lines, words)
    unique: dict[str, str] = {}
    for skill in found:
        if len(skill) <= LONGEST:
            unique.setdefault(fold(skill), skill)
    return tuple(unique.values())[:MOST]


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands around skills, folded."""

    buttons: frozenset[str]
    headings: frozenset[str]
    endings: frozenset[str]
    lines: frozenset[str]
    patterns: re.Pattern[str]
    places: re.Pattern[str]

    def is_between(self, line: str) -> bool:
        """Tell whether a line is known to stand between skills."""
        key = fold(line)
        return key in self.lines or self.patterns.fullmatch(key) is not None

    def is_aside(self, line: str) -> bool:
        """Tell whether a line is known to be no skill."""
        return fold(line) in self.headings or self.is_between(line)


@cache
def _words() -> _Words:
    """Return the words of `page_words.toml`."""
    told = tomllib.loads(
        files("endorseback.insight").joinpath("page_words.toml").read_text("utf-8")
    )

    def folded(name: str) -> frozenset[str]:
        return frozenset(map(fold, told[name]))

    return _Words(
        folded("buttons"),
        folded("headings"),
        folded("endings"),
        folded("lines"),
        re.compile("|".join(f"(?:{pattern})" for pattern in told["patterns"])),
        re.compile("|".join(f"(?:{pattern})" for pattern in told["places"])),
    )


def _lines(text: str) -> list[str]:
    """Return the lines that say something, those for screen readers left out."""
    lines = [_BULLET.sub("", line.strip()) for line in text.split("\n")]
    lines = [line for line in lines if len(line) <= _LONGEST_LINE and _LETTER.search(line)]
    if len(lines) == 1:
        return _listed(lines[0])
    twins = [line for line in lines if _half(line)]
    if len(twins) >= _FEWEST_TWINS and 2 * len(twins) >= len(lines):
        lines = [_half(line) or line for line in lines]
    return [line for at, line in enumerate(lines) if at == 0 or fold(line) != fold(lines[at - 1])]


def _listed(line: str) -> list[str]:
    """Return the skills of a single line, where it lists several."""
    parts = [part for part in _SEPARATED.split(line) if _LETTER.search(part)]
    return parts if len(parts) > 1 else [line]


def _half(line: str) -> str:
    """Return what a line says twice in a row, or nothing."""
    middle = len(line) // 2
    half = line[:middle].strip()
    return half if half and half == line[middle:].strip() else ""


def _buttons(lines: Sequence[str], words: _Words) -> frozenset[str]:
    """Return the folded lines that end each skill, or none."""
    known = frozenset(fold(line) for line in lines) & words.buttons
    if known:
        return known
    places = Counter(fold(line) for line in lines)
    often = [line for line, count in places.items() if count >= _OFTEN]
    if not often:
        return frozenset()
    last = {fold(line): at for at, line in enumerate(lines)}
    return frozenset([max(often, key=lambda line: (places[line], last[line]))])


def _between(lines: Sequence[str], buttons: frozenset[str], words: _Words) -> Iterator[str]:
    """Yield the first line before each button that may be a skill."""
    entries: list[list[str]] = [[]]
    for line in lines:
        if fold(line) in buttons:
            entries.append([])
        else:
            entries[-1].append(line)
    first, *others = entries[:-1]
    yield from _first_of(_below_head(first, others, words), words)
    for entry in others:
        yield from _first_of(entry, words)


def _below_head(first: list[str], others: Sequence[list[str]], words: _Words) -> list[str]:
    """Return the first entry without the head of the page; nothing if they cannot be told apart.

    Without a known heading there is no head if the entry is no longer than others are.
    """
    headings = [at for at, line in enumerate(first) if fold(line) in words.headings]
    if headings:
        below = first[headings[-1] + 1 :]
        # a skill called as a heading is taken for one: then this is where it was used
        return [] if below and words.places.fullmatch(fold(below[0])) else below
    return first if len(first) <= max(map(len, others), default=len(first)) else []


def _first_of(entry: Sequence[str], words: _Words) -> Iterator[str]:
    """Yield the skill of an entry: its first line, and never what stands below one left out."""
    if entry and not words.is_between(entry[0]):
        yield entry[0]


def _left_over(lines: Sequence[str], words: _Words) -> Iterator[str]:
    """Yield the lines that are not known to be something else."""
    headings = [at for at, line in enumerate(lines) if fold(line) in words.headings]
    below = lines[headings[-1] + 1 :] if headings else lines
    is_page = bool(headings) or any(words.is_aside(line) for line in lines)
    for line in below:
        if not words.is_aside(line) and not (is_page and words.places.fullmatch(fold(line))):
            yield line
