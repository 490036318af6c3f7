"""Links in LinkedIn's mails: whose profile one leads to, and where in the mail it stands.

Only what is needed is kept of a link; its tokens work as one-click credentials and go nowhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from endorseback.mail.linkedin import DOMAIN

_MAX_LENGTH: Final = 8_192
_PORTS: Final = (None, 80, 443)
_HIDDEN_PARTS: Final = re.compile(r"[\x00-\x20\x7f-\xa0\ud800-\udfff]")
_USUAL: Final = re.compile(r"https://www\.linkedin\.com(/[!-\"$->@-\[\]-~]*)\?([!-\"$-\[\]-~]*)")
"""LinkedIn's own links, whose path and query can be seen without `urlsplit`."""
_PLACE: Final = re.compile(r"[?&;](?i:trk|tracking)=(?i:eml)-([^&#]{1,300})")
_TEMPLATE: Final = re.compile(
    r"[?&;](?i:lipi=urn(?::|%3a)li(?::|%3a)page(?::|%3a)email_|ek=)(?i:([a-z0-9_]{3,80}))"
)
_CACHED: Final = 1_024
"""Profiles and places that are remembered: they repeat within a mail, and places between mails."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a mail a link stands, as its `trk` says: `eml-template-section-index-control`."""

    template: str = ""
    section: str = ""
    index: str = ""
    control: str = ""


_NO_PLACE: Final = Place()


class Link(NamedTuple):
    """A link, as far as it matters here."""

    slug: str | None = None
    """The slug of the profile it leads to, decoded, or None."""
    place: Place = _NO_PLACE
    template: str = ""
    """The mail's template, as the link names it in any way."""
    at_linkedin: bool = False
    own_page: bool = False
    """Whether the page is one below a profile, which buttons about the reader's own skills open."""
    title: str = ""
    """Its tooltip, not cleaned."""


def read_link(href: str, title: str = "") -> Link:
    """Return what matters of a link; one that is no http(s) link still has its title.

    A profile counts only where there is no user part and no backslash, and the host is linkedin.com
    or below it; redirectors and links without a slug have none.
    """
    address = _address(href)
    if address is None:
        return Link(title=title)
    ours, path, query = address
    place = _place(query)
    slug, own_page = _slug(path) if ours else (None, False)
    return Link(slug, place, place.template or _template(query), ours, own_page, title)


def _address(href: str) -> tuple[bool, str, str] | None:
    """Return whether a link leads to linkedin.com, its path and its query; None for no http(s)."""
    usual = _USUAL.fullmatch(href)
    if usual is not None and len(href) <= _MAX_LENGTH:
        return True, usual[1], usual[2]
    parts = _split(href)
    return None if parts is None else (_at_linkedin(parts), parts.path, parts.query)


def _split(href: str) -> SplitResult | None:
    """Return the parts of a http(s) link, or None for anything else."""
    text = href.strip()
    if len(text) > _MAX_LENGTH or "\\" in text or text[:4].lower() != "http":
        return None
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises where the port is no number
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") else None


def _at_linkedin(parts: SplitResult) -> bool:
    """Tell whether a link leads to linkedin.com itself."""
    host = parts.hostname or ""
    return (
        "@" not in parts.netloc
        and parts.port in _PORTS
        and (host == DOMAIN or host.endswith(f".{DOMAIN}"))
    )


@lru_cache(_CACHED)
def _slug(path: str) -> tuple[str | None, bool]:
    """Return the slug in a path, decoded, and whether the path goes deeper than the profile."""
    steps = path.split("/")[1:]
    if steps[:1] == ["comm"]:
        del steps[0]
    if len(steps) >= 2 and steps[0] == "in":
        return _decoded(steps[1]), any(steps[2:])
    if len(steps) >= 5 and steps[0] == "pub" and all(steps[1:5]):
        return _decoded(f"{steps[1]}-{steps[4]}{steps[3]}{steps[2]}"), any(steps[5:])
    return None, False


def _decoded(step: str) -> str | None:
    """Return a slug decoded once, or None where it can be none."""
    try:
        slug = unquote(step, errors="strict")
    except UnicodeDecodeError:
        return None
    return None if _HIDDEN_PARTS.search(slug) or slug in ("", ".", "..") else slug


def _template(query: str) -> str:
    """Return the template that a query names beside the place, or nothing."""
    match = _TEMPLATE.search(f"?{query}")
    return match[1].lower() if match is not None else ""


def _place(query: str) -> Place:
    """Return where a link stands, from its query; all empty where it does not say."""
    match = _PLACE.search(f"?{query}")
    return _NO_PLACE if match is None else _named_place(match[1])


@lru_cache(_CACHED)
def _named_place(name: str) -> Place:
    """Return a place by its name, as it stands in a query."""
    template, _, rest = unquote(name).partition("-")
    section, _, rest = rest.partition("-")
    index, _, control = rest.partition("-")
    if not index.isdigit():
        index, control = "", rest
    return Place(template.lower(), section, index, control)
