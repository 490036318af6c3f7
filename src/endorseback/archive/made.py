"""When LinkedIn made an archive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from typing import Final

from endorseback.model.archive import (
    Connection,
    Correspondence,
    Invitation,
    ListedEndorsement,
    ListedRecommendation,
)

_DAY_IN_NAME: Final = re.compile(r"_(\d\d)-(\d\d)-(\d{4})(?!\d)")
_LATE: Final = timedelta(days=2)
"""How long after the day in its name a row of an archive may be, whatever the zone."""


def made_at(name: str, moments: Iterable[datetime], modified: datetime) -> datetime:
    """Return when an archive was made, in UTC: never before its newest row.

    Args:
        name: Of the zip or the folder; LinkedIn writes the day into it (`…_MM-DD-YYYY.zip`).
        moments: The times of all rows.
        modified: When the files were written last, which a copy may have changed: rows after it
            are a wrong clock's, and it stands where nothing else tells.
    """
    written = day_in(name)
    low = datetime.combine(written, time(), UTC) if written else None
    limit = (low or modified) + _LATE
    newest = max((at for at in moments if at < limit), default=None)
    return max(filter(None, (low, newest)), default=modified)


def day_in(name: str) -> date | None:
    """Return the day that the name of an archive tells, or None."""
    match = _DAY_IN_NAME.search(name)
    try:
        return date(int(match[3]), int(match[1]), int(match[2])) if match else None
    except ValueError:
        return None


def times_of(
    connections: Iterable[Connection],
    correspondence: Iterable[Correspondence],
    *others: Iterable[ListedEndorsement | ListedRecommendation | Invitation],
) -> Iterator[datetime]:
    """Yield the times of all that an archive lists."""
    days = (one.connected_on for one in connections)
    return chain(
        (datetime.combine(day, time(), UTC) for day in days if day),
        (one.last for one in correspondence if one.last),
        (one.at for one in chain(*others) if one.at),
    )
