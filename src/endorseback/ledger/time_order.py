"""Lists that stay in order of time while single entries come and go."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final, TypeVar, overload

import msgspec

T = TypeVar("T")

Place = tuple[datetime, str]
"""When, and the key of what: the order of a list."""

NEVER: Final = datetime.min.replace(tzinfo=UTC)
"""The time of what has none: it comes last where the newest comes first."""

_FEW: Final = 32


def known_time(moment: datetime) -> datetime | None:
    """Return a time as it is shown: None for `NEVER`."""
    return None if moment == NEVER else moment


class TimeOrder(msgspec.Struct, array_like=True):
    """Keys in the order of their times; one that comes or goes costs little among many."""

    places: list[Place] = []
    """Sorted, the newest last."""

    def __len__(self) -> int:
        """Return the number of keys."""
        return len(self.places)

    def newest(self, index: int) -> str:
        """Return a key, counted from the newest."""
        return self.places[-1 - index][1]

    def newest_first(self) -> Iterator[str]:
        """Iterate over the keys, the newest first."""
        return (key for _, key in reversed(self.places))

    def change(self, gone: Sequence[Place], come: Sequence[Place]) -> None:
        """Take out places and put in others: one by one where they are few, else by one sort."""
        if len(gone) + len(come) > _FEW:
            leaving = set(gone)
            if leaving:
                self.places = [place for place in self.places if place not in leaving]
            self.places.extend(come)
            self.places.sort()
            return
        for place in gone:
            del self.places[bisect_left(self.places, place)]
        for place in come:
            insort(self.places, place)


class NewestFirst(Sequence[T]):
    """A live view of a `TimeOrder`, the newest first, whose items are made when they are looked at.

    It always shows what there is: after a fold its length and its items may be others.
    """

    def __init__(self, order: TimeOrder, make: Callable[[str], T]) -> None:
        self._order = order
        self._make = make

    def __len__(self) -> int:
        """Return the number of items."""
        return len(self._order)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        """Return one item, or a tuple of some, counted from the newest."""
        count = len(self._order)
        if isinstance(index, slice):
            return tuple(self[place] for place in range(*index.indices(count)))
        if not -count <= index < count:
            raise IndexError(index)
        return self._make(self._order.newest(index % count))

    def __iter__(self) -> Iterator[T]:
        """Iterate over the items, the newest first."""
        return map(self._make, self._order.newest_first())

    def keys(self) -> Iterable[str]:
        """Iterate over the keys of the items, the newest first, without making the items."""
        return self._order.newest_first()
