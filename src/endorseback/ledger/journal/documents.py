"""The documents of a table: as they are stored, and as an update sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

import msgspec

Documents = Mapping[str, Mapping[str, Any]]
"""The documents of a table by id; each look at one gives an object of its own."""


class LazyDocuments(Mapping[str, Mapping[str, Any]]):
    """The documents of one table, decoded one by one when they are asked for."""

    def __init__(self, raw: Mapping[str, msgspec.Raw]) -> None:
        self._raw = raw

    def __getitem__(self, key: str) -> Mapping[str, Any]:
        """Return one document, as an object of its own."""
        document: Mapping[str, Any] = msgspec.json.decode(self._raw[key])
        return document

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids, oldest first."""
        return iter(self._raw)

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self._raw)

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a document of that id, without decoding it."""
        return key in self._raw


class Overlay(MutableMapping[str, Mapping[str, Any]]):
    """A table as an update sees it: its own changes over documents that stay as they are."""

    def __init__(self, base: Documents) -> None:
        self._base = base
        self._touched: dict[str, Mapping[str, Any] | None] = {}

    def changes(self) -> dict[str, Mapping[str, Any] | None]:
        """Return the documents that the update changed, by id; None for removed ones."""
        return {
            key: document
            for key, document in self._touched.items()
            if document != self._base.get(key)
        }

    def __getitem__(self, key: str) -> Mapping[str, Any]:
        """Return a document, which TinyDB then changes in place."""
        if key not in self._touched:
            self._touched[key] = self._base[key]
        document = self._touched[key]
        if document is None:
            raise KeyError(key)
        return document

    def __setitem__(self, key: str, document: Mapping[str, Any]) -> None:
        """Put a document."""
        self._touched[key] = document

    def __delitem__(self, key: str) -> None:
        """Remove a document."""
        if key not in self:
            raise KeyError(key)
        self._touched[key] = None

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids that are there."""
        yield from (key for key in self._base if self._touched.get(key, True) is not None)
        yield from (
            key
            for key, document in self._touched.items()
            if document is not None and key not in self._base
        )

    def __len__(self) -> int:
        """Return the number of documents that are there."""
        return sum(1 for _ in self)

    def __contains__(self, key: object) -> bool:
        """Tell whether a document is there, without copying it."""
        if key in self._touched:
            return self._touched[key] is not None
        return key in self._base
