"""From counted messages to what passed between the owner and each person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from endorseback.archive.identity import recipients_of
from endorseback.archive.tally import Count, Route, Tally
from endorseback.model.archive import Correspondence, Owner
from endorseback.model.people import name_key, slug_key, slug_of_address
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

    def __init__(self, messages: Tally) -> None:
        self.persons: dict[str, _Person] = {}
        self._slugs: dict[str, set[str]] = defaultdict(set)
        for route in map(Route._make, messages):
            recipients = recipients_of(route)
            self._learn(route.sender, slug_of_address(route.sender_url))
            self._learn(route.to, recipients[0] if len(recipients) == 1 else None)

    def _learn(self, name: str, slug: str | None) -> None:
        if slug is not None:
            self._slugs[fold(clean(name))].add(slug)

    def knows(self, name: str) -> bool:
        """Tell whether somebody with a slug bears a name."""
        return fold(clean(name)) in self._slugs

    def person(self, name: str, slug: str | None) -> _Person | None:
        """Return the person with a slug, else with a name; None for nobody."""
        shown = clean(name)
        if slug is None:
            if fold(shown) in _NOBODY:
                return None
            same = self._slugs.get(fold(shown), set())
            slug = next(iter(same)) if len(same) == 1 else None
        key = name_key(shown) if slug is None else slug_key(slug)
        person = self.persons.setdefault(key, _Person(slug))
        person.name = person.name or shown
        return person


def correspondences(messages: Tally, owner: Owner) -> list[Correspondence]:
    """Return what passed between the owner and each person, messages to large groups left out."""
    met = _Met(messages)
    for cells, count in messages.items():
        route = Route(*cells)
        mine = is_mine(route, owner)
        others = _recipients(route, owner, met) if mine else _sender(route)
        alone = len(others) == 1 and (mine or _is_to_one(route, owner))
        for name, slug in others:
            person = met.person(name, slug)
            if person is not None:
                person.add(count, mine=mine, alone=alone)
    return [person.correspondence() for person in met.persons.values()]


def is_mine(route: Route, owner: Owner) -> bool:
    """Tell whether the owner wrote the messages of a route."""
    if route.direction:
        return route.direction.strip().upper() == _OUTGOING
    slug = slug_of_address(route.sender_url)
    if slug is not None and owner.slug is not None:
        return slug == owner.slug
    return bool(owner.name) and fold(clean(route.sender)) == fold(owner.name)


def _recipients(route: Route, owner: Owner, met: _Met) -> list[_Other]:
    """Return to whom the owner wrote: names and slugs, none for a large group."""
    slugs = [slug for slug in recipients_of(route) if slug != owner.slug]
    if slugs:
        name = route.to if len(slugs) == 1 == len(recipients_of(route)) else ""
        return [(name, slug) for slug in slugs] if len(slugs) <= SMALL_GROUP else []
    is_one = "," not in route.to or met.knows(route.to)
    is_other = not route.recipient_urls and fold(clean(route.to)) != fold(owner.name)
    return [(route.to, None)] if is_one and is_other else []


def _sender(route: Route) -> list[_Other]:
    """Return who wrote to the owner; nobody where it was to a large group, or from a company."""
    slug = slug_of_address(route.sender_url)
    is_page = slug is None and bool(route.sender_url.strip())
    if is_page or len(recipients_of(route)) > SMALL_GROUP:
        return []
    return [(route.sender, slug)]


def _is_to_one(route: Route, owner: Owner) -> bool:
    """Tell whether messages went to the owner alone."""
    if route.recipient_urls:
        return "," not in route.recipient_urls
    return "," not in route.to or fold(clean(route.to)) == fold(owner.name)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    """Return the later of two moments, of which any may be missing."""
    return max(filter(None, (one, other)), default=None)
