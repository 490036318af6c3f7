"""When LinkedIn made an archive."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from typing import Final

_DAY_IN_NAME: Final = re.compile(r"_(\d\d)-(\d\d)-(\d{4})(?!\d)")
_LATE: Final = timedelta(days=2)
"""How long after the day in its name a row of an archive may be, whatever the zone."""


def made_at(
    name: str, days: Iterable[date], moments: Iterable[datetime], modified: datetime
) -> datetime:
    """Return when an archive was made, in UTC: never before its newest row.

    Args:
        name: Of the zip, and of the folder in it; LinkedIn writes the day into both, as in
            `Basic_LinkedInDataExport_MM-DD-YYYY.zip`.
        days: The dates of all rows that have no time.
        moments: The times of all others.
        modified: When the files were written last, which a copy may have changed: rows after it
            are a wrong clock's, and it stands where nothing else tells.
    """
    written = day_in(name)
    limit = (_midnight(written) if written else modified) + _LATE
    last_day, last_written = limit.date(), (written,) if written else ()
    day = max(chain((day for day in days if day < last_day), last_written), default=None)
    newest = max((at for at in moments if at < limit), default=None)
    return max(filter(None, (newest, _midnight(day) if day else None)), default=modified)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def day_in(name: str) -> date | None:
    """Return the day that the name of an archive tells, or None."""
    match = _DAY_IN_NAME.search(name)
    try:
        return date(int(match[3]), int(match[1]), int(match[2])) if match else None
    except ValueError:
        return None
