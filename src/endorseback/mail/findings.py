"""What one part of a mail says: pairs, persons, counts, and what speaks against them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from endorseback.mail.page import Block, Page, Region
from endorseback.mail.people import Directory
from endorseback.mail.phrasebook import Language, Phrase, find, straight
from endorseback.mail.sentence import Sentence, Slot, views, without_slots
from endorseback.mail.skills import listed_skills, named_skills
from endorseback.text import fold

_NUMBER: Final = re.compile(r"\d{1,4}")
_CREDENTIAL: Final = re.compile(
    r"(?=.{1,14}$)(?:\S*[A-Z]\S*[A-Z®™.]\S*|[JS]r\.?|Esq\.?|I{2,3}|IV)(?: \S{1,6})?"
)
_COMMA: Final = re.compile(r",\s+|[،、，]\s*")


class Told(StrEnum):
    """What a sentence tells."""

    GIVEN = "endorsed for a skill"
    LIST = "endorsed, the skills follow"
    COUNT = "a count"
    TOTAL = "a running total"
    RECEIVED = "a recommendation was written"
    REQUESTED = "a recommendation is asked for"
    AGAINST = "something else"
    SUGGESTION = "a suggestion to endorse"


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
    """Something that a part says is there without naming it: "and 3 others", "5 new endorsements"."""

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


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence that was understood."""

    at: int
    told: Told
    phrase: Phrase
    sentence: Sentence
    language: Language


def read_sentences(page: Page, languages: list[Language]) -> list[Reading]:
    """Return the sentences of a page that tell of endorsements or recommendations, in order."""
    readings: list[Reading] = []
    for at, block in enumerate(page.blocks):
        if block.region is Region.BODY and not block.quoted and block.text:
            reading = _read_block(at, block, languages)
            if reading is not None:
                readings.append(reading)
    return readings


def _read_block(at: int, block: Block, languages: list[Language]) -> Reading | None:
    """Return what a block tells, in the first language that understands it."""
    for language in languages:
        if not (_has_cue(language, block.text)):
            continue
        for sentence in views(block):
            for told, phrase in _told(sentence.text, language):
                return Reading(at, told, phrase, sentence, language)
        if (reading := _by_cue(at, block, language)) is not None:
            return reading
    return None


def _has_cue(language: Language, text: str) -> bool:
    """Tell whether a line is worth a closer look in a language."""
    shape = straight(text)
    return bool(
        language.cues.search(shape)
        or language.suggestion.search(shape)
        or language.recommendation_cues.search(shape)
    )


def _told(line: str, language: Language) -> Iterator[tuple[Told, Phrase]]:
    """Yield what a line tells; a greeting before it does not count."""
    lead = language.leads.match(straight(line))
    text = line[lead.end() :] if lead and lead.end() < len(line) else line
    tables = (
        (Told.AGAINST, language.against),
        (Told.COUNT, language.counts),
        (Told.LIST, language.lists),
        (Told.GIVEN, language.given),
        (Told.REQUESTED, language.requested),
        (Told.RECEIVED, language.received),
        (Told.TOTAL, language.totals),
    )
    for told, patterns in tables:
        if (phrase := find(patterns, text)) is not None:
            yield told, phrase
            return
    if language.suggestion.search(straight(without_slots(text))):
        yield Told.SUGGESTION, Phrase()


def _by_cue(at: int, block: Block, language: Language) -> Reading | None:
    """Return a sentence whose wording is not known but whose marks are: a person, a cue, skills."""
    sentence = next(iter(views(block)), None)
    if sentence is None or not language.cues.search(straight(without_slots(sentence.text))):
        return None
    slots = sentence.slots_in(sentence.text)
    persons = [
        i for i, slot in enumerate(slots) if slot.link is not None and _leads_to_person(slot)
    ]
    if not persons or len(slots) <= len(persons):
        return None
    marks = [char for char in sentence.text if sentence.slots_in(char)]
    people = "".join(marks[i] for i in persons)
    skills = "".join(char for i, char in enumerate(marks) if i not in persons)
    return Reading(at, Told.GIVEN, Phrase(people, skills), sentence, language)


def _leads_to_person(slot: Slot) -> bool:
    """Tell whether a slot is a link to somebody."""
    link = slot.link
    return link is not None and (link.profile is not None or "name" in link.place.control)


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
        skills = listed_skills(page.blocks, reading.at, until, names, hints)
    words_of = reading.sentence.words_of
    if more:
        beside = words_of(reading.phrase.skill)
        found.claims.append(Claim(more, Of.SKILLS, _number(more), beside))
    if more_people:
        beside = words_of(reading.phrase.person)
        found.claims.append(Claim(more_people, Of.PEOPLE, _number(more_people), beside))
    found.people.update(dict.fromkeys(people))
    for person in people:
        for skill in skills:
            found.pairs.setdefault((person.name, person.profile_url, skill))


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
