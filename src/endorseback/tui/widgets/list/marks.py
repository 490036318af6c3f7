"""Which rows of a list are marked: single ones, and those from an anchor to the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Marks(Generic[T]):
    """Marks are keys, so that they stay on their rows; only those of rows shown count.

    While a range is open, its rows count as marked, too; closing it marks them for good.
    """

    def __init__(self, key: Callable[[T], str]) -> None:
        """Begin without any; `key` tells what identifies a row."""
        self._key = key
        self._keys: set[str] = set()
        self._shown: int | None = 0
        self._anchor_key = ""
        self.anchor: int | None = None
        """The place at which a range began; None while none is open."""

    def __contains__(self, key: str) -> bool:
        """Tell whether the row with a key is marked by itself, not by an open range."""
        return key in self._keys

    def within(self, place: int, cursor: int) -> bool:
        """Tell whether a place lies in the open range."""
        if self.anchor is None:
            return False
        return min(self.anchor, cursor) <= place <= max(self.anchor, cursor)

    def rows(self, rows: Sequence[T], cursor: int) -> list[T]:
        """Return the marked ones of some rows, in their order."""
        if not self._keys and self.anchor is None:
            return []
        return [
            row
            for place, row in enumerate(rows)
            if self._key(row) in self._keys or self.within(place, cursor)
        ]

    def count(self, rows: Sequence[T], cursor: int) -> int:
        """Return how many of some rows are marked; counted anew only after they changed."""
        if self.anchor is not None:
            return len(self.rows(rows, cursor))
        if self._shown is None:
            self._shown = sum(self._key(row) in self._keys for row in rows) if self._keys else 0
        return self._shown

    def rows_changed(self, place_of: Callable[[str], int | None]) -> None:
        """Take note that other rows are shown; an open range goes on from where its row stands.

        `place_of` tells where the row with a key stands by now, if it does.
        """
        self._shown = None
        if self.anchor is not None:
            self.anchor = place_of(self._anchor_key)

    def toggle(self, row: T) -> None:
        """Mark a row, or unmark it."""
        self._keys ^= {self._key(row)}
        self._shown = None

    def add(self, keys: Iterable[str]) -> None:
        """Mark the rows with some keys."""
        self._keys.update(keys)
        self._shown = None

    def toggle_all(self, rows: Sequence[T]) -> None:
        """Mark every row, or unmark all where every one is marked."""
        keys = {self._key(row) for row in rows}
        self._keys = set() if keys <= self._keys else keys
        self._shown = len(self._keys)
        self.anchor = None

    def toggle_range(self, rows: Sequence[T], cursor: int) -> None:
        """Begin a range at the cursor, or mark what lies between its beginning and the cursor."""
        if self.anchor is None:
            self.anchor, self._anchor_key = cursor, self._key(rows[cursor])
            return
        first, last = sorted((self.anchor, cursor))
        self._keys |= {self._key(rows[place]) for place in range(first, last + 1)}
        self._shown = self.anchor = None

    def clear(self) -> bool:
        """Unmark everything; tell whether there was anything."""
        had_any = bool(self._keys) or self.anchor is not None
        self._keys.clear()
        self._shown = 0
        self.anchor = None
        return had_any
