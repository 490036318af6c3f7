"""The archives that were imported, and what a row that one of them lacks tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

import msgspec

from endorseback.ledger.events.archive_events import ArchiveImported
from endorseback.ledger.events.events import Event
from endorseback.ledger.lazy_table import LazyTable, Stored
from endorseback.ledger.projection.identity import ListedRow
from endorseback.ledger.time_order import NEVER
from endorseback.model.direction import Direction

Archives = Mapping[str, Event]
"""The imports that count, by their ids."""


class Import(NamedTuple):
    """One import that counts."""

    id: str
    """As `import --undo` takes it."""
    digest: str
    """The hash of all that is taken from the archive."""
    file: str
    """The name of the zip or the folder."""
    imported_at: datetime
    exported_at: datetime | None
    """When LinkedIn made the archive, as far as it tells."""
    history_before: datetime | None
    """What it lists from before, and no mail told, is history."""
    event: str
    """The event whose undoing takes it back."""


class ImportedRows(msgspec.Struct, array_like=True, dict=True):
    """Whom each import lists, so that it can be taken back; and the ids that were ever given."""

    stored: Stored = []
    """The keys of the holders by import, as of the last `store`."""
    ids: set[str] = set()
    """The ids of all imports, undone ones too."""

    def __post_init__(self) -> None:
        """Let the keys be decoded when an import is undone."""
        self.keys = LazyTable(self.stored, set[str])

    def store(self) -> None:
        """Bring `stored` up to date."""
        self.keys.store()


def imported(event: Event) -> ArchiveImported:
    """Return the payload of an event that is known to be an import."""
    assert isinstance(event.payload, ArchiveImported)
    return event.payload


def made_at(event: Event) -> datetime:
    """Return when an archive was made; where it does not tell, when it was imported."""
    return imported(event).exported_at or event.at


def as_import(event: Event) -> Import:
    """Return what an import's event tells."""
    payload = imported(event)
    return Import(
        id=payload.archive,
        digest=payload.digest,
        file=payload.file,
        imported_at=event.at,
        exported_at=payload.exported_at,
        history_before=payload.history_before,
        event=event.id,
    )


def in_order(archives: Archives) -> list[Event]:
    """Return the imports in the order in which their archives were made."""
    return sorted(archives.values(), key=_age)


def newest(archives: Archives, has: Callable[[ArchiveImported], bool]) -> Event | None:
    """Return the import of the newest archive that has a certain file, or None."""
    found = (event for event in archives.values() if has(imported(event)))
    return max(found, key=_age, default=None)


def is_absent(listing: Iterable[str], last: Event | None) -> bool:
    """Tell whether some archives list what the newest one, `last`, does not."""
    ids = set(listing)
    return bool(ids) and last is not None and imported(last).archive not in ids


def has_received(payload: ArchiveImported) -> bool:
    """Tell whether an archive has the file of received endorsements."""
    return payload.has_received


def has_given(payload: ArchiveImported) -> bool:
    """Tell whether an archive has the file of given endorsements."""
    return payload.has_given


def has_recommendations(direction: Direction) -> Callable[[ArchiveImported], bool]:
    """Return what tells whether an archive has the file of recommendations of one direction."""
    return lambda payload: direction in payload.has_recommendations


def history_of(rows: Iterable[ListedRow], received: datetime, archives: Archives) -> Event | None:
    """Return the import that makes an endorsement history, known from archives alone, or None.

    Of several that list it, the one that calls least history decides.
    """
    events = [archives[archive] for archive, _ in rows]
    if not events:
        return None
    least = min(events, key=_reach)
    return least if received < _reach(least)[0] else None


def newest_row(rows: Iterable[ListedRow], archives: Archives) -> ListedRow:
    """Return the row of the newest archive among those of one endorsement."""
    return max(rows, key=lambda row: (_age(archives[row[0]]), _content(row)))


def _age(event: Event) -> tuple[datetime, str]:
    return made_at(event), event.id


def _content(row: ListedRow) -> tuple[datetime, str, str]:
    return row[1].at or NEVER, row[1].status, row[1].skill


def _reach(event: Event) -> tuple[datetime, str]:
    return imported(event).history_before or NEVER, event.id
