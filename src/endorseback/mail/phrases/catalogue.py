"""The phrases by which LinkedIn speaks, one data file a language: `phrases/<language>.toml`.

A pattern is a regular expression over one cleaned line, compared without regard to case, with
`{person}`, `{skill}` and `{n}` for what stands in those places, and `{word}` for each entry of the
file's own `[words]`. Typographic apostrophes and quotation marks stand for all of their kind.
Files are read, and patterns compiled, when they are first needed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from itertools import count
from typing import Any, Final, NamedTuple

from endorseback.mail.parsing.normalise import Shape, straight
from endorseback.mail.phrases.literals import Patterns

_PLACES: Final = {
    "person": "(?P<person>.{1,2000}?)",
    "skill": "(?P<skill>.{1,2000}?)",
    "n": r"(?P<n>\d{1,4})",
    "name": "(?P<name>.{1,400}?)",
}
_PLACE: Final = re.compile(r"\{([a-z_]+)\}")
_GROUP: Final = re.compile(r"\(\?P<([a-z]+)>")
_STOP: Final = r"[.!…:。！：؛،।]*"
_COUNTED: Final = r"(?<![,،、，])(?<![,،、，]\s)\d{1,3}\+?(?!\w)(?:\s[^,،、，]{1,60})?"
"""A number behind an "and", whatever it counts: no name and no skill begins like that."""
_HEARD: Final = (
    ("endorsement", "cues"),
    ("endorsement", "suggestions"),
    ("recommendation", "cues"),
)
_NEVER: Final = re.compile(r"(?!)")


class Phrase(NamedTuple):
    """A pattern that was found, with the text in its places."""

    person: str = ""
    skill: str = ""
    n: int | None = None


@dataclass(frozen=True, eq=False)
class Language:
    """The phrases of one language."""

    code: str
    """Its tag, as `<html lang>` has it, in lower case."""
    name: str
    """Its English name."""
    data: dict[str, Any] = field(repr=False, compare=False)

    @cached_property
    def lists(self) -> Patterns:
        """Sentences that say who endorsed the reader, and leave the skills to what follows."""
        return self._patterns("endorsement", "lists")

    @cached_property
    def given(self) -> Patterns:
        """Sentences that say who endorsed the reader for what."""
        return self._patterns("endorsement", "given")

    @cached_property
    def counts(self) -> Patterns:
        """Sentences that only count endorsements or endorsers that are new."""
        return self._patterns("endorsement", "counts")

    @cached_property
    def totals(self) -> Patterns:
        """Sentences that count all there are, or celebrate a number."""
        return self._patterns("endorsement", "totals")

    @cached_property
    def against(self) -> Patterns:
        """Sentences with such words that tell of something else."""
        return self._patterns("endorsement", "against")

    @cached_property
    def suggestion(self) -> Patterns:
        """Found in a line that asks the reader to endorse somebody."""
        return Patterns(self.any_of("endorsement", "suggestions"))

    @cached_property
    def cues(self) -> Patterns:
        """Found in a line that tells that the reader was endorsed."""
        return Patterns(self.any_of("endorsement", "cues"))

    @cached_property
    def any_cue(self) -> Patterns:
        """Found in a line that may tell of anything: an endorsement, a recommendation, a wish."""
        return Patterns(cue for where in _HEARD for cue in self.any_of(*where))

    @cached_property
    def received(self) -> Patterns:
        """Sentences that say who wrote the reader a recommendation."""
        return self._patterns("recommendation", "received")

    @cached_property
    def requested(self) -> Patterns:
        """Sentences that say who asks the reader for a recommendation."""
        return self._patterns("recommendation", "requested")

    @cached_property
    def conjunction(self) -> re.Pattern[str]:
        """The word "and" between the last two of a list, with what surrounds it."""
        return re.compile(self._expand("{and}", "words"), re.IGNORECASE)

    @cached_property
    def others(self) -> re.Pattern[str]:
        """The end of a list of people that leaves some out."""
        return self._tail("others")

    @cached_property
    def more(self) -> re.Pattern[str]:
        """The end of a list of skills that leaves some out."""
        return self._tail("more")

    @cached_property
    def hidden(self) -> re.Pattern[str]:
        """What stands for a member who is not named."""
        return self._any("words", "hidden", whole=True)

    @cached_property
    def leads(self) -> re.Pattern[str]:
        """What may stand before a sentence: a greeting, a congratulation."""
        patterns = self.any_of("words", "leads")
        return re.compile(rf"(?:(?:{'|'.join(patterns)})\s*)+", re.I) if patterns else _NEVER

    @cached_property
    def photo(self) -> Patterns:
        """What stands in for a person's picture."""
        return self._patterns("frame", "photo")

    @cached_property
    def footer_words(self) -> tuple[str, ...]:
        """Phrases of the footer, straight and in lower case."""
        return tuple(straight(phrase).lower() for phrase in self._list("frame", "footer"))

    @cached_property
    def common(self) -> frozenset[str]:
        """Frequent short words that tell the language from its neighbours."""
        return frozenset(self._list("frame", "common"))

    def _list(self, table: str, key: str) -> list[str]:
        """Return a list of the file; a missing one is empty."""
        return list(self.data.get(table, {}).get(key, []))

    def _expand(self, pattern: str, where: str) -> str:
        """Return a pattern with its places and words filled in."""
        words = self.data.get("words", {})

        def fill(match: re.Match[str]) -> str:
            name = match[1]
            if name in _PLACES:
                return _PLACES[name]
            if name not in words:
                raise ValueError(f"phrases/{self.code}.toml: {where}: unknown place {{{name}}}")
            return self._expand(words[name], where)

        return _PLACE.sub(fill, straight(pattern))

    def _patterns(self, table: str, key: str) -> Patterns:
        """Return patterns for whole lines; a place may stand in several alternatives."""
        named = (_numbered(self._expand(pattern, key)) for pattern in self._list(table, key))
        return Patterns(rf"{one}\s*{_STOP}" for one in named)

    def any_of(self, table: str, key: str) -> list[str]:
        """Return a list of patterns as regular expressions without named groups."""
        return [_GROUP.sub("(?:", self._expand(p, key)) for p in self._list(table, key)]

    def _any(self, table: str, key: str, *, whole: bool = False) -> re.Pattern[str]:
        """Return one pattern that matches where any of a list does."""
        patterns = self.any_of(table, key)
        if not patterns:
            return _NEVER
        joined = "|".join(patterns)
        return re.compile(rf"(?:{joined})\Z" if whole else joined, re.IGNORECASE)

    def _tail(self, key: str) -> re.Pattern[str]:
        """Return the pattern of what a list leaves out, with the word "and" before it."""
        patterns = self.any_of("words", key)
        link = rf"(?:[,،、，]?\s*(?:{self.conjunction.pattern}|&)\s*|\s*[,،、，+&]\s*)"
        tails = "|".join((*patterns, _COUNTED))
        return re.compile(rf"{link}(?P<tail>{tails})", re.IGNORECASE)


