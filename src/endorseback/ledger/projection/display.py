"""What a person, and each endorsement of theirs, is shown as: by the newest who tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from endorseback.ledger.events.base import PersonAct
from endorseback.ledger.events.events import Event
from endorseback.ledger.projection.identity import PersonRecord, Source
from endorseback.ledger.projection.mails import Mails
from endorseback.ledger.projection.person_acts import all_acts
from endorseback.ledger.projection.standing import Standing
from endorseback.ledger.time_order import NEVER

Seen = tuple[str, str | None]
"""A name and perhaps a slug, as displayed."""


def display(parts: list[PersonRecord], mails: Mails) -> Seen:
    """Return the name and the slug as last displayed: by mails, by archives, by what was done.

    Who has no name anywhere, as in an archive without these columns, is called by the slug.
    """
    name, slug = "", None
    for seen_name, seen_slug in _seen(parts, mails):
        name, slug = name or seen_name, slug or seen_slug
        if name and slug:
            break
    return name or slug or "", slug


def sightings(parts: list[PersonRecord]) -> list[tuple[bool, Source]]:
    """Return all mails about a person, newest first; True marks those about recommendations."""
    found = [
        (False, source)
        for part in parts
        for sources in tuple(part.pairs.values())  # another thread may look while it changes
        for source in sources
    ]
    found += [(True, source) for part in parts for source in part.letters]
    return sorted(found, key=lambda sighting: sighting[1], reverse=True)


def newest_first(pairs: Iterable[Standing]) -> list[Standing]:
    """Return endorsements, newest first; those of one mail as they stand in it."""
    in_mail = sorted(pairs, key=_place_in_mail)
    return sorted(in_mail, key=lambda pair: pair.received, reverse=True)


def skill_of(pair: Standing, mails: Mails) -> str:
    """Return the skill as displayed by the earliest mail, else by an archive."""
    if not pair.told.sources:
        return _first_row(pair)
    _, mail, index = _first_source(pair)
    return mails.reading(mail).endorsements[index][2]


def identities(sources: Iterable[Source]) -> tuple[str, ...]:
    """Return the identities of mails, newest first, each once."""
    return tuple(dict.fromkeys(mail for _, mail, _ in sorted(sources, reverse=True)))


def _seen(parts: list[PersonRecord], mails: Mails) -> Iterator[Seen]:
    """Yield a person's names and slugs as displayed, the one to be shown first."""
    for is_letter, source in sightings(parts):
        yield _as_seen(is_letter, source, mails)
    yield from _as_listed(parts)
    for event in reversed(all_acts(parts)):
        yield _as_named(event)


def _as_seen(is_letter: bool, source: Source, mails: Mails) -> Seen:
    """Return a person's name and slug as one mail shows them."""
    _, mail, index = source
    reading = mails.reading(mail)
    if is_letter:
        return reading.people[index]
    name, slug, _ = reading.endorsements[index]
    return name, slug


def _as_listed(parts: list[PersonRecord]) -> list[Seen]:
    """Return a person's names and slugs as archives show them, newest row first."""
    found: list[tuple[datetime, str, str]] = []
    for part in parts:
        for table in (part.listed, part.given):
            found += [
                (row.at or NEVER, row.name, row.slug or "")
                for rows in tuple(table.values())
                for _, row in rows
            ]
        found += [(letter.at or NEVER, letter.name, "") for _, letter in part.letters_listed]
    return [(name, slug or None) for _, name, slug in sorted(found, reverse=True)]


def _as_named(event: Event) -> Seen:
    """Return a person's name and slug as an act of the user names them."""
    assert isinstance(event.payload, PersonAct)
    return event.payload.name, event.payload.slug


def _place_in_mail(pair: Standing) -> tuple[str, int, str]:
    if not pair.told.sources:
        return "", 0, _first_row(pair)
    _, mail, index = _first_source(pair)
    return mail, index, ""


def _first_source(pair: Standing) -> Source:
    """Return the earliest of the mails that say so; one without a time is the last to ask."""
    return min(pair.told.sources, key=lambda source: (source[0] == NEVER, source))


def _first_row(pair: Standing) -> str:
    """Return the skill as the earliest row displays it."""
    return min((row.at or NEVER, row.skill) for _, row in pair.told.rows)[1]
