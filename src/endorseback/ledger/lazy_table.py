"""A table whose entries are decoded when they are looked at, so that a large fold opens at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Generic, TypeVar
from zlib import crc32

import msgspec

T = TypeVar("T")

SHELVES: Final = 64
"""Parts that a stored table has: the first frame looks into a few of them, and decodes no other."""

Stored = list[msgspec.Raw]
"""A table as it is stored: by the shelf that a key belongs to, entries by their keys; or empty."""

_Shelf = dict[str, msgspec.Raw]

_encoder = msgspec.msgpack.Encoder()
_shelf_decoder = msgspec.msgpack.Decoder(_Shelf)


class LazyTable(Generic[T]):
    """Entries by their keys; an entry, once looked at, may be changed in place.

    Other threads may look: two that look at the same entry are given the same object.

    Args:
        stored: The entries as msgpack; `store` brings it up to date.
        kind: What they are decoded into.
    """

    def __init__(self, stored: Stored, kind: type[T]) -> None:
        self._stored = stored
        self._shelves: dict[int, _Shelf] = {}
        self._awake: dict[str, T] = {}
        self._decoder = msgspec.msgpack.Decoder(kind)

    def get(self, key: str) -> T | None:
        """Return an entry, or None where there is none of that key."""
        entry = self._awake.get(key)
        if entry is None and (raw := self._shelf_of(key).get(key)) is not None:
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

    def __contains__(self, key: str) -> bool:
        """Tell whether there is an entry of that key."""
        return key in self._awake or key in self._shelf_of(key)

    def remove(self, key: str) -> None:
        """Take an entry out, if it is there."""
        self._shelf_of(key).pop(key, None)
        self._awake.pop(key, None)

    def pop(self, key: str, default: T) -> T:
        """Take an entry out and return it, or the default where there is none."""
        entry = self.get(key)
        self.remove(key)
        return default if entry is None else entry

    def keys(self) -> list[str]:
        """Return the keys of all entries, those stored first."""
        # Another thread may look while the owner changes them: copy each in one step.
        found: dict[str, None] = {}
        for number in range(len(self._stored)):
            found.update(dict.fromkeys(tuple(self._shelf(number))))
        found.update(dict.fromkeys(tuple(self._awake)))
        return list(found)

    def values(self) -> Iterator[T]:
        """Iterate over all entries, those stored first."""
        for key in self.keys():
            yield self[key]

    def store(self) -> None:
        """Bring what is stored up to date with what was changed."""
        self._stored += [msgspec.Raw(b"\x80")] * (SHELVES - len(self._stored))  # an empty map
        for key, entry in self._awake.items():
            self._shelf_of(key)[key] = msgspec.Raw(_encoder.encode(entry))
        for number, shelf in self._shelves.items():
            self._stored[number] = msgspec.Raw(_encoder.encode(shelf))

    def _shelf_of(self, key: str) -> _Shelf:
        """Return the shelf that a key belongs to; a passing one as long as nothing was stored."""
        if not self._stored:
            return {}
        return self._shelf(crc32(key.encode(errors="surrogatepass")) % SHELVES)

    def _shelf(self, number: int) -> _Shelf:
        """Return a shelf, decoded if it was not yet."""
        shelf = self._shelves.get(number)
        if shelf is None:
            raw = self._stored[number] if number < len(self._stored) else msgspec.Raw(b"\x80")
            shelf = self._shelves.setdefault(number, _shelf_decoder.decode(raw))
        return shelf
