"""Days that a user names: read from what they typed, and reckoned from today.

`day_to_come` understands days as people write them (`tomorrow`, `fri`, `2w`, `next week`,
`end of month`, `24 dec`, `2026-12-24`), also within a phrase such as "until they are online again
next week". A day without a year is the next such day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from endorseback.errors import UsageError

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SHORTEST: Final = 3
"""So many letters of a name tell which it is."""
_FRIDAY: Final = 4
_SATURDAY: Final = 5
_COUNTS: Final = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_NEAR: Final = {"yesterday": -1, "today": 0, "tomorrow": 1, "tmr": 1, "day after tomorrow": 2}
_LEADING: Final = re.compile(
    r"(?:(?:until|till|til|they|he|she|we|are|is|am|i|be|back|online|again|here|on|in|at|by|for|from"
    r"|after|the|comes?|coming) )+"
)
"""Words that may stand before a day and say nothing of it."""
_TRAILING: Final = re.compile(r"(?: (?:again|later|from now|time|please))+$")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DOTTED: Final = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})?")
_SPAN: Final = re.compile(
    r"(?:([0-9]{1,4}) ?|([a-z]+) )(d|days?|w|wks?|weeks?|m|mo|months?|y|years?)", re.ASCII
)
_PERIOD: Final = re.compile(r"(?:(this|next|coming) )?([a-z]+)")
_END: Final = re.compile(r"(?:end of (?:the |this )?|eo)(next )?(week|month|year|[wmy])")
_DAY_AND_MONTH: Final = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)\.?(?: ([0-9]{4}))?"
)
_MONTH_AND_DAY: Final = re.compile(r"([a-z]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?(?: ([0-9]{4}))?")
_MONTH: Final = re.compile(r"([a-z]+)\.?(?: ([0-9]{4}))?")


def day_to_come(text: str, today: date) -> date:
    """Return the day that a user named.

    Args:
        text: What they typed.
        today: The present local day.

    Raises:
        UsageError: Where it is not understood, is in no calendar, or is not after today.
    """
    typed = " ".join(text.split())
    if not typed:
        raise UsageError("No day is given.", hint=_examples(today))
    try:
        day = _read(typed, today)
    except (ValueError, OverflowError):
        raise UsageError(f"There is no day {typed} in the calendar.") from None
    if day is None:
        raise UsageError(f"“{typed}” is not understood as a day.", hint=_examples(today))
    if day <= today:
        told = typed if typed == day.isoformat() else f"“{typed}” is {day}, which"
        raise UsageError(f"{told} is not in the future.", hint="The earliest day is tomorrow.")
    return day


def next_monday(today: date) -> date:
    """Return the first Monday after today."""
    return today + timedelta(days=7 - today.weekday())


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later (before, if negative), at most the month's last.

    Raises:
        ValueError: If it is in no calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise ValueError(f"year {year} is out of range")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _examples(today: date) -> str:
    """Return days that are understood."""
    return f"Such as tomorrow, fri, next week, 2w, 24 dec or {today + timedelta(days=14)}."


def _read(typed: str, today: date) -> date | None:
    """Return the day that some words name, or None; ValueError for one that is in no calendar."""
    words = " ".join(typed.casefold().replace(",", " ").split())
    words = _TRAILING.sub("", words)
    leading = _LEADING.match(words)
    words = words[leading.end() :] if leading else words
    for form in _FORMS:
        if (day := form(words, today)) is not None:
            return day
    return None


def _iso(words: str, _today: date) -> date | None:
    """Read `2026-12-24`."""
    found = _ISO.fullmatch(words)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _dotted(words: str, today: date) -> date | None:
    """Read `24.12.2026` and `24.12.`."""
    found = _DOTTED.fullmatch(words)
    return _of_year(int(found[1]), int(found[2]), found[3], today) if found else None


def _near(words: str, today: date) -> date | None:
    """Read `tomorrow` and its neighbours."""
    days = _NEAR.get(words)
    return None if days is None else today + timedelta(days=days)


def _span(words: str, today: date) -> date | None:
    """Read `2w`, `3 days`, `a month`, `two weeks`."""
    found = _SPAN.fullmatch(words)
    count = _count(found[1] or found[2]) if found else None
    if found is None or count is None:
        return None
    unit = found[3][0]
    if unit in "dw":
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    return months_later(today, count * (12 if unit == "y" else 1))


def _end(words: str, today: date) -> date | None:
    """Read `end of month`, `end of next week`, `eoy`; a week's end is its Friday."""
    found = _END.fullmatch(words)
    if found is None:
        return None
    ahead = 1 if found[1] else 0
    for later in (ahead, ahead + 1):  # on the last day, the end of the one after it is meant
        day = _last_of(found[2][0], today, later)
        if day > today:
            return day
    return None


