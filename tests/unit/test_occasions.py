"""Occasions on which somebody endorsed."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from endorseback.model.interactions import VISIT, count_visits

AT = datetime(2026, 1, 2, tzinfo=UTC)


def test_what_comes_within_half_an_hour_is_one_occasion() -> None:
    assert count_visits([]) == 0
    assert count_visits([None]) == 0
    assert count_visits([AT]) == 1
    assert count_visits([AT, AT + VISIT, None, AT + 2 * VISIT]) == 1
    assert count_visits([AT, AT + VISIT + timedelta(seconds=1)]) == 2


@given(st.lists(st.integers(0, 10_000)))
def test_the_order_does_not_matter(minutes: list[int]) -> None:
    moments = [AT + timedelta(minutes=minute) for minute in minutes]
    assert count_visits(moments) == count_visits(sorted(moments, reverse=True))
    assert (count_visits(moments) == 0) is (not moments)
