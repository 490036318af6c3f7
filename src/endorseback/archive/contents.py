"""What an archive holds, be it a zip, a folder or a single file: what to read, and what not to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import BinaryIO, Final, NamedTuple

from endorseback.archive.archive_errors import UnusableArchive
from endorseback.archive.file_kinds import FileKind, Named, named
from endorseback.text import clean

_JUNK: Final = "__MACOSX"
"""The folder that macOS adds to zips, with a shadow of each file."""


class Candidate(NamedTuple):
    """A file as it lies in a zip or in a folder."""

    path: PurePosixPath
    """Within the archive."""
    size: int
    """In bytes, unpacked."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that is to be read."""

    path: PurePosixPath
    kind: FileKind
    size: int
    """In bytes, unpacked, as the archive says."""

    @property
    def name(self) -> str:
        """Its own name, as it is shown."""
        return clean(self.path.name)


@dataclass(frozen=True, slots=True)
class Contents:
    """An archive that is open."""

    name: str
    """Of the zip or the folder; LinkedIn writes the day of the export into it."""
    modified: datetime
    """In UTC."""
    files: tuple[File, ...]
    """In the order of reading: each kind once, or in its numbered parts."""
    skipped: tuple[str, ...]
    """The names of the files that are not opened."""
    open: Callable[[File], AbstractContextManager[BinaryIO]]


def chosen(candidates: Iterable[Candidate], archive: str) -> tuple[list[File], list[str]]:
    """Return the files to read, and the names of the others; all are of one folder.

    Args:
        candidates: All files there are.
        archive: What to call the archive in an error.

    Raises:
        UnusableArchive: If it holds none of the files, or holds two archives.
    """
    all_files = [file for file in candidates if not _is_junk(file.path)]
    root = _root(all_files, archive)
    here = [
        (told, File(path, told.kind, size))
        for path, size in all_files
        if path.parent == root and (told := named(path.name))
    ]
    worst_first = sorted(here, key=lambda one: _rank(*one), reverse=True)
    best = {(told.kind, told.part): file for told, file in worst_first}
    order = {kind: number for number, kind in enumerate(FileKind)}
    files = [best[place] for place in sorted(best, key=lambda one: (order[one[0]], one[1]))]
    taken = {file.path for file in files}
    return files, sorted(clean(str(path)) for path, _ in all_files if path not in taken)


def _rank(told: Named, file: File) -> tuple[int, bool, str]:
    """Return a smaller value for the better of two copies of one file: a second is not read."""
    name = file.path.name
    return told.copy, " " in name, name


def _is_junk(path: PurePosixPath) -> bool:
    """Tell whether a file is none of the owner's: shadows and marks of operating systems."""
    return _JUNK in path.parts or path.name.startswith(("._", ".DS_Store"))


def _root(files: Iterable[Candidate], archive: str) -> PurePosixPath:
    """Return the folder of the archive's files: the one that lies least deep."""
    folders: dict[int, set[PurePosixPath]] = defaultdict(set)
    for path, _ in files:
        if named(path.name):
            folders[len(path.parts)].add(path.parent)
    if not folders:
        raise UnusableArchive(
            f"{archive} holds none of the files of LinkedIn's archive.",
            hint=_advice([path.name for path, _ in files]),
        )
    least = folders[min(folders)]
    if len(least) > 1:
        names = ", ".join(sorted(clean(str(folder)) for folder in least)[:5])
        raise UnusableArchive(
            f"{archive} holds more than one archive: {names}.", hint="Import them one by one."
        )
    return next(iter(least))


def _advice(names: list[str]) -> str:
    """Return what to do with something that holds no archive."""
    zips = sorted(clean(name) for name in names if name.lower().endswith(".zip"))
    if zips:
        return f"It holds {', '.join(zips[:5])}: import that instead."
    return "LinkedIn offers it under Settings, Data privacy, Get a copy of your data."
