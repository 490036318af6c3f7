"""Sentences that tell of endorsements or recommendations, read by their wording."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from endorseback.mail.parsing.document import Block, Document
from endorseback.mail.parsing.normalise import Shape, shape_of, straight
from endorseback.mail.phrases.catalogue import Language, Phrase, find, phrases
from endorseback.mail.phrases.literals import Patterns
from endorseback.mail.recogniser.emphasis import QUESTION, by_cue, by_marks, is_typed, trusted
from endorseback.mail.recogniser.sentences import holds_slot, views, without_slots
from endorseback.mail.recogniser.statements import PageContext, Statement, StatementKind

_REMEMBERED: Final = 32
"""Sentences of which is known what they tell: where names are slots, and in the frame, they repeat
from mail to mail. They are few; all others would only take room."""
_FILLER: Final = "Xx"
"""Stands for a slot where an "and" is looked for: some languages write none without words."""
_WORD: Final = re.compile(r"\w")
_AFTER_NAME: Final = (",", "，", "、", "،", "!", "！", ":")
_MARKED_END: Final = re.compile(
    "([^\U000f0000-\U000fffff]*[\U000f0000-\U000fffff]?[^\U000f0000-\U000fffff]*?)[:：]?\\s*"
    "([\U000f0000-\U000fffff][^\0]*)"
)
"""A sentence with at most one marked word, and the marked words at its end."""


def read_sentences(
    page: Document, languages: list[Language], known: PageContext
) -> list[Statement]:
    """Return the sentences of a page that tell of endorsements or recommendations, in order."""
    readings: list[Statement] = []
    marked: list[Statement] = []
    for at, block in enumerate(page.blocks):
        if not block.told or not block.text:
            continue
        reading = _read_block(at, block, languages, known)
        if reading is not None and not reading.by_marks:
            readings.append(reading)
        elif reading is not None:
            marked.append(reading)
        elif languages and (known.own_mail or is_typed(block)):
            one = by_marks(at, block, languages[0], known)
            marked.extend([one] if one is not None else [])
    readings.extend(trusted(marked, readings, page, known))
    return sorted(readings, key=lambda reading: reading.at)


def _read_block(
    at: int, block: Block, languages: list[Language], known: PageContext
) -> Statement | None:
    """Return what a block tells, in the first language that understands it."""
    for language in languages:
        if not language.any_cue.found_in(block.shape):
            continue
        for number, view in enumerate(views(block)):
            for sentence in view:
                if found := _told(sentence.text, language, known.reader, known.own_mail):
                    return Statement(at, *found, sentence, language)
            if not number and (reading := by_cue(at, block, language, known)) is not None:
                return reading
    return None


@lru_cache(_REMEMBERED)
def _told(
    text: str, language: Language, reader: str, own_mail: bool
) -> tuple[StatementKind, Phrase] | None:
    """Return what a sentence tells; a greeting before it does not count.

    Some languages have one word for both; a mail about endorsements tells of no recommendation.
    """
    line = shape_of(without_lead(text, language, reader))
    if (phrase := find(language.against, line)) is not None:
        return StatementKind.AGAINST, phrase
    found = _endorsed(line, language)
    if found is None or language.hidden.match(straight(found[1].person)):
        phrase = find(language.counts, line)
        if phrase is not None:
            counted = found[1].person if found is not None else ""
            found = (StatementKind.COUNT, phrase._replace(person=counted))
    if found is not None:
        return found
    for told, patterns in (
        (StatementKind.REQUESTED, language.requested),
        (StatementKind.RECEIVED, language.received),
    ):
        phrase = None if own_mail else _first_fit(patterns, line, language)
        if phrase is not None:
            return told, phrase
    if (phrase := find(language.totals, line)) is not None:
        return StatementKind.TOTAL, phrase
    if language.suggestion.found_in(shape_of(without_slots(line.text))):
        return StatementKind.SUGGESTION, Phrase()
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


def _endorsed(line: Shape, language: Language) -> tuple[StatementKind, Phrase] | None:
    """Return who endorsed the reader, and for what if the line says so itself.

    Where both kinds of pattern fit, the one whose person is shorter has understood more; where
    they agree on the person, the "skill" is only a word for what follows.
    """
    if QUESTION.search(line.text):
        return None
    listed = _first_fit(language.lists, line, language)
    marked = listed is None and holds_slot(line.text)  # else there is nothing, at some cost
    if marked and (ended := _MARKED_END.fullmatch(line.text)) is not None:
        named = _first_fit(language.lists, shape_of(ended[1]), language)
        if named is not None and _joins(ended[2], language):
            return StatementKind.GIVEN, named._replace(skill=ended[2])
    given = _first_fit(language.given, line, language)
    if given is not None and (listed is None or _is_longer(listed.person, given.person)):
        return StatementKind.GIVEN, given
    return (StatementKind.LIST, listed) if listed is not None else None


def _joins(part: str, language: Language) -> bool:
    """Tell whether a part of a sentence is a list of marked words and nothing else."""
    rest = without_slots(language.conjunction.sub(" ", part))
    return not _WORD.search(language.more.sub(" ", rest))


def _is_longer(person: str, other: str) -> bool:
    """Tell whether one person's place holds another's, and words besides."""
    return bool(other) and other in person and len(person) > len(other)


def _first_fit(patterns: Patterns, line: Shape, language: Language) -> Phrase | None:
    """Return the first pattern's phrase whose places hold marked text alone, or none at all."""
    found = phrases(patterns, line)
    return next((phrase for phrase in found if is_clean(phrase, language)), None)


def is_clean(phrase: Phrase, language: Language) -> bool:
    """Tell whether nothing stands in the places beside what the page marks there.

    Words between marked ones belong to the sentence: the pattern did not understand it.
    """
    for part, tail in ((phrase.person, language.others), (phrase.skill, language.more)):
        if holds_slot(part):
            if not _WORD.search(without_slots(part)):
                continue
            rest = without_slots(part, _FILLER)
            for pattern in (tail, language.conjunction, tail):
                rest = pattern.sub(" ", rest)
            if _WORD.search(rest.replace(_FILLER, " ")):
                return False
    return True
