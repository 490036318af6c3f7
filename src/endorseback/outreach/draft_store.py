"""Texts that the user began and did not send: a file each, there until they are sent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from endorseback.errors import EndorsebackError
from endorseback.files import write_private
from endorseback.paths import make_private_dir
from endorseback.text import clean_lines

_LARGEST: Final = 256_000
"""Bytes read of a file; no message is longer."""


@dataclass(frozen=True, slots=True)
class DraftStore:
    """One text for each person; all of it blocks, so it is called off the event loop."""

    folder: Path
    """Made when the first text is kept."""

    def load(self, keys: Iterable[str]) -> str:
        """Return the text begun for a person, or nothing.

        Args:
            keys: The keys that the person has and had, the present one first.

        Raises:
            EndorsebackError: If there is one that cannot be read.
        """
        for key in keys:
            path = self._path(key)
            try:
                with path.open("rb") as file:
                    content = file.read(_LARGEST)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise _trouble("read", path, error) from None
            return clean_lines(content.decode("utf-8", "replace"))
        return ""

    def keep(self, key: str, text: str) -> None:
        """Keep the text begun for a person, in the place of the one before.

        Raises:
            EndorsebackError: If it cannot be written; the one before is as it was.
        """
        path = self._path(key)
        try:
            make_private_dir(self.folder)
            write_private(path, text.encode("utf-8", "replace"))
        except OSError as error:
            raise _trouble("kept", path, error) from None

    def forget(self, keys: Iterable[str]) -> None:
        """Remove the text begun for a person: it was sent, or is not wanted any more.

        Raises:
            EndorsebackError: If it cannot be removed.
        """
        for key in keys:
            path = self._path(key)
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise _trouble("removed", path, error) from None

    def _path(self, key: str) -> Path:
        """Return the file for a person; a key holds foreign text, so a hash names the file."""
        name = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]
        return self.folder / f"{name}.txt"


def _trouble(what: str, path: Path, error: OSError) -> EndorsebackError:
    return EndorsebackError(f"Your text cannot be {what}: {path}: {error.strerror or error}.")
