"""What a list of people needs to know of each of them: less than a card, and much sooner made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from endorseback.ledger.projection.annotations import tags_of
from endorseback.ledger.projection.display import display
from endorseback.ledger.projection.identity import PersonRecord
from endorseback.ledger.projection.mails import Mails
from endorseback.ledger.projection.merges import Merges
from endorseback.ledger.projection.person_acts import decided
from endorseback.ledger.projection.standing import pairs_of, received_at
from endorseback.ledger.time_order import NEVER, known_time
from endorseback.ledger.views.given import given_times
from endorseback.model.decisions import DecisionKind


@dataclass(frozen=True, slots=True)
class PersonTotals:
    """One person, counted."""

    person: str
    """The person's key."""
    name: str
    slug: str | None
    keys: tuple[str, ...]
    """The keys of all slugs and names that are this person."""
    received: tuple[datetime, ...]
    """When each skill came that they endorsed, in UTC, oldest first; `NEVER` where none tells."""
    given: tuple[datetime, ...]
    """When each skill went that the user endorsed, likewise."""
    last_message: datetime | None
    """When the user last noted that they wrote to them."""
    last_recommendation: datetime | None
    """When one of the two last recommended the other, or asked for it."""
    tags: tuple[str, ...]


def make_totals(person: str, parts: list[PersonRecord], mails: Mails, ties: Merges) -> PersonTotals:
    """Return a person, counted."""
    name, slug = display(parts, mails)
    keys = {part.key for part in parts}.union(ties.members(person))
    messages = [
        event.at
        for part in parts
        for _, event in part.decisions
        if decided(event).action is DecisionKind.MESSAGED
    ]
    return PersonTotals(
        person=person,
        name=name,
        slug=slug,
        keys=tuple(sorted(keys)),
        received=tuple(sorted(received_at(told) for told in pairs_of(parts).values())),
        given=tuple(sorted(moment or NEVER for moment in given_times(parts))),
        last_message=max(messages, default=None),
        last_recommendation=_last_recommendation(parts),
        tags=tags_of(parts),
    )


def _last_recommendation(parts: list[PersonRecord]) -> datetime | None:
    """Return when the newest recommendation came or went, by mails and by archives."""
    mailed = (moment for part in parts for moment, *_ in part.letters)
    listed = (row.at or NEVER for part in parts for _, row in part.letters_listed)
    return known_time(max((*mailed, *listed), default=NEVER))
