"""The connections, of whom closed accounts leave an empty row with a date."""

from __future__ import annotations

from functools import cache
from typing import Final

from endorseback.archive.accumulator import Accumulator
from endorseback.archive.table.columns import Column
from endorseback.archive.table.date_formats import day, not_understood
from endorseback.archive.table.table import CsvTable
from endorseback.model.archive_data import Connection
from endorseback.model.person_key import slug_of_address
from endorseback.text import clean

_COLUMNS: Final = (
    Column.FIRST_NAME,
    Column.LAST_NAME,
    Column.URL,
    Column.COMPANY,
    Column.POSITION,
    Column.CONNECTED_ON,
    Column.EMAIL,
)


def read_connections(table: CsvTable, gathered: Accumulator) -> None:
    """Take all connections; a date that cannot be read is told, and costs nobody their place."""
    known = gathered.connections
    shared = cache(clean)
    for first, last, url, company, position, since, email in table.rows(*_COLUMNS):
        name = clean(f"{first} {last}")
        slug = slug_of_address(url) if url else None
        if not name and slug is None:
            table.skip("names nobody", but=since)
            continue
        connected_on = day(since)
        if connected_on is None and since.strip():
            table.refuse(f"is kept, but has {not_understood(since)}")
        one = Connection(name, slug, shared(company), shared(position), connected_on, shared(email))
        if slug is None:
            gathered.nameable.append(one)
        else:
            known.setdefault(slug, one)
