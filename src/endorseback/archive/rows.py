"""The rows of a CSV text, of which a broken one costs no other."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final

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
        self._lines = lines
        self._delimiter = delimiter
        self._broken = broken
        self._end = 0

    def begin_of(self, row: list[str]) -> int:
        """Return the line, counted from 1, on which a row begins: the one that came last."""
        return self._end - sum(len(_LINE_END.findall(cell)) for cell in row)

    def __iter__(self) -> Iterator[list[str]]:
        """Yield all rows that keep the rules; one that is an empty line is empty."""
        source, recent = iter(self._lines), list[str]()
        before, retries = 0, _MAX_RETRIES
        while True:
            reader = csv.reader(_kept(source, recent), delimiter=self._delimiter, strict=True)
            try:
                for row in reader:
                    recent.clear()
                    self._end = before + reader.line_num
                    yield row
            except csv.Error as error:
                self._broken(self._end + 1, f"is no CSV: {error}")
            else:
                return
            retries -= 1
            again = recent[1:] if retries >= 0 else []
            before = self._end = self._end + len(recent) - len(again)
            source = chain(again, source)
            recent.clear()


def _kept(lines: Iterable[str], recent: list[str]) -> Iterator[str]:
    """Yield lines, and keep those of the row that is being read."""
    for line in lines:
        recent.append(line)
        yield line
