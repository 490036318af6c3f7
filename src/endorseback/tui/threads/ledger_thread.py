"""The one thread through which the app writes to the ledger and follows what others write to it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from endorseback.errors import EndorsebackError
from endorseback.tui.threads.thread_messages import (
    Landed,
    LastFetch,
    LedgerUnreadable,
    NotRecorded,
    Recorded,
)

if TYPE_CHECKING:
    from textual.message import Message

    from endorseback.ledger import AnyPayload, Ledger
    from endorseback.paths import Paths

POLL_SECONDS: Final = 1.0
"""How often to look what other processes brought."""
_FLUSH_SECONDS: Final = 10.0
"""How long leaving the app waits for decisions that are not on disk yet."""


@dataclass(frozen=True, slots=True)
class _Job:
    """Payloads to record as one transaction, and the number under which to report."""

    ticket: int
    payloads: tuple[AnyPayload, ...]


class LedgerThread:
    """Records what it is given, in order, and polls in between; reports by messages."""

    def __init__(
        self, ledger: Ledger, paths: Paths, post: Callable[[Message], object], *, poll: float
    ) -> None:
        self.unsaved: list[EndorsebackError] = []
        """What could not be written after the app stopped listening."""
        self._ledger = ledger
        self._paths = paths
        self._post = post
        self._poll_seconds = poll
        self._jobs: queue.Queue[_Job | None] = queue.Queue()
        self._status_time = 0
        self._is_followed = True
        self._thread = threading.Thread(target=self._run, name="ledger", daemon=True)

    def start(self) -> None:
        """Start following the ledger."""
        self._thread.start()

    def record(self, ticket: int, *payloads: AnyPayload) -> None:
        """Hand payloads over; `Recorded` or `NotRecorded` with this ticket follows."""
        self._jobs.put(_Job(ticket, payloads))

    def stop(self) -> None:
        """Write what was handed over, then end; waits for it, but not for ever."""
        self._jobs.put(None)
        if self._thread.is_alive():
            self._thread.join(_FLUSH_SECONDS)

    def _run(self) -> None:
        """Work until told to stop."""
        self._look_around()
        while True:
            try:
                job = self._jobs.get(timeout=self._poll_seconds)
            except queue.Empty:
                self._look_around()
                continue
            if job is None:
                return
            self._record(job)

    def _record(self, job: _Job) -> None:
        """Write one transaction and report."""
        try:
            events = self._ledger.record(*job.payloads)
        except EndorsebackError as error:
            self._report_failure(job, error)
        except Exception as error:  # noqa: BLE001 (the edge of the thread: it must go on, and tell)
            self._report_failure(job, _unexpected(error))
        else:
            self._post(Recorded(job.ticket, events))

    def _report_failure(self, job: _Job, error: EndorsebackError) -> None:
        """Report that a transaction could not be written, also when nobody listens any more."""
        if not self._post(NotRecorded(job.ticket, error)):
            self.unsaved.append(error)

    def _look_around(self) -> None:
        """Report what other processes brought to the ledger, and what became of their fetches."""
        try:
            self._follow_ledger()
            self._follow_status()
        except EndorsebackError as error:
            self._is_followed = False
            self._post(LedgerUnreadable(error))
        except Exception as error:  # noqa: BLE001 (the edge of the thread: it must go on, and tell)
            self._is_followed = False
            self._post(LedgerUnreadable(_unexpected(error)))

    def _follow_ledger(self) -> None:
        """Read the ledger's tail; once it cannot be read, looking each second tells nothing new."""
        if self._is_followed and self._ledger.poll():
            self._post(Landed())

    def _follow_status(self) -> None:
        """Read when the last fetch ran, whenever that file changes."""
        try:
            changed = self._paths.fetch_status.stat().st_mtime_ns
        except OSError:
            return
        if changed != self._status_time:
            from endorseback.services.fetch import last_fetch

            self._status_time = changed
            if status := last_fetch(self._paths):
                self._post(LastFetch(status))


def _unexpected(error: Exception) -> EndorsebackError:
    """Return an error of no kind that was foreseen, as a sentence."""
    return EndorsebackError(
        f"The ledger could not be used: {type(error).__name__}: {error}.",
        hint="`endorseback doctor` looks for the cause.",
    )
