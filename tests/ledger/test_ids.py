"""Ids of events."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from endorseback.ledger.events.event_ids import EventIds

START = datetime(2026, 1, 1, tzinfo=UTC)


@given(st.lists(st.integers(-5000, 5000), min_size=2), st.sampled_from([0, 2**80 - 1]))
def test_ids_grow_whatever_the_clock_does(steps: list[int], random_bits: int) -> None:
    ids = EventIds(lambda: random_bits)
    made = [ids.make(START + timedelta(milliseconds=step)) for step in steps]
    assert made == sorted(set(made))
    assert {len(one) for one in made} == {32}


def test_ids_of_two_machines_in_one_millisecond_differ() -> None:
    assert EventIds().make(START) != EventIds().make(START)


def test_ids_of_other_times_are_in_their_order() -> None:
    assert EventIds().make(START) < EventIds().make(START + timedelta(milliseconds=1))
