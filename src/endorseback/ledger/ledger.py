"""The ledger: events go in, durably, from any thread; the read-model comes out, on one."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from endorseback.errors import DamagedError, EndorsebackError
from endorseback.gc_pause import many_objects_to_stay
from endorseback.ledger.checkpoint import load_checkpoint, save_checkpoint
from endorseback.ledger.events.event_ids import EventIds
from endorseback.ledger.events.events import AnyPayload, Event, StoredEvent
from endorseback.ledger.journal.compaction import compact_journal, is_due
from endorseback.ledger.journal.line import Change
from endorseback.ledger.journal.schema import CURSORS, EVENTS, META, SCHEMA, SCHEMA_ID, check_schema
from endorseback.ledger.journal.storage import Document, Journal, open_tables
from endorseback.ledger.views.read_model import Changes, ReadModel
from endorseback.model.clock import Clock, utc_now

__all__ = ["Changes", "Cursor", "Ledger"]

CHECKPOINT_EVERY: Final = 256 * 1024
"""Bytes of journal that are worth a checkpoint: some 500 events, folded in a few milliseconds."""

_stored_event: Final = msgspec.json.Decoder(StoredEvent)


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a folder of a source was read: it lands together with the events read from it."""

    account: str
    """The source's name in the configuration."""
    folder: str
    """As the source names it."""
    state: dict[str, Any]
    """What the source wants to know next time; JSON, opaque here."""

    @property
    def key(self) -> str:
        """Its id in the table of cursors."""
        return cursor_key(self.account, self.folder)


def cursor_key(account: str, folder: str) -> str:
    """Return the id under which the cursor of a folder is stored."""
    return msgspec.json.encode((account, folder)).decode()


class Ledger:
    """The event log of one installation, and the read-model folded from it.

    `record`, `poll`, `cursor` and `compact` may be called on any thread. `model` and `drain` belong
    to one thread; what `record` and `poll` bring waits for `drain`. Opening reads and folds all
    there is, and creates nothing; the first `record` does.

    Args:
        path: The journal.
        clock: Tells the time of the events recorded here.
        device: The name of this machine; left out, its host name.

    Raises:
        DamagedError: A line is damaged, or a newer version wrote the journal.
        EndorsebackError: The journal cannot be read.
    """

    def __init__(self, path: Path, *, clock: Clock = utc_now, device: str | None = None) -> None:
        self.model = ReadModel()
        """All there is to see, as of the last `drain`."""
        self._clock = clock
        self._device = device or os.uname().nodename
        self._ids = EventIds()
        self._landed: deque[Event] = deque()
        self._journal = Journal(path, self._land)
        self._tables = open_tables(self._journal)
        self._wrote = False
        self._kept = 0
        with many_objects_to_stay():
            self._resume()
            self._journal.catch_up()
            self.drain()

    @property
    def path(self) -> Path:
        """The journal."""
        return self._journal.path

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for the user about what had to be mended."""
        return self._journal.notices

    def record(self, *payloads: AnyPayload, cursors: Iterable[Cursor] = ()) -> tuple[Event, ...]:
        """Append events, and the cursors that cover them, as one durable transaction.

        Nothing given, nothing written. The read-model shows them after the next `drain`.

        Raises:
            EndorsebackError: They could not be written; the ledger is as it was.
        """
        cursors = tuple(cursors)
        if not payloads and not cursors:
            return ()
        with self._journal.transaction():
            events = tuple(self._make_event(payload) for payload in payloads)
            if self._journal.raw(META, SCHEMA_ID) is None:
                self._put(META, SCHEMA_ID, {"version": SCHEMA})
            self._tables.table(EVENTS).insert_multiple(
                Document(_document(event), doc_id=event.id)  # type: ignore[arg-type]
                for event in events
            )
            for cursor in cursors:
                self._put(CURSORS, cursor.key, {"state": cursor.state})
        self._wrote = True
        self._compact_if_due()
        return events

    def poll(self) -> bool:
        """Read what other processes appended; return whether there was anything.

        Raises:
            DamagedError: A line is damaged, or a newer version wrote it.
        """
        return self._journal.catch_up()

    def drain(self) -> Changes:
        """Fold what landed since the last drain into `model`; return what may look different."""
        events = []
        with suppress(IndexError):
            while True:
                events.append(self._landed.popleft())
        return self.model.apply(events)

    def cursor(self, account: str, folder: str) -> dict[str, Any] | None:
        """Return the state last recorded for a folder, or None where it was never read."""
        raw = self._journal.raw(CURSORS, cursor_key(account, folder))
        if raw is None:
            return None
        state: dict[str, Any] = msgspec.json.decode(raw)["state"]
        return state

    def compact(self) -> None:
        """Rewrite the journal without what later lines replaced; nothing that counts is lost.

        `record` does it by itself when the journal has doubled since the last time.

        Raises:
            EndorsebackError: There is no room for it; the ledger is as it was.
        """
        compact_journal(self._journal)
        self._kept = 0

    def __enter__(self) -> Ledger:
        """Return the ledger, to be closed at the end of a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file; on the thread that owns `model`.

        If a lot was written here, a checkpoint is left, so that the next start is quick.
        """
        if self._wrote:
            with self._journal.at_rest() as extent:
                if extent.size - self._kept > CHECKPOINT_EVERY:
                    self.drain()
                    save_checkpoint(self.path, extent, self.model.state)
        self._tables.close()

    def _resume(self) -> None:
        """Take up the fold that was left behind, if it is one of this very journal."""
        checkpoint = load_checkpoint(self.path)
        if checkpoint is not None and self._journal.resume(checkpoint.extent):
            self.model = ReadModel(checkpoint.state)
            self._kept = checkpoint.extent.size

    def _compact_if_due(self) -> None:
        if not is_due(self._journal):
            return
        # The events are on disk: a failure to tidy up must not look like a failure to record.
        with suppress(EndorsebackError):
            self.compact()

    def _make_event(self, payload: AnyPayload) -> Event:
        moment = self._clock()
        return Event(self._ids.make(moment), moment, self._device, payload)

    def _put(self, table: str, key: str, document: dict[str, Any]) -> None:
        self._tables.table(table).upsert(Document(document, doc_id=key))  # type: ignore[arg-type]

    def _land(self, changes: list[Change]) -> None:
        """Take what was written, here or by another process, in the order of the journal."""
        check_schema(self.path, changes)
        try:
            events = [
                _event(change.id, _stored_event.decode(change.document))
                for change in changes
                if change.table == EVENTS
            ]
        except msgspec.DecodeError as error:
            raise DamagedError(
                f"{self.path} holds an event that is not known here ({error}).",
                hint="A newer endorseback may have written it: update this one.",
            ) from None
        self._landed.extend(events)


def _event(event_id: str, stored: StoredEvent) -> Event:
    return Event(event_id, stored.at, stored.device, stored.payload)


def _document(event: Event) -> dict[str, Any]:
    """Return an event as the journal holds it."""
    stored = StoredEvent(event.at, event.device, event.payload)
    document: dict[str, Any] = msgspec.to_builtins(stored)
    return document
