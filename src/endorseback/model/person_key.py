"""Who is who: profile slugs, the links built from them, and the key of a person."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import quote, unquote

from endorseback.text import clean, fold

_HOST: Final = "www.linkedin.com/in/"
_PROFILE: Final = f"https://{_HOST}"
_USUAL_SCHEMES: Final = ("https://", "")
_OPAQUE_PREFIX: Final = "ACoAA"
_OPAQUE_KEY: Final = f"in:{_OPAQUE_PREFIX}"
_ADDRESS: Final = re.compile(
    r"(?:https?://)?(?:[a-z0-9-]+\.)*linkedin\.com/(?:comm/|mwlite/)?in/([^/?#\s\\]+)(?:[/?#].*)?",
    re.IGNORECASE,
)
_BLANKS: Final = re.compile(r"\s")


def profile_url(slug: str | None) -> str | None:
    """Return the canonical address of a profile, or None without a slug; `slug` is decoded text."""
    return slug if slug is None else f"{_PROFILE}{quote(slug, safe='-._~', errors='replace')}/"


def skills_url(profile: str) -> str:
    """Return the address of the page with all skills of a profile, where endorsing is done."""
    return f"{profile}details/skills/"


def slug_of_address(address: str) -> str | None:
    """Return the decoded slug, in NFC, in a profile's address however spelled; None without one.

    LinkedIn itself writes the same address percent-encoded or not, with a scheme or without, at
    hosts of several languages, and with `comm/` before the profile.
    """
    scheme, host, plain = address.partition(_HOST)
    is_usual = host and scheme in _USUAL_SCHEMES and plain.isascii()
    if is_usual and plain.replace("-", "").isalnum():
        return plain  # the usual case, told at a tenth of the cost
    match = _ADDRESS.fullmatch(address.strip())
    return _decoded(match[1]) if match else None


def _decoded(step: str) -> str | None:
    """Return a slug decoded once, or None where it can be none."""
    try:
        slug = unicodedata.normalize("NFC", unquote(step, errors="strict"))
    except UnicodeDecodeError:
        return None
    hidden = clean(slug) != slug or _BLANKS.search(slug) or "/" in slug or "\\" in slug
    return None if hidden or slug in ("", ".", "..") else slug


def slug_key(slug: str) -> str:
    """Return the key of a person by slug: NFC and lower case; opaque ids keep their case."""
    if slug.startswith(_OPAQUE_PREFIX):
        return f"in:{slug}"
    return f"in:{unicodedata.normalize('NFC', slug).lower()}"


def name_key(name: str) -> str:
    """Return the key of a person known by name alone."""
    return f"name:{fold(name)}"


def key_of(name: str, slug: str | None) -> str:
    """Return the key under which a slug, or a name without one, is known."""
    return name_key(name) if slug is None else slug_key(slug)


def is_opaque(key: str) -> bool:
    """Tell whether a key is that of an opaque id: one person may have several, and a slug too."""
    return key.startswith(_OPAQUE_KEY)
