"""Invented mails as the ledger records them, for tests that start behind the recogniser."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from endorseback.ledger.events.events import MailSeen
from endorseback.model.notification import Authenticity, Kind

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
"""When the first of the invented mails came."""


def seen(
    *pairs: tuple[str, str | None, str],
    mail: str,
    hours: int = 0,
    kind: Kind = Kind.ENDORSEMENT,
    authenticity: Authenticity = Authenticity.VERIFIED,
    **more: Any,
) -> MailSeen:
    """Return a mail that names (name, slug, skill) pairs and came so many hours after `NOON`."""
    return MailSeen(
        mail=mail,
        type=kind,
        endorsements=pairs,
        authenticity=authenticity,
        received_at=NOON + timedelta(hours=hours),
        **{"subject": "You were endorsed", "sender": "LinkedIn", "language": "en", **more},
    )
