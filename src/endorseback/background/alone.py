"""The lock that only one fetch, or one reading of all kept mails, can hold."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from endorseback.errors import BusyError, EndorsebackError
from endorseback.paths import Paths, make_private_dir
from endorseback.text import clean


@contextmanager
def alone(paths: Paths) -> Iterator[None]:
    """Hold the lock, in this or any other process.

    Raises:
        BusyError: If another one holds it.
        EndorsebackError: If there can be no lock in the data folder.
    """
    lock = FileLock(paths.fetch_lock, timeout=0, mode=0o600)
    try:
        make_private_dir(paths.data_dir)
        lock.acquire()
    except Timeout:
        raise BusyError(
            "Another fetch is under way, or kept mails are being read again.",
            hint="What that finds will show here, too.",
        ) from None
    except OSError as error:
        raise EndorsebackError(
            f"{paths.data_dir} cannot be written: {clean(str(error.strerror))}",
            hint="Check its permissions, or name another folder with --data-dir.",
        ) from None
    try:
        yield
    finally:
        lock.release()
