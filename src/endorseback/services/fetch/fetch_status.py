"""When the last fetch ran and how it ended: written by whoever fetches, read by all others."""

from __future__ import annotations

import msgspec

from endorseback.files import write_private
from endorseback.ledger import Moment
from endorseback.paths import Paths, make_private_dir


class FolderStatus(msgspec.Struct, frozen=True):
    """How the last fetch of one folder ended."""

    account: str
    folder: str | None
    """None where no folder could be reached."""
    new_endorsements: int = 0
    """New pairs of person and skill."""
    error: str | None = None
    """What went wrong, as a sentence."""


class FetchStatus(msgspec.Struct, frozen=True):
    """How the last fetch ended."""

    ended_at: Moment
    """When it ended, in UTC."""
    folders: tuple[FolderStatus, ...] = ()
    """What it brought, folder by folder."""

    @property
    def errors(self) -> tuple[str, ...]:
        """What went wrong, each sentence once."""
        told = [status.error for status in self.folders if status.error]
        return tuple(dict.fromkeys(told))

    @property
    def new_endorsements(self) -> int:
        """How many new pairs of person and skill it brought."""
        return sum(status.new_endorsements for status in self.folders)


def last_fetch(paths: Paths) -> FetchStatus | None:
    """Return how the last fetch ended; None where there was none, or its file cannot be read."""
    try:
        return msgspec.json.decode(paths.fetch_status.read_bytes(), type=FetchStatus)
    except (OSError, msgspec.DecodeError):
        return None


def write_status(paths: Paths, status: FetchStatus) -> None:
    """Replace the status in one step, so that a reader never sees half of it.

    Raises:
        OSError: If it cannot be written.
    """
    make_private_dir(paths.fetch_status.parent)
    write_private(paths.fetch_status, msgspec.json.encode(status))
