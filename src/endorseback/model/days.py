"""Days that a user names: read from what they typed, and reckoned from today."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from endorseback.errors import UsageError

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day_to_come(text: str, today: date) -> date:
    """Return the day that a user typed as YYYY-MM-DD.

    Raises:
        UsageError: Where it is written otherwise, is in no calendar, or is not after today.
    """
    typed = text.strip()
    if not typed:
        raise UsageError("No day is given.", hint=_example(today))
    if not _DAY.fullmatch(typed):
        raise UsageError(f"“{typed}” is not written as YYYY-MM-DD.", hint=_example(today))
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise UsageError(f"There is no day {typed} in the calendar.") from None
    if day <= today:
        raise UsageError(f"{typed} is not in the future.", hint="The earliest day is tomorrow.")
    return day


def next_monday(today: date) -> date:
    """Return the first Monday after today."""
    return today + timedelta(days=7 - today.weekday())


def _example(today: date) -> str:
    return f"Such as {today + timedelta(days=14)}."
