"""What a mail already says of profiles, for the person whom the user names in it."""

from __future__ import annotations

from collections.abc import Iterable

from endorseback.ledger.events import MailSeen
from endorseback.text import fold


def slugs_in(mail: MailSeen) -> dict[str, str]:
    """Return the profiles that a reading names: the slug of each name, as displayed."""
    named: Iterable[tuple[str, str | None]] = (
        *((name, slug) for name, slug, _ in mail.endorsements),
        *mail.people,
    )
    return {name: slug for name, slug in named if slug is not None}


def slug_for(name: str, mail: MailSeen) -> str | None:
    """Return the slug that a mail's reading gives a person, None where that is not plain.

    A name read with a word too many or too few is still theirs; another name is somebody else's,
    even where it is the only profile in the mail.
    """
    wanted = set(fold(name).split())
    for known, slug in slugs_in(mail).items():
        words = set(fold(known).split())
        if wanted and (wanted <= words or words <= wanted):
            return slug
    return None
