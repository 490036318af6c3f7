"""Sentences that tell of endorsements: by their wording, or by the marks where it is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice
from typing import Final

from endorseback.mail.frame import Family, kinds_of
from endorseback.mail.ownphrases import OwnPhrases
from endorseback.mail.page import Block, Page
from endorseback.mail.people import Directory, is_button
from endorseback.mail.phrasebook import Language, Phrase, find, straight
from endorseback.mail.sentence import Sentence, Slot, views, whole, without_slots
from endorseback.text import fold

_FILLER: Final = "Xx"
"""Stands for a slot where an "and" is looked for: some languages write none without words."""
_WORD: Final = re.compile(r"\w")
_QUESTION: Final = re.compile(r"[?？؟;¿]\s*\Z|\A¿")
_IN_A_ROW: Final = re.compile("([\ue000\ue001])(?:[^\ue000\ue001]{0,8}\\1)+")
"""Several names, or several skills, with what joins them."""
_AFTER_NAME: Final = (",", "，", "、", "،", "!", "！", ":")
_MARKED_END: Final = re.compile(
    "([^\U000f0000-\U000fffff]*[\U000f0000-\U000fffff]?[^\U000f0000-\U000fffff]*?)[:：]?\\s*"
    "([\U000f0000-\U000fffff][^\0]*)"
)
"""A sentence with at most one marked word, and the marked words at its end."""
_GLUED: Final = re.compile("[\U000f0000-\U000fffff][+#]")


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
class Reading:
    """A sentence that was understood."""

    at: int
    told: Told
    phrase: Phrase
    sentence: Sentence
    language: Language
    by_marks: bool = False
    """Whether its marks alone told who and what; its wording was not understood."""
    by_cue: bool = False
    """Whether a word of endorsing stands beside the marks."""
    own: str = ""
    """The pattern of the user's own phrase that told it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a page before its sentences are read."""

    directory: Directory
    own_mail: bool = False
    """Whether the frame says that the mail is about endorsements of the reader."""
    reader: str = ""
    """The reader's name, with which a sentence may begin."""
    said: frozenset[str] = frozenset()
    """The lines of subject and preview text, folded: the mail's own summary."""
    own_phrases: OwnPhrases = field(default_factory=OwnPhrases)
    """The user's own wordings."""


def summary_line(text: str) -> str:
    """Return the form in which a line is compared with the mail's summary.

    Blanks do not count: some stand around links in languages that write none.
    """
    return "".join(fold(straight(text)).split()).strip(".!…:。！：")


def read_sentences(page: Page, languages: list[Language], known: Known) -> list[Reading]:
    """Return the sentences of a page that tell of endorsements or recommendations, in order."""
    readings: list[Reading] = []
    marked: list[Reading] = []
    for at, block in enumerate(page.blocks):
        if not block.told or not block.text:
            continue
        reading = _read_block(at, block, languages, known)
        if reading is not None and not reading.by_marks:
            readings.append(reading)
        elif reading is not None:
            marked.append(reading)
        elif languages and (known.own_mail or _is_typed(block)):
            one = _by_marks(at, block, languages[0], known)
            marked.extend([one] if one is not None else [])
    readings.extend(_trusted(marked, readings, page, known))
    return sorted(readings, key=lambda reading: reading.at)


def _read_block(at: int, block: Block, languages: list[Language], known: Known) -> Reading | None:
    """Return what a block tells, in the first language that understands it."""
    for language in languages:
        if not _has_cue(language, block.gist):
            continue
        for number, view in enumerate(views(block)):
            for sentence in view:
                if (found := _told(sentence, language, known)) is not None:
                    return Reading(at, *found, sentence, language)
            if not number and (reading := _by_cue(at, block, language, known)) is not None:
                return reading
    return None


def _has_cue(language: Language, text: str) -> bool:
    """Tell whether a line is worth a closer look in a language."""
    return language.any_cue.search(straight(text)) is not None


def _told(sentence: Sentence, language: Language, known: Known) -> tuple[Told, Phrase] | None:
    """Return what a line tells; a greeting before it does not count.

    Some languages have one word for both; a mail about endorsements tells of no recommendation.
    """
    text = without_lead(sentence.text, language, known.reader)
    if (phrase := find(language.against, text)) is not None:
        return Told.AGAINST, phrase
    found = _endorsed(sentence, text, language)
    if found is None or language.hidden.match(straight(found[1].person)):
        phrase = find(language.counts, text)
        found = (Told.COUNT, phrase) if phrase is not None else found
    if found is not None:
        return found
    for told, patterns in (
        (Told.REQUESTED, language.requested),
        (Told.RECEIVED, language.received),
    ):
        phrase = None if known.own_mail else _first_fit(patterns, sentence, text, language)
        if phrase is not None:
            return told, phrase
    if (phrase := find(language.totals, text)) is not None:
        return Told.TOTAL, phrase
    if language.suggestion.search(straight(without_slots(text))):
        return Told.SUGGESTION, Phrase()
    return None


def without_lead(line: str, language: Language, reader: str) -> str:
    """Return a line without a greeting, or the reader's own name, before it."""
    lead = language.leads.match(straight(line))
    if lead and lead.end() < len(line):
        line = line[lead.end() :]
    for name in (reader, reader.partition(" ")[0]):
        rest = line[len(name) :].lstrip()
        if name and line.startswith(name) and rest[:1] in _AFTER_NAME and rest[1:].strip():
            return rest[1:].lstrip()
    return line


