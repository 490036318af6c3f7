"""The endorsements, received and given."""

from __future__ import annotations

from typing import Final

from endorseback.archive.accumulator import Accumulator
from endorseback.archive.table.columns import Column
from endorseback.archive.table.date_formats import moment, not_understood
from endorseback.archive.table.table import CsvTable
from endorseback.model.archive_data import ListedEndorsement
from endorseback.model.direction import Direction
from endorseback.model.person_key import slug_of_address
from endorseback.text import clean, usable

_COLUMNS: Final = (
    Column.ENDORSED_AT,
    Column.SKILL,
    Column.FIRST_NAME,
    Column.LAST_NAME,
    Column.URL,
    Column.ENDORSEMENT_STATUS,
)


def read_received(table: CsvTable, gathered: Accumulator) -> None:
    """Take the endorsements that the owner has."""
    _read(table, gathered, Direction.RECEIVED)


def read_given(table: CsvTable, gathered: Accumulator) -> None:
    """Take the endorsements that the owner gave."""
    _read(table, gathered, Direction.GIVEN)


def _read(table: CsvTable, gathered: Accumulator, direction: Direction) -> None:
    """Take the rows of a file that say who, and for what; any status is kept as it stands."""
    for when, what, first, last, url, status in table.rows(*_COLUMNS):
        name, skill = clean(f"{first} {last}"), clean(what)
        slug = slug_of_address(url) if url else None
        if slug is not None and not usable(name) and slug in gathered.connections:
            name = gathered.connections[slug].name
        at = moment(when)
        if not usable(skill):
            table.skip("names no skill")
        elif slug is None and not usable(name):
            table.skip("names nobody")
        elif at is None and when.strip():
            table.refuse(f"has {not_understood(when)}")
        else:
            listed = ListedEndorsement(direction, name, slug, skill, at, clean(status))
            gathered.endorsements.setdefault((direction, slug or "", name, skill), listed)
