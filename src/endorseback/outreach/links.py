"""The only pages the program ever offers: a person's profile, and the page with their skills.

They are rebuilt from the slug, never taken from a mail, so that no tracking token, other host or
odd scheme can come along.
"""

from __future__ import annotations

import re
from typing import Final

from endorseback.model.people import profile_url, skills_url, slug_of
from endorseback.text import clean

_LONGEST_SLUG: Final = 200
_NO_SLUG: Final = re.compile(r"[\s/\\?#%@:]|^\.+$")
"""What would make a browser see something else than one path segment."""


def profile_page(profile: str | None) -> str | None:
    """Return the address of a profile, or None where there is no slug that is safe to open."""
    slug = slug_of(profile)
    if slug is None or len(slug) > _LONGEST_SLUG or clean(slug) != slug or _NO_SLUG.search(slug):
        return None
    return profile_url(slug)


def skills_page(profile: str | None) -> str | None:
    """Return the address of the page where a person's skills are endorsed, or None as above."""
    page = profile_page(profile)
    return None if page is None else skills_url(page)
