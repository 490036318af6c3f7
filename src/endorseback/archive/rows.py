"""The rows of a CSV text, of which a broken one costs no other."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from operator import itemgetter
from typing import Final

from endorseback.archive.limits import MAX_ROWS

Row = tuple[str, ...]

ABSENT: Final = -1
"""The place of a column that there is not: an empty cell that is put behind each row."""

_MAX_RETRIES: Final = 100
"""Broken rows after which the lines that they took along are not looked at again."""
_LINE_END: Final = re.compile("\r\n|[\r\n]")


class Rows:
    """Iterates over rows, and knows where each begins.

    A quote that is never closed makes one field of all the lines after it, up to the longest field
    that `csv` allows (131,072 characters). Those lines are then read again without the first one.
    """

    def __init__(
        self, lines: Iterable[str], delimiter: str, broken: Callable[[int, str], None]
    ) -> None:
        """Prepare to read.

        Args:
            lines: With their line ends.
            delimiter: Between the cells.
            broken: Told the line at which a row begins that breaks the rules (RFC 4180), and why.
        """
        self.count = 0
        """How many rows were read, broken and empty ones not counted."""
        self.row: list[str] = []
        """The row that came last, with all its cells."""
        self._lines = lines
        self._delimiter = delimiter
        self._broken = broken
        self._before = 0
        self._reader = csv.reader(())

    def begin(self) -> int:
        """Return the line, counted from 1, on which the last row begins."""
        ends = sum(len(_LINE_END.findall(cell)) for cell in self.row)
        return self._before + self._reader.line_num - ends

    def cells(self, places: list[int], skip: int) -> Iterator[Row]:
        """Yield the cells at these places of each row, with empty ones where a row is short.

        Args:
            places: Of the cells, from 0, or `ABSENT`.
            skip: How many rows to leave out at the beginning.

        No more than `MAX_ROWS` are yielded; if there are more, `count` is more.
        """
        pick, width, some_absent = _picker(places), max(places) + 1, ABSENT in places
        source, recent, retries = iter(self._lines), list[str](), _MAX_RETRIES
        while True:
            reader = csv.reader(_kept(source, recent), delimiter=self._delimiter, strict=True)
            self._reader = reader
            try:
                for _ in islice(reader, skip):
                    recent.clear()
                    skip -= 1
                for row in reader:
                    recent.clear()
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
            except csv.Error as error:
                self._broken(self._before + reader.line_num - len(recent) + 1, str(error))
            else:
                return
            retries -= 1
            again = recent[1:] if retries >= 0 else []
            self._before += reader.line_num - len(again)
            source = chain(again, source)
            recent.clear()


def _kept(lines: Iterable[str], recent: list[str]) -> Iterator[str]:
    """Yield lines, and keep those of the row that is being read."""
    for line in lines:
        recent.append(line)
        yield line


def _picker(places: list[int]) -> Callable[[list[str]], Row]:
    """Return what takes the cells at these places out of a row."""
    if len(places) == 1:
        return lambda row: (row[places[0]],)
    return itemgetter(*places)
