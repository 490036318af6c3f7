"""Occasions: endorsements come several at a time, as somebody goes through a profile."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

OCCASION: Final = timedelta(minutes=30)
"""Endorsements no further apart belong to one visit to a profile."""


def occasions(moments: Iterable[datetime | None]) -> int:
    """Return on how many occasions something happened; what has no moment tells none."""
    known = sorted(moment for moment in moments if moment is not None)
    return sum(
        place == 0 or moment - known[place - 1] > OCCASION for place, moment in enumerate(known)
    )
