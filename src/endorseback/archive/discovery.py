"""Finding archives that were downloaded, by their names and their first bytes."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from endorseback.archive.file_kinds import named

_NAME: Final = re.compile(r"(?:basic|complete)?_?linkedindataexport.*", re.IGNORECASE)
"""Also the names that browsers make of it: `… (1).zip` and `….zip.zip`."""
_ZIP: Final = b"PK\x03\x04"


def looks_like_archive(path: Path) -> bool:
    """Tell whether it is worth trying to import something; only names and a few bytes are read.

    A zip may have any name; a folder must hold one of the files that are read, itself or in a
    folder in it.
    """
    try:
        if path.is_dir():
            return _holds_files(path)
        if named(path.name):
            return path.is_file()
        with path.open("rb") as file:
            return path.suffix.lower() == ".zip" and file.read(len(_ZIP)) == _ZIP
    except OSError:
        return False


def find_archives(folder: Path) -> list[Path]:
    """Return the zips and unpacked folders in a folder that LinkedIn named, the newest first.

    There are none where the folder cannot be read.
    """
    try:
        with os.scandir(folder) as entries:
            likely = [Path(entry.path) for entry in entries if _NAME.fullmatch(entry.name)]
    except OSError:
        return []
    usable = [path for path in likely if looks_like_archive(path)]
    return sorted(usable, key=lambda path: (-_modified(path), path))


def _modified(path: Path) -> float:
    """Return when a file was changed last; one that is gone by now is older than all."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _holds_files(folder: Path) -> bool:
    """Tell whether a folder, or one in it, holds a file that is read."""
    inner = [folder]
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                inner.append(Path(entry.path))
            elif named(entry.name):
                return True
    return any(named(name) for one in inner[1:] for name in os.listdir(one))  # noqa: PTH208 - names alone
