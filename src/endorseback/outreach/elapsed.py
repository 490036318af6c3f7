"""How long ago something was, in the words that a message says it in."""

from __future__ import annotations

from datetime import date
from typing import Final

_NUMBERS: Final = (
    *("", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_LATELY: Final = 10
"""Days within which nobody speaks of a silence."""
_WEEKS_UNTIL: Final = 49
_MONTHS_UNTIL: Final = 330
_MONTH: Final = 30.44
_YEAR: Final = 365.25


def silence_in_words(then: date | None, today: date) -> str:
    """Return how long ago a day was: `three weeks`, `almost two years`; empty for lately or never.

    It rounds as people do, and says `more than` and `almost` where a year is not full or overfull.
    """
    days = (today - then).days if then is not None else 0
    if days <= _LATELY:
        return ""
    if days < _WEEKS_UNTIL:
        return _counted(max(2, round(days / 7)), "week")
    if days < _MONTHS_UNTIL:
        return _counted(round(days / _MONTH), "month")
    return _years(days / _YEAR)


def _years(years: float) -> str:
    whole = max(1, round(years))
    about = _counted(whole, "year") if whole > 1 else "a year"
    if years - whole > 0.2:
        return f"more than {about}"
    return f"almost {about}" if whole - years > 0.05 else about


def _counted(count: int, unit: str) -> str:
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} {unit}" if count == 1 else f"{number} {unit}s"
