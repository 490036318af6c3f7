"""An installation that knows people from an archive too, and the app opened on its list of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.support.archives import Message, make_archive
from tests.support.dialogs import wait_until
from tests.support.filled import NOW, endorsement, fill, opened, paths_in
from textual.pilot import Pilot

from endorseback.model.archive_data import Connection, ListedEndorsement
from endorseback.model.direction import Direction
from endorseback.paths import Paths
from endorseback.services.archive_import.importer import import_archive
from endorseback.tui.screens.inbox import Inbox

CONNECTIONS = (
    Connection("Ada Quill", "ada-quill", "Example Widgets", "Engineer", date(2019, 3, 4)),
    Connection("Bo Lind", "bo-lind", "Copper Example", "Designer", date(2021, 5, 6)),
    Connection("Cy Marsh", "cy-marsh", "Northwind Example", "Recruiter", date(2016, 7, 8)),
    Connection("Maya Okafor", "person-0", "Northwind Example", "Staff Engineer", date(2017, 1, 2)),
)
"""The last one has endorsed the user by mail, too: see `filled.endorsement`."""


def received(name: str, slug: str, skill: str, at: datetime) -> ListedEndorsement:
    """Return an endorsement that the archive lists."""
    return ListedEndorsement(Direction.RECEIVED, name, slug, skill, at, "ACCEPTED")


def archive(path: Path) -> Path:
    """Write the archive that the people come from."""
    old = datetime(2018, 2, 3, tzinfo=UTC)
    return make_archive(
        path,
        connections=CONNECTIONS,
        endorsements=[
            received("Ada Quill", "ada-quill", "Go", old),
            received("Ada Quill", "ada-quill", "SQL", old + timedelta(days=400)),
            ListedEndorsement(Direction.GIVEN, "Ada Quill", "ada-quill", "Rust", old, "ACCEPTED"),
        ],
        messages=[
            Message("Cy Marsh", "cy-marsh", datetime(2020, 1, 2, tzinfo=UTC)),
            Message("Maya Okafor", "person-0", NOW - timedelta(days=20), conversation="2-REVG=="),
        ],
    )


def peopled(folder: Path) -> Paths:
    """Return an installation with three people by mail, and those of the archive."""
    paths = paths_in(folder)
    fill(paths, [endorsement(number) for number in range(3)])
    source = archive(folder / "Basic_LinkedInDataExport_11-20-2026.zip")
    import_archive(paths, source, clock=lambda: NOW - timedelta(days=1))
    return paths


@asynccontextmanager
async def opened_people(
    paths: Paths, size: tuple[int, int] = (80, 24), **changes: Any
) -> AsyncIterator[tuple[Inbox, Pilot[Any]]]:
    """Open the app on its list of people, once everybody is read."""
    async with opened(paths, size, **changes) as (inbox, pilot):
        await wait_until(pilot, lambda: inbox.context.people.is_read)
        await pilot.press("2")
        await pilot.pause()
        yield inbox, pilot
