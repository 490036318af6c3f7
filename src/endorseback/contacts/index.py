"""Finding the row of a person by slug, else by a name that nobody else bears."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Generic, TypeVar

from endorseback.contacts.snapshot import key_of_row
from endorseback.model.archive_data import Connection, Correspondence, Invitation
from endorseback.model.person_key import is_opaque
from endorseback.text import fold

P = TypeVar("P", Connection, Correspondence, Invitation)


class ContactIndex(Generic[P]):
    """Rows of archives about people, one a person.

    Args:
        rows: The rows.
        shared: The folded names that several connections bear: none of them tells who it is.
    """

    def __init__(self, rows: Sequence[P], shared: Collection[str]) -> None:
        self._by_key: dict[str, P] = {}
        self._by_name: dict[str, P | None] = {}
        for row in rows:
            self._by_key[key_of_row(row)] = row
            name = fold(row.name)
            self._by_name[name] = None if name in self._by_name or name in shared else row

    def find(self, keys: Iterable[str], names: Iterable[str]) -> P | None:
        """Return the row of the person whom some keys, else some names, mean, or None."""
        keys = tuple(keys)
        for key in keys:
            if key.startswith("in:") and (row := self._by_key.get(key)) is not None:
                return row
        has_slug = any(key.startswith("in:") and not is_opaque(key) for key in keys)
        folded_names = [fold(name) for name in names]
        folded_names += [key.removeprefix("name:") for key in keys if key.startswith("name:")]
        for folded in folded_names:
            row = self._by_name.get(folded)
            if row is not None and (row.slug is None or not has_slug):
                return row
        return None


def names_of_several(connections: Iterable[Connection]) -> frozenset[str]:
    """Return the folded names that several connections bear."""
    names = Counter(fold(connection.name) for connection in connections)
    return frozenset(name for name, count in names.items() if count > 1)