def _numbered(expression: str) -> str:
    """Return a regular expression whose named groups all have names of their own."""
    numbers = count()
    return _GROUP.sub(lambda match: f"(?P<{match[1]}{next(numbers)}>", expression)


def find(patterns: Patterns, line: Shape) -> Phrase | None:
    """Return what the first pattern says that matches a whole line, or None."""
    return next(phrases(patterns, line), None)


def phrases(patterns: Patterns, line: Shape) -> Iterator[Phrase]:
    """Yield what each pattern says that matches a whole line."""
    for match in patterns.matches(line):
        person, skill = _place(match, "person", line.text), _place(match, "skill", line.text)
        yield Phrase(person, skill, _n(match))


def _place(match: re.Match[str], name: str, line: str) -> str:
    """Return what stands in a place, as it stands in the line."""
    for group in match.re.groupindex:
        if group.startswith(name) and match[group] is not None:
            return line[match.start(group) : match.end(group)].strip()
    return ""


def _n(match: re.Match[str]) -> int | None:
    """Return the number in a line, where the pattern has a place for one."""
    value = _place(match, "n", match.string)
    return int(value) if value.isdecimal() else None


@cache
def language(code: str) -> Language | None:
    """Return the phrases of a language, by its tag or the main part of it."""
    languages = all_languages()
    return languages.get(code.lower()) or languages.get(code.lower().partition("-")[0])


@cache
def all_languages() -> dict[str, Language]:
    """Return the phrases of all languages, by tag."""
    found: dict[str, Language] = {}
    for file in sorted(files(__package__).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            data = tomllib.loads(file.read_text("utf-8"))
            entry = Language(data["code"], data["name"], data)
            for tag in (entry.code, *data.get("also", [])):
                found[tag] = entry
    return found


@cache
def each_language() -> tuple[Language, ...]:
    """Return all languages, each once, however many tags it has."""
    return tuple(dict.fromkeys(all_languages().values()))


@cache
def subject_cues() -> re.Pattern[str]:
    """Return what is found in a subject that may tell of an endorsement or a recommendation."""
    tables = (("endorsement", "cues"), ("recommendation", "cues"), ("endorsement", "subject_cues"))
    cues = [
        cue
        for entry in each_language()
        for table, key in tables
        for cue in entry.any_of(table, key)
    ]
    return re.compile("|".join(cues), re.IGNORECASE)
