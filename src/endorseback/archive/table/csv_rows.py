"""The rows of a CSV text, of which a broken one costs no other."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from operator import itemgetter
from typing import Final

from endorseback.archive.archive_limits import MAX_ROWS

Row = tuple[str, ...]

ABSENT: Final = -1
"""The place of a column that there is not: an empty cell that is put behind each row."""

_QUOTE: Final = '"'
_LONG: Final = 100_000
"""Characters of a line from which on `csv` is asked whether its cells are too long (131,072)."""
_MAX_RETRIES: Final = 100
"""Broken rows after which the lines that they took along are not looked at again."""


class Rows:
    """Iterates over rows, and knows where each begins.

    A line without a quote is a row (RFC 4180), and is split at its delimiters: that takes a third
    of the time. All others are left to `csv`.

    A quote that is never closed makes one cell of all the lines after it, up to the longest cell
    that `csv` allows. Those lines are then read again without the first one.
    """

    def __init__(
        self, lines: Iterable[str], delimiter: str, broken: Callable[[int, str], None]
    ) -> None:
        """Prepare to read.

        Args:
            lines: With their line ends.
            delimiter: Between the cells.
            broken: Told the line at which a row begins that breaks the rules, and why.
        """
        self.count = 0
        """How many rows were read, broken and empty ones not counted."""
        self.begin = 0
        """The line, counted from 1, on which the last row begins."""
        self.row: list[str] = []
        """The row that came last, with all its cells."""
        self._source = iter(lines)
        self._delimiter = delimiter
        self._broken = broken
        self._retries = _MAX_RETRIES
        self._first = ""
        self._taken: list[str] = []
        self._reader = self._new_reader()

    def cells(self, places: list[int], skip: int) -> Iterator[Row]:
        """Yield the cells at these places of each row, with empty ones where a row is short.

        Args:
            places: Of the cells, from 0, or `ABSENT`.
            skip: How many rows to leave out at the beginning, empty ones included.

        No more than `MAX_ROWS` are yielded; if there are more, `count` is more.
        """
        pick, width, some_absent = _picker(places), max(places) + 1, ABSENT in places
        for row in self._all():
            if skip:
                skip -= 1
                continue
            if len(row) < width:
                if not row:
                    continue
                row += [""] * (width - len(row))
            if some_absent:
                row.append("")
            self.count += 1
            if self.count > MAX_ROWS:
                return
            self.row = row
            yield pick(row)

    def _all(self) -> Iterator[list[str]]:
        """Yield all rows that keep the rules, empty ones too."""
        number, delimiter = 1, self._delimiter
        while True:
            for line in self._source:
                self.begin = number
                if _QUOTE in line or len(line) > _LONG:
                    try:
                        row = self._quoted(line)
                    except csv.Error as error:
                        number += self._give_up(str(error))
                        break
                    number += len(self._taken)
                else:
                    plain = line.rstrip("\r\n")
                    row = plain.split(delimiter) if plain else []
                    number += 1
                yield row
            else:
                return

    def _quoted(self, line: str) -> list[str]:
        """Return the row that begins with a line, and takes as many more as its quotes do."""
        self._first = line
        self._taken = []
        return next(self._reader)

    def _new_reader(self) -> Iterator[list[str]]:
        return csv.reader(self._at_hand(), delimiter=self._delimiter, strict=True)

    def _at_hand(self) -> Iterator[str]:
        """Yield the first line of a row, then as many more as are asked for."""
        while True:
            line = self._first or next(self._source, "")
            if not line:
                return
            self._first = ""
            self._taken.append(line)
            yield line

    def _give_up(self, reason: str) -> int:
        """Tell of the row at hand; return how many of its lines are not to be read again."""
        self._broken(self.begin, reason)
        self._reader = self._new_reader()
        again = self._taken[1:] if self._retries else []
        if again:
            self._retries -= 1
            self._source = chain(again, self._source)
        return len(self._taken) - len(again)


def _picker(places: list[int]) -> Callable[[list[str]], Row]:
    """Return what takes the cells at these places out of a row."""
    if len(places) == 1:
        return lambda row: (row[places[0]],)
    return itemgetter(*places)
