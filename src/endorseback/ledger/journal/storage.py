"""TinyDB on a journal: its storage and its table, so that a change costs what the change weighs.

TinyDB's own storage writes the whole file at each change, in place, and two writers destroy it.
Here a transaction is one checked line at the end of the file, and `read` is the tables in memory.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from endorseback.errors import DamagedError
from endorseback.ledger.journal.documents import LazyDocuments, Overlay
from endorseback.ledger.journal.journal_file import JournalFile
from endorseback.ledger.journal.line import NULL, Change, decode_lines, encode_line, find_damage

__all__ = ["Document", "Journal", "JournalTable", "open_tables"]

REPAIR_HINT: Final = (
    "Run `endorseback repair`: it saves every intact line and keeps the damaged file beside it."
)

Tables = dict[str, dict[str, msgspec.Raw]]
"""The documents as they are stored, by table and id."""


class Extent(msgspec.Struct, frozen=True, array_like=True):
    """The beginning of a journal."""

    size: int
    """Its length in bytes, up to the end of a line."""
    lines: int
    """Its number of lines."""
    crc32: int
    """The checksum of its bytes."""


class Journal(Storage):
    """A TinyDB storage whose file grows by one line a transaction.

    Any thread may use it. `landed` is called under its lock with the changes of every transaction,
    whoever wrote it, in the order of the file and after they stand in it. It may raise
    `DamagedError` to refuse what it gets.
    """

    def __init__(self, path: Path, landed: Callable[[list[Change]], None]) -> None:
        self.notices: tuple[str, ...] = ()
        """Sentences about what had to be mended."""
        self._file = JournalFile(path)
        self._landed = landed
        self._lock = threading.RLock()
        self._known: Tables = {}
        self._passed_over = b""
        self._lines = 0
        self._generation = 0
        self._pending: dict[tuple[str, str], Mapping[str, Any] | None] | None = None

    @property
    def path(self) -> Path:
        """The journal's file."""
        return self._file.path

    @property
    def size(self) -> int:
        """Bytes of the journal that were read or written so far."""
        return self._file.offset

    @property
    def _tables(self) -> Tables:
        """The documents as they are stored; what was passed over is put in when they are wanted."""
        with self._lock:
            if self._passed_over:
                self._known, self._passed_over = _tables_of(self._passed_over), b""
            return self._known

    def read(self) -> dict[str, dict[str, Any]]:
        """Return the tables in memory; their documents are decoded when they are looked at."""
        return {name: LazyDocuments(raw) for name, raw in self._tables.items()}  # type: ignore[misc]

    def raw(self, table: str, document_id: str) -> msgspec.Raw | None:
        """Return one document as it is stored, or None where there is none."""
        return self._tables.get(table, {}).get(document_id)

    def write(self, data: Mapping[str, Mapping[str, Mapping[str, Any] | None]]) -> None:
        """Append changed documents by table and id (None: removed) as one durable transaction.

        Within `transaction` they wait for its end.

        Raises:
            EndorsebackError: They could not be written; nothing has changed.
        """
        with self.transaction() as pending:
            for table, documents in data.items():
                pending.update({(table, key): doc for key, doc in documents.items()})

    @contextmanager
    def transaction(self) -> Iterator[dict[tuple[str, str], Mapping[str, Any] | None]]:
        """Gather what is written meanwhile, and append it as one line."""
        with self._lock:
            if self._pending is not None:
                yield self._pending
                return
            self._pending = {}
            try:
                yield self._pending
                if self._pending:
                    self._commit([(*key, document) for key, document in self._pending.items()])
            finally:
                self._pending = None

    def resume(self, extent: Extent) -> bool:
        """Begin behind what is known already; return whether the journal does begin like that.

        What is passed over stands in the tables, but is not handed on.
        """
        with self._lock:
            data = self._file.read_first(extent.size)
            if len(data) != extent.size or crc32(data) != extent.crc32:
                self._file.rewind()
                return False
            self._passed_over = data
            self._generation, self._lines = self._file.generation, extent.lines
            return True

    @contextmanager
    def at_rest(self) -> Iterator[Extent]:
        """Keep other threads from the journal, and tell what of it was read or written so far."""
        with self._lock:
            data = self._file.read_again()
            yield Extent(len(data), self._lines, crc32(data))

    def catch_up(self) -> bool:
        """Take in what was appended since; return whether anything was.

        Raises:
            DamagedError: A line is not as it was written; nothing after it is taken in.
        """
        with self._lock:
            return self._take(self._file.read_tail())

    @contextmanager
    def exclusive(self) -> Iterator[JournalFile]:
        """Hold the journal against all other threads and processes, with everything read.

        Raises:
            BusyError: Another process is writing for long.
        """
        with self._lock, self._file.locked():
            self.catch_up()
            yield self._file

    def transactions(self) -> list[tuple[Change, ...]]:
        """Return all transactions as they stand in the file; it must be held exclusively."""
        return decode_lines(self._file.read_again())

    def replace(self, lines: list[bytes]) -> None:
        """Put other lines in the place of all of them; the journal must be held exclusively.

        Raises:
            EndorsebackError: They could not be written; nothing has changed.
        """
        data = b"".join(lines)
        self._file.replace(data)
        self._generation, self._lines = self._file.generation, len(lines)
        self._known, self._passed_over = _tables_of(data), b""

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._file.close()

    def _commit(self, changes: list[tuple[str, str, Any]]) -> None:
        line = encode_line(changes)
        with self.exclusive() as file:
            if file.append(line):
                self.notices += (
                    f"A crash had cut off the last change in {self.path}; what was left of it "
                    "was removed.",
                )
            self._take(line)

    def _take(self, data: bytes) -> bool:
        """Check and take in whole lines that stand next in the file."""
        if not data:
            return False
        if self._generation != self._file.generation:
            self._generation, self._lines = self._file.generation, 0
        damaged = find_damage(data)
        if damaged is not None and self._lines:
            # A write that another process had to take back may lie before our place: look again.
            self._file.rewind()
            return self._take(self._file.read_tail())
        try:
            if damaged is not None:
                raise DamagedError(
                    f"{self.path}, line {damaged + 1}, is damaged.", hint=REPAIR_HINT
                )
            self._apply(self._decode(data))
        except DamagedError:
            self._file.rewind()
            raise
        self._lines += data.count(b"\n")
        return True

    def _decode(self, data: bytes) -> list[Change]:
        """Return the changes in intact lines that are not known yet."""
        try:
            transactions = decode_lines(data)
        except msgspec.DecodeError as error:
            raise DamagedError(
                f"{self.path} holds lines of a form that is not known here ({error}).",
                hint="A newer endorseback may have written them: update this one.",
            ) from None
        return [
            change
            for transaction in transactions
            for change in transaction
            if self.raw(change.table, change.id) != change.document
        ]

    def _apply(self, changes: list[Change]) -> None:
        """Hand on changes, and put them into the tables once they are accepted."""
        self._landed(changes)
        _put(self._tables, changes)


class JournalTable(Table):
    """A TinyDB table that writes only what changed; ids are text and given by the caller."""

    document_id_class = str  # type: ignore[assignment]
    default_query_cache_capacity = 0

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        """Let TinyDB's own operations change an overlay, and write what they changed."""
        overlay = Overlay(self._read_table())
        updater(overlay)
        self._storage.write({self.name: overlay.changes()})
        self.clear_cache()

    def _get_next_id(self) -> str:
        """Refuse: an id that counts up is not unique across processes."""
        raise ValueError("Give the document its id: use tinydb.table.Document.")


def open_tables(journal: Journal) -> TinyDB:
    """Return the TinyDB database on a journal."""
    return _Database(storage=lambda: journal)


class _Database(TinyDB):
    table_class = JournalTable


def _tables_of(data: bytes) -> Tables:
    """Return the tables that whole, intact lines make."""
    tables: Tables = {}
    for transaction in decode_lines(data):
        _put(tables, transaction)
    return tables


def _put(tables: Tables, changes: Iterable[Change]) -> None:
    """Put changes into tables."""
    for change in changes:
        table = tables.setdefault(change.table, {})
        if change.document == NULL:
            table.pop(change.id, None)
        else:
            table[change.id] = change.document
