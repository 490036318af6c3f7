"""A list narrowed by a filter: bit by bit, so that a key is answered at once however long it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, overload

from endorseback.filters import Facts, Filter, words_of
from endorseback.tui.state.tabs import AnyRow, Placing, place_of, row_key

STRIDE: Final = 1_000
"""Rows looked at in one go: few enough that the next key need not wait."""

FactsOf = Callable[[AnyRow], Facts]
"""Returns what a filter sees of a row."""


class Narrowed(Sequence[AnyRow]):
    """The rows of a list that a filter lets through, as far as the list has been looked at.

    They are the rows as they were looked at, also where the list behind is a live view.
    """

    def __init__(self, source: Narrowing, wanted: Filter, among: Sequence[int] | range) -> None:
        """Begin with none; `among` are the places, in order, at which rows may pass at all."""
        self.wanted = wanted
        """The filter."""
        self.found: list[int] = []
        """The places of those that pass, in order."""
        self._source = source
        self._among = among
        self._seen = 0

    @property
    def is_complete(self) -> bool:
        """Whether every row has been looked at."""
        return self._seen >= len(self._among)

    @property
    def reached(self) -> int:
        """The place up to which the list has been looked at."""
        return len(self._source.rows) if self.is_complete else self._among[self._seen]

    def grow(self, now: datetime) -> None:
        """Look at the next rows; `now` is what the filter counts days from."""
        places = self._among[self._seen : self._seen + STRIDE]
        self._seen += len(places)
        facts = [self._source.seen(place).facts for place in places]
        passing = {id(one) for one in self.wanted.select(facts, now)}
        self.found += [
            place for place, one in zip(places, facts, strict=True) if id(one) in passing
        ]

    def finish(self, now: datetime) -> None:
        """Look at all that is left."""
        while not self.is_complete:
            self.grow(now)

    def place_of(self, key: str) -> int | None:
        """Return where the row with a key stands among those found, or None."""
        if not isinstance(self._source.rows, Placing):
            return next((at for at, row in enumerate(self) if row_key(row) == key), None)
        place = self._source.rows.place_of(key)
        if place is None:
            return None
        at = bisect_left(self.found, place)
        return at if at < len(self.found) and self.found[at] == place else None

    def __len__(self) -> int:
        """Return how many were found."""
        return len(self.found)

    @overload
    def __getitem__(self, index: int) -> AnyRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[AnyRow]: ...
    def __getitem__(self, index: int | slice) -> AnyRow | Sequence[AnyRow]:
        """Return one of those found, or some."""
        if isinstance(index, slice):
            return [self._source.seen(place).row for place in self.found[index]]
        return self._source.seen(self.found[index]).row

    def __iter__(self) -> Iterator[AnyRow]:
        """Iterate over those found."""
        return (self._source.seen(place).row for place in self.found)


class Narrowing:
    """One list as it stands, and what filters found in it."""

    def __init__(self, rows: Sequence[AnyRow], facts_of: FactsOf) -> None:
        """Take the rows; `facts_of` is asked once for each that a filter looks at."""
        self.rows = rows
        """All of them."""
        self._facts_of = facts_of
        self._seen: dict[int, _Seen] = {}
        self._last: Narrowed | None = None

    def to(self, wanted: Filter) -> Narrowed:
        """Return the rows that pass, to be grown; a longer word is looked for where a shorter was.

        A filter that asks for the same as before goes on where it was.
        """
        last = self._last
        if last is None or last.wanted != wanted:
            is_within = last is not None and last.is_complete and _narrows(wanted, last.wanted)
            among = last.found if last is not None and is_within else range(len(self.rows))
            last = self._last = Narrowed(self, wanted, among)
        return last

    def place_of(self, key: str) -> int | None:
        """Return where the row with a key stands in the whole list, or None."""
        return place_of(self.rows, key)

    def seen(self, place: int) -> _Seen:
        """Return the row at a place as it was first looked at."""
        if (seen := self._seen.get(place)) is None:
            row = self.rows[place]
            seen = self._seen[place] = _Seen(row, self._facts_of(row))
        return seen


@dataclass(frozen=True, slots=True)
class _Seen:
    """A row that was looked at."""

    row: AnyRow
    facts: Facts


def _narrows(wanted: Filter, before: Filter) -> bool:
    """Tell whether all rows that pass one filter pass another for certain: both are words alone."""
    words, earlier = words_of(wanted.term), words_of(before.term)
    if words is None or not earlier:
        return False
    return all(any(old in new for new in words) for old in earlier)
