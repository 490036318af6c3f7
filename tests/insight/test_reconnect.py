"""Whom to get in touch with again: the silent ones, the closest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.insight.reconnect import reconnect_queue
from endorseback.insight.rule_staleness import new_messages
from endorseback.model.archive_data import Correspondence
from endorseback.model.interactions import SkipRule
from endorseback.model.person_card import PersonCard
from endorseback.model.person_summary import PersonSummary

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
YEAR = timedelta(days=365)


def known(name: str = "Maya Okafor", *, years: float | None = 2, **more: Any) -> PersonSummary:
    """Return somebody with whom the last exchange lies so many years back; None: never any."""
    last = None if years is None else NOW - years * YEAR
    values = {"last_exchange": last, "connected_on": date(2015, 3, 1)} | more
    return PersonSummary(name.lower().replace(" ", "-"), name, None, **values)


def order(*people: PersonSummary, **more: Any) -> list[str]:
    queue = reconnect_queue(people, NOW, **{"silent_for": YEAR} | more)
    return [proposal.known.name for proposal in queue]


def reasons(person: PersonSummary, **more: Any) -> tuple[str, ...]:
    (proposal,) = reconnect_queue([person], NOW, silent_for=YEAR, **more)
    return proposal.reasons


def test_only_those_silent_for_the_chosen_time_are_proposed() -> None:
    people = [known("Lately", years=0.5), known("Long ago", years=1.5), known("Never", years=None)]
    assert order(*people) == ["Long ago", "Never"]
    assert order(*people, silent_for=2 * YEAR) == ["Never"]


def test_a_fresh_connection_is_not_silent_yet() -> None:
    assert order(known(years=None, connected_on=date(2026, 9, 1))) == []
    assert order(known(years=None, connected_on=None)) == ["Maya Okafor"]


def test_who_is_busy_is_left_out() -> None:
    assert order(known(), known("Ana Lima"), busy={"maya-okafor"}) == ["Ana Lima"]


def test_those_who_worked_together_come_before_those_who_wrote_before_strangers() -> None:
    people = [
        known("Stranger"),
        known("Wrote", messages=12),
        known("Endorsed", received=3, received_times=1),
        known("Colleague", same_company=True, company="Example Widgets"),
    ]
    assert order(*people) == ["Colleague", "Wrote", "Endorsed", "Stranger"]


def test_a_tag_of_the_users_counts_only_if_it_says_so() -> None:
    friend, other = known("Friend", tags=("friend",)), known("Other", tags=("blue",))
    assert order(other, friend, tags=("friend",)) == ["Friend", "Other"]
    assert "You tagged them “friend”" in reasons(friend, tags=("friend",))


def test_case_makes_no_difference_to_a_tag() -> None:
    assert "You tagged them “Worked With”" in reasons(
        known(tags=("Worked With",)), tags=("worked with",)
    )


def test_of_two_alike_the_warmer_comes_first() -> None:
    assert order(known("Colder", years=4), known("Warmer", years=1.2)) == ["Warmer", "Colder"]


def test_the_reasons_are_told_the_weightiest_first() -> None:
    person = known(
        same_company=True,
        company="Example Widgets",
        messages=1,
        received=2,
        received_times=2,
        given=1,
    )
    assert reasons(person) == (
        "You were at Example Widgets, too",
        "They endorsed you for 2 skills",
        "You endorsed them for 1 skill",
        "1 message",
        "No word since Nov 2024",
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"years": None}, "No word since you connected in Mar 2015"),
        ({"years": None, "connected_on": None}, "Not a word so far"),
    ],
)
def test_a_silence_from_the_beginning_is_told(changes: dict[str, Any], words: str) -> None:
    assert reasons(known(**changes))[-1] == words


more_evidence = st.sampled_from(
    [
        {"same_company": True, "company": "Example Widgets"},
        {"messages": 7},
        {"received": 2, "received_times": 2},
        {"given": 1},
        {"tags": ("friend",)},
    ]
)


@given(st.lists(more_evidence, max_size=4), more_evidence)
def test_more_in_common_never_moves_anybody_back(
    before: list[dict[str, Any]], added: dict[str, Any]
) -> None:
    plain = known()
    for changes in before:
        plain = plain._replace(**changes)
    closer = plain._replace(**{name: value for name, value in added.items() if value})
    queues = [
        reconnect_queue([person], NOW, silent_for=YEAR, tags=("friend",))
        for person in (plain, closer)
    ]
    assert queues[0][0].closeness <= queues[1][0].closeness


def test_the_order_does_not_depend_on_that_of_the_people() -> None:
    people = [known(f"Person {number}", messages=number % 3) for number in range(9)]
    assert order(*people) == order(*reversed(people))


@pytest.mark.parametrize(
    ("sent", "received", "words"),
    [(1, 1, ""), (0, 0, ""), (1, 2, "a message came since"), (3, 4, "5 messages came since")],
)
def test_messages_after_a_rule_was_set_are_new_evidence(
    sent: int, received: int, words: str
) -> None:
    card = PersonCard(
        "in:maya",
        "Maya Okafor",
        None,
        None,
        rule=SkipRule(NOW, messages=2),
        correspondence=Correspondence("Maya Okafor", "maya", sent=sent, received=received),
    )
    assert new_messages(card) == words
    assert not new_messages(replace(card, rule=None))
    assert not new_messages(replace(card, correspondence=None))
