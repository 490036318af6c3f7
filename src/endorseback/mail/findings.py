"""What one part of a mail says: pairs, persons, counts, and what speaks against them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from endorseback.mail.page import Page
from endorseback.mail.people import Directory
from endorseback.mail.phrasebook import Language, straight
from endorseback.mail.readings import Reading, Told
from endorseback.mail.sentence import Slot, without_slots
from endorseback.mail.skills import leaves_out, listed_skills, named_skills
from endorseback.text import fold

_NUMBER: Final = re.compile(r"\d{1,4}")
_CREDENTIAL: Final = re.compile(
    r"(?=.{1,14}$)(?:\S*[A-Z]\S*[A-Z®™.]\S*|[JS]r\.?|Esq\.?|I{2,3}|IV)(?: \S{1,6})?"
)
_COMMA: Final = re.compile(r",\s+|[،、，]\s*")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named as endorser or recommender."""

    name: str
    profile_url: str | None


class Of(StrEnum):
    """What a claim counts."""

    PEOPLE = "people"
    SKILLS = "skills"
    ENDORSEMENTS = "endorsements"


@dataclass(frozen=True, slots=True)
class Claim:
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
    people: dict[Person, None] = field(default_factory=dict)
    """Everybody who is named as endorser, with or without a skill."""
    recommenders: dict[Person, None] = field(default_factory=dict)
    told: dict[Told, str] = field(default_factory=dict)
    """What the sentences tell, each with the wording that told it first."""
    claims: list[Claim] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    """Words for members who are not named, or labels that are unusable."""
    language: str = ""
    """The language of the first phrase that was found."""


def gather(page: Page, readings: list[Reading], directory: Directory, hints: set[str]) -> Findings:
    """Return what the sentences of a page say, with the skills that are listed after them."""
    found = Findings()
    for number, reading in enumerate(readings):
        found.told.setdefault(reading.told, reading.sentence.words_of(reading.sentence.text))
        found.language = found.language or reading.language.code
        until = readings[number + 1].at if number + 1 < len(readings) else len(page.blocks)
        if reading.told in (Told.GIVEN, Told.LIST):
            _endorsed(page, reading, until, directory, hints, found)
        elif reading.told in (Told.RECEIVED, Told.REQUESTED):
            people, _ = _people(page, reading, until, directory, found)
            found.recommenders.update(dict.fromkeys(people))
        elif reading.told is Told.COUNT:
            found.claims.append(_count(reading))
    return found


def _count(reading: Reading) -> Claim:
    """Return what a sentence that only counts says."""
    words = reading.sentence.words_of(reading.sentence.text)
    return Claim(words, Of.ENDORSEMENTS, reading.phrase.n or 1)


def _endorsed(
    page: Page,
    reading: Reading,
    until: int,
    directory: Directory,
    hints: set[str],
    found: Findings,
) -> None:
    """Add the pairs of one sentence."""
    people, more_people = _people(page, reading, until, directory, found)
    skills: list[str] = []
    more = ""
    if reading.phrase.skill:
        skills, more = named_skills(reading.sentence, reading.phrase.skill, reading.language)
    if reading.told is Told.LIST:
        names = {fold(person.name) for person in people}
        listed = listed_skills(page.blocks, reading.at, until, names, hints)
        skills = [skill for skill in listed if not leaves_out(reading.language, skill)]
        more = next(filter(None, (leaves_out(reading.language, skill) for skill in listed)), "")
    words_of = reading.sentence.words_of
    if more:
        beside = words_of(reading.phrase.skill) or "\n".join(skills)
        found.claims.append(Claim(more, Of.SKILLS, _number(more), beside))
    if more_people:
        beside = words_of(reading.phrase.person)
        found.claims.append(Claim(more_people, Of.PEOPLE, _number(more_people), beside))
    if reading.by_marks and not (more or more_people):
        found.claims.extend(_left_out(reading))
    found.people.update(dict.fromkeys(people))
    for person in people:
        for skill in skills:
            found.pairs.setdefault((person.name, person.profile_url, skill))


def _left_out(reading: Reading) -> Iterator[Claim]:
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


def _people(
    page: Page, reading: Reading, until: int, directory: Directory, found: Findings
) -> tuple[list[Person], str]:
    """Return the people that a sentence names, and what it says of further ones."""
    part = reading.phrase.person
    if not part:
        return [], ""
    slots = reading.sentence.slots_in(part)
    tail = _others(reading.language, without_slots(part) if slots else part)
    named: list[tuple[str, Slot | None]] = [(slot.text, slot) for slot in slots]
    if not slots:
        plain = reading.language.others.sub("", part) if tail else part
        named = [(name, None) for name in split_people(plain, reading.language, directory, tail)]
    people: list[Person] = []
    block = page.blocks[reading.at]
    for name, slot in named:
        if reading.language.hidden.match(straight(name)):
            found.unnamed.append(name)
            continue
        url = directory.profile(name, block, reading.at, until, slot)
        people.append(Person(name, url))
    return people, tail


def _others(language: Language, text: str) -> str:
    """Return what a list of people says of those it leaves out, or nothing."""
    matches = list(language.others.finditer(text))
    return matches[-1]["tail"] if matches and not text[matches[-1].end() :].strip(" ,.") else ""


def split_people(text: str, language: Language, directory: Directory, tail: str) -> list[str]:
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
