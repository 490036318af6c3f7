"""Messages, counted as they are read: who wrote to whom, how often, and between which dates.

Nothing else of a message is kept. Who the owner is may only be told at the end, so that until then
there is a count for each sender and each set of recipients, of which there are far fewer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class Route(NamedTuple):
    """From whom to whom some messages went, in the cells of their rows."""

    sender: str
    sender_url: str
    to: str
    """Names, joined by commas, which names may have in them, too."""
    recipient_urls: str
    """Joined by commas."""
    direction: str
    """Empty but in the oldest archives."""


@dataclass(slots=True)
class Count:
    """How many messages went one way, and when."""

    count: int
    first: datetime | None
    last: datetime | None
    conversation: str
    """The id of the conversation that the last one is part of."""


Tally = dict[tuple[str, ...], Count]
"""All messages, by the cells of their routes; a `Route` takes too long to make for each row."""
