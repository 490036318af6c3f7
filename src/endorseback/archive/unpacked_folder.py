"""An archive that was unpacked: a folder, or one file of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from endorseback.archive.archive_limits import MAX_DEPTH, MAX_ENTRIES
from endorseback.archive.contents import Candidate, Contents, File, chosen
from endorseback.archive.file_kinds import FileKind
from endorseback.text import clean


def open_folder(folder: Path) -> Contents:
    """Return what a folder holds, itself or in one of its folders.

    Raises:
        OSError: If it cannot be listed.
        UnusableArchive: If it holds no archive, or is no folder of one.
    """
    files, skipped = chosen(_files(folder), f"The folder {clean(str(folder))}")
    times = [(folder / file.path).stat().st_mtime for file in files]
    return Contents(
        name=folder.resolve().name,
        modified=datetime.fromtimestamp(max(times), UTC),
        files=tuple(files),
        skipped=tuple(skipped),
        open=lambda file: (folder / file.path).open("rb"),
    )


def open_single(path: Path, kind: FileKind) -> Contents:
    """Return one file of an archive as if it were all of it.

    Raises:
        OSError: If it cannot be looked at.
    """
    status = path.stat()
    return Contents(
        name=path.name,
        modified=datetime.fromtimestamp(status.st_mtime, UTC),
        files=(File(PurePosixPath(path.name), kind, status.st_size),),
        skipped=(),
        open=lambda _: path.open("rb"),
    )


def _files(folder: Path) -> Iterator[Candidate]:
    """Yield the regular files in a folder, then those in the folders below it.

    Links in it are not followed. Of a folder with very many files, such as a home, only its own
    are looked at.
    """
    level, seen = [PurePosixPath()], 0
    for _ in range(MAX_DEPTH):
        below: list[PurePosixPath] = []
        for inner in level:
            if seen > MAX_ENTRIES:
                return
            for entry in _listed(folder, inner):
                seen += 1
                if entry.is_dir(follow_symlinks=False):
                    below.append(inner / entry.name)
                elif entry.is_file(follow_symlinks=False):
                    yield Candidate(inner / entry.name, entry.stat().st_size)
        level = below


def _listed(folder: Path, inner: PurePosixPath) -> list[os.DirEntry[str]]:
    """Return what a folder holds; one below, which the user did not name, may be closed to us."""
    try:
        with os.scandir(folder / inner) as entries:
            return list(entries)
    except PermissionError:
        if inner == PurePosixPath():
            raise
        return []
