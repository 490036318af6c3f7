"""Who is who: profile slugs, the links built from them, and the key of a person."""

from __future__ import annotations

import unicodedata
from typing import Final
from urllib.parse import quote, unquote

from endorseback.text import fold

_PROFILE: Final = "https://www.linkedin.com/in/"
_OPAQUE_PREFIX: Final = "ACoAA"


def profile_url(slug: str) -> str:
    """Return the canonical address of a profile; `slug` is decoded text."""
    return f"{_PROFILE}{quote(slug, safe='-._~', errors='replace')}/"


def skills_url(profile: str) -> str:
    """Return the address of the page with all skills of a profile, where endorsing is done."""
    return f"{profile}details/skills/"


def slug_of(profile: str | None) -> str | None:
    """Return the decoded slug of a canonical profile address, or None where there is none."""
    if profile is None or not profile.startswith(_PROFILE):
        return None
    return unquote(profile.removeprefix(_PROFILE).strip("/")) or None


def slug_key(slug: str) -> str:
    """Return the key of a person by slug: NFC and lower case; opaque ids keep their case."""
    if slug.startswith(_OPAQUE_PREFIX):
        return f"in:{slug}"
    return f"in:{unicodedata.normalize('NFC', slug).lower()}"


def name_key(name: str) -> str:
    """Return the key of a person known by name alone."""
    return f"name:{fold(name)}"
