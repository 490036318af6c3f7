"""Everybody who is known, in the orders in which the list of people shows them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any, Final, Protocol, overload

from endorseback.ledger import NEVER
from endorseback.model.person_summary import PersonSummary
from endorseback.text import fold

if TYPE_CHECKING:
    from endorseback.filters import KnownFacts
    from endorseback.insight import Proposal
    from endorseback.services.people import Acquaintances, Cards
    from endorseback.settings import Assessing

_NO_DAY: Final = date.min


class Order(StrEnum):
    """How the people are ordered; the words are the status line's."""

    NAME = "name"
    COMPANY = "company"
    CONNECTED = "connected since"
    EXCHANGE = "last exchange"
    ENDORSED = "endorsed you most"

    @property
    def next(self) -> Order:
        """The order that follows when they are gone through one by one."""
        return next(islice(cycle(Order), list(Order).index(self) + 1, None))


class Arranged(Sequence[PersonSummary]):
    """People in one order, which tell where each of them stands."""

    def __init__(self, rows: Sequence[PersonSummary] = ()) -> None:
        """Take people who are in order."""
        self._rows = rows
        self._places: Mapping[str, int] | None = None

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> PersonSummary: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[PersonSummary]: ...
    def __getitem__(self, index: int | slice) -> PersonSummary | Sequence[PersonSummary]:
        """Return one of them, or some."""
        return self._rows[index]

    def __iter__(self) -> Iterator[PersonSummary]:
        """Iterate over them."""
        return iter(self._rows)

    def place_of(self, key: str) -> int | None:
        """Return where the person with a key stands, or None; the places are noted once."""
        if self._places is None:
            self._places = {known.person: place for place, known in enumerate(self._rows)}
        return self._places.get(key)

    def changed(
        self, order: Order, gone: Iterable[PersonSummary], come: Iterable[PersonSummary]
    ) -> Arranged:
        """Return the people without some and with some others, each at their place."""
        rows, key = list(self._rows), _KEYS[order]
        for known in gone:
            del rows[bisect_left(rows, key(known), key=key)]
        for known in come:
            insort(rows, known, key=key)
        return Arranged(rows)


_NOBODY: Final = Arranged()


class Renewing(Protocol):
    """What keeps the rows of everybody: `KnownPeople`."""

    @property
    def rows(self) -> Sequence[PersonSummary]:
        """The rows, in no order."""

    def get(self, person: str) -> PersonSummary | None:
        """Return the row of a person, or None."""

    def renew(self, persons: Iterable[str]) -> frozenset[str]:
        """Make the rows of some persons anew; return the keys of all rows that changed."""


class PeopleList:
    """The list of people as it stands, and what is known of each of them.

    Everybody is read off the event loop, after the first frame, and taken up when that is done.
    """

    def __init__(self) -> None:
        self.order = Order.NAME
        """The order that is up."""
        self.proposed = _NOBODY
        """Whom to get in touch with again, the closest first, as far as it was worked out."""
        self.reasons: Mapping[str, Sequence[str]] = {}
        """Why each of them is proposed."""
        self.facts: dict[str, KnownFacts] = {}
        """What filters see of everybody, by person."""
        self._orders: Mapping[Order, Arranged] = {}
        self._known: Renewing | None = None
        self._acquaintances: Acquaintances | None = None

    @property
    def is_read(self) -> bool:
        """Whether everybody was read."""
        return self._known is not None

    @property
    def rows(self) -> Arranged:
        """Everybody in the order that is up; nobody until they are read."""
        return self._orders.get(self.order) or _NOBODY

    def take_up(self, everybody: AllPeople) -> None:
        """Take up what was read."""
        self._orders, self.facts, self._known = everybody.orders, everybody.facts, everybody.known

    def propose(self, proposals: Iterable[Proposal]) -> None:
        """Take up whom to get in touch with again."""
        found = list(proposals)
        self.proposed = Arranged([one.known for one in found])
        self.reasons = {one.known.person: one.reasons for one in found}

    def everybody(self) -> Sequence[PersonSummary]:
        """Return all who are known, in no order; nobody until they are read."""
        return self._known.rows if self._known else ()

    def renew(self, persons: Iterable[str]) -> None:
        """Bring the rows of some persons up to date; of few, for it is done at once."""
        if self._known is None:
            return
        changed = self._known.renew(persons)
        gone = [facts.row for one in changed if (facts := self.facts.pop(one, None)) is not None]
        come = [known for one in changed if (known := self._known.get(one)) is not None]
        self.facts |= facts_of(come)
        self._orders = {
            order: rows.changed(order, gone, come) for order, rows in self._orders.items()
        }

    def acquaintances(self, cards: Cards, settings: Assessing | None) -> Acquaintances:
        """Return what is known of people from everywhere; made when it is first asked for."""
        if self._acquaintances is None:
            from endorseback.services.people import Acquaintances

            self._acquaintances = Acquaintances(cards, settings)
        return self._acquaintances


@dataclass(frozen=True, slots=True)
class AllPeople:
    """All who are known, as they were read."""

    known: Renewing
    """Their rows, to be kept up to date."""
    orders: Mapping[Order, Arranged]
    """In every order."""
    facts: dict[str, KnownFacts]
    """What filters see of them, by person."""


def read_everybody(known: Renewing) -> AllPeople:
    """Return people as the list shows them; with 30,000 of them no work for the event loop."""
    return AllPeople(known, arrange(known.rows), facts_of(known.rows))


def facts_of(known: Iterable[PersonSummary]) -> dict[str, KnownFacts]:
    """Return what filters see of people."""
    from endorseback.filters import KnownFacts

    return {one.person: KnownFacts(one) for one in known}


def arrange(known: Iterable[PersonSummary]) -> Mapping[Order, Arranged]:
    """Return people in every order."""
    rows = sorted(known, key=_KEYS[Order.NAME])
    return {order: Arranged(sorted(rows, key=key)) for order, key in _KEYS.items()}


def _last(known: PersonSummary) -> tuple[str, str]:
    """Return what tells people apart who are alike in an order: the name, then the key."""
    return fold(known.name), known.person


def _seconds(moment: datetime | None) -> float:
    """Return a moment as a number; the far past where there is none."""
    return ((moment or NEVER) - NEVER).total_seconds()


_KEYS: Final[Mapping[Order, Callable[[PersonSummary], Any]]] = {
    Order.NAME: _last,
    Order.COMPANY: lambda one: (not one.company, fold(one.company), *_last(one)),
    Order.CONNECTED: lambda one: (-(one.connected_on or _NO_DAY).toordinal(), *_last(one)),
    Order.EXCHANGE: lambda one: (-_seconds(one.last_exchange), *_last(one)),
    Order.ENDORSED: lambda one: (-one.received, *_last(one)),
}
"""By what each order compares; no two people are alike, so that each has one place."""
