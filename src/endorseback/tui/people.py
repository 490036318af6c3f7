"""Everybody who is known, in the orders in which the list of people shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import cycle, islice
from typing import Any, Final, overload

from endorseback.model.card import Known
from endorseback.text import fold

_NO_DAY: Final = date.min
_NO_TIME: Final = datetime.min.replace(tzinfo=UTC)


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


class Arranged(Sequence[Known]):
    """People in one order, which tell where each of them stands."""

    def __init__(self, rows: Sequence[Known] = ()) -> None:
        """Take people who are in order."""
        self._rows = rows
        self._places: Mapping[str, int] | None = None

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Known: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Known]: ...
    def __getitem__(self, index: int | slice) -> Known | Sequence[Known]:
        """Return one of them, or some."""
        return self._rows[index]

    def __iter__(self) -> Iterator[Known]:
        """Iterate over them."""
        return iter(self._rows)

    def place_of(self, key: str) -> int | None:
        """Return where the person with a key stands, or None; the places are noted once."""
        if self._places is None:
            self._places = {known.person: place for place, known in enumerate(self._rows)}
        return self._places.get(key)


@dataclass(slots=True)
class People:
    """The list of people as it stands; it is read off the event loop, and taken up when it is."""

    orders: Mapping[Order, Arranged] | None = None
    """Everybody in every order; None until they are read."""
    order: Order = Order.NAME
    """The order that is up."""

    @property
    def rows(self) -> Arranged:
        """Everybody in the order that is up; nobody until they are read."""
        return self.orders[self.order] if self.orders else Arranged()


def arrange(known: Sequence[Known]) -> Mapping[Order, Arranged]:
    """Return people in every order; with 30,000 of them this is no work for the event loop."""
    by_name = sorted(known, key=lambda one: fold(one.name))
    keys: Mapping[Order, Callable[[Known], Any]] = {
        Order.COMPANY: lambda one: (not one.company, fold(one.company)),
        Order.CONNECTED: lambda one: -(one.connected_on or _NO_DAY).toordinal(),
        Order.EXCHANGE: lambda one: -_seconds(one.last_exchange),
        Order.ENDORSED: lambda one: -one.received,
    }
    return {Order.NAME: Arranged(by_name)} | {
        order: Arranged(sorted(by_name, key=key)) for order, key in keys.items()
    }


def _seconds(moment: datetime | None) -> float:
    """Return a moment as a number; the far past where there is none."""
    return ((moment or _NO_TIME) - _NO_TIME).total_seconds()
