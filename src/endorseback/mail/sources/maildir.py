"""A Maildir as a source, with its subfolders, whether dotted (Maildir++) or nested."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from endorseback.errors import UsageError
from endorseback.mail.sources.base import Batch
from endorseback.mail.sources.local import LocalFolders
from endorseback.mail.sources.mail_files import MailFile, refuse, scan_files, unreadable
from endorseback.text import clean

_INBOX: Final = "INBOX"
_PARTS: Final = ("new", "cur")


class MaildirSource(LocalFolders):
    """Reads a Maildir without moving anything from `new` to `cur`.

    A mail is known by the unique part of its file's name, which stays when flags are added. The
    standard library's reader is not used: it reads each mail whole, however large.
    """

    def folders(self) -> list[str]:
        """Return the folders below the configured one that are Maildirs, itself first as INBOX."""
        if not self.path.is_dir():
            raise UsageError(
                f"Source {self.name!r}: there is no folder {self.path}.",
                hint="Check `maildir` in the config.",
            )
        found = sorted(_maildirs(self.path))
        if not found:
            raise UsageError(
                f"Source {self.name!r}: {self.path} holds no Maildir.",
                hint="A Maildir has the folders `new` and `cur`.",
            )
        return [_INBOX if name == "." else name for name in found]

    def scan(
        self, folder: str, cursor: dict[str, Any] | None, *, full: bool = False
    ) -> Iterator[Batch]:
        """Yield the mails whose files are unseen, newest first by the files' time."""
        maildir = self.path if folder == _INBOX else self.path / folder
        for batch in scan_files(_files(maildir), cursor, full=full, dated=True):
            yield batch
            self.keep_going()


def _maildirs(root: Path) -> Iterator[str]:
    """Yield the relative names of all Maildirs at or below a folder; links are not followed."""
    for name, folders, _files in os.walk(root, onerror=refuse):
        if set(_PARTS) <= set(folders):
            relative = os.path.relpath(name, root)
            if relative == clean(relative):
                yield relative
        folders[:] = [folder for folder in folders if folder not in (*_PARTS, "tmp")]


def _files(maildir: Path) -> Iterator[MailFile]:
    """Yield the mails' files of one Maildir."""
    for part in _PARTS:
        try:
            with os.scandir(maildir / part) as entries:
                for entry in entries:
                    if not entry.name.startswith("."):
                        yield MailFile(entry.name.partition(":")[0], Path(entry.path))
        except OSError as error:
            raise unreadable(maildir / part, error) from None
