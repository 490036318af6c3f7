"""Who is who by the user's own word: it stands above what slugs and names tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from endorseback.ledger.events.archive_events import Merged, Split
from endorseback.ledger.events.events import Event
from endorseback.model.person_key import is_opaque, key_of


class _MergeLinks(NamedTuple):
    """What all that was said comes to."""

    groups: dict[str, tuple[str, ...]]
    """For each key that is one person with others: all of their keys, the person's own first."""
    apart: frozenset[str]
    """Keys that no name alone is taken to belong to, or that belong to nobody else's slug."""
    since: dict[str, int]
    """For each key in a group, the place in the journal of the newest word that made it."""


class Merges(msgspec.Struct, array_like=True, dict=True):
    """The merges and the splits that count, and what they come to."""

    said: list[tuple[int, Event]] = []
    """Each with its place in the journal, oldest first."""

    def __post_init__(self) -> None:
        """Work out what was said."""
        self._links = _links_of(self.said)

    def say(self, number: int, event: Event) -> None:
        """Take in a merge or a split; `number` is its place in the journal."""
        self.said.append((number, event))
        self._links = _links_of(self.said)

    def take_back(self, event: Event) -> None:
        """Let a merge or a split not count any more."""
        self.said = [entry for entry in self.said if entry[1].id != event.id]
        self._links = _links_of(self.said)

    def root(self, key: str) -> str:
        """Return the key of the person that a key was merged into; itself where it was not."""
        group = self._links.groups.get(key)
        return key if group is None else group[0]

    def members(self, person: str) -> tuple[str, ...]:
        """Return the keys that were merged into a person, its own first."""
        return self._links.groups.get(person, (person,))

    def is_apart(self, key: str) -> bool:
        """Tell whether a key was split off, and not merged since."""
        return key in self._links.apart

    def names(self, key: str) -> bool:
        """Tell whether the user said anything of a key that still holds."""
        return key in self._links.groups or key in self._links.apart

    def since(self, person: str) -> int:
        """Return the place in the journal of the newest merge of a person, or 0."""
        return self._links.since.get(person, 0)


def keys_of(event: Event) -> tuple[str, ...]:
    """Return the keys that a merge or a split is about."""
    payload = event.payload
    assert isinstance(payload, Merged | Split)
    one = key_of(payload.name, payload.slug)
    if isinstance(payload, Split):
        return (one,)
    return one, key_of(payload.other_name, payload.other_slug)


def _links_of(said: Iterable[tuple[int, Event]]) -> _MergeLinks:
    """Return what was said comes to, in the order of the journal: the newest word counts."""
    groups: dict[str, set[str]] = {}
    since: dict[str, int] = {}
    apart: set[str] = set()
    for number, event in said:
        keys = keys_of(event)
        if isinstance(event.payload, Split):
            _cut(keys[0], groups, apart)
            continue
        apart.difference_update(keys)
        group = set(keys).union(*(groups.get(key, ()) for key in keys))
        groups.update(dict.fromkeys(group, group))
        since.update(dict.fromkeys(group, number))
    ordered = {key: tuple(sorted(group, key=_rank)) for key, group in groups.items()}
    return _MergeLinks(ordered, frozenset(apart), since)


def _cut(key: str, groups: dict[str, set[str]], apart: set[str]) -> None:
    """Take a key out of its group; one that is in none, or a name alone, is on its own from here.

    A slug that was merged by hand keeps the names that are its own.
    """
    group = groups.pop(key, None)
    if group is None or key.startswith("name:"):
        apart.add(key)
    if group is not None:
        group.discard(key)
        if len(group) == 1:
            groups.pop(next(iter(group)))


def _rank(key: str) -> tuple[bool, bool, str]:
    """Return what orders the keys of a person: a readable slug first, then opaque ids, names."""
    return key.startswith("name:"), is_opaque(key), key
