"""Evidence: every part of a mail is heard, in the languages it may speak."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from endorseback.mail.parsing.document import Block, Document, Region
from endorseback.mail.parsing.normalise import straight
from endorseback.mail.phrases.catalogue import Language, each_language
from endorseback.mail.phrases.literals import holds_any
from endorseback.mail.phrases.user_phrases import UserPhrases
from endorseback.mail.recogniser.emphasis import is_typed
from endorseback.mail.recogniser.findings import Findings, gather
from endorseback.mail.recogniser.frame import Family, Frame, family_of, kinds_of, likely_languages
from endorseback.mail.recogniser.markup import emphasised_pairs, marked_pairs
from endorseback.mail.recogniser.profiles import make_directory, own_profiles
from endorseback.mail.recogniser.statements import (
    PageContext,
    Statement,
    StatementKind,
    summary_line,
)
from endorseback.mail.recogniser.user_phrase_matching import read_all_sentences
from endorseback.mail.recogniser.verdict import Evidence
from endorseback.text import fold

_NO_NAME: Final = re.compile(r"[:\"“”„«»?!\d]|\bhttps?\b")


@dataclass(slots=True)
class Parts:
    """The parts of a mail as pages."""

    html: Document
    text: Document
    subject: Block
    preview: Document
    recipient: str
    ended: bool
    """Whether the closing boundary is there."""

    @property
    def spoken(self) -> str:
        """The subject and the text of the body, for telling their language."""
        blocks = [*self.html.blocks, *self.text.blocks][:200]
        return "\n".join((self.subject.text, *(block.text[:500] for block in blocks)))

    @property
    def gist(self) -> str:
        """All text that wording is looked for in, without regard to case."""
        pages = (self.preview, self.html, self.text)
        told = (block for page in pages for block in page.blocks if block.told)
        return "\n".join(block.shape.caseless for block in (self.subject, *told))

    @property
    def cuts(self) -> tuple[str, ...]:
        """What of the parts was not read."""
        return (*self.html.cut, *self.text.cut)


def take_evidence(frame: Frame, parts: Parts, user_phrases: UserPhrases) -> Evidence:
    """Return what the parts of a mail say, by all wordings that are known.

    The language of the frame and English are tried first, all others of which there is a word
    where those understand nothing.
    """
    likely = likely_languages(frame.language)
    first = _hear(frame, parts, likely, user_phrases)
    if any(part.told for part in first.all):
        return first
    text = parts.gist
    others = [
        one for one in each_language() if one not in likely and holds_any(one.any_cue.stems, text)
    ]
    return _hear(frame, parts, [*likely, *others], user_phrases) if others else first


def _hear(
    frame: Frame, parts: Parts, languages: list[Language], user_phrases: UserPhrases
) -> Evidence:
    """Return what the parts of a mail say in some languages."""
    own = own_profiles((parts.html, parts.text), parts.recipient)
    people = make_directory(parts.html, languages, own)
    subject = Document(blocks=[parts.subject], summary=True)
    found = Evidence(cut_short=_cut_short(parts))
    known = PageContext(
        people,
        own_mail=_own_mail(frame, parts.html),
        said=_said(parts),
        reader=parts.recipient,
        user_phrases=user_phrases,
    )
    found.subject = _gather(frame, subject, known, languages, set())
    found.preview = _gather(frame, parts.preview, known, languages, set())
    text_people = make_directory(parts.text, languages, own)
    text_people.sightings.extend(s for s in people.sightings if s.names)
    in_text = replace(known, directory=text_people)
    found.text = _gather(frame, parts.text, in_text, languages, set())
    hints = {fold(pair[2]) for part in (found.text, found.subject) for pair in part.pairs}
    found.html = _gather(frame, parts.html, known, languages, hints)
    if frame.family is Family.DIGEST:
        found.card = any(is_typed(block) for block in parts.html.body)
    found.read_marks = lambda: marked_pairs(parts.html, known, languages)
    if not found.html.told:
        found.proposed = emphasised_pairs(parts.html, people, languages)
    return found


def _own_mail(frame: Frame, page: Document) -> bool:
    """Tell whether the frame says that the mail is about endorsements of the reader.

    The first mails name no template; there the links' own marks say it.
    """
    if frame.template:
        return frame.family is Family.ENDORSEMENT
    controls = (f"{link.place.section} {link.place.control}" for link in page.links)
    return any(family_of(control) is Family.ENDORSEMENT for control in controls)


def _said(parts: Parts) -> frozenset[str]:
    """Return the mail's summary of itself: its subject and its preview text."""
    lines = [parts.subject, *parts.preview.blocks]
    return frozenset(summary_line(block.text) for block in lines if block.text)


def _gather(
    frame: Frame, page: Document, known: PageContext, languages: list[Language], hints: set[str]
) -> Findings:
    """Return what one page says, without sentences that are somebody else's words."""
    readings = [
        reading
        for reading in read_all_sentences(page, languages, known)
        if _in_its_place(page, reading, known) and _credible(frame, reading)
    ]
    return gather(page, readings, known.directory, hints)


def _in_its_place(page: Document, reading: Statement, known: PageContext) -> bool:
    """Tell whether a sentence stands in a card that may tell it, unlike a comment on a post.

    Marks alone count only where the card, or the whole mail, is about endorsements.
    """
    kinds = _kinds_of_card(page, reading)
    if reading.by_marks and not known.own_mail:
        return Family.ENDORSEMENT in kinds
    return Family.ENDORSEMENT in kinds or Family.OTHER not in kinds


def _kinds_of_card(page: Document, reading: Statement) -> frozenset[Family]:
    """Return the kinds that the first link with a type says, in or after a sentence's block."""
    card = page.blocks[reading.at].card
    for block in page.blocks[reading.at : reading.at + 4]:
        if block.card != card or block.region is not Region.BODY:
            break
        for link in block.links:
            if kinds := kinds_of(link.place):
                return kinds
    return frozenset()


def _credible(frame: Frame, reading: Statement) -> bool:
    """Tell whether an unmarked name can be one; beside LinkedIn's own mails, wording is quoted."""
    person, language = reading.phrase.person, reading.language
    if fold(person) in language.common:
        return False
    if frame.family in (Family.ENDORSEMENT, Family.RECOMMENDATION):
        return True
    if reading.told not in (
        StatementKind.GIVEN,
        StatementKind.LIST,
        StatementKind.RECEIVED,
        StatementKind.REQUESTED,
    ):
        return True
    if reading.sentence.slots_in(person) or not person or language.hidden.match(straight(person)):
        return True
    if frame.template and fold(straight(person)).split()[0] in language.common:
        return False
    return not _NO_NAME.search(language.others.sub("", person))


def _cut_short(parts: Parts) -> bool:
    """Tell whether the mail ends before its end: its better part has neither end nor footer."""
    page = parts.html if parts.html.blocks else parts.text
    if any(block.region is Region.FOOTER for block in page.blocks):
        return False
    return not parts.ended or (page.marked and not page.complete)
