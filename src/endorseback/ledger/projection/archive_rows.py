"""What archives list of people: entered with an import, withdrawn when it is undone."""

from __future__ import annotations

from collections.abc import Iterable

from endorseback.ledger.events.archive_events import ArchiveListed
from endorseback.ledger.projection.identity import ListedRow, PeopleIndex, PersonRecord, folded_key
from endorseback.model.archive_data import ListedEndorsement
from endorseback.model.direction import Direction


def enter(rows: ArchiveListed, people: PeopleIndex, touched: set[str]) -> set[str]:
    """Let rows of an archive speak for the people whom they name.

    Args:
        rows: A part of what an archive lists.
        people: Who is who.
        touched: Gets the keys of the persons who may be others after it.

    Returns:
        The keys under which something was entered, for `withdraw`.
    """
    keys = set()
    for row in rows.endorsements:
        holder = people.see(row.name, row.slug, touched)
        _table(holder, row).setdefault(folded_key(row.skill), []).append((rows.archive, row))
        keys.add(holder.key)
    for letter in rows.recommendations:
        holder = people.see(letter.name, None, touched)
        holder.letters_listed.append((rows.archive, letter))
        keys.add(holder.key)
    return keys


def withdraw(archive: str, keys: Iterable[str], people: PeopleIndex, touched: set[str]) -> None:
    """Take back all that the rows of one import made."""
    for key in keys:
        holder = people.holders[key]
        names = [row.name for archive_id, row in holder.letters_listed if archive_id == archive]
        holder.letters_listed = [one for one in holder.letters_listed if one[0] != archive]
        for table in (holder.listed, holder.given):
            names += _take_out(archive, table)
        for name in names:
            people.forget(name, holder, touched)


def _table(holder: PersonRecord, row: ListedEndorsement) -> dict[str, list[ListedRow]]:
    return holder.listed if row.direction is Direction.RECEIVED else holder.given


def _take_out(archive: str, table: dict[str, list[ListedRow]]) -> list[str]:
    """Take the rows of one import out of a table; return the names that they named."""
    names = []
    for skill, rows in tuple(table.items()):
        names += [row.name for archive_id, row in rows if archive_id == archive]
        table[skill] = [one for one in rows if one[0] != archive]
        if not table[skill]:
            del table[skill]
    return names
