"""Sentences in the user's own wording, which count before every other wording."""

from __future__ import annotations

from typing import Final

from endorseback.mail.parsing.document import Block, Document
from endorseback.mail.phrases.catalogue import Language, Phrase
from endorseback.mail.phrases.catalogue import language as language_of
from endorseback.mail.phrases.user_phrases import Line, UserPhrase
from endorseback.mail.recogniser.phrase_matching import is_clean, read_sentences, without_lead
from endorseback.mail.recogniser.sentences import Sentence, views
from endorseback.mail.recogniser.statements import PageContext, Statement, StatementKind
from endorseback.model.notification import Kind

_TOLD: Final = {
    Kind.RECOMMENDATION_RECEIVED: StatementKind.RECEIVED,
    Kind.RECOMMENDATION_REQUEST: StatementKind.REQUESTED,
}


def read_all_sentences(
    page: Document, languages: list[Language], known: PageContext
) -> list[Statement]:
    """Return the sentences of a page in order, those of the user's own wording read by it."""
    readings = read_sentences(page, languages, known)
    if not known.user_phrases.phrases:
        return readings
    own: dict[int, Statement] = {}
    for at, block in enumerate(page.blocks):
        if block.told and (reading := _read_own(at, block, languages, known)) is not None:
            own[at] = reading
    others = (reading for reading in readings if reading.at not in own)
    return sorted((*own.values(), *others), key=lambda reading: reading.at)


def _read_own(
    at: int, block: Block, languages: list[Language], known: PageContext
) -> Statement | None:
    """Return what a block tells in the user's own wording, or None."""
    phrases = known.user_phrases.worth_trying(block.gist)
    if not phrases:
        return None
    for view in views(block):
        for sentence in view:
            if (reading := _read_sentence(at, sentence, phrases, languages[0], known)) is not None:
                return reading
    return None


def _read_sentence(
    at: int, sentence: Sentence, phrases: list[UserPhrase], first: Language, known: PageContext
) -> Statement | None:
    """Return what a sentence tells by the first phrase that fits; a greeting does not count."""
    lines: dict[str, list[Line]] = {}
    for own in phrases:
        language = language_of(own.language or "") or first
        if language.code not in lines:
            bare = without_lead(sentence.text, language, known.reader)
            lines[language.code] = [Line(text) for text in dict.fromkeys((bare, sentence.text))]
        for line in lines[language.code]:
            phrase = own.match(line)
            if phrase is not None and is_clean(phrase, language):
                return Statement(
                    at, _told(own, phrase), phrase, sentence, language, own=own.pattern
                )
    return None


def _told(own: UserPhrase, phrase: Phrase) -> StatementKind:
    """Return what a phrase tells; an endorsement's skills follow where it names none."""
    return _TOLD.get(own.says) or (StatementKind.GIVEN if phrase.skill else StatementKind.LIST)
