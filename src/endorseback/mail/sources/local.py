"""What all sources on this machine's disk have in common."""

from __future__ import annotations

from pathlib import Path

from endorseback.errors import UnreachableError
from endorseback.settings import LocalSource


class LocalFolders:
    """A source whose mail lies on this machine's disk."""

    def __init__(self, settings: LocalSource, path: Path) -> None:
        self.name = settings.name
        self.trusted_authserv_ids = settings.trusted_authserv_ids
        self.check_dkim = False
        self.path = path
        """Where the mail lies."""
        self._cancelled = False

    def cancel(self) -> None:
        """Make a scan in another thread end at its next batch."""
        self._cancelled = True

    def close(self) -> None:
        """Do nothing: no file stays open between batches."""

    def keep_going(self) -> None:
        """Return unless the scan was cancelled.

        Raises:
            UnreachableError: If it was.
        """
        if self._cancelled:
            raise UnreachableError("The fetch was stopped.")
