"""Locks that only one process can hold: for fetching, and for changing what is outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from endorseback.errors import BusyError, EndorsebackError
from endorseback.paths import Paths, make_private_dir
from endorseback.text import clean


@contextmanager
def alone(paths: Paths) -> Iterator[None]:
    """Hold the lock of the one fetch, or the one reading of all kept mails.

    Raises:
        BusyError: If another one holds it, in this or any other process.
        EndorsebackError: If there can be no lock in the data folder.
    """
    busy = BusyError(
        "Another fetch is under way, or kept mails are being read again.",
        hint="What that finds will show here, too.",
    )
    with hold(paths.fetch_lock, busy=busy):
        yield


@contextmanager
def hold(lock_file: Path, *, busy: BusyError, patience: float = 0) -> Iterator[None]:
    """Hold a lock.

    Args:
        lock_file: Its file; the folder is made where it is missing.
        busy: What to raise if another one holds it all the time.
        patience: Seconds to wait for it.

    Raises:
        BusyError: The one given.
        EndorsebackError: If there can be no lock in that folder.
    """
    lock = FileLock(lock_file, timeout=patience, mode=0o600)
    try:
        make_private_dir(lock_file.parent)
        lock.acquire()
    except Timeout:
        raise busy from None
    except OSError as error:
        raise EndorsebackError(
            f"{lock_file.parent} cannot be written: {clean(str(error.strerror))}",
            hint="Check its permissions, or name another folder with --data-dir.",
        ) from None
    try:
        yield
    finally:
        lock.release()
