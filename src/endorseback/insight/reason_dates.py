"""How dates stand in reasons: English months, whatever the locale, as on all screens."""

from __future__ import annotations

from datetime import date
from typing import Final

from endorseback.model.archive_data import Month

_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"


def month_of(day: date) -> str:
    """Return a day's month, such as `Mar 2025`; a datetime counts in its own zone."""
    return f"{_MONTHS[3 * day.month - 3 : 3 * day.month]} {day.year}"


def years(started: Month | None, finished: Month | None) -> str:
    """Return the years of a position: `2016–2018`, `2016`, `since 2019`, `until 2018`, or ``."""  # noqa: RUF002
    if started is None:
        return "" if finished is None else f"until {finished.year}"
    if finished is None:
        return f"since {started.year}"
    if finished.year <= started.year:
        return str(started.year)
    return f"{started.year}\N{EN DASH}{finished.year}"


def days_between(days: int) -> str:
    """Return a number of days in words: `the same day`, `1 day`, `12 days`."""
    if days == 0:
        return "the same day"
    return "1 day" if days == 1 else f"{days} days"
