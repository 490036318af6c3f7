"""A table whose entries are decoded when they are looked at, so that a large fold opens at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")

_encoder = msgspec.msgpack.Encoder()


class OnDemand(Generic[T]):
    """Entries by their keys; an entry, once looked at, may be changed in place.

    Other threads may look: two that look at the same entry are given the same object.

    Args:
        stored: The entries as msgpack; `store` brings it up to date.
        kind: What they are decoded into.
    """

    def __init__(self, stored: dict[str, msgspec.Raw], kind: type[T]) -> None:
        self._stored = stored
        self._awake: dict[str, T] = {}
        self._decoder = msgspec.msgpack.Decoder(kind)

    def get(self, key: str) -> T | None:
        """Return an entry, or None where there is none of that key."""
        entry = self._awake.get(key)
        if entry is None and (raw := self._stored.get(key)) is not None:
            entry = self._awake.setdefault(key, self._decoder.decode(raw))
        return entry

    def __getitem__(self, key: str) -> T:
        """Return an entry that is known to be there."""
        entry = self.get(key)
        if entry is None:
            raise KeyError(key)
        return entry

    def __setitem__(self, key: str, entry: T) -> None:
        """Put in an entry."""
        self._awake[key] = entry

    def __contains__(self, key: object) -> bool:
        """Tell whether there is an entry of that key."""
        return key in self._awake or key in self._stored

    def remove(self, key: str) -> None:
        """Take an entry out, if it is there."""
        self._stored.pop(key, None)
        self._awake.pop(key, None)

    def pop(self, key: str, default: T) -> T:
        """Take an entry out and return it, or the default where there is none."""
        entry = self.get(key)
        self.remove(key)
        return default if entry is None else entry

    def keys(self) -> Iterable[str]:
        """Return the keys of all entries, those stored first."""
        return dict.fromkeys((*self._stored, *self._awake))

    def values(self) -> Iterator[T]:
        """Iterate over all entries, those stored first."""
        for key in self.keys():
            yield self[key]

    def store(self) -> None:
        """Bring what is stored up to date with what was changed."""
        for key, entry in self._awake.items():
            self._stored[key] = msgspec.Raw(_encoder.encode(entry))
