"""Occasions on which somebody endorsed."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from endorseback.model.visits import OCCASION, occasions

AT = datetime(2026, 1, 2, tzinfo=UTC)


def test_what_comes_within_half_an_hour_is_one_occasion() -> None:
    assert occasions([]) == 0
    assert occasions([None]) == 0
    assert occasions([AT]) == 1
    assert occasions([AT, AT + OCCASION, None, AT + 2 * OCCASION]) == 1
    assert occasions([AT, AT + OCCASION + timedelta(seconds=1)]) == 2


@given(st.lists(st.integers(0, 10_000)))
def test_the_order_does_not_matter(minutes: list[int]) -> None:
    moments = [AT + timedelta(minutes=minute) for minute in minutes]
    assert occasions(moments) == occasions(sorted(moments, reverse=True))
    assert (occasions(moments) == 0) is (not moments)
