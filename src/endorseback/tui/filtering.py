"""Filter as you type: which rows hold every word that stands in the filter."""

from __future__ import annotations

from collections.abc import Sequence

from endorseback.model.card import Known
from endorseback.model.inbox import Row
from endorseback.text import fold
from endorseback.tui.tabs import AnyRow


class Filter:
    """The rows of one list, searchable; their folded texts are made once, at the first filter."""

    def __init__(self, rows: Sequence[AnyRow]) -> None:
        self._rows = rows
        self._texts: list[tuple[AnyRow, str]] | None = None

    def matching(self, wanted: str) -> Sequence[AnyRow]:
        """Return the rows in which every word of the text occurs; all of them for an empty text."""
        words = fold(wanted).split()
        if not words:
            return self._rows
        if self._texts is None:
            self._texts = [(row, _searchable(row)) for row in self._rows]
        return [row for row, text in self._texts if all(word in text for word in words)]


def _searchable(row: AnyRow) -> str:
    """Return what a filter looks at: names and skills; of a mail its sender and subject too."""
    if isinstance(row, Known):
        return fold("\n".join((row.name, row.company, row.position, *row.tags)))
    if isinstance(row, Row):
        return fold("\n".join((row.name, *row.skills)))
    return fold("\n".join((row.name or "", row.sender, row.subject, *row.skills)))
