"""Which profile a mail gives the person whom the user names in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from endorseback.ledger import MailSeen
from endorseback.mail import resembles
from endorseback.text import fold

Linked = Sequence[tuple[str, str]]
"""The text of each link to a profile in an email, and the slug."""


def slug_for(name: str, mail: MailSeen, linked: Linked = ()) -> str | None:
    """Return the slug that a mail gives a person, None where that is not plain.

    A name read with a word too many or too few is still theirs; another name is somebody else's,
    even where it is the only profile in the mail. A link without a name is theirs where its slug
    is made of their name.
    """
    wanted = set(fold(name).split())
    if not wanted:
        return None
    for known, slug in _named(mail, linked):
        words = set(fold(known).split())
        if words and (wanted <= words or words <= wanted):
            return slug
    return next((slug for _text, slug in linked if resembles(slug, name)), None)


def _named(mail: MailSeen, linked: Linked) -> Iterator[tuple[str, str]]:
    """Yield names with their slugs: first as the mail was read, then as its links show them."""
    named = (*((name, slug) for name, slug, _ in mail.endorsements), *mail.people)
    yield from ((name, slug) for name, slug in named if slug is not None)
    yield from linked
