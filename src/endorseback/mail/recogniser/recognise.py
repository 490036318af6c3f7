"""Reading a mail: from its bytes to the notification in it, with the reasons for every step.

bytes → `mime` → pages (`html`, `plain`) → `frame` → sentences (`findings`) → `verdict`
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Final

from endorseback.mail.authentication.dkim_check import linkedin_signature_holds
from endorseback.mail.authentication.results import SenderJudgement, judge, judge_attached
from endorseback.mail.parsing.document import Document, line_page
from endorseback.mail.parsing.header import Header
from endorseback.mail.parsing.html import read_html
from endorseback.mail.parsing.mime import ParsedMail, parse_mail
from endorseback.mail.parsing.plain_text import read_plain
from endorseback.mail.phrases.user_phrases import UserPhrases
from endorseback.mail.prefilter import identity_by
from endorseback.mail.recogniser.evidence import Parts, take_evidence
from endorseback.mail.recogniser.frame import Family, Frame, read_frame
from endorseback.mail.recogniser.regions import mark_quoted, mark_regions, recipient_name
from endorseback.mail.recogniser.verdict import Verdict, decide
from endorseback.model.notification import Authenticity, Kind, MailRead, Notification
from endorseback.text import clean

RECOGNISER_VERSION: Final = 2
"""Counts up when a mail may be read differently, so that kept mails are read again."""

_MAX_LINE: Final = 1_000
_NO_PHRASES: Final = UserPhrases()


def read_mail(
    raw: bytes,
    *,
    trusted_authserv_ids: Collection[str] = (),
    check_dkim: bool = False,
    user_phrases: UserPhrases | None = None,
) -> MailRead:
    """Read a mail: who it is from, and whether it tells of an endorsement or a recommendation.

    Never raises, and takes time linear in the mail's length, for any bytes at all; what was cut to
    that end stands in the reasons. `trusted_authserv_ids` are the names under which the reader's
    own mail host writes `Authentication-Results`; with `check_dkim`, LinkedIn's own signature is
    checked, with DNS, where no such host has stamped a result. `user_phrases` are the user's own
    wordings; like all wording they count within LinkedIn's frame alone.
    """
    letter = parse_mail(raw)
    check = partial(linkedin_signature_holds, raw) if check_dkim else None
    judgement = judge(letter.fields, trusted_authserv_ids, check)
    return MailRead(
        identity=identity_by(letter.fields, raw),
        subject=clean(letter.fields.text("subject"))[:_MAX_LINE].rstrip(),
        sender=clean(letter.fields.text("from"))[:_MAX_LINE].rstrip(),
        sent_at=_sent_at(letter.fields),
        notification=_notification(letter, judgement, user_phrases or _NO_PHRASES),
    )


def _notification(letter: ParsedMail, judgement: SenderJudgement, own: UserPhrases) -> Notification:
    """Return the notification in a mail, or in the mails that it carries."""
    outer = _read(letter, judgement, own)
    if not letter.attached or letter.is_report or outer.kind is not Kind.OTHER:
        return outer
    inner = [_notification(one, judge_attached(one.fields), own) for one in letter.attached]
    telling = [one for one in inner if one.kind is not Kind.OTHER] or inner[:1]
    return _together(telling)


def _together(found: list[Notification]) -> Notification:
    """Return several attached notifications as one; the least authentic speaks for all."""
    first = found[0]
    same = [one for one in found if one.kind is first.kind]
    failed = any(one.authenticity is Authenticity.FAILED for one in same)
    return replace(
        first,
        endorsements=tuple(dict.fromkeys(pair for one in same for pair in one.endorsements)),
        people=tuple(dict.fromkeys(person for one in same for person in one.people)),
        authenticity=Authenticity.FAILED if failed else first.authenticity,
        reasons=("the mail that it carries was read", *first.reasons),
    )


def _read(letter: ParsedMail, judgement: SenderJudgement, own: UserPhrases) -> Notification:
    """Return the notification in a mail itself."""
    parts = _parts(letter)
    frame = read_frame(letter, [parts.html, parts.text], lambda: parts.spoken)
    verdict = _verdict(frame, parts, own)
    reasons = (*frame.reasons, judgement.reason, *verdict.reasons, *letter.cuts, *parts.cuts)
    return Notification(
        kind=verdict.kind,
        language=frame.language,
        endorsements=verdict.endorsements,
        people=verdict.people,
        authenticity=judgement.authenticity,
        reasons=tuple(dict.fromkeys([clean(reason) for reason in reasons])),
    )


def _verdict(frame: Frame, parts: Parts, own: UserPhrases) -> Verdict:
    """Return what a mail is, by its frame and its parts."""
    if not frame.present:
        return Verdict(Kind.OTHER, reasons=("it does not have LinkedIn's frame",))
    if frame.family is Family.OTHER:
        return Verdict(Kind.OTHER, reasons=("the template is one for mails of another kind",))
    found = take_evidence(frame, parts, own)
    verdict = decide(frame, found)
    return replace(verdict, reasons=(*verdict.reasons, *found.own_wordings))


def _parts(letter: ParsedMail) -> Parts:
    """Return the parts of a mail as pages, header and footer marked."""
    html = read_html(letter.html) if letter.html.strip() else Document(marked=True)
    text = read_plain(letter.text)
    subject = line_page(letter.fields.text("subject")[: 4 * _MAX_LINE])
    names = [box.name for box in letter.fields.mailboxes("to")]
    recipient = clean(recipient_name(names, [html, text]))
    for page in (html, text):
        mark_regions(page, recipient)
    mark_quoted(html, text)
    preview = Document(blocks=html.hidden, summary=True)
    return Parts(html, text, subject.blocks[0], preview, recipient, letter.ended)


def _sent_at(fields: Header) -> datetime | None:
    """Return the Date field in UTC, or None where it is missing or no date."""
    try:
        moment = parsedate_to_datetime(fields.text("date").strip())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
