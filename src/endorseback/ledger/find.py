"""Finding a person by what a user types: a profile's slug or address, or a name."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from endorseback.ledger.who import People
from endorseback.model.people import slug_key
from endorseback.text import clean, fold

_ADDRESS: Final = re.compile(
    r"(?:https?://)?(?:[a-z0-9-]+\.)*linkedin\.com/(?:comm/)?in/([^/?#\s]+)", re.IGNORECASE
)


def typed_slug(text: str) -> str | None:
    """Return the decoded slug in a profile address, however spelled; None where it is none."""
    match = _ADDRESS.match(text.strip())
    return unquote(match[1]) if match else None


def find_persons(text: str, people: People) -> set[str]:
    """Return the keys of the persons whom a text may mean: none, one, or several."""
    slug = typed_slug(text)
    if slug is not None:
        return _existing(slug_key(slug), people)
    typed = clean(text)
    return _existing(slug_key(typed), people) | people.persons_named(fold(typed))


def _existing(key: str, people: People) -> set[str]:
    person = people.person_with(key)
    return {person} if people.parts(person) else set()
