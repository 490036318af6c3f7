"""Reading an archive: every file of it that matters, or an error and nothing at all."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final, TypeVar

from endorseback.archive.accumulator import Accumulator
from endorseback.archive.archive_errors import ReadingStopped, UnusableArchive
from endorseback.archive.archive_limits import MAX_FILE, MAX_TOTAL
from endorseback.archive.bounded_stream import BoundedStream, too_large
from endorseback.archive.contents import Contents, File
from endorseback.archive.correspondence import correspondences
from endorseback.archive.export_date import made_at
from endorseback.archive.file_kinds import FileKind, named
from endorseback.archive.files.connections import read_connections
from endorseback.archive.files.endorsements import read_given, read_received
from endorseback.archive.files.invitations import read_invitations
from endorseback.archive.files.messages import read_messages
from endorseback.archive.files.owner import read_positions, read_profile, read_skills
from endorseback.archive.files.recommendations import read_recommended, read_recommends
from endorseback.archive.message_counts import ways
from endorseback.archive.owner_identity import is_told, owner_slug, shown_name
from endorseback.archive.table.table import CsvTable
from endorseback.archive.unpacked_folder import open_folder, open_single
from endorseback.archive.zip_file import open_zip
from endorseback.model.archive_data import Archive, Owner, ReadReport, RefusedRow
from endorseback.text import clean

_T = TypeVar("_T")

Progress = Callable[[str, int, int], None]
"""Told the file being read, how many bytes were read of all files, and how many they have."""

_READERS: Final[dict[FileKind, Callable[[CsvTable, Accumulator], None]]] = {
    FileKind.PROFILE: read_profile,
    FileKind.SKILLS: read_skills,
    FileKind.POSITIONS: read_positions,
    FileKind.CONNECTIONS: read_connections,
    FileKind.RECEIVED: read_received,
    FileKind.GIVEN: read_given,
    FileKind.RECOMMENDED: read_recommended,
    FileKind.RECOMMENDS: read_recommends,
    FileKind.INVITATIONS: read_invitations,
    FileKind.MESSAGES: read_messages,
}

_NO_OWNER: Final = RefusedRow(
    FileKind.MESSAGES.value,
    1,
    "nothing tells who of the people in it is the owner; Profile.csv or Invitations.csv would",
)


def read_archive(
    path: Path, *, progress: Progress | None = None, stop: Callable[[], bool] | None = None
) -> Archive:
    """Return what an archive holds: LinkedIn's zip, the folder it was unpacked to, or one CSV file.

    A row that cannot be used is told in the report, and the others are taken. Nothing is taken of
    a zip with any damage: the sums of all files read are compared before this returns.

    Args:
        path: Of the archive.
        progress: Told now and then how far the reading is.
        stop: Asked now and then whether to stop.

    Raises:
        UnusableArchive: If there is nothing that can be used, or it is not safe to read.
        ReadingStopped: If `stop` said so.
    """
    with _opened(str(path), lambda: _holding(path)) as holding, _collector_paused():
        reading = _Reading(holding, progress, stop)
        for file in holding.files:
            reading.read(file)
        return reading.archive()


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the cyclic collector: reading makes no cycles, and a third of its time goes into it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _holding(path: Path) -> AbstractContextManager[Contents]:
    """Return what there is to read at a path, whatever it is, to be entered."""
    kind = named(path.name)
    if path.is_dir():
        return nullcontext(open_folder(path))
    if not path.is_file():
        raise UnusableArchive(
            f"There is no file or folder {clean(str(path))}.",
            hint="Name LinkedIn's zip, or the folder that it was unpacked to.",
        )
    return nullcontext(open_single(path, kind.kind)) if kind else open_zip(path)


@contextmanager
def _opened(name: str, opening: Callable[[], AbstractContextManager[_T]]) -> Iterator[_T]:
    """Enter what an opening returns; only that it cannot be opened is told as an error of it."""
    with ExitStack() as stack:
        try:
            opened = stack.enter_context(opening())
        except OSError as error:
            what = clean(error.strerror or str(error))
            raise UnusableArchive(
                f"{clean(name)} cannot be read: {what}.", hint="Check its permissions."
            ) from None
        yield opened


class _Reading:
    """The reading of one archive."""

    def __init__(
        self, holding: Contents, progress: Progress | None, stop: Callable[[], bool] | None
    ) -> None:
        self._holding = holding
        self._progress = progress
        self._stop = stop
        self._total = sum(file.size for file in holding.files)
        self._done = 0
        self._told = 0
        self._gathered = Accumulator()
        self._tables: dict[File, CsvTable] = {}
        for file in holding.files:
            if file.size > MAX_FILE:
                raise too_large(file.name, MAX_FILE)
        if self._total > MAX_TOTAL:
            raise too_large(clean(holding.name), MAX_TOTAL)

    def read(self, file: File) -> None:
        """Read one file to its end.

        Raises:
            UnusableArchive: If it cannot be.
            ReadingStopped: If that is wanted.
        """
        with _opened(file.name, lambda: self._holding.open(file)) as raw:
            watched = BoundedStream(raw, file.name, partial(self._tick, file))
            table = CsvTable(watched, file.name, file.kind)
            if table.is_readable:
                _READERS[file.kind](table, self._gathered)
            watched.drain()
        self._tables[file] = table

    def _tick(self, file: File, count: int) -> None:
        """Tell the progress, in steps of a hundredth, and stop where that is wanted."""
        self._done += count
        if self._stop and self._stop():
            raise ReadingStopped("The archive was not read to its end; nothing of it is taken.")
        if self._progress and (not count or self._done - self._told > self._total // 100):
            self._told = self._done
            self._progress(file.name, self._done, max(self._done, self._total))

    def archive(self) -> Archive:
        """Return all that was read.

        Raises:
            UnusableArchive: If that is nothing.
        """
        used = {file for file, table in self._tables.items() if table.is_readable}
        report = self._report(used)
        if not used:
            reasons = "; ".join(f"{row.file}: {row.reason}" for row in report.rows_refused[:5])
            raise UnusableArchive(
                f"No file of {clean(self._holding.name)} can be read: {reasons}.",
                hint="Columns are known by their English names: LinkedIn's own have these.",
            )
        return _assembled(self._gathered, self._holding, {file.kind for file in used}, report)

    def _report(self, used: set[File]) -> ReadReport:
        tables = self._tables.values()
        present = {file.kind for file in self._tables}
        unread = tuple(file.name for file in self._tables if file not in used)
        return ReadReport(
            files_used=tuple(file.name for file in self._tables if file in used),
            files_skipped=unread + self._holding.skipped,
            files_missing=tuple(kind.value for kind in FileKind if kind not in present),
            rows_read=sum(table.rows_read for table in tables),
            rows_passed_over=sum(table.rows_passed_over for table in tables),
            rows_refused=tuple(row for table in tables for row in table.refused),
        )


def _assembled(
    gathered: Accumulator, holding: Contents, kinds: set[FileKind], report: ReadReport
) -> Archive:
    """Return an archive of what was gathered from files of these kinds."""
    messages = ways(gathered.messages)
    slug = owner_slug(gathered.name, gathered.owner_slugs, messages)
    owner = Owner(
        name=gathered.name or shown_name(slug, messages),
        slug=slug,
        headline=gathered.headline,
        skills=tuple(gathered.skills),
        positions=tuple(gathered.positions),
    )
    if messages and not is_told(owner.name, owner.slug, messages):
        messages = []
        report = replace(report, rows_refused=(*report.rows_refused, _NO_OWNER))
    connections = (*gathered.connections.values(), *gathered.nameable)
    endorsements = tuple(gathered.endorsements.values())
    recommendations, invitations = tuple(gathered.recommendations), tuple(gathered.invitations)
    exchanged = correspondences(messages, owner)
    days = (one.connected_on for one in connections if one.connected_on)
    times = chain(
        (one.at for one in endorsements if one.at),
        (one.at for one in recommendations if one.at),
        (one.at for one in invitations if one.at),
        (one.last for one in exchanged if one.last),
    )
    where = f"{holding.name}/{holding.files[0].path.parent}"
    return Archive(
        owner=owner,
        connections=connections,
        endorsements=endorsements,
        recommendations=recommendations,
        correspondence=exchanged,
        invitations=invitations,
        exported_at=made_at(where, days, times, holding.modified),
        has_received=FileKind.RECEIVED in kinds,
        has_given=FileKind.GIVEN in kinds,
        report=report,
    )
