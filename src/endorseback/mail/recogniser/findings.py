"""What one part of a mail says: pairs, persons, counts, and what speaks against them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from endorseback.mail.parsing.document import Document
from endorseback.mail.parsing.normalise import straight
from endorseback.mail.phrases.catalogue import Language
from endorseback.mail.recogniser.emphasis import is_person
from endorseback.mail.recogniser.profiles import ProfileDirectory
from endorseback.mail.recogniser.sentences import Slot, without_slots
from endorseback.mail.recogniser.skills import leaves_out, listed_skills, named_skills
from endorseback.mail.recogniser.statements import Statement, StatementKind
from endorseback.text import fold

_NUMBER: Final = re.compile(r"\d{1,4}")
_CREDENTIAL: Final = re.compile(
    r"(?=.{1,14}$)(?:\S*[A-Z]\S*[A-Z®™.]\S*|[JS]r\.?|Esq\.?|I{2,3}|IV)(?: \S{1,6})?"
)
_REACH: Final = 5
"""How many blocks from its sentence a name may stand."""
_COMMA: Final = re.compile(r",\s+|[،、，]\s*")


class NamedPerson(NamedTuple):
    """Somebody named as endorser or recommender."""

    name: str
    slug: str | None


class Of(StrEnum):
    """What a claim counts."""

    PEOPLE = "people"
    SKILLS = "skills"
    ENDORSEMENTS = "endorsements"


class Claim(NamedTuple):
    """Something that is there without being named: "and 3 others", "5 new endorsements"."""

    words: str
    of: Of
    more: int
    """How many there are besides those named; at least 1, or 0 where only a number is missing."""
    beside: str = ""
    """The wording that names those it is besides."""


@dataclass(slots=True)
class Findings:
    """What one part of a mail says."""

    pairs: dict[tuple[str, str | None, str], None] = field(default_factory=dict)
    """(name, profile, skill), each once, in the order of the part."""
    people: dict[NamedPerson, None] = field(default_factory=dict)
    """Everybody who is named as endorser, with or without a skill."""
    recommenders: dict[NamedPerson, None] = field(default_factory=dict)
    told: dict[StatementKind, str] = field(default_factory=dict)
    """What the sentences tell, each with the wording that told it first."""
    claims: list[Claim] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    """Words for members who are not named, or labels that are unusable."""
    language: str = ""
    """The language of the first phrase that was found."""
    own: dict[str, None] = field(default_factory=dict)
    """The patterns of the user's own phrases that were found."""


def gather(
    page: Document, readings: list[Statement], directory: ProfileDirectory, hints: set[str]
) -> Findings:
    """Return what the sentences of a page say, with the skills that are listed after them.

    `hints` are the folded skills that another part of the mail names.
    """
    gathering = _Gathering(page, directory, hints)
    bounds = [-1, *(reading.at for reading in readings), len(page.blocks)]
    for number, reading in enumerate(readings):
        gathering.add(reading, bounds[number], bounds[number + 2])
    return gathering.found


