"""Where archives may lie: what was downloaded, and paths completed while they are typed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from endorseback.archive import find_archives, looks_like_archive
from endorseback.paths import expanded

_MOST_ENTRIES: Final = 5_000
"""Entries of a folder that are looked through for the rest of a name."""
_QUOTES: Final = "'\""


def downloads() -> Sequence[tuple[Path, datetime]]:
    """Return the likely archives of the downloads folder with when they were written."""
    found = []
    for path in find_archives(Path.home() / "Downloads"):
        try:
            written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except (OSError, OverflowError, ValueError):
            continue
        found.append((path, written))
    return found


def typed_path(typed: str) -> Path:
    """Return the path that was typed, or dropped on the terminal, which may put it in quotes."""
    plain = typed.strip()
    if len(plain) > 1 and plain[0] == plain[-1] and plain[0] in _QUOTES:
        plain = plain[1:-1]
    return expanded(plain)


def complete_path(typed: str) -> str | None:
    """Return a path completed by the first folder or likely archive that begins so, or None."""
    folder, _, begun = typed.rpartition(os.sep)
    if not folder and not typed.startswith(os.sep):
        return None
    try:
        with os.scandir(expanded(folder or os.sep)) as entries:
            names = sorted(
                entry.name
                for _, entry in zip(range(_MOST_ENTRIES), entries, strict=False)
                if entry.name.startswith(begun) and entry.name != begun and _is_offered(entry)
            )
    except OSError:
        return None
    return f"{folder}{os.sep}{names[0]}" if names else None


def _is_offered(entry: os.DirEntry[str]) -> bool:
    """Tell whether an entry leads to an archive: a folder that is not hidden, or a zip."""
    if entry.name.startswith(".") or not entry.name.isprintable():
        return False
    return entry.is_dir() or looks_like_archive(Path(entry.path))
