"""What became of all that was started, in numbers and words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from endorseback.insight.waiting_summary import Age, age_of, returned_words, started_on, summarise
from endorseback.model.interactions import Wait

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def wait(days: float, *, took: float | None = None, closed: float | None = None) -> Wait:
    """Return a wait that began so many days ago."""
    since = NOW - days * DAY
    return Wait(
        since,
        answered_at=None if took is None else since + took * DAY,
        closed_at=None if closed is None else since + closed * DAY,
    )


def test_nothing_started_is_summed_up_too() -> None:
    summary = summarise([])
    assert (summary.started, summary.came_back, summary.open, summary.median) == (0, 0, 0, None)
    assert summary.words == "0 started, 0 came back"


def test_the_summary_counts_what_came_back_and_how_long_it_took() -> None:
    waits = [wait(50, took=9), wait(40, took=3), wait(30, took=30), wait(20), wait(90, closed=60)]
    summary = summarise(waits)
    assert (summary.started, summary.came_back, summary.open) == (5, 3, 1)
    assert summary.median == 9 * DAY
    assert summary.words == "5 started, 3 came back, after 9 days in the median"


def test_the_median_of_an_even_number_lies_between_the_middle_two() -> None:
    assert summarise([wait(50, took=9), wait(40, took=4)]).median == 6.5 * DAY


def test_one_that_was_closed_and_answered_later_came_back() -> None:
    assert summarise([wait(100, took=90, closed=60)]).came_back == 1


@pytest.mark.parametrize(
    ("took", "words"),
    [
        (9, "returned after 9 days"),
        (1.2, "returned after 1 day"),
        (0.3, "returned within a day"),
        (None, ""),
    ],
)
def test_an_answer_in_words(took: float | None, words: str) -> None:
    assert returned_words(wait(20, took=took)) == words


def test_an_answer_within_a_day_is_told_in_the_summary() -> None:
    assert (
        summarise([wait(9, took=0.2)]).words == "1 started, 1 came back, within a day in the median"
    )


@pytest.mark.parametrize(
    ("days", "age"),
    [(0, Age.FRESH), (29, Age.FRESH), (30, Age.AGEING), (59.9, Age.AGEING), (60, Age.OVERDUE)],
)
def test_a_wait_ages(days: float, age: Age) -> None:
    assert age_of(wait(days), NOW, timedelta(days=60)) is age


def test_a_day_counts_as_the_clock_on_the_wall_has_it() -> None:
    begun = NOW.astimezone()
    assert started_on([wait(0), wait(0.01), wait(40)], begun.date()) == 2
    assert started_on([wait(0)], date(2020, 1, 1)) == 0
