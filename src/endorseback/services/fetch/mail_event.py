"""From a mail's bytes to the event that records it, and whether that says anything new."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

import msgspec

from endorseback.ledger import MailSeen
from endorseback.mail import RECOGNISER_VERSION, UserPhrases, identity_of, read_mail
from endorseback.model.clock import Clock
from endorseback.model.notification import Authenticity, Kind, MailRead, Notification

_log = logging.getLogger(__name__)

_FUTURE: Final = timedelta(days=1)
"""How far ahead of the clock a Date field may be and still be believed."""
_RANK: Final = {Authenticity.FAILED: 0, Authenticity.UNVERIFIED: 1, Authenticity.VERIFIED: 2}
_CUT: Final = "only the first part of this very long mail was read"


class Trust(Protocol):
    """What is believed about the sender of a mail from one source."""

    @property
    def name(self) -> str:
        """The user's word for the source."""

    @property
    def trusted_authserv_ids(self) -> tuple[str, ...]:
        """The names under which the reader's own mail host writes Authentication-Results."""

    @property
    def check_dkim(self) -> bool:
        """Whether to check DKIM ourselves where the host stamps nothing."""


@dataclass(frozen=True, slots=True)
class MailOrigin:
    """Where a mail was found."""

    kept: str
    """The key of the kept mail."""
    folder: str = ""
    received_at: datetime | None = None
    """When the server received it, where that is known."""
    truncated: bool = False
    """The mail is longer than what was kept of it."""


def read_event(
    raw: bytes,
    trust: Trust,
    origin: MailOrigin,
    clock: Clock,
    user_phrases: UserPhrases | None = None,
) -> MailSeen:
    """Return the event that records a mail, whatever its bytes are."""
    mail = _read(raw, trust, user_phrases)
    notification = mail.notification
    kind, reasons = notification.kind, notification.reasons
    if origin.truncated:
        kind = Kind.REVIEW if kind is Kind.ENDORSEMENT else kind
        reasons = (*reasons, _CUT)
    return MailSeen(
        mail=mail.identity,
        kept=origin.kept,
        account=trust.name,
        folder=origin.folder,
        subject=mail.subject,
        sender=mail.sender,
        received_at=_received_at(mail.sent_at, origin.received_at, clock()),
        type=kind,
        language=notification.language,
        endorsements=tuple(
            (seen.name, seen.slug, seen.skill) for seen in notification.endorsements
        ),
        people=tuple((seen.name, seen.slug) for seen in notification.people),
        authenticity=notification.authenticity,
        reasons=reasons,
        recogniser=RECOGNISER_VERSION,
    )


def worth_recording(event: MailSeen, known: MailSeen | None) -> bool:
    """Tell whether a reading adds to what the ledger knows of that mail.

    Another mail that bears the same Message-ID counts only where its sender is the more certain
    one: nobody may replace a genuine mail by sending its Message-ID again.
    """
    if known is None:
        return event.type is not Kind.OTHER
    if event.kept != known.kept:
        return _RANK[event.authenticity] > _RANK[known.authenticity]
    return not _says_the_same(event, known)


def _says_the_same(event: MailSeen, known: MailSeen) -> bool:
    """Tell whether two readings of the same bytes differ at most in where they were found."""
    found_there = msgspec.structs.replace(
        event,
        account=known.account,
        folder=known.folder,
        recogniser=known.recogniser,
        received_at=known.received_at or event.received_at,
    )
    return found_there == known


def _read(raw: bytes, trust: Trust, user_phrases: UserPhrases | None) -> MailRead:
    """Recognise a mail; one that the recogniser stumbles over needs a look."""
    try:
        return read_mail(
            raw,
            trusted_authserv_ids=trust.trusted_authserv_ids,
            check_dkim=trust.check_dkim,
            user_phrases=user_phrases,
        )
    except Exception:  # noqa: BLE001 - the edge: one unreadable mail must not end a fetch
        _log.exception("The recogniser failed on a mail of %s", trust.name)
    return MailRead(
        identity=identity_of(raw[:65_536], raw),
        subject="",
        sender="",
        sent_at=None,
        notification=Notification(
            kind=Kind.REVIEW,
            language=None,
            endorsements=(),
            people=(),
            authenticity=Authenticity.UNVERIFIED,
            reasons=("the recogniser could not read this mail",),
        ),
    )


def _received_at(
    sent_at: datetime | None, received_at: datetime | None, now: datetime
) -> datetime | None:
    """Return the Date field where it can be true, else when the server received the mail."""
    if sent_at is not None and sent_at <= now + _FUTURE:
        return sent_at
    return received_at
