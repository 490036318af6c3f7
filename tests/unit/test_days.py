"""Days that users type."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.errors import UsageError
from endorseback.model.days import day_to_come, next_monday

TODAY = date(2026, 11, 23)


def test_a_day_to_come_is_read() -> None:
    assert day_to_come(" 2026-12-01 ", TODAY) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "No day is given. Such as 2026-12-07."),
        ("tomorrow", "“tomorrow” is not written as YYYY-MM-DD. Such as 2026-12-07."),
        ("2026-12-1", "“2026-12-1” is not written as YYYY-MM-DD. Such as 2026-12-07."),
        ("2026-W50-1", "“2026-W50-1” is not written as YYYY-MM-DD. Such as 2026-12-07."),
        ("20261201", "“20261201” is not written as YYYY-MM-DD. Such as 2026-12-07."),
        ("٢٠٢٦-١٢-٠١", "“٢٠٢٦-١٢-٠١” is not written as YYYY-MM-DD. Such as 2026-12-07."),
        ("2027-02-29", "There is no day 2027-02-29 in the calendar."),
        ("2026-13-01", "There is no day 2026-13-01 in the calendar."),
        ("0000-01-01", "There is no day 0000-01-01 in the calendar."),
        ("2026-11-23", "2026-11-23 is not in the future. The earliest day is tomorrow."),
        ("1999-01-01", "1999-01-01 is not in the future. The earliest day is tomorrow."),
    ],
)
def test_a_day_that_cannot_be_is_told_in_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        day_to_come(typed, TODAY)
    assert str(caught.value) == sentence


@given(st.dates(min_value=TODAY + timedelta(days=1)))
def test_every_day_to_come_can_be_typed(day: date) -> None:
    assert day_to_come(day.isoformat(), TODAY) == day


@given(st.dates(max_value=date(9999, 12, 1)))
def test_next_monday_is_a_monday_within_a_week(today: date) -> None:
    monday = next_monday(today)
    assert monday.weekday() == 0
    assert timedelta(0) < monday - today <= timedelta(days=7)
