"""Days that users type."""

from calendar import day_name, month_name
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.errors import UsageError
from endorseback.model.date_input import day_to_come, months_later, next_monday

MONDAY = date(2026, 11, 23)
"""Today, in these tests."""

TODAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2200, 1, 1))

EXAMPLES = "Such as tomorrow, fri, next week, 2w, 24 dec or 2026-12-07."


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (" 2026-12-01 ", "2026-12-01"),
        ("2026-12-1", "2026-12-01"),
        ("24.12.", "2026-12-24"),
        ("1.2.2027", "2027-02-01"),
        ("tomorrow", "2026-11-24"),
        ("Tomorrow", "2026-11-24"),
        ("day after tomorrow", "2026-11-25"),
        ("fri", "2026-11-27"),
        ("this friday", "2026-11-27"),
        ("next fri", "2026-12-04"),
        ("mon", "2026-11-30"),
        ("thurs", "2026-11-26"),
        ("weekend", "2026-11-28"),
        ("next weekend", "2026-12-05"),
        ("next week", "2026-11-30"),
        ("next month", "2026-12-01"),
        ("next year", "2027-01-01"),
        ("3d", "2026-11-26"),
        ("2w", "2026-12-07"),
        ("1m", "2026-12-23"),
        ("1y", "2027-11-23"),
        ("in 2 weeks", "2026-12-07"),
        ("two weeks from now", "2026-12-07"),
        ("a month", "2026-12-23"),
        ("10 days later", "2026-12-03"),
        ("end of week", "2026-11-27"),
        ("end of next week", "2026-12-04"),
        ("the end of the month", "2026-11-30"),
        ("eom", "2026-11-30"),
        ("eoy", "2026-12-31"),
        ("24 dec", "2026-12-24"),
        ("Dec 24", "2026-12-24"),
        ("24th of December", "2026-12-24"),
        ("dec. 24th, 2027", "2027-12-24"),
        ("23 nov", "2027-11-23"),
        ("29 feb", "2028-02-29"),
        ("march", "2027-03-01"),
        ("jan 2028", "2028-01-01"),
        ("until tomorrow", "2026-11-24"),
        ("until they are online again next week", "2026-11-30"),
        ("till she is back on monday", "2026-11-30"),
        ("after the weekend", "2026-11-28"),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, day: str) -> None:
    assert day_to_come(typed, MONDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("typed", "today", "day"),
    [
        ("end of month", date(2026, 11, 30), date(2026, 12, 31)),
        ("end of year", date(2026, 12, 31), date(2027, 12, 31)),
        ("end of week", date(2026, 11, 27), date(2026, 12, 4)),
        ("end of week", date(2026, 11, 28), date(2026, 12, 4)),
        ("sat", date(2026, 11, 28), date(2026, 12, 5)),
        ("1m", date(2027, 1, 31), date(2027, 2, 28)),
        ("1y", date(2028, 2, 29), date(2029, 2, 28)),
        ("next month", date(2026, 12, 31), date(2027, 1, 1)),
        ("29 feb", date(2097, 1, 1), date(2104, 2, 29)),
    ],
)
def test_the_edges_of_weeks_months_and_years(typed: str, today: date, day: date) -> None:
    assert day_to_come(typed, today) == day


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", f"No day is given. {EXAMPLES}"),
        ("soon", f"“soon” is not understood as a day. {EXAMPLES}"),
        ("not tomorrow", f"“not tomorrow” is not understood as a day. {EXAMPLES}"),
        ("mo", f"“mo” is not understood as a day. {EXAMPLES}"),
        ("am", f"“am” is not understood as a day. {EXAMPLES}"),
        ("3", f"“3” is not understood as a day. {EXAMPLES}"),
        ("2026-W50-1", f"“2026-W50-1” is not understood as a day. {EXAMPLES}"),
        ("20261201", f"“20261201” is not understood as a day. {EXAMPLES}"),
        ("٢٠٢٦-١٢-٠١", f"“٢٠٢٦-١٢-٠١” is not understood as a day. {EXAMPLES}"),
        ("99999d", f"“99999d” is not understood as a day. {EXAMPLES}"),
        ("2027-02-29", "There is no day 2027-02-29 in the calendar."),
        ("2026-13-01", "There is no day 2026-13-01 in the calendar."),
        ("0000-01-01", "There is no day 0000-01-01 in the calendar."),
        ("31 feb", "There is no day 31 feb in the calendar."),
        ("9999y", "There is no day 9999y in the calendar."),
        ("2026-11-23", "2026-11-23 is not in the future. The earliest day is tomorrow."),
        ("1999-01-01", "1999-01-01 is not in the future. The earliest day is tomorrow."),
        (
            "yesterday",
            "“yesterday” is 2026-11-22, which is not in the future. The earliest day is tomorrow.",
        ),
        ("0d", "“0d” is 2026-11-23, which is not in the future. The earliest day is tomorrow."),
        (
            "24 dec 2020",
            "“24 dec 2020” is 2020-12-24, which is not in the future."
            " The earliest day is tomorrow.",
        ),
    ],
)
def test_a_day_that_cannot_be_is_told_in_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        day_to_come(typed, MONDAY)
    assert str(caught.value) == sentence