@dataclass(slots=True)
class _Gathering:
    """The findings of one page while its sentences are taken one by one."""

    page: Document
    directory: ProfileDirectory
    hints: set[str]
    found: Findings = field(default_factory=Findings)

    def add(self, reading: Statement, low: int, until: int) -> None:
        """Add what a sentence says; it stands between two others, or the ends of the page."""
        found = self.found
        words = reading.sentence.words_of(reading.sentence.text)
        found.told.setdefault(reading.told, words)
        found.language = found.language or reading.language.code
        if reading.own:
            found.own[reading.own] = None
        if reading.told in (StatementKind.GIVEN, StatementKind.LIST):
            self.add_endorsed(reading, low, until)
        elif reading.told in (StatementKind.RECEIVED, StatementKind.REQUESTED):
            people, _ = self.people(reading, until)
            found.recommenders.update(dict.fromkeys(people))
        elif reading.told is StatementKind.COUNT:
            found.claims.append(_counted(reading, words))

    def add_endorsed(self, reading: Statement, low: int, until: int) -> None:
        """Add the pairs of a sentence, and what it says of others."""
        people, others = self.people(reading, until)
        if not reading.phrase.person:
            people = self.people_beside(reading.at, low, until)
        skills, more = self.skills(reading, until, people)
        words_of = reading.sentence.words_of
        if more:
            beside = words_of(reading.phrase.skill) or "\n".join(skills)
            self.found.claims.append(Claim(more, Of.SKILLS, _number(more), beside))
        if others:
            beside = words_of(reading.phrase.person)
            self.found.claims.append(Claim(others, Of.PEOPLE, _number(others), beside))
        if reading.told is StatementKind.LIST:
            self.found.claims.extend(_counted_skills(reading))
        if reading.by_marks and not (more or others):
            self.found.claims.extend(_left_out(reading))
        self.found.people.update(dict.fromkeys(people))
        for person in people:
            for skill in skills:
                self.found.pairs.setdefault((person.name, person.slug, skill))

    def skills(
        self, reading: Statement, until: int, people: list[NamedPerson]
    ) -> tuple[list[str], str]:
        """Return the skills of a sentence or of the list after it, and what is said of more."""
        language = reading.language
        if reading.told is StatementKind.GIVEN:
            named, more = named_skills(reading.sentence, reading.phrase.skill, language)
            if not reading.sentence.slots_in(reading.phrase.skill):
                return named, more
        else:
            names = {fold(person.name) for person in people}
            named = listed_skills(self.page.blocks, reading.at, until, names, self.hints)
            more = ""
        tails = [(label, leaves_out(language.more, label)) for label in named]
        skills = [label for label, tail in tails if not tail]
        return skills, more or next((tail for _, tail in tails if tail), "")

    def people(self, reading: Statement, until: int) -> tuple[list[NamedPerson], str]:
        """Return the people that a sentence names, and what it says of further ones."""
        part, language = reading.phrase.person, reading.language
        if not part:
            return [], ""
        slots = reading.sentence.slots_in(part)
        tail = _others(language, without_slots(part) if slots else part)
        named: list[tuple[str, Slot | None]] = [(slot.text, slot) for slot in slots]
        if not slots:
            plain = language.others.sub("", part) if tail else part
            named = [(name, None) for name in split_people(plain, language, self.directory, tail)]
        people: list[NamedPerson] = []
        block = self.page.blocks[reading.at]
        for name, slot in named:
            if len(named) > 1 and (more := leaves_out(language.others, name)):
                tail = more
            elif language.hidden.match(straight(name)):
                self.add_unnamed(name)
            else:
                slug = self.directory.slug_of(name, block, reading.at, until, slot)
                people.append(NamedPerson(name, slug))
        return people, tail

    def add_unnamed(self, name: str) -> None:
        """Note somebody who is not named; a number, or the summary, may mean those named below."""
        if _NUMBER.search(name) or self.page.summary:
            self.found.claims.append(Claim(name, Of.PEOPLE, _number(name) - 1))
        else:
            self.found.unnamed.append(name)

    def people_beside(self, at: int, low: int, until: int) -> list[NamedPerson]:
        """Return the person whose name stands on a line of its own by a sentence without one."""
        blocks = self.page.blocks
        before = range(at - 1, max(low, at - _REACH), -1)
        after = range(at + 1, min(until, at + _REACH))
        for near in (*before, *after):
            block = blocks[near]
            shown = [run for run in block.runs if run.text.strip()]
            if not block.told or block.card != blocks[at].card or len(shown) != 1:
                continue
            slot = Slot(shown[0].text.strip(), shown[0].link)
            if slot.link is not None and is_person(slot, self.directory):
                slot = self.first_of(near, slot)
                return [
                    NamedPerson(slot.text, self.directory.slug_of(slot.text, block, near, at, slot))
                ]
        return []

    def first_of(self, at: int, slot: Slot) -> Slot:
        """Return the first line of a link: the name, where a headline stands below it."""
        while at and (runs := self.page.blocks[at - 1].runs):
            if runs[-1].link is not slot.link or not runs[-1].text.strip():
                break
            at, slot = at - 1, Slot(runs[-1].text.strip(), slot.link)
        return slot


def _counted(reading: Statement, words: str) -> Claim:
    """Return what a sentence claims that only counts: people, or endorsements."""
    number = reading.phrase.n or 1
    if reading.phrase.person:
        return Claim(words, Of.PEOPLE, number - 1)
    return Claim(words, Of.ENDORSEMENTS, number)


def _counted_skills(reading: Statement) -> Iterator[Claim]:
    """Yield what a sentence claims that says how many skills follow: "for 3 skills"."""
    text = without_slots(reading.sentence.text.replace(reading.phrase.person, " "))
    number = _NUMBER.search(text)
    if number is not None and int(number[0]) > 1:
        yield Claim(reading.sentence.words_of(text), Of.SKILLS, int(number[0]) - 1)


def _left_out(reading: Statement) -> Iterator[Claim]:
    """Yield what a sentence whose wording is not known leaves out: a number says so at least."""
    text, phrase = reading.sentence.text, reading.phrase
    words_of = reading.sentence.words_of
    for pattern in (reading.language.others, reading.language.more):
        for match in pattern.finditer(straight(text)):
            before = reading.sentence.slots_in(text[: match.start()])
            people = reading.sentence.slots_in(phrase.person)
            of_people = bool(before) and before[-1] in people
            of, part = (Of.PEOPLE, phrase.person) if of_people else (Of.SKILLS, phrase.skill)
            yield Claim(match["tail"], of, _number(match["tail"]), words_of(part))
            return
    number = _NUMBER.search(without_slots(text))
    if number is not None and int(number[0]) > 1:
        yield Claim(words_of(text), Of.SKILLS, int(number[0]) - 1)


def _number(words: str) -> int:
    """Return how many "3 others" are, at least one."""
    match = _NUMBER.search(words)
    return max(1, int(match[0])) if match else 1


def _others(language: Language, text: str) -> str:
    """Return what a list of people says of those it leaves out, or nothing."""
    matches = list(language.others.finditer(text))
    return matches[-1]["tail"] if matches and not text[matches[-1].end() :].strip(" ,.") else ""


def split_people(
    text: str, language: Language, directory: ProfileDirectory, tail: str
) -> list[str]:
    """Return the names in an unmarked list of people.

    A comma may belong to a name ("Dana Whitlock, PhD"); it parts two only where the list has an
    "and" or leaves some out.
    """
    text = text.strip(" ,")
    if directory.knows(text):
        return [text]
    parts = [part.strip(" ,") for part in language.conjunction.split(text)]
    parts = [part for part in parts if part]
    if len(parts) == 1 and not tail:
        return parts
    names: list[str] = []
    for part in parts:
        if directory.knows(part):
            names.append(part)
            continue
        for piece in _COMMA.split(part):
            if names and _CREDENTIAL.fullmatch(piece):
                names[-1] = f"{names[-1]}, {piece}"
            elif piece.strip():
                names.append(piece.strip())
    return names
