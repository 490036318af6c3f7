"""The frame: whether a mail is LinkedIn's, or made to look like it, and what kind it says it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from operator import itemgetter
from typing import Final

from endorseback.mail.linkedin import DOMAIN, bears_brand
from endorseback.mail.parsing.document import Document
from endorseback.mail.parsing.header import Header
from endorseback.mail.parsing.links import Place
from endorseback.mail.parsing.mime import ParsedMail
from endorseback.mail.parsing.normalise import straight
from endorseback.mail.phrases.catalogue import Language, all_languages, each_language, language
from endorseback.mail.prefilter import FORWARDED
from endorseback.text import clean

_NO_LANGUAGE: Final = "en"
"""What a mail without any words is taken for: LinkedIn's own."""
_MAX_SAMPLE: Final = 20_000
_FRAME_WORDS: Final = re.compile(
    r"linkedin (?:corporation|ireland|singapore)|linkedin and its logo"
)
_LIST_REWROTE: Final = re.compile(r"\bvia\s+(?!linkedin)\S", re.IGNORECASE)
_REPLY: Final = re.compile(r"\s*(?:re|aw|sv|odp|antw|ynt|res|回复|回覆)\s*[:：]", re.IGNORECASE)
_ROBOT: Final = re.compile(r"mailer-daemon|postmaster", re.IGNORECASE)
_ENDORSEMENT: Final = re.compile(r"endors", re.IGNORECASE)
_RECOMMENDATION: Final = re.compile(r"recommendation", re.IGNORECASE)
_NOT_ENDORSED: Final = re.compile(
    r"suggest|thank|given|sent|remind|back|invit|prompt|nudge|request|ask|people_you|accept", re.I
)
_NO_RECOMMENDATION: Final = re.compile(r"job|suggest|thank|given|sent|accept|publish|nudge", re.I)
_OTHER_KIND: Final = re.compile(
    r"message|messaging|inmail|invit|accept|jobs?(?:_|$)|hire|application|news|round_?up|"
    r"article|pulse|shared?(?:_|$)|comment|mention|reaction|reacted|posts?(?:_|$)|group|event|learning|"
    r"security|password|sign_in|verification|pymk|people_you|anniversary|birthday|congrat|follow|"
    r"premium|billing|payment|confirm|address|welcome|settings|privacy|series|sales|survey|poll|_prop$|wvmp|network",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_TYPE: Final = re.compile(r"[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)*")
_DIGEST: Final = re.compile(r"notification_?digest|notifications?_summary|what_you_missed", re.I)


class Family(StrEnum):
    """The kind of mail that a template belongs to."""

    ENDORSEMENT = "endorsement"
    RECOMMENDATION = "recommendation"
    DIGEST = "digest"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around a notification."""

    present: bool
    """Whether it looks like one of LinkedIn's at all."""
    template: str
    family: Family
    language: str | None
    reasons: tuple[str, ...]


def family_of(template: str) -> Family:
    """Return the kind of mail that a template, or a notification's type, belongs to."""
    if _DIGEST.search(template):
        return Family.DIGEST
    if _ENDORSEMENT.search(template):
        return Family.OTHER if _NOT_ENDORSED.search(template) else Family.ENDORSEMENT
    if _RECOMMENDATION.search(template) and not _NO_RECOMMENDATION.search(template):
        return Family.RECOMMENDATION
    other = _OTHER_KIND.search(template) and "skill" not in template.lower()
    return Family.OTHER if other else Family.UNKNOWN


def kinds_of(place: Place) -> frozenset[Family]:
    """Return the kinds of the notification's types that a link's place names, in capitals."""
    return _kinds_in(f"{place.section} {place.control}")


@lru_cache(1_024)
def _kinds_in(names: str) -> frozenset[Family]:
    """Return the kinds that some names say; mails repeat theirs."""
    return frozenset(family_of(name) for name in _TYPE.findall(names) if len(name) > 3)


def read_frame(letter: ParsedMail, pages: list[Document], spoken: Callable[[], str]) -> Frame:
    """Return the frame of a mail; `spoken` gives its text, which tells the language if need be."""
    fields = letter.fields
    template = _template(fields, pages)
    against = _no_notification(letter)
    reasons = [] if against else _marks(fields, pages, template)
    if against:
        reasons = [against]
    return Frame(
        present=bool(reasons) and not against,
        template=template,
        family=family_of(template) if template else Family.UNKNOWN,
        language=_language(pages) or language_of_text(spoken()) or _NO_LANGUAGE,
        reasons=tuple(reasons),
    )


def _no_notification(letter: ParsedMail) -> str:
    """Return why a mail is no notification whatever it holds, or nothing."""
    fields = letter.fields
    if letter.is_report or any(_ROBOT.search(box.address) for box in fields.mailboxes("from")):
        return "it is a bounce or a report"
    domains = {box.domain for box in fields.mailboxes("from")}
    if DOMAIN in domains:
        return ""
    listed = any(fields.raw(name) for name in ("list-post", "mailing-list", "x-mailman-version"))
    shown = " ".join(box.name for box in fields.mailboxes("from"))
    answers = {box.domain for box in fields.mailboxes("reply-to")}
    if listed or (_LIST_REWROTE.search(shown) and (fields.raw("list-id") or DOMAIN in answers)):
        return "a mailing list rewrote its From"
    named = any(bears_brand(f"{box.name} {box.address}") for box in fields.mailboxes("from"))
    subject = fields.text("subject")
    if not named and (
        FORWARDED.match(subject) or _REPLY.match(subject) or fields.raw("in-reply-to")
    ):
        return "a person's own mail only quotes a notification"
    return ""


def _marks(fields: Header, pages: list[Document], template: str) -> list[str]:
    """Return what is LinkedIn's about a mail, as sentences."""
    marks: list[str] = []
    senders = fields.mailboxes("from")
    if any(box.domain == DOMAIN for box in senders):
        marks.append("From is at linkedin.com")
    elif any(bears_brand(f"{box.name} {box.address}") for box in senders):
        marks.append("From bears LinkedIn's name, or one like it, but another address")
    if any(name.startswith("x-linkedin-") for name, _ in fields.items):
        marks.append("it has X-LinkedIn header fields")
    if template:
        marks.append(f"template {template} is LinkedIn's")
    if any(
        _FRAME_WORDS.search(block.text.lower())
        for page in pages
        for block in page.blocks
        if "linkedin" in block.shape.caseless
    ):
        marks.append("it has LinkedIn's footer")
    return marks


def _template(fields: Header, pages: list[Document]) -> str:
    """Return the template's name: from the header, else from the links."""
    values = fields.raw("x-linkedin-template")
    if not values:
        values = [v.partition(b":")[0] for v in fields.raw("feedback-id") if b"linkedin" in v]
    named = clean(values[0].decode("ascii", "replace")).lower()[:100] if values else ""
    if named:
        return named
    links = Counter(
        link.template for page in pages for link in page.links if link.template and link.at_linkedin
    )
    return next((name for name, _ in links.most_common(1)), "")


def _language(pages: list[Document]) -> str | None:
    """Return the language of the frame: what the page says, else that of its footer's phrases.

    Some languages have two tags, of which one is theirs by now: `iw` is `he` (ISO 639-1).
    """
    for page in pages:
        tag = re.split("[-_]", page.language.lower())[0]
        if re.fullmatch("[a-z]{2,3}", tag):
            known = language(tag)
            return known.code if known is not None else tag
    shown = straight("\n".join(block.text for page in pages for block in page.blocks)).lower()
    sample = shown[:_MAX_SAMPLE] + "\n" + shown[-_MAX_SAMPLE:]
    scores = Counter([code for phrase, code in _footers() if phrase in sample])
    best, score = max(scores.items(), key=itemgetter(1), default=("", 0))
    return best if score >= 2 else None


def language_of_text(text: str) -> str | None:
    """Return the language of running text, by its frequent short words."""
    speakers = _speakers()
    scores = Counter(
        code
        for word in _WORD.findall(text[:_MAX_SAMPLE].casefold())
        for code in speakers.get(word, ())
    )
    best = max(scores.values(), default=0)
    return next((code for code in _codes() if best and scores[code] == best), None)


@cache
def _footers() -> tuple[tuple[str, str], ...]:
    """Return the phrases of all footers, each with its language, in the languages' fixed order."""
    return tuple((phrase, one.code) for one in each_language() for phrase in one.footer_words)


@cache
def _codes() -> tuple[str, ...]:
    """Return the languages that phrases are known of, each once, in their fixed order."""
    return tuple(dict.fromkeys(entry.code for entry in each_language()))


@cache
def _speakers() -> dict[str, tuple[str, ...]]:
    """Return for each frequent short word the languages that it is one of."""
    found: dict[str, list[str]] = {}
    for code in _codes():
        for word in all_languages()[code].common:
            found.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in found.items()}


def likely_languages(code: str | None) -> list[Language]:
    """Return the languages that a mail is likely to be in: that of its frame, and English."""
    found = [entry for tag in (code or "", "en") if (entry := language(tag)) is not None]
    return list(dict.fromkeys(found))
