"""A list narrowed stride by stride holds what passes, and the orders of people hold together."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.filled import NOW

from endorseback.filters import KnownFacts, parse_filter
from endorseback.model.person_summary import PersonSummary
from endorseback.tui.state.narrowing import STRIDE, Narrowing
from endorseback.tui.state.people_orders import (
    AllPeople,
    Arranged,
    Order,
    PeopleList,
    arrange,
    facts_of,
)

NAMES = st.sampled_from(["Ada", "ada", "Bo", "Cy", "Zoë", "Łuk", "[/]"])
KNOWN = st.builds(
    PersonSummary,
    person=st.integers(0, 30).map("in:{}".format),
    name=NAMES,
    slug=st.none(),
    company=st.sampled_from(["", "Example", "widgets"]),
    connected_on=st.none() | st.dates(date(2010, 1, 1), date(2026, 1, 1)),
    received=st.integers(0, 3),
    last_exchange=st.none() | st.integers(0, 4000).map(lambda days: NOW - timedelta(days=days)),
)
PEOPLE = st.lists(KNOWN, max_size=20, unique_by=lambda known: known.person)


def crowd(count: int) -> Arranged:
    rows = [
        PersonSummary(f"in:{n}", f"Person {n}", None, "Example" if n % 7 else "Widgets")
        for n in range(count)
    ]
    return Arranged(rows)


def narrowing(count: int) -> tuple[Narrowing, list[str]]:
    """Return a long list to be narrowed, and which of its rows were looked at."""
    asked: list[str] = []

    def facts(row: PersonSummary) -> KnownFacts:
        asked.append(row.person)
        return KnownFacts(row)

    return Narrowing(crowd(count), facts), asked


@pytest.mark.parametrize("text", ["7", "person 99", "company:widgets", "-9 | 12", "nobody"])
def test_all_that_passes_is_found_in_its_order(text: str) -> None:
    source, _ = narrowing(3 * STRIDE + 5)
    wanted = parse_filter(text)
    narrowed = source.to(wanted)
    narrowed.finish(NOW)
    passing = [row for row in source.rows if wanted.matches(KnownFacts(row), NOW)]
    assert list(narrowed) == passing
    assert [narrowed[at] for at in range(len(narrowed))] == passing
    assert [narrowed.place_of(row.person) for row in passing] == list(range(len(passing)))


def test_one_stride_looks_no_further() -> None:
    source, asked = narrowing(10 * STRIDE)
    narrowed = source.to(parse_filter("person"))
    narrowed.grow(NOW)
    assert len(asked) == len(narrowed) == narrowed.reached == STRIDE
    assert not narrowed.is_complete
    assert narrowed.place_of(f"in:{5 * STRIDE}") is None


def test_a_longer_word_is_looked_for_where_the_shorter_was() -> None:
    source, asked = narrowing(5 * STRIDE)
    source.to(parse_filter("widg")).finish(NOW)
    assert len(asked) == 5 * STRIDE
    narrower = source.to(parse_filter("widgets 70"))
    assert len(narrower._among) < STRIDE
    narrower.finish(NOW)
    assert len(asked) == 5 * STRIDE
    assert [row.person for row in narrower][:2] == ["in:70", "in:700"]


@pytest.mark.parametrize("after", ["wid", "-widgets", "widgets | example", "company:widgets"])
def test_any_other_filter_is_looked_for_everywhere(after: str) -> None:
    source, _ = narrowing(2 * STRIDE)
    source.to(parse_filter("widgets")).finish(NOW)
    narrowed = source.to(parse_filter(after))
    narrowed.finish(NOW)
    wanted = parse_filter(after)
    assert list(narrowed) == [r for r in source.rows if wanted.matches(KnownFacts(r), NOW)]


def test_the_same_filter_goes_on_where_it_was() -> None:
    source, asked = narrowing(3 * STRIDE)
    source.to(parse_filter("7")).grow(NOW)
    source.to(parse_filter("7")).finish(NOW)
    assert len(asked) == 3 * STRIDE


@given(PEOPLE)
def test_every_order_holds_everybody_once(people: list[PersonSummary]) -> None:
    for order in arrange(people).values():
        assert sorted(known.person for known in order) == sorted(one.person for one in people)
        assert [order.place_of(one.person) for one in order] == list(range(len(order)))


class Rows:
    """Rows that were renewed already."""

    def __init__(self, rows: dict[str, PersonSummary]) -> None:
        self._rows = rows

    @property
    def rows(self) -> list[PersonSummary]:
        return list(self._rows.values())

    def get(self, person: str) -> PersonSummary | None:
        return self._rows.get(person)

    def renew(self, persons: object) -> frozenset[str]:
        return frozenset(persons)  # type: ignore[call-overload]


@given(PEOPLE, PEOPLE)
def test_renewed_people_stand_where_a_fresh_arrangement_puts_them(
    before: list[PersonSummary], after: list[PersonSummary]
) -> None:
    old, new = ({one.person: one for one in people} for people in (before, after))
    people = PeopleList()
    people.take_up(AllPeople(Rows(new), arrange(before), facts_of(before)))
    people.renew({*old, *new})
    fresh = arrange(after)
    for order in Order:
        people.order = order
        assert list(people.rows) == list(fresh[order])
    assert {person: facts.row for person, facts in people.facts.items()} == new


def test_the_orders_go_round() -> None:
    order = Order.NAME
    for _ in Order:
        order = order.next
    assert order is Order.NAME
