"""What an import found and did."""

from __future__ import annotations

from dataclasses import dataclass

from endorseback.model.archive_data import ReadReport
from endorseback.services.archive_import.novelty import Novelty


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import found and did."""

    id: str
    """The import's: as `import --undo` takes it. Of an archive that was known, the first one's."""
    read: ReadReport
    """The files and the rows."""
    gain: Novelty
    """What is new."""
    is_known: bool = False
    """The same archive was imported before: nothing was changed."""
