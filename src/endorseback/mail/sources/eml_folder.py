"""A folder of .eml files as a source, subfolders included."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from endorseback.errors import UsageError
from endorseback.mail.sources.base import Batch
from endorseback.mail.sources.local import LocalFolders
from endorseback.mail.sources.mail_files import MailFile, refuse, scan_files

_ALL: Final = "."


class EmlFolderSource(LocalFolders):
    """Reads every file whose name ends in `.eml`; a file is known by its path, size and time."""

    def folders(self) -> list[str]:
        """Return the one folder there is."""
        if not self.path.is_dir():
            raise UsageError(
                f"Source {self.name!r}: there is no folder {self.path}.",
                hint="Check `eml` in the config.",
            )
        return [_ALL]

    def scan(
        self,
        folder: str,
        cursor: dict[str, Any] | None,
        *,
        full: bool = False,
    ) -> Iterator[Batch]:
        """Yield the mails in files that are unseen or changed, newest first by the files' time."""
        for batch in scan_files(_files(self.path), cursor, full=full, dated=False):
            yield batch
            self.keep_going()


def _files(root: Path) -> Iterator[MailFile]:
    """Yield the .eml files at or below a folder; links to folders are not followed."""
    for folder, _folders, names in os.walk(root, onerror=refuse):
        for name in names:
            if name.lower().endswith(".eml"):
                path = Path(folder, name)
                yield MailFile(f"{path.relative_to(root)}\0{_state_of(path)}", path)


def _state_of(path: Path) -> str:
    """Return what changes when a file does: its size and time; empty where it does not tell."""
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{status.st_size}\0{status.st_mtime_ns}"
