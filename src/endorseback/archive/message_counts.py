"""Messages, counted as they are read: who wrote to whom, how often, and between which dates.

Nothing else of a message is kept. Who the owner is may only be told at the end, so that until then
there is a count for each sender and each set of recipients, of which there are far fewer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from endorseback.model.person_key import slug_of_address
from endorseback.text import clean


@dataclass(slots=True)
class Count:
    """How many messages went one way, and when."""

    count: int
    first: datetime | None
    last: datetime | None
    conversation: str
    """The id of the conversation that the last one is part of."""


Route = tuple[str, str, str, str, str]
"""The sender's name and address, the recipients' names and addresses, and the direction: cells as
they stand, because what they mean is asked once a route, not once a message."""

Tally = dict[Route, Count]
"""All messages, by their routes."""


@dataclass(frozen=True, slots=True)
class Way:
    """From whom to whom some messages went."""

    sender: str
    """Their name, cleaned."""
    sender_slug: str | None
    to: str
    """The recipients' names, cleaned; joined by commas, which names may have in them, too."""
    recipients: tuple[str, ...]
    """The slugs of those who have one; closed accounts and old archives do not."""
    addresses: int
    """How many addresses of recipients there are, of whatever they are."""
    direction: str
    """`INCOMING` or `OUTGOING`; empty but in the oldest archives."""
    is_from_page: bool
    """Whether a company sent them, which has an address but no profile."""
    count: Count


def ways(tally: Tally) -> list[Way]:
    """Return the ways that messages went, with the addresses in them understood."""
    slug_of = cache(slug_of_address)
    return [_way(route, count, slug_of) for route, count in tally.items()]


def _way(route: Route, count: Count, slug_of: Callable[[str], str | None]) -> Way:
    sender, sender_url, to, recipient_urls, direction = route
    slug = slug_of(sender_url)
    urls = [url for url in recipient_urls.split(",") if url.strip()]
    return Way(
        sender=clean(sender),
        sender_slug=slug,
        to=clean(to),
        recipients=tuple(slug for slug in map(slug_of, urls) if slug is not None),
        addresses=len(urls),
        direction=direction.strip().upper(),
        is_from_page=slug is None and bool(sender_url.strip()),
        count=count,
    )
