"""The invitations: who asked whom to connect; they also tell the owner's own slug."""

from __future__ import annotations

from typing import Final

from endorseback.archive.accumulator import Accumulator
from endorseback.archive.table.columns import Column
from endorseback.archive.table.date_formats import PACIFIC, moment, not_understood
from endorseback.archive.table.table import CsvTable
from endorseback.model.archive_data import Invitation
from endorseback.model.direction import Direction
from endorseback.model.person_key import slug_of_address
from endorseback.text import clean, fold, usable

_DIRECTIONS: Final = {"incoming": Direction.RECEIVED, "outgoing": Direction.GIVEN}
_COLUMNS: Final = (
    Column.FROM,
    Column.TO,
    Column.SENT_AT,
    Column.NOTE,
    Column.DIRECTION,
    Column.INVITER_URL,
    Column.INVITEE_URL,
)


def read_invitations(table: CsvTable, gathered: Accumulator) -> None:
    """Take the invitations whose direction is known; a note in one is noticed, not kept."""
    for sender, recipient, when, note, way, inviter, invitee in table.rows(*_COLUMNS):
        direction = _DIRECTIONS.get(way.strip().lower()) or _by_name(sender, recipient, gathered)
        names = (sender, recipient) if direction is Direction.RECEIVED else (recipient, sender)
        urls = (inviter, invitee) if direction is Direction.RECEIVED else (invitee, inviter)
        name, slug, at = clean(names[0]), slug_of_address(urls[0]), moment(when, PACIFIC)
        if direction is None:
            table.skip("does not say who invited whom")
        elif slug is None and not usable(name):
            table.skip("names nobody")
        elif at is None and when.strip():
            table.refuse(f"has {not_understood(when)}")
        else:
            own = slug_of_address(urls[1])
            if own is not None:
                gathered.owner_slugs[own] += 1
            gathered.invitations.append(Invitation(direction, name, slug, at, bool(note.strip())))


def _by_name(sender: str, recipient: str, gathered: Accumulator) -> Direction | None:
    """Return the direction of an invitation by which side has the owner's name."""
    own = fold(gathered.name)
    if not own or fold(clean(sender)) == fold(clean(recipient)):
        return None
    if fold(clean(recipient)) == own:
        return Direction.RECEIVED
    return Direction.GIVEN if fold(clean(sender)) == own else None
