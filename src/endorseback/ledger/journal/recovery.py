"""Repair of a damaged journal: every intact line is saved, and the damaged file is kept."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from endorseback.errors import UsageError
from endorseback.files import write_private
from endorseback.ledger.journal.journal_file import JournalFile, failure
from endorseback.ledger.journal.line import is_intact
from endorseback.model.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class RepairReport:
    """What a repair found and did."""

    path: Path
    """The journal."""
    saved: int
    """Lines that are intact, each a transaction."""
    lost: tuple[int, ...]
    """Numbers of the lines that were damaged, from 1."""
    damaged_copy: Path | None
    """Where the damaged file is kept; None where nothing was wrong and nothing was changed."""


def repair(path: Path, *, clock: Clock = utc_now) -> RepairReport:
    """Write a journal anew with every intact line, and keep the damaged one beside it.

    Raises:
        UsageError: There is no journal.
        BusyError: Another process is writing it for long.
        EndorsebackError: It cannot be read or written; it is as it was.
    """
    if not path.exists():
        raise UsageError(f"There is no ledger at {path}.", hint="There is nothing to repair.")
    with JournalFile(path).locked():
        try:
            return _repair_locked(path, clock)
        except OSError as error:
            raise failure(path, "be repaired", error) from error


def _repair_locked(path: Path, clock: Clock) -> RepairReport:
    lines = path.read_bytes().split(b"\n")
    ended = lines[-1] == b""
    if ended:
        lines.pop()
    intact = [line for line in lines if is_intact(line)]
    lost = tuple(number for number, line in enumerate(lines, 1) if not is_intact(line))
    if ended and not lost:
        return RepairReport(path, len(intact), (), None)
    copy = _keep(path, clock)
    write_private(path, b"".join(line + b"\n" for line in intact))
    return RepairReport(path, len(intact), lost, copy)


def _keep(path: Path, clock: Clock) -> Path:
    """Give the damaged file a second name, so that at no moment is there none."""
    stamp = clock().strftime("%Y%m%dT%H%M%SZ")
    copy = path.with_name(f"{path.name}.damaged-{stamp}")
    number = 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.name}.damaged-{stamp}-{number}")
    try:
        os.link(path, copy)
    except OSError:
        shutil.copy2(path, copy)
    return copy
