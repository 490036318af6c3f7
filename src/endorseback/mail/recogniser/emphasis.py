"""Sentences told by their marks where the wording is not known: links to people, emphasised skills.

Marks alone are no evidence; a cue, the mail's own summary or the type of the card has to agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from endorseback.mail.parsing.document import Block, Document
from endorseback.mail.parsing.normalise import shape_of
from endorseback.mail.phrases.catalogue import Language, Phrase
from endorseback.mail.recogniser.frame import Family, kinds_of
from endorseback.mail.recogniser.profiles import ProfileDirectory, is_button
from endorseback.mail.recogniser.sentences import SLOT, Slot, whole, without_slots
from endorseback.mail.recogniser.statements import (
    PageContext,
    Statement,
    StatementKind,
    summary_line,
)

QUESTION: Final = re.compile(r"[?？؟;¿]\s*\Z|\A¿")
"""Found in a line that asks something, and so tells nothing."""
_IN_A_ROW: Final = re.compile("([\ue000\ue001])(?:[^\ue000\ue001]{0,8}\\1)+")
"""Several names, or several skills, with what joins them."""
_GLUED: Final = re.compile("[\U000f0000-\U000fffff][+#]")


def by_cue(at: int, block: Block, language: Language, known: PageContext) -> Statement | None:
    """Return a sentence whose wording is not known but whose marks and cue are."""
    reading = by_marks(at, block, language, known)
    if reading is None:
        return None
    if not language.cues.found_in(shape_of(without_slots(reading.sentence.text))):
        return None
    cued = reading._replace(by_cue=True)
    return cued if known.own_mail or reading.told is StatementKind.GIVEN else None


def trusted(
    marked: list[Statement], readings: list[Statement], page: Document, known: PageContext
) -> Iterator[Statement]:
    """Yield the sentences known by their marks that have other evidence as well.

    That is a sentence of the same shape whose wording is known, that the mail's summary repeats,
    or whose card is an endorsement; where there is none, the first with a cue, or with people
    whom the summary names. A sentence that asks the reader to endorse somebody may have these,
    too, but another shape.
    """
    if not marked:
        return
    shapes = {
        _shape(one) for one in readings if one.told in (StatementKind.GIVEN, StatementKind.LIST)
    }
    blocks = page.blocks
    shapes |= {
        _shape(one)
        for one in marked
        if _is_summed_up(blocks[one.at], known) or is_typed(blocks[one.at])
    }
    if not shapes:
        likely = (one for one in marked if one.by_cue or _names_are_summed_up(one, known))
        shapes = {_shape(one) for one in islice(likely, 1)}
    yield from (one for one in marked if _shape(one) in shapes)


def _is_summed_up(block: Block, known: PageContext) -> bool:
    """Tell whether the subject or the preview text repeats a line of the mail."""
    return known.own_mail and summary_line(block.text) in known.said


def _names_are_summed_up(reading: Statement, known: PageContext) -> bool:
    """Tell whether the subject or the preview text names all people of a sentence."""
    names = [summary_line(slot.text) for slot in reading.sentence.slots_in(reading.phrase.person)]
    return known.own_mail and any(all(name in line for name in names) for line in known.said)


def is_typed(block: Block) -> bool:
    """Tell whether a block's links say that it belongs to a card about an endorsement."""
    return any(Family.ENDORSEMENT in kinds_of(link.place) for link in block.links)


def _shape(reading: Statement) -> str:
    """Return a sentence's wording without its names and skills, however many there are."""
    people = reading.phrase.person
    text = SLOT.sub(lambda slot: "\ue000" if slot[0] in people else "\ue001", reading.sentence.text)
    return _IN_A_ROW.sub(r"\1", text)


def by_marks(at: int, block: Block, language: Language, known: PageContext) -> Statement | None:
    """Return what the marks of a sentence make of it: persons by their links, the rest skills."""
    if not block.marked or _presses_only(block):
        return None
    sentence = whole(block)
    if sentence is None or not sentence.slots or _GLUED.search(sentence.text):
        return None
    words = shape_of(without_slots(sentence.text))
    if QUESTION.search(words.straight.strip()) or language.suggestion.found_in(words):
        return None
    people = skills = ""
    for char, slot in sentence.marks():
        if is_person(slot, known.directory):
            people += char
        elif slot.link is None or not is_button(slot.link):
            skills += char
    if not people:
        return None
    told = StatementKind.GIVEN if skills else StatementKind.LIST
    return Statement(at, told, Phrase(people, skills), sentence, language, by_marks=True)


def _presses_only(block: Block) -> bool:
    """Tell whether a block is a button and nothing else, like most links behind a sentence."""
    return all(run.link is not None and is_button(run.link) for run in block.runs)


def is_person(slot: Slot, directory: ProfileDirectory) -> bool:
    """Tell whether a slot shows a person's name: it leads to one, or other links show it."""
    link = slot.link
    if link is None or is_button(link):
        return link is None and directory.knows(slot.text)
    return link.slug is not None or "name" in link.place.control
