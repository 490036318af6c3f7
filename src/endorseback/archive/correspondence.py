"""From counted messages to what passed between the owner and each person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from endorseback.archive.message_counts import Count, Way
from endorseback.model.archive_data import Correspondence, Owner
from endorseback.model.person_key import name_key, slug_key
from endorseback.text import clean, fold

SMALL_GROUP: Final = 5
"""How many others a message may go to and still be one between its writer and each of them."""
_NOBODY: Final = frozenset(
    map(fold, ("", "LinkedIn Member", "LinkedIn-Mitglied", "Utilisateur LinkedIn"))
)
"""What stands in the place of a closed account's name."""
_OUTGOING: Final = "OUTGOING"

_Other = tuple[str, str | None]
"""A person as a row names them: a name, which may be empty, and a slug."""


@dataclass(slots=True)
class _Person:
    """What passed between the owner and one person, as far as it is counted."""

    slug: str | None
    name: str = ""
    sent: int = 0
    received: int = 0
    first: datetime | None = None
    last_sent: datetime | None = None
    last_received: datetime | None = None
    thread: str = ""
    thread_at: datetime | None = None

    def add(self, count: Count, *, mine: bool, alone: bool) -> None:
        """Add messages that went one way, in a conversation of the two alone or in a group."""
        if mine:
            self.sent += count.count
            self.last_sent = _later(self.last_sent, count.last)
        else:
            self.received += count.count
            self.last_received = _later(self.last_received, count.last)
        if count.first and (self.first is None or count.first < self.first):
            self.first = count.first
        if alone and (not self.thread or _later(self.thread_at, count.last) != self.thread_at):
            self.thread = clean(count.conversation)
            self.thread_at = count.last

    def correspondence(self) -> Correspondence:
        """Return it as a value."""
        last = _later(self.last_sent, self.last_received)
        return Correspondence(
            name=self.name,
            slug=self.slug,
            sent=self.sent,
            received=self.received,
            first=self.first,
            last=last,
            last_is_mine=last is not None and last != self.last_received,
            last_sent=self.last_sent,
            last_received=self.last_received,
            thread=self.thread,
        )


class _Met:
    """The persons met in messages; a name stands for a slug where one slug alone bears it."""

    def __init__(self, messages: Iterable[Way]) -> None:
        self.persons: dict[str, _Person] = {}
        self._slugs: dict[str, set[str]] = defaultdict(set)
        for way in messages:
            if way.sender_slug is not None:
                self._slugs[fold(way.sender)].add(way.sender_slug)
            if way.addresses == len(way.recipients) == 1:
                self._slugs[fold(way.to)].update(way.recipients)

    def knows(self, name: str) -> bool:
        """Tell whether somebody with a slug bears a name."""
        return fold(name) in self._slugs

    def person(self, name: str, slug: str | None) -> _Person | None:
        """Return the person with a slug, else with a name; None for nobody."""
        if slug is None:
            folded = fold(name)
            if folded in _NOBODY:
                return None
            same = self._slugs.get(folded, set())
            slug = next(iter(same)) if len(same) == 1 else None
        key = name_key(name) if slug is None else slug_key(slug)
        person = self.persons.setdefault(key, _Person(slug))
        person.name = person.name or name
        return person


def correspondences(messages: list[Way], owner: Owner) -> tuple[Correspondence, ...]:
    """Return what passed between the owner and each person, messages to large groups left out."""
    met = _Met(messages)
    for way in messages:
        mine = is_mine(way, owner)
        others = _recipients(way, owner, met) if mine else _sender(way)
        alone = len(others) == 1 and (mine or _is_to_one(way, owner))
        for name, slug in others:
            person = met.person(name, slug)
            if person is not None:
                person.add(way.count, mine=mine, alone=alone)
    return tuple(person.correspondence() for person in met.persons.values())


def is_mine(way: Way, owner: Owner) -> bool:
    """Tell whether the owner wrote the messages that went a way."""
    if way.direction:
        return way.direction == _OUTGOING
    if way.sender_slug is not None and owner.slug is not None:
        return way.sender_slug == owner.slug
    return bool(owner.name) and fold(way.sender) == fold(owner.name)


def _recipients(way: Way, owner: Owner, met: _Met) -> list[_Other]:
    """Return to whom the owner wrote: names and slugs, none for a large group."""
    slugs = [slug for slug in way.recipients if slug != owner.slug]
    if slugs:
        name = way.to if way.addresses == 1 else ""
        return [(name, slug) for slug in slugs] if len(slugs) <= SMALL_GROUP else []
    is_one = "," not in way.to or met.knows(way.to)
    is_other = not way.addresses and (way.direction or fold(way.to) != fold(owner.name))
    return [(way.to, None)] if is_one and is_other else []


def _sender(way: Way) -> list[_Other]:
    """Return who wrote to the owner; nobody where it was to a large group, or from a company."""
    if way.is_from_page or way.addresses > SMALL_GROUP:
        return []
    return [(way.sender, way.sender_slug)]


def _is_to_one(way: Way, owner: Owner) -> bool:
    """Tell whether messages went to the owner alone."""
    if way.addresses:
        return way.addresses == 1
    return "," not in way.to or fold(way.to) == fold(owner.name)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    """Return the later of two moments, of which any may be missing."""
    if one is None or other is None:
        return one or other
    return max(one, other)
