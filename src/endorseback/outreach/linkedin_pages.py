"""The only pages the program ever offers, all of them at LinkedIn.

They are rebuilt from a slug, a conversation's id or a name, never taken from a mail, so that no
tracking token, other host or odd scheme can come along.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from endorseback.model.person_key import profile_url, skills_url
from endorseback.text import clean, usable

_SITE: Final = "https://www.linkedin.com"
_LONGEST_SLUG: Final = 200
_NO_SLUG: Final = re.compile(r"[\s/\\?#%@:]|^\.+$")
"""What would make a browser see something else than one path segment."""
_CONVERSATION: Final = re.compile(r"[A-Za-z0-9_-]{1,200}={0,2}")
"""The id of a conversation as the archive has it: base64 for URLs, such as `2-NjA…==`."""

OWN_SKILLS: Final = f"{_SITE}/in/me/details/skills/"
"""The user's own skills, where an endorsement can be hidden; `me` is whoever is signed in."""


def profile_page(slug: str | None) -> str | None:
    """Return the address of a profile, or None where no slug is known that is safe to open."""
    if not slug or len(slug) > _LONGEST_SLUG or clean(slug) != slug or _NO_SLUG.search(slug):
        return None
    return profile_url(slug)


def skills_page(slug: str | None) -> str | None:
    """Return the address of the page where a person's skills are endorsed, or None as above."""
    page = profile_page(slug)
    return None if page is None else skills_url(page)


def conversation_page(conversation: str | None) -> str | None:
    """Return the address of an existing conversation, or None where its id is none.

    Args:
        conversation: As the archive's messages name it (`CONVERSATION ID`).
    """
    if not conversation or not _CONVERSATION.fullmatch(conversation):
        return None
    return f"{_SITE}/messaging/thread/{conversation}/"


def message_page(slug: str | None, conversation: str | None = None) -> str | None:
    """Return where a message to a person is written: their conversation, else their profile."""
    return conversation_page(conversation) or profile_page(slug)


def search_page(name: str) -> str | None:
    """Return the search for a name among the user's connections, or None where it is no name."""
    plain = clean(name)
    if not usable(plain) or not any(char.isalnum() for char in plain):
        return None
    keywords = quote(plain, safe="", errors="replace")
    network = quote('["F"]', safe="")
    return (
        f"{_SITE}/search/results/people/"
        f"?keywords={keywords}&network={network}&origin=FACETED_SEARCH"
    )


def find_page(name: str, slug: str | None) -> str | None:
    """Return a person's profile, else the search for their name, else None."""
    return profile_page(slug) or search_page(name)
