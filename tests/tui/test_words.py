"""Times and states in words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.model.decisions import Decision, DecisionKind
from endorseback.presentation import words

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "shown", "told"),
    [
        (timedelta(seconds=-30), "now", "just now"),
        (timedelta(seconds=59), "now", "just now"),
        (timedelta(minutes=2), "2m", "2 min ago"),
        (timedelta(hours=5), "5h", "5 h ago"),
        (timedelta(hours=30), "1d", "30 h ago"),
        (timedelta(days=3), "3d", "3 days ago"),
        (timedelta(days=42), "12 Oct", "on 12 Oct"),
        (timedelta(days=2800), "Mar 2019", "in Mar 2019"),
    ],
)
def test_ages(before: timedelta, shown: str, told: str) -> None:
    assert words.age(NOW - before, NOW) == shown
    assert words.ago(NOW - before, NOW) == told


def test_who_endorses_where_nothing_is_open_returns_nothing() -> None:
    first = Decision(DecisionKind.RECIPROCATED, "Ada", None, given=("Go",))
    assert words.decided(first) == "endorsed"
    assert words.decided(first._replace(covers=("SQL",))) == "returned"
    assert words.decided(first._replace(action=DecisionKind.SKIPPED)) == "skipped"


@given(st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_an_age_fits_its_column(moment: datetime) -> None:
    assert 1 <= len(words.age(moment, NOW)) <= 8


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 11, 24), "tomorrow"),
        (date(2026, 11, 27), "Fri 27 Nov"),
        (date(2026, 12, 12), "12 Dec"),
        (date(2027, 3, 1), "1 Mar 2027"),
    ],
)
def test_days_to_come(day: date, shown: str) -> None:
    assert words.day(day, NOW) == shown


def test_lists_of_words() -> None:
    assert words.joined(()) == ""
    assert words.joined(("Go",)) == "Go"
    assert words.joined(("Go", "Rust")) == "Go and Rust"
    assert words.joined(("Go", "Rust", "SQL", "C")) == "Go, Rust, SQL and 1 more"
    assert words.many(1, "person", "people") == "1 person"
    assert words.many(1204, "person", "people") == "1,204 people"
    assert words.many(2, "mail") == "2 mails"


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (date(2026, 11, 23), "today"),
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 10, 12), "12 Oct"),
        (date(2019, 3, 1), "Mar 2019"),
    ],
)
def test_days_gone_by(gone: date, said: str) -> None:
    assert words.past_day(gone, NOW) == said


def test_what_a_new_recogniser_did_is_one_sentence() -> None:
    assert words.read_again(812, 3) == "The new recogniser read 812 kept mails again: 3 changed."
    assert words.read_again(1, 0) == "The new recogniser read 1 kept mail again; none changed."
