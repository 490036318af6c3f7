"""Spans of time and days in filters: `30d`, `2w`, `3m`, `1y`, `2025`, `2025-03`, `2025-03-14`."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from endorseback.model.date_input import months_later

_SPAN: Final = re.compile(r"([0-9]{1,4})([dwmy]?)", re.IGNORECASE)
_DAY: Final = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?-?")
_FIRST_YEAR: Final = 1900
"""A bare number from here on is a year, and below it a number of days."""


def moment_of(text: str, now: datetime) -> datetime:
    """Return the moment that a span before now, or a day, begins.

    Args:
        text: The span (a number alone is days) or the day, month or year.
        now: The present moment, aware; days are those of its zone.

    Raises:
        ValueError: If it is neither, with a sentence that says what is.
    """
    span = _SPAN.fullmatch(text)
    try:
        if span and (span[2] or int(span[1]) < _FIRST_YEAR):
            return _ago(int(span[1]), span[2].lower(), now)
        if day := _DAY.fullmatch(text):
            return _begin(date(int(day[1]), int(day[2] or 1), int(day[3] or 1)), now)
    except (ValueError, OverflowError):
        raise ValueError(f"There is no day {text} in the calendar.") from None
    raise ValueError(f"“{text}” is no span of time, such as 30d, 2w, 3m, 1y or 2025-03.")


def _ago(count: int, unit: str, now: datetime) -> datetime:
    """Return the moment so many days, weeks, months or years ago."""
    if unit in {"m", "y"}:
        months = count * (12 if unit == "y" else 1)
        return datetime.combine(months_later(now.date(), -months), now.timetz())
    return now - timedelta(days=count * (7 if unit == "w" else 1))


def _begin(day: date, now: datetime) -> datetime:
    """Return when a day begins, in the zone of now."""
    return datetime.combine(day, time(), now.tzinfo)
