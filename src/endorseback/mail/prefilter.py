"""What a header block alone tells: whose mail it is, and whether the rest is worth fetching."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import Final

from endorseback.mail.authentication.results import authserv_id
from endorseback.mail.linkedin import bears_brand
from endorseback.mail.parsing.header import Header, Mailbox, read_fields, split_header
from endorseback.mail.parsing.normalise import comparable
from endorseback.mail.phrases.catalogue import subject_cues
from endorseback.mail.phrases.literals import holds_any, stems_of
from endorseback.text import clean

HEADER_RULES_VERSION: Final = 1
"""Counts up when the rules below let more mails through, so that old headers are read again."""

_MAX_IDENTITY: Final = 500
_MAX_SUBJECT: Final = 1_000
FORWARDED: Final = re.compile(
    r"\s*(?:\[[^\]]{1,40}\]\s*)?(?:fwd?|fw|wg|tr|rv|enc|i|vs|vb|videreseendt|vidarebefordra|doorst|"
    r"pd|ilt|i̇lt|továbbítás|přeposláno|перенаправлено|пересл|转发|轉寄|전달|転送)\s*[:：]",
    re.IGNORECASE,
)
_CARRIES_MAIL: Final = re.compile(
    r"\s*(?:message/rfc822|multipart/(?:digest|mixed))\b", re.IGNORECASE
)
_NEVER_AN_ENDORSEMENT: Final = re.compile(
    r"(?:email_)?(?:jobs?_|security_|m2m_invite|second_guest_reminder|first_guest_reminder)|"
    r"jobs_|m2m_invitation|invite_(?:guest|member)_\d",
    re.IGNORECASE,
)
"""Templates read in real mails of other kinds: job alerts, invitations, password resets."""


def may_be_linkedins(header: bytes) -> bool:
    """Tell whether a mail can have LinkedIn's frame, or carry such a mail as an attachment.

    Generous: it says no only where the header block rules it out, because it says nothing of
    LinkedIn, or names a template that is never an endorsement.
    """
    fields = read_fields(header)
    if _template_rules_out(fields):
        return False
    return _bears_marks(fields) or _may_carry_mail(fields)


def identity_of(header: bytes, whole: bytes | None = None) -> str:
    """Return what identifies a mail: its Message-ID without brackets, else a hash of its bytes."""
    fields = read_fields(split_header(header)[0])
    return identity_by(fields, header if whole is None else whole)


def identity_by(fields: Header, whole: bytes) -> str:
    """Return what identifies a mail whose header fields have been read."""
    values = fields.raw("message-id")
    text = clean(values[0].decode("utf-8", "replace")) if values else ""
    inner = re.search(r"<([^<>]*)>", text)
    identity = (inner[1] if inner else text).strip()
    if identity and len(identity) <= _MAX_IDENTITY:
        return identity
    return f"sha256:{hashlib.sha256(whole).hexdigest()}"


def authserv_ids_seen(header: bytes) -> str | None:
    """Return the authserv-id of the topmost `Authentication-Results`, for `init` to propose."""
    values = read_fields(header).raw("authentication-results")
    return authserv_id(values[0]) if values else None


def _template_rules_out(fields: Header) -> bool:
    """Tell whether LinkedIn itself names a template that is never an endorsement."""
    templates = fields.raw("x-linkedin-template")
    known = len(templates) == 1 and _NEVER_AN_ENDORSEMENT.match(
        templates[0].decode("ascii", "replace")
    )
    return bool(known) and not _has_cue(_subject(fields))


def _bears_marks(fields: Header) -> bool:
    """Tell whether the header block says anything of LinkedIn or of an endorsement."""
    if any(name.startswith("x-linkedin-") for name, _ in fields.items):
        return True
    named = ("from", "sender", "reply-to", "resent-from", "return-path", "message-id")
    hosted = (*named, "feedback-id", "list-unsubscribe", "list-id", "dkim-signature")
    if any(b"linkedin" in value.lower() for name, value in fields.items if name in hosted):
        return True
    shown = (box for name in named[:4] for box in fields.mailboxes(name))
    if any(bears_brand(box.name) or bears_brand(box.address) for box in shown):
        return True
    subject = _subject(fields)
    return bears_brand(subject) or _has_cue(subject)


def _has_cue(subject: str) -> bool:
    """Tell whether a subject may tell of an endorsement or a recommendation, in any language."""
    text = comparable(subject)
    return holds_any(_stems(), text) and subject_cues().search(subject) is not None


@cache
def _stems() -> frozenset[str]:
    """Return texts of which such a subject holds one: most hold none, which is told at once."""
    return stems_of(subject_cues().pattern)


def _may_carry_mail(fields: Header) -> bool:
    """Tell whether it can be somebody's forward with a mail attached.

    A forward names itself in its subject, has none, or was sent by the reader's other self; any
    other mail with an attachment is taken for an ordinary one.
    """
    content = fields.text("content-type")
    if not _CARRIES_MAIL.match(content):
        return False
    subject = _subject(fields)
    if not content.lower().lstrip().startswith("multipart/mixed") or not subject.strip():
        return True
    return FORWARDED.match(subject) is not None or _sent_to_self(fields)


def _sent_to_self(fields: Header) -> bool:
    """Tell whether sender and recipient are one person, by address or by name."""
    receivers = [
        *fields.mailboxes("to"),
        *fields.mailboxes("delivered-to"),
        *fields.mailboxes("cc"),
    ]
    senders = fields.mailboxes("from")
    return any(_same(sender, receiver) for sender in senders for receiver in receivers[:50])


def _same(one: Mailbox, other: Mailbox) -> bool:
    """Tell whether two addresses look like one person's."""
    if one.name and other.name and one.name.casefold() == other.name.casefold():
        return True
    local = one.address.rpartition("@")[0].casefold()
    return bool(local) and local == other.address.rpartition("@")[0].casefold()


def _subject(fields: Header) -> str:
    """Return the subject as far as it is looked at, cleaned."""
    return clean(fields.text("subject")[:_MAX_SUBJECT])