def _endorsed(sentence: Sentence, text: str, language: Language) -> tuple[Told, Phrase] | None:
    """Return who endorsed the reader, and for what if the line says so itself.

    Where both kinds of pattern fit, the one whose person is shorter has understood more; where
    they agree on the person, the "skill" is only a word for what follows.
    """
    if _QUESTION.search(text):
        return None
    listed = _first_fit(language.lists, sentence, text, language)
    if listed is None and (ended := _MARKED_END.fullmatch(text)) is not None:
        named = _first_fit(language.lists, sentence, ended[1], language)
        if named is not None and _joins(ended[2], language):
            return Told.GIVEN, replace(named, skill=ended[2])
    given = _first_fit(language.given, sentence, text, language)
    if given is not None and (listed is None or _is_longer(listed.person, given.person)):
        return Told.GIVEN, given
    return (Told.LIST, listed) if listed is not None else None


def _joins(part: str, language: Language) -> bool:
    """Tell whether a part of a sentence is a list of marked words and nothing else."""
    rest = without_slots(language.conjunction.sub(" ", part))
    return not _WORD.search(language.more.sub(" ", rest))


def _is_longer(person: str, other: str) -> bool:
    """Tell whether one person's place holds another's, and words besides."""
    return bool(other) and other in person and len(person) > len(other)


def _first_fit(
    patterns: list[re.Pattern[str]], sentence: Sentence, text: str, language: Language
) -> Phrase | None:
    """Return the first pattern's phrase whose places hold marked text alone, or none at all."""
    for pattern in patterns:
        phrase = find((pattern,), text)
        if phrase is not None and is_clean(phrase, sentence, language):
            return phrase
    return None


def is_clean(phrase: Phrase, sentence: Sentence, language: Language) -> bool:
    """Tell whether nothing stands in the places beside what the page marks there.

    Words between marked ones belong to the sentence: the pattern did not understand it.
    """
    for part, tail in ((phrase.person, language.others), (phrase.skill, language.more)):
        if sentence.slots_in(part):
            rest = without_slots(part, _FILLER)
            for pattern in (tail, language.conjunction, tail):
                rest = pattern.sub(" ", rest)
            if _WORD.search(rest.replace(_FILLER, " ")):
                return False
    return True


def _by_cue(at: int, block: Block, language: Language, known: Known) -> Reading | None:
    """Return a sentence whose wording is not known but whose marks and cue are."""
    reading = _by_marks(at, block, language, known)
    if reading is None or not language.cues.search(straight(without_slots(reading.sentence.text))):
        return None
    cued = replace(reading, by_cue=True)
    return cued if known.own_mail or reading.told is Told.GIVEN else None


def _trusted(
    marked: list[Reading], readings: list[Reading], page: Page, known: Known
) -> Iterator[Reading]:
    """Yield the sentences known by their marks that have other evidence as well.

    That is a sentence of the same shape whose wording is known, that the mail's summary repeats,
    or whose card is an endorsement; where there is none, the first with a cue, or with people
    whom the summary names. A sentence that asks the reader to endorse somebody may have these,
    too, but another shape.
    """
    trusted = {_shape(one) for one in readings if one.told in (Told.GIVEN, Told.LIST)}
    blocks = page.blocks
    trusted |= {
        _shape(one)
        for one in marked
        if _is_summed_up(blocks[one.at], known) or _is_typed(blocks[one.at])
    }
    if not trusted:
        likely = (one for one in marked if one.by_cue or _names_are_summed_up(one, known))
        trusted = {_shape(one) for one in islice(likely, 1)}
    yield from (one for one in marked if _shape(one) in trusted)


def _is_summed_up(block: Block, known: Known) -> bool:
    """Tell whether the subject or the preview text repeats a line of the mail."""
    return known.own_mail and summary_line(block.text) in known.said


def _names_are_summed_up(reading: Reading, known: Known) -> bool:
    """Tell whether the subject or the preview text names all people of a sentence."""
    names = [summary_line(slot.text) for slot in reading.sentence.slots_in(reading.phrase.person)]
    return known.own_mail and any(all(name in line for name in names) for line in known.said)


def _is_typed(block: Block) -> bool:
    """Tell whether a block's links say that it belongs to a card about an endorsement."""
    return any(Family.ENDORSEMENT in kinds_of(link.place) for link in block.links)


def _shape(reading: Reading) -> str:
    """Return a sentence's wording without its names and skills, however many there are."""
    kinds = {char: "\ue000" for char in reading.phrase.person if reading.sentence.slots_in(char)}
    text = "".join(
        kinds.get(char, "\ue001") if reading.sentence.slots_in(char) else char
        for char in reading.sentence.text
    )
    return _IN_A_ROW.sub(r"\1", text)


def _by_marks(at: int, block: Block, language: Language, known: Known) -> Reading | None:
    """Return what the marks of a sentence make of it: persons by their links, the rest skills."""
    sentence = whole(block)
    if sentence is None or not sentence.slots or _GLUED.search(sentence.text):
        return None
    words = straight(without_slots(sentence.text))
    if _QUESTION.search(words.strip()) or language.suggestion.search(words):
        return None
    people = skills = ""
    for char, slot in sentence.marks():
        if is_person(slot, known.directory):
            people += char
        elif slot.link is None or not is_button(slot.link):
            skills += char
    if not people:
        return None
    told = Told.GIVEN if skills else Told.LIST
    return Reading(at, told, Phrase(people, skills), sentence, language, by_marks=True)


def is_person(slot: Slot, directory: Directory) -> bool:
    """Tell whether a slot shows a person's name: it leads to one, or other links show it."""
    link = slot.link
    if link is None or is_button(link):
        return link is None and directory.knows(slot.text)
    return link.profile is not None or "name" in link.place.control
