"""Dates of all eras, and of the spreadsheets that saved them again."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from endorseback.archive.table.date_formats import PACIFIC, day, moment, month, pacific
from endorseback.model.archive_data import Month

AT = datetime(2024, 3, 5, 9, 7, 3, tzinfo=UTC)
MINUTE = AT.replace(second=0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024/03/05 09:07:03 UTC", AT),
        ("2024-03-05 09:07:03 UTC", AT),
        ("2024-03-05T09:07:03Z", AT),
        ("2024-03-05 10:07:03+01:00", AT),
        ("2024-03-05 08:37:03 -0030", AT),
        ("2024-03-05 09:07:03", AT),
        ("2024/3/5 9:07", MINUTE),
        ("3/5/24, 9:07 AM", MINUTE),
        ("3/5/24, 9:07\u202fAM", MINUTE),
        ("03/05/24, 09:07 AM", MINUTE),
        ("3/5/2024 9:07", MINUTE),
        ("3/5/24, 9:07 PM", MINUTE.replace(hour=21)),
        ("3/5/24, 12:07 AM", MINUTE.replace(hour=0)),
        ("3/5/24, 12:07 PM", MINUTE.replace(hour=12)),
        ("05.03.2024 09:07", MINUTE),
        ("5-Mar-24 9:07", MINUTE),
        ("  05 Mar 2024  ", AT.replace(hour=0, minute=0, second=0)),
    ],
)
def test_moments(text: str, expected: datetime) -> None:
    assert moment(text) == expected
    assert (moment(text) or AT).tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2024/13/05 09:07:03 UTC",
        "2024/02/30 09:07:03 UTC",
        "2024/03/05 25:07:03 UTC",
        "25/12/2024",
        "3/5/24, 13:07 PM",
        "3/5/24, 0:07 AM",
        "05 Foo 2024",
        "0000-01-01",
        "0001-01-01 00:00:00+23:59",
        "1709629623",
        "2024-03-05 09:07:03 PST",
    ],
)
def test_what_is_no_moment(text: str) -> None:
    assert moment(text) is None


def test_invitations_keep_the_time_of_california() -> None:
    assert moment("7/4/25, 8:05 AM", PACIFIC) == datetime(2025, 7, 4, 15, 5, tzinfo=UTC)
    assert moment("1/4/24, 11:05 PM", PACIFIC) == datetime(2024, 1, 5, 7, 5, tzinfo=UTC)
    assert moment("2024-01-04 11:05:00 UTC", PACIFIC) == datetime(2024, 1, 4, 11, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "05 Mar 2024",
        "5 Mar 2024",
        "5-Mar-24",
        "05-Mar-2024",
        "5 March 2024",
        "Mar 5, 2024",
        "5. Mrz 2024",
        "05. Mär. 24",
        "2024-03-05",
        "05.03.2024",
        "3/5/24",
        "3/5/24, 7:05 AM",
        "2024/03/05 23:59:59 UTC",
    ],
)
def test_days(text: str) -> None:
    assert day(text) == date(2024, 3, 5)


@pytest.mark.parametrize("text", ["", "05 Foo 2024", "31 Feb 2024", "Mar 2024", "xx Mar 2024"])
def test_what_is_no_day(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mar 2020", Month(2020, 3)),
        ("March 2020", Month(2020, 3)),
        ("Mar-20", Month(2020, 3)),
        ("2020", Month(2020)),
        ("2020-03", Month(2020, 3)),
        ("3/2020", Month(2020, 3)),
        ("1-Mar-20", Month(2020, 3)),
        ("2020-03-01", Month(2020, 3)),
        ("", None),
        ("20", None),
        ("Foo 2020", None),
        ("13/2020", None),
        ("present", None),
    ],
)
def test_months(text: str, expected: Month | None) -> None:
    assert month(text) == expected


@given(st.datetimes(datetime(2003, 5, 5), datetime(2068, 12, 31)))
def test_all_forms_of_a_moment_are_one(at: datetime) -> None:
    names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    at = at.replace(microsecond=0, tzinfo=UTC)
    whole, half = at.replace(second=0), "AM" if at.hour < 12 else "PM"
    clock = f"{at.hour % 12 or 12}:{at.minute:02} {half}"
    assert moment(f"{at:%Y/%m/%d %H:%M:%S} UTC") == at
    assert moment(f"{at:%Y-%m-%d %H:%M:%S} UTC") == at
    assert moment(f"{at.month}/{at.day}/{at.year % 100:02}, {clock}") == whole
    assert day(f"{at.day:02} {names[at.month - 1]} {at.year}") == at.date()
    assert day(f"{at.day}-{names[at.month - 1]}-{at.year % 100:02}") == at.date()
    assert month(f"{names[at.month - 1]} {at.year}") == Month(at.year, at.month)


@given(st.text(st.sampled_from("0123456789 /-.,:TZUCAPMJanFebMär+\u202f"), max_size=30))
@example("2024-W10-2 UTC")
@example("9999-12-31 23:59:59-23:59")
@example("²4 Mar 2024")
def test_no_text_is_too_odd(text: str) -> None:
    at = moment(text)
    assert at is None or at.tzinfo is UTC
    day(text)
    month(text)


def test_where_zones_are_not_installed_invitations_are_an_hour_off_at_most() -> None:
    zoneinfo.ZoneInfo.clear_cache()
    zoneinfo.reset_tzpath(to=())
    try:
        at = moment("7/4/25, 8:05 AM", pacific())
        assert at is not None
        assert abs(at - datetime(2025, 7, 4, 15, 5, tzinfo=UTC)) <= timedelta(hours=1)
    finally:
        zoneinfo.reset_tzpath()
        zoneinfo.ZoneInfo.clear_cache()
