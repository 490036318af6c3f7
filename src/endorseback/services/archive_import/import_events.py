"""From an archive to the events that record its import."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

import msgspec

from endorseback.contacts import Snapshot, encode, names_of_several
from endorseback.ledger import ArchiveImported, ArchiveListed
from endorseback.model.archive_data import Archive
from endorseback.model.direction import Direction

ROWS: Final = 500
"""Rows in one event: few enough that an event stays a line that a person can look at."""


@dataclass(frozen=True, slots=True)
class ArchiveRows:
    """All that counts of an archive, in the forms in which it is kept."""

    people: bytes
    """The file beside the ledger: see `brought.encode`."""
    exported_at: datetime | None
    """When LinkedIn made it."""
    digest: str
    """The same for two archives that say the same, however they are packed."""

    @classmethod
    def of(cls, archive: Archive) -> ArchiveRows:
        """Return what counts of an archive."""
        people = encode(Snapshot.of(archive))
        digest = sha256(people)
        digest.update(msgspec.json.encode((archive.endorsements, archive.recommendations)))
        return cls(people, archive.exported_at, digest.hexdigest())


def import_events(
    archive: Archive, contents: ArchiveRows, archive_id: str, history_before: datetime, file: str
) -> Iterator[ArchiveImported | ArchiveListed]:
    """Yield the events of an import, to be recorded as one transaction.

    Args:
        archive: What was read.
        contents: What counts of it.
        archive_id: The id of the import.
        history_before: What the archive lists from before is history.
        file: The name of the archive, cleaned.
    """
    yield ArchiveImported(
        archive=archive_id,
        digest=contents.digest,
        file=file,
        exported_at=contents.exported_at,
        history_before=history_before,
        has_received=archive.has_received,
        has_given=archive.has_given,
        has_recommendations=tuple(
            direction
            for direction in Direction
            if any(row.direction is direction for row in archive.recommendations)
        ),
        shared_names=tuple(sorted(names_of_several(archive.connections))),
    )
    for start in range(0, len(archive.endorsements), ROWS):
        yield ArchiveListed(
            archive=archive_id, endorsements=archive.endorsements[start : start + ROWS]
        )
    for start in range(0, len(archive.recommendations), ROWS):
        yield ArchiveListed(
            archive=archive_id, recommendations=archive.recommendations[start : start + ROWS]
        )
