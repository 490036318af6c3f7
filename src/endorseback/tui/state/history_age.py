"""What counts as history: endorsements so old that they need not be decided one by one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, NamedTuple


class Offer(NamedTuple):
    """An age that the user may choose."""

    name: str
    """The age in words."""
    days: int


USUAL: Final = Offer("three months", 90)
"""The age that is offered first."""
OFFERS: Final = (Offer("a month", 30), USUAL, Offer("a year", 365))


def before(days: int, now: datetime) -> datetime:
    """Return the moment so many days ago."""
    return now - timedelta(days=days)


def is_old(received_at: datetime | None, now: datetime, days: int = USUAL.days) -> bool:
    """Tell whether an endorsement is older than so many days; one without a time is."""
    return received_at is None or received_at < before(days, now)
