"""The files about the owner of the archive: their profile, skills and positions."""

from __future__ import annotations

from endorseback.archive.accumulator import Accumulator
from endorseback.archive.table.columns import Column
from endorseback.archive.table.date_formats import month, not_understood
from endorseback.archive.table.table import CsvTable
from endorseback.model.archive_data import Position
from endorseback.text import clean, usable


def read_profile(table: CsvTable, gathered: Accumulator) -> None:
    """Take the owner's name and headline; the file has one row."""
    for first, last, headline in table.rows(Column.FIRST_NAME, Column.LAST_NAME, Column.HEADLINE):
        gathered.name = gathered.name or clean(f"{first} {last}")
        gathered.headline = gathered.headline or clean(headline)


def read_skills(table: CsvTable, gathered: Accumulator) -> None:
    """Take the owner's skills, each once."""
    for (name,) in table.rows(Column.NAME):
        skill = clean(name)
        if usable(skill):
            gathered.skills[skill] = None
        else:
            table.skip("names no skill")


def read_positions(table: CsvTable, gathered: Accumulator) -> None:
    """Take the owner's positions; one whose months cannot be read would claim a wrong time."""
    for company, title, started, finished in table.rows(
        Column.COMPANY, Column.TITLE, Column.STARTED_ON, Column.FINISHED_ON
    ):
        begin, end = month(started), month(finished)
        wrong = "" if begin else started.strip()
        wrong = wrong or ("" if end else finished.strip())
        if not clean(company):
            table.skip("names no company")
        elif wrong:
            table.refuse(f"has {not_understood(wrong)}")
        else:
            gathered.positions.append(Position(clean(company), clean(title), begin, end))
