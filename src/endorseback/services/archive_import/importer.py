"""Importing LinkedIn's archive: what it lists becomes events, its people a file beside them.

The one line that the ledger gets is the moment at which an import counts; what the archive brings
beside it is written before. So a crash anywhere leaves all or nothing: a file that no line names is
removed by the next import.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from endorseback.archive import Progress, read_archive
from endorseback.contacts import brought_by, people_of, tidy
from endorseback.errors import BusyError, UsageError
from endorseback.files import write_private
from endorseback.gc_pause import many_objects_to_stay
from endorseback.ledger import Import, Ledger, Undone, failure
from endorseback.model.clock import Clock, utc_now
from endorseback.paths import Paths, make_private_dir
from endorseback.services.archive_import.import_events import ArchiveRows, import_events
from endorseback.services.archive_import.import_report import ImportReport
from endorseback.services.archive_import.novelty import Novelty, gain
from endorseback.services.archive_import.rule_expiry import lifted_rules
from endorseback.services.locks import hold
from endorseback.text import clean

HISTORY_AFTER: Final = timedelta(days=90)
"""What an archive lists from so long before its import is history, if the user names no day."""

_SAME_ARCHIVE: Final = timedelta(days=3)
"""Two archives that say the same and were made no further apart are one, packed or unpacked."""


def import_archive(
    paths: Paths,
    path: Path,
    *,
    history_before: date | None = None,
    clock: Clock = utc_now,
    progress: Progress | None = None,
    stop: Callable[[], bool] | None = None,
) -> ImportReport:
    """Take an archive into the ledger, once: the same one again adds nothing.

    It opens the ledger by itself, so it may run on any thread beside whatever has it open.

    Args:
        paths: Where things lie.
        path: LinkedIn's zip, or the folder that it was unpacked to.
        history_before: The first local day that is no history; left out, `HISTORY_AFTER` ago.
        clock: Tells the time of the import.
        progress: Told how far the reading is.
        stop: Asked now and then whether to stop; nothing is taken then.

    Raises:
        UnusableArchive: There is nothing in it that can be used, or it is not safe to read.
        ReadingStopped: `stop` said so.
        BusyError: Another import is under way.
        EndorsebackError: The ledger cannot be read or written; nothing was taken.
    """
    archive = read_archive(path, progress=progress, stop=stop)
    with many_objects_to_stay(), _alone(paths), Ledger(paths.ledger, clock=clock) as ledger:
        contents = ArchiveRows.of(archive)
        same = _same(contents, ledger.model.imports())
        if same is not None:
            return ImportReport(same.id, archive.report, Novelty(), is_known=True)
        before = _start_of(history_before) if history_before else clock() - HISTORY_AFTER
        gained = gain(archive, ledger.model, people_of(paths, _ids(ledger)))
        archive_id = _new_id(clock(), contents.digest, ledger.model.import_ids())
        _write(paths, archive_id, contents)
        listed = import_events(archive, contents, archive_id, before, clean(path.name))
        # The import comes last, so that the next undo takes it back.
        ledger.record(*lifted_rules(ledger.model, archive), *listed)
        _tidy(paths, ledger)
        return ImportReport(archive_id, archive.report, gained)


def undo_import(paths: Paths, archive_id: str, *, clock: Clock = utc_now) -> Import:
    """Take an import back as a whole; what other archives and mails say stays.

    Raises:
        UsageError: There is no import of that id that counts.
        BusyError: Another import is under way.
        EndorsebackError: The ledger cannot be read or written; nothing was changed.
    """
    with _alone(paths), Ledger(paths.ledger, clock=clock) as ledger:
        known = {one.id: one for one in ledger.model.imports()}
        if archive_id not in known:
            raise _no_such(archive_id, known, ledger.model.import_ids())
        ledger.record(Undone(event=known[archive_id].event))
        _tidy(paths, ledger)
        return known[archive_id]


def imports(paths: Paths) -> tuple[Import, ...]:
    """Return the imports that count, in the order in which their archives were made."""
    with Ledger(paths.ledger) as ledger:
        return ledger.model.imports()


def _alone(paths: Paths) -> AbstractContextManager[None]:
    """Hold the lock of the one import."""
    busy = BusyError("Another import is under way.", hint="Wait for it to end, then try again.")
    return hold(paths.import_lock, busy=busy)


def _same(contents: ArchiveRows, known: tuple[Import, ...]) -> Import | None:
    """Return the import that said the same already, or None.

    An archive made later that says the same tells something new: what is still missing.
    """
    for one in known:
        made, before = contents.exported_at, one.exported_at
        is_later = made is not None and before is not None and made - before > _SAME_ARCHIVE
        if one.digest == contents.digest and not is_later:
            return one
    return None


def _new_id(now: datetime, digest: str, taken: frozenset[str]) -> str:
    """Return an id that no import ever had: its day, and the beginning of its digest."""
    stem = f"{now.astimezone():%Y%m%d}-{digest[:6]}"
    number = 1
    found = stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found


def _start_of(day: date) -> datetime:
    """Return the moment at which a local day begins."""
    return datetime.combine(day, time()).astimezone()


def _ids(ledger: Ledger) -> list[str]:
    return [one.id for one in ledger.model.imports()]


def _write(paths: Paths, archive_id: str, contents: ArchiveRows) -> None:
    """Write what the archive brings beside events, before the ledger says that it counts."""
    target = brought_by(paths, archive_id)
    try:
        make_private_dir(paths.data_dir)
        make_private_dir(paths.archives)
        write_private(target, contents.people)
    except OSError as error:
        raise failure(target, "be written", error) from error


def _tidy(paths: Paths, ledger: Ledger) -> None:
    """Remove what does not count any more; what fails here is done by the next import."""
    ledger.drain()
    with suppress(OSError):
        tidy(paths, _ids(ledger))


def _no_such(archive_id: str, known: dict[str, Import], ever: frozenset[str]) -> UsageError:
    """Return the sentence for an id that names no import."""
    if archive_id in ever:
        return UsageError(
            f"The import {archive_id} was taken back before.", hint="There is nothing to undo."
        )
    told = "; ".join(f"{one.id} ({one.file})" for one in known.values())
    return UsageError(
        f"There is no import {clean(archive_id)}.",
        hint=f"The imports are: {told}." if told else "Nothing was imported yet.",
    )
