"""The recommendations, received and given; their rows name people without an address."""

from __future__ import annotations

from typing import Final

from endorseback.archive.accumulator import Accumulator
from endorseback.archive.table.columns import Column
from endorseback.archive.table.date_formats import moment, not_understood
from endorseback.archive.table.table import CsvTable
from endorseback.model.archive_data import ListedRecommendation
from endorseback.model.direction import Direction
from endorseback.text import clean, clean_lines, usable

_COLUMNS: Final = (
    Column.FIRST_NAME,
    Column.LAST_NAME,
    Column.COMPANY,
    Column.JOB_TITLE,
    Column.TEXT,
    Column.CREATED_AT,
    Column.STATUS,
)


def read_recommended(table: CsvTable, gathered: Accumulator) -> None:
    """Take the recommendations that the owner has."""
    _read(table, gathered, Direction.RECEIVED)


def read_recommends(table: CsvTable, gathered: Accumulator) -> None:
    """Take the recommendations that the owner gave."""
    _read(table, gathered, Direction.GIVEN)


def _read(table: CsvTable, gathered: Accumulator, direction: Direction) -> None:
    """Take the rows of a file that say who; the zone of their times is most likely UTC."""
    for first, last, company, title, text, when, status in table.rows(*_COLUMNS):
        name, at = clean(f"{first} {last}"), moment(when)
        if not usable(name):
            table.skip("names nobody")
        elif at is None and when.strip():
            table.refuse(f"has {not_understood(when)}")
        else:
            gathered.recommendations.append(
                ListedRecommendation(
                    direction,
                    name,
                    clean(company),
                    clean(title),
                    clean_lines(text).strip(),
                    at,
                    clean(status),
                )
            )