def _last_of(unit: str, today: date, later: int) -> date:
    """Return the last day of this week, month or year, or of one that is so many later."""
    if unit == "w":
        return today + timedelta(days=_FRIDAY - today.weekday() + 7 * later)
    if unit == "y":
        return date(today.year + later, 12, 31)
    first = months_later(today.replace(day=1), later)
    return first.replace(day=monthrange(first.year, first.month)[1])


def _period(words: str, today: date) -> date | None:
    """Read `fri`, `next fri` (that of next week), `next week`, `weekend`, `next month`."""
    found = _PERIOD.fullmatch(words)
    if found is None:
        return None
    is_next = found[1] == "next"
    named = found[2]
    if is_next and named in {"week", "month", "year"}:
        return _next(named, today)
    weekday = _SATURDAY if named == "weekend" else _index(named, _WEEKDAYS)
    if weekday is None:
        return None
    if is_next:
        return next_monday(today) + timedelta(days=weekday)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _next(unit: str, today: date) -> date:
    """Return the first day of next week, month or year."""
    if unit == "week":
        return next_monday(today)
    if unit == "month":
        return months_later(today.replace(day=1), 1)
    return date(today.year + 1, 1, 1)


def _day_of_month(words: str, today: date) -> date | None:
    """Read `24 dec`, `24th of December 2026`, `dec 24`, `dec 24 2026`."""
    if found := _DAY_AND_MONTH.fullmatch(words):
        day, name, year = found[1], found[2], found[3]
    elif found := _MONTH_AND_DAY.fullmatch(words):
        day, name, year = found[2], found[1], found[3]
    else:
        return None
    month = _index(name, _MONTHS)
    return None if month is None else _of_year(int(day), month + 1, year, today)


def _month(words: str, today: date) -> date | None:
    """Read `january`, `next jan`, `jan 2027`: the first day of it."""
    found = _MONTH.fullmatch(words.removeprefix("next "))
    month = _index(found[1], _MONTHS) if found else None
    return _of_year(1, month + 1, found[2], today) if found and month is not None else None


_FORMS: Final[tuple[Callable[[str, date], date | None], ...]] = (
    _iso,
    _dotted,
    _near,
    _span,
    _end,
    _period,
    _day_of_month,
    _month,
)
"""All ways to name a day; the first that understands it counts."""


def _of_year(day: int, month: int, year: str | None, today: date) -> date:
    """Return a day of a month, in a year or the next time that there is one after today."""
    if year is not None:
        return date(int(year), month, day)
    for ahead in range(9):  # 29 February may be eight years away
        try:
            found = date(today.year + ahead, month, day)
        except ValueError:
            continue
        if found > today:
            return found
    raise ValueError("no such day in any year")


def _count(word: str) -> int | None:
    """Return the number that digits or a word tell, or None."""
    if word.isdecimal():
        return int(word)
    if word in {"a", "an"}:
        return 1
    return _COUNTS.index(word) + 1 if word in _COUNTS else None


def _index(word: str, names: tuple[str, ...]) -> int | None:
    """Return which of some names a word cuts short, or None; it takes three letters."""
    if len(word) < _SHORTEST:
        return None
    return next((at for at, name in enumerate(names) if name.startswith(word)), None)
