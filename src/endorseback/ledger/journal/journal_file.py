"""The journal's file: appended to under a lock, followed by offset, never changed in place."""

from __future__ import annotations

import errno
import os
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from endorseback.errors import BusyError, DamagedError, EndorsebackError
from endorseback.files import sync_folder, write_all, write_private
from endorseback.paths import make_private_dir

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK_TIMEOUT: Final = 20.0
"""Seconds that a writer waits for another process to finish its own write."""

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class JournalFile:
    """A file of lines that several processes append to and follow.

    Reading takes no lock and creates nothing. `offset` is the end of the last whole line read; what
    stands behind it without a line end is either being written or was cut off by a crash, and only
    who holds the lock can tell.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.offset = 0
        """Bytes read so far, always up to the end of a line."""
        self.generation = 0
        """How many times reading began anew because the file was replaced."""
        self._descriptor: int | None = None
        # Held open so that the file's inode is not given to the one that replaces it.
        self._release: weakref.finalize[..., JournalFile] | None = None
        self._lock: BaseFileLock | None = None

    def read_tail(self) -> bytes:
        """Return the whole lines not read before; after a replacement, all of the file.

        Raises:
            DamagedError: The file was there and is gone.
            EndorsebackError: It cannot be read.
        """
        try:
            size = self._follow()
            if self._descriptor is None or size <= self.offset:
                return b""
            data = _read(self._descriptor, self.offset, size - self.offset)
        except OSError as error:
            raise failure(self.path, "be read", error) from error
        data = data[: data.rfind(b"\n") + 1]
        self.offset += len(data)
        return data

    def read_first(self, size: int) -> bytes:
        """Return the first bytes of the file, fewer where there are fewer; go on behind them.

        Raises:
            EndorsebackError: They cannot be read.
        """
        try:
            self._follow()
        except OSError as error:
            raise failure(self.path, "be read", error) from error
        self.offset = size
        data = self.read_again()
        self.offset = len(data)
        return data

    def read_again(self) -> bytes:
        """Return all that was read so far.

        Raises:
            EndorsebackError: It cannot be read.
        """
        if self._descriptor is None:
            return b""
        try:
            return _read(self._descriptor, 0, self.offset)
        except OSError as error:
            raise failure(self.path, "be read", error) from error

    def rewind(self) -> None:
        """Begin anew at the start of the file."""
        self.offset = 0
        self.generation += 1

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock between processes, a file of its own beside the journal.

        Raises:
            BusyError: Another process did not let go of it in `LOCK_TIMEOUT` seconds.
        """
        from filelock import Timeout

        try:
            lock = self._lock or self._make_lock()
            lock.acquire()
        except Timeout:
            raise BusyError(
                f"Another endorseback has been writing {self.path} for {LOCK_TIMEOUT:.0f} seconds.",
                hint="Wait for it to end, then try again.",
            ) from None
        except OSError as error:
            raise failure(self.path, "be written", error) from error
        try:
            yield
        finally:
            lock.release()

    def append(self, line: bytes) -> bool:
        """Write a line behind the last whole one and make it durable; the lock must be held.

        Everything must have been read before. Returns True where the rest of a write that a crash
        had cut off was removed first.

        Raises:
            EndorsebackError: The disk is full, or cannot be written; the file is as it was.
        """
        try:
            created = not self.path.exists()
            descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                torn = os.fstat(descriptor).st_size > self.offset
                if torn:
                    os.ftruncate(descriptor, self.offset)
                self._write_or_restore(descriptor, line)
            finally:
                os.close(descriptor)
            if created:
                sync_folder(self.path.parent)
            self._follow()
        except OSError as error:
            raise failure(self.path, "be written", error) from error
        self.offset += len(line)
        return torn

    def replace(self, data: bytes) -> None:
        """Put a file of other lines in the place of this one, at once; the lock must be held.

        Raises:
            EndorsebackError: The disk is full, or cannot be written; the file is as it was.
        """
        try:
            write_private(self.path, data)
            self._follow()
        except OSError as error:
            raise failure(self.path, "be rewritten", error) from error
        self.offset = len(data)

    def close(self) -> None:
        """Let go of the file."""
        if self._release is not None:
            self._release()
        self._descriptor = self._release = None

    def _follow(self) -> int:
        """Open the file that stands at the path, if it is another one; return its size."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            if self._descriptor is None:
                return 0
            raise DamagedError(
                f"{self.path} was removed while endorseback had it open.",
                hint="Put it back, or close endorseback to begin a new one.",
            ) from None
        if self._descriptor is None:
            self._descriptor = self._open()
        elif not os.path.samestat(status, os.fstat(self._descriptor)):
            self.close()
            self._descriptor = self._open()
            self.rewind()
        elif status.st_size < self.offset:
            self.rewind()
        return os.fstat(self._descriptor).st_size

    def _open(self) -> int:
        """Open the file for reading, until it is closed or nobody holds this object any more."""
        descriptor = os.open(self.path, os.O_RDONLY)
        self._release = weakref.finalize(self, os.close, descriptor)
        return descriptor

    def _write_or_restore(self, descriptor: int, line: bytes) -> None:
        """Write and flush a line, or leave the file as long as it was."""
        try:
            write_all(descriptor, line)
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, self.offset)
            os.fsync(descriptor)
            raise

    def _make_lock(self) -> BaseFileLock:
        """Return the lock; the first writer imports its library, because readers need none."""
        from filelock import FileLock

        make_private_dir(self.path.parent)
        lock = self.path.with_suffix(".lock")
        self._lock = FileLock(lock, timeout=LOCK_TIMEOUT, mode=0o600, thread_local=False)
        return self._lock


def _read(descriptor: int, start: int, size: int) -> bytes:
    """Return so many bytes from a place, or fewer where the file ends before."""
    parts = []
    while size > 0 and (part := os.pread(descriptor, size, start)):
        parts.append(part)
        start += len(part)
        size -= len(part)
    return b"".join(parts)


def failure(path: Path, what: str, error: OSError) -> EndorsebackError:
    """Return the sentence for an error of the operating system."""
    if error.errno in _FULL:
        return EndorsebackError(
            f"There is no room left to write {path}; the ledger is whole, "
            "but the last change is not in it.",
            hint="Free some space, then do it again.",
        )
    return EndorsebackError(
        f"{path} cannot {what}: {error.strerror}.",
        hint="Mend its permissions or the disk, then do it again.",
    )
