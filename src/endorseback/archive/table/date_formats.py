"""The dates of an archive, in all the forms that LinkedIn and spreadsheets have given them.

Months have English names, whatever the language of the owner or of this computer.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from endorseback.model.archive_data import Month
from endorseback.text import clean

_ENGLISH: Final = "jan feb mar apr may jun jul aug sep oct nov dec"
_GERMAN: Final = {"mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12}
"""Where a German spreadsheet has put others in their place."""
_MONTHS: Final = {name: number for number, name in enumerate(_ENGLISH.split(), 1)} | _GERMAN

_CLOCK: Final = (
    r"(?:[T,]? *(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d{1,9})?)?"
    r"(?: *(?P<half>[AP])\.?M\.?)? *(?P<zone>UTC|GMT|Z|[+-]\d\d:?\d\d)?)?"
)
_FORMS: Final = tuple(
    re.compile(form + _CLOCK, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})",
        r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d\d)",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d\d)",
        r"(?P<day>\d{1,2})\.?[ -](?P<name>[^\W\d_]{3,9})\.?[ -](?P<year>\d{4}|\d\d)",
        r"(?P<name>[^\W\d_]{3,9})\.? (?P<day>\d{1,2}), *(?P<year>\d{4}|\d\d)",
    )
)
_MONTH: Final = re.compile(
    r"(?:(?P<name>[^\W\d_]{3,9})\.?[ -])?(?P<year>\d{4}|(?<=[ -])\d\d)"
    r"|(?P<year2>\d{4})[-/](?P<month>\d{1,2})|(?P<month2>\d{1,2})/(?P<year3>\d{4})",
    re.IGNORECASE,
)
_ODD_BLANKS: Final = re.compile("[\u00a0\u2007\u2009\u202f]")
"""What newer software puts before AM and PM."""
_UTC: Final = " UTC"
_USUAL_DAY: Final = len("05 Mar 2024")


class _DateReader(NamedTuple):
    """A date as written, with its time of day where it has one."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int
    zone: tzinfo | None


def pacific() -> tzinfo:
    """Return the zone of LinkedIn's own clocks, at most an hour off where zones are not known."""
    try:
        return ZoneInfo("America/Los_Angeles")
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return timezone(timedelta(hours=-8))


PACIFIC: Final = pacific()
"""In which the times of invitations are written, without saying so."""


def moment(text: str, zone: tzinfo = UTC) -> datetime | None:
    """Return a point of time in UTC, or None where the text is none.

    Args:
        text: Such as `2024/03/05 09:07:03 UTC` or `7/4/25, 8:05 AM`, the month first.
        zone: Of a text that does not state its own.
    """
    try:
        at = datetime.fromisoformat(text.replace(_UTC, "Z"))
    except ValueError:
        return _moment(text, zone)
    return at if at.tzinfo is UTC else _moment(text, zone)


def _moment(text: str, zone: tzinfo) -> datetime | None:
    """Return a point of time in a form that the standard library does not know."""
    if text[4:5] == "/" and text.endswith(_UTC):
        return moment(text.replace("/", "-"))
    read = _read(text)
    try:
        return read and datetime(*read[:6], tzinfo=read.zone or zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def not_understood(text: str) -> str:
    """Return what is said of a date in no form that is known."""
    return f"a date that is not understood: {clean(text)[:40]!r}"


@lru_cache(maxsize=8_192)
def day(text: str) -> date | None:
    """Return a calendar day, or None where the text is none; a time of day does not matter.

    Args:
        text: Such as `05 Mar 2024`, `5-Mar-24` or `4/10/18, 7:05 AM`, the month first.
    """
    try:
        if len(text) == _USUAL_DAY and text[2] == text[6] == " " and text[:2].isdecimal():
            return date(int(text[7:]), _MONTHS[text[3:6].lower()], int(text[:2]))
        read = _read(text)
        return read and date(*read[:3])
    except (ValueError, KeyError):
        return None


def month(text: str) -> Month | None:
    """Return a month or a year, such as `Mar 2020`, `Mar-20` or `2020`; None for anything else."""
    plain = text.strip()
    match = _MONTH.fullmatch(plain)
    if match is None:
        read = _read(plain)
        return Month(read.year, read.month) if read and 1 <= read.month <= 12 else None
    year = _year(match["year"] or match["year2"] or match["year3"])
    if match["name"]:
        number = _MONTHS.get(match["name"][:3].lower())
        return Month(year, number) if number else None
    digits = match["month"] or match["month2"]
    if digits is None:
        return Month(year)
    return Month(year, int(digits)) if 1 <= int(digits) <= 12 else None


def _read(text: str) -> _DateReader | None:
    """Return what a text says, in the first form that fits it."""
    plain = _ODD_BLANKS.sub(" ", text).strip()
    for form in _FORMS:
        if match := form.fullmatch(plain):
            return _taken(match.groupdict())
    return None


def _taken(found: dict[str, str | None]) -> _DateReader | None:
    """Return the numbers that a form found; None where a month has no name that is known."""
    name, half = found.get("name"), (found["half"] or "").upper()
    number = int(found.get("month") or 0) if name is None else _MONTHS.get(name[:3].lower(), 0)
    hour = int(found["hour"] or 0)
    if number == 0 or (half and not 1 <= hour <= 12):
        return None
    return _DateReader(
        _year(found["year"] or ""),
        number,
        int(found["day"] or 0),
        hour % 12 + 12 * (half == "P") if half else hour,
        int(found["minute"] or 0),
        int(found["second"] or 0),
        _stated(found["zone"]),
    )


def _year(digits: str) -> int:
    """Return a year; LinkedIn is younger than the century, so two digits are of this one."""
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _stated(zone: str | None) -> tzinfo | None:
    """Return the zone that a text states, or None where it states none."""
    if zone is None:
        return None
    if zone[0] not in "+-":
        return UTC
    digits = zone[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(offset if zone[0] == "+" else -offset) if offset < timedelta(days=1) else UTC