@given(st.dates(min_value=MONDAY + timedelta(days=1)))
def test_every_day_to_come_can_be_typed(day: date) -> None:
    assert day_to_come(day.isoformat(), MONDAY) == day
    assert day_to_come(f"{day.day}.{day.month}.{day.year}", MONDAY) == day
    assert day_to_come(f"{day.day} {month_name[day.month]} {day.year:04}", MONDAY) == day


@given(TODAYS, st.integers(1, 9999))
def test_spans_are_counted_from_today(today: date, count: int) -> None:
    assert day_to_come(f"{count}d", today) == today + timedelta(days=count)
    assert day_to_come(f"in {count} weeks", today) == today + timedelta(weeks=count)


@given(TODAYS, st.integers(0, 6))
def test_a_weekday_is_the_next_such_day(today: date, weekday: int) -> None:
    day = day_to_come(day_name[weekday], today)
    assert day.weekday() == weekday
    assert timedelta(0) < day - today <= timedelta(days=7)
    assert day_to_come(day_name[weekday][:3].lower(), today) == day


@given(TODAYS, st.integers(0, 6))
def test_the_next_weekday_is_that_of_next_week(today: date, weekday: int) -> None:
    day = day_to_come(f"next {day_name[weekday]}", today)
    assert next_monday(today) <= day < next_monday(today) + timedelta(days=7)


@given(
    TODAYS,
    st.sampled_from(("week", "month", "year")),
    st.sampled_from(("end of ", "next ", "end of next ")),
)
def test_what_is_named_by_a_period_is_to_come(today: date, unit: str, which: str) -> None:
    day = day_to_come(which + unit, today)
    assert day > today
    assert which != "next " or unit == "week" or day.day == 1
    assert which == "next " or unit == "week" or (day + timedelta(days=1)).day == 1


@given(st.text(max_size=40), TODAYS)
def test_any_text_gives_a_day_to_come_or_a_sentence(text: str, today: date) -> None:
    with suppress(UsageError):
        assert day_to_come(text, today) > today


@given(TODAYS, st.integers(-1200, 1200))
def test_months_later_keep_the_day_where_there_is_one(today: date, months: int) -> None:
    later = months_later(today, months)
    assert later.year * 12 + later.month == today.year * 12 + today.month + months
    assert later.day == today.day or (later.day < today.day and (later + timedelta(1)).day == 1)


@given(st.dates(max_value=date(9999, 12, 1)))
def test_next_monday_is_a_monday_within_a_week(today: date) -> None:
    monday = next_monday(today)
    assert monday.weekday() == 0
    assert timedelta(0) < monday - today <= timedelta(days=7)
