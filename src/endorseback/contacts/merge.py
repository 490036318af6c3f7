"""What several archives say of people together: the newest word on each, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from endorseback.contacts.snapshot import Snapshot, key_of_row
from endorseback.model.archive_data import Connection, Correspondence, Invitation, Owner
from endorseback.text import fold

M = TypeVar("M", Correspondence, Invitation)


def joined(several: Sequence[Snapshot]) -> Snapshot:
    """Return what several archives say together, given in the order in which they were made.

    What a newer one says stands above what an older one says; what only an older one says is kept,
    and connections that the newest list of them lacks are marked.
    """
    if len(several) == 1:
        return several[0]
    return Snapshot(
        owner=_owner([brought.owner for brought in several]),
        connections=_connections([one.connections for one in several if one.connections]),
        correspondence=_joined([one.correspondence for one in several], _with_older),
        invitations=_joined([one.invitations for one in several], lambda newer, _: newer),
    )


def _owner(owners: Sequence[Owner]) -> Owner:
    """Return the user as the newest archive that tells shows them, point by point."""
    found = Owner()
    for owner in owners:
        found = Owner(
            name=owner.name or found.name,
            slug=owner.slug or found.slug,
            headline=owner.headline or found.headline,
            skills=owner.skills or found.skills,
            positions=owner.positions or found.positions,
        )
    return found


def _connections(lists: Sequence[Sequence[Connection]]) -> tuple[Connection, ...]:
    """Return all connections: the newest list, and those of older ones that it lacks, marked.

    A row without an address, as older archives have them, is anybody of that name in a newer one.
    """
    if not lists:
        return ()
    *older, newest = lists
    keys = set(map(key_of_row, newest))
    names = {fold(person.name) for person in newest}
    found = list(newest)
    for listed in reversed(older):
        absent = [
            person
            for person in listed
            if key_of_row(person) not in keys and (person.slug or fold(person.name) not in names)
        ]
        found += [replace(person, is_absent=True) for person in absent]
        keys.update(map(key_of_row, absent))
        names.update(fold(person.name) for person in absent)
    return tuple(found)


def _joined(lists: Iterable[Sequence[M]], join: Callable[[M, M], M]) -> tuple[M, ...]:
    """Return the rows of all lists, one a person."""
    found: dict[str, M] = {}
    for listed in lists:
        for row in listed:
            key = key_of_row(row)
            older = found.get(key)
            found[key] = row if older is None else join(row, older)
    return tuple(found.values())


def _with_older(newer: Correspondence, older: Correspondence) -> Correspondence:
    """Return the messages that two archives tell of together: none are lost by being deleted."""
    last = older if newer.last is None or (older.last and older.last > newer.last) else newer
    return replace(
        newer,
        sent=max(newer.sent, older.sent),
        received=max(newer.received, older.received),
        first=_least(newer.first, older.first),
        last=last.last,
        last_is_mine=last.last_is_mine,
        last_sent=_most(newer.last_sent, older.last_sent),
        last_received=_most(newer.last_received, older.last_received),
        thread=newer.thread or older.thread,
    )


def _least(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment is not None), default=None)


def _most(*moments: datetime | None) -> datetime | None:
    return max((moment for moment in moments if moment is not None), default=None)
