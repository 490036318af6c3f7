"""A CSV file of the archive as a table: its dialect, its header, and its rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from endorseback.archive.archive_errors import UnusableArchive
from endorseback.archive.archive_limits import MAX_REFUSED, MAX_ROWS
from endorseback.archive.bounded_stream import BoundedStream, decoded
from endorseback.archive.file_kinds import FileKind
from endorseback.archive.table.columns import NEEDED, Column, column_of
from endorseback.archive.table.csv_rows import ABSENT, Row, Rows
from endorseback.model.archive_data import RefusedRow

_NEVER: Final = "\x1f"
"""A delimiter for tables of one column, in which any other may be part of a value."""
_DELIMITERS: Final = (_NEVER, ",", ";", "\t", "|")
_HEADER_WITHIN: Final = 12
"""Rows among which the header is; LinkedIn puts three lines of notes before one of them."""


class _Header(NamedTuple):
    """Where a table's header is, and what it says."""

    delimiter: str
    row: int
    """How many rows come before it."""
    columns: dict[Column, int]


class CsvTable:
    """One file, read row by row; what is wrong with a row is collected."""

    def __init__(self, file: BoundedStream, name: str, kind: FileKind) -> None:
        """Find the header of a file.

        Args:
            file: The file, at its beginning.
            name: What the report calls it.
            kind: What it is to hold.

        Raises:
            UnusableArchive: If the file cannot be read.
        """
        self.name = name
        self._broken = 0
        self.rows_passed_over = 0
        """How many rows are in order, but about nobody."""
        self._refused: list[RefusedRow] = []
        self._refusals = 0
        self._file = file
        text = decoded(file)
        self._header = _find_header(file.sample(), text.encoding, kind)
        delimiter = self._header.delimiter if self._header else ","
        self._rows = Rows(text, delimiter, self._break)
        if self._header is None:
            self._refuse(1, _missing(kind) if file.sample() else "is empty")

    @property
    def is_readable(self) -> bool:
        """Whether it has a header with the columns that its rows cannot do without."""
        return self._header is not None

    @property
    def rows_read(self) -> int:
        """How many rows there are, broken ones included."""
        return self._rows.count + self._broken

    @property
    def refused(self) -> list[RefusedRow]:
        """The rows that could not be used; of very many, the first, and how many there are."""
        more = self._refusals - len(self._refused)
        if not more:
            return self._refused
        line = self._refused[-1].line
        return [*self._refused, RefusedRow(self.name, line, f"and {more:,} more rows after this")]

    def has(self, column: Column) -> bool:
        """Tell whether it has a column."""
        return self._header is not None and column in self._header.columns

    def rows(self, *columns: Column) -> Iterator[Row]:
        """Yield these columns of each row, with empty texts for what is missing.

        A row that breaks the rules of CSV (RFC 4180) is refused, and the next one read.

        Raises:
            UnusableArchive: If there are too many, or the file cannot be read.
        """
        if self._header is None:
            self._file.drain()
            return
        places = [self._header.columns.get(column, ABSENT) for column in columns]
        yield from self._rows.cells(places, skip=self._header.row + 1)
        if self._rows.count > MAX_ROWS:
            raise UnusableArchive(
                f"{self.name} has over {MAX_ROWS:,} rows.",
                hint="No file of LinkedIn's has as many, so nothing was read.",
            )

    def refuse(self, reason: str) -> None:
        """Note that the row that was yielded last cannot be used, and why."""
        self._refuse(self._rows.begin, reason)

    def skip(self, reason: str, but: str = "") -> None:
        """Pass over the last row: in silence where nothing is in it, else refused.

        Args:
            reason: Why it cannot be used.
            but: A cell that may be in it all the same.
        """
        if any(cell and cell != but and not cell.isspace() for cell in self._rows.row):
            self.refuse(reason)
        else:
            self.rows_passed_over += 1

    def _break(self, line: int, reason: str) -> None:
        self._broken += 1
        self._refuse(line, f"is no CSV: {reason}")

    def _refuse(self, line: int, reason: str) -> None:
        self._refusals += 1
        if self._refusals <= MAX_REFUSED:
            self._refused.append(RefusedRow(self.name, line, reason))


def _find_header(sample: bytes, encoding: str, kind: FileKind) -> _Header | None:
    """Return the header that names the most columns, among all ways to read a file's beginning."""
    text = sample.decode(encoding, "replace")
    best: _Header | None = None
    for delimiter in _DELIMITERS:
        found = _header_with(text, delimiter, kind)
        if found and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def _header_with(text: str, delimiter: str, kind: FileKind) -> _Header | None:
    """Return the first row that has all the columns needed, with this delimiter; None without."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, row in enumerate(islice(rows, _HEADER_WITHIN)):
            columns: dict[Column, int] = {}
            for index, title in enumerate(row):
                column = column_of(title)
                if column is not None:
                    columns.setdefault(column, index)
            if all(needed & columns.keys() for needed in NEEDED[kind]):
                return _Header(delimiter, number, columns)
    except csv.Error:
        return None
    return None


def _missing(kind: FileKind) -> str:
    """Return what is said of a file without a header that is understood."""
    wanted = " and ".join(
        " or ".join(repr(str(column)) for column in sorted(needed)) for needed in NEEDED[kind]
    )
    return f"its header is not understood: there is no column {wanted}"
