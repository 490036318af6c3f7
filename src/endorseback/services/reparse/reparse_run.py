"""Reading all kept mails again with today's recogniser, without the network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from endorseback.errors import BusyError
from endorseback.ledger import Ledger, MailSeen
from endorseback.mail import MailStore, UserPhrases, load_phrases
from endorseback.model.clock import Clock, utc_now
from endorseback.paths import Paths
from endorseback.services.fetch import worth_recording
from endorseback.services.locks import alone
from endorseback.services.reparse.recogniser_version import needed, note_reparsed
from endorseback.services.reparse.rereader import Rereader, kept_in_order, trusts_of, where_found
from endorseback.services.reparse.worker_pool import in_chunks
from endorseback.settings import Config

__all__ = ["ReparseReport", "needed", "reparse", "run_once"]

_MAILS_A_TRANSACTION: Final = 200


@dataclass(slots=True)
class ReparseReport:
    """What reading the kept mails again did."""

    mails: int = 0
    """Kept mails that were read."""
    changed: int = 0
    """Mails that count as something else than before; those that the user taught do not."""
    damaged: list[str] = field(default_factory=list)
    """Kept files that could not be read, a sentence each."""
    stopped: bool = False
    """Whether it was stopped before its end; what was read is recorded."""


def reparse(
    config: Config | None,
    ledger: Ledger,
    kept: MailStore,
    *,
    user_phrases: UserPhrases | None = None,
    clock: Clock = utc_now,
    jobs: int = 1,
    gentle: bool = False,
    progress: Callable[[int], object] = lambda _mails: None,
    landed: Callable[[], object] = lambda: None,
    stopped: Callable[[], bool] = lambda: False,
) -> ReparseReport:
    """Read all kept mails again, judge their senders anew, and record what comes out different.

    Args:
        config: Whose authserv-ids are trusted; None trusts none.
        ledger: What was known, and where changes go, some hundred at a time.
        kept: The mails.
        user_phrases: The user's own wordings.
        clock: Tells the time.
        jobs: How many processes read; 1 is this one alone.
        gentle: Let other programs go first.
        progress: Called with the number of mails read so far.
        landed: Called after something was recorded.
        stopped: Asked now and then whether to stop early.

    Raises:
        EndorsebackError: If the ledger cannot be written, or a process that reads was killed.
    """
    reader = Rereader(kept, trusts_of(config), clock(), user_phrases or UserPhrases())
    recording = _Recording(ledger, landed)
    entries = kept_in_order(ledger.model, kept)
    for results in in_chunks(reader, entries, jobs=jobs, gentle=gentle, stopped=stopped):
        for result in results:
            recording.take(result)
        progress(recording.report.mails)
    recording.write()
    recording.report.stopped = stopped()
    return recording.report


def run_once(
    config: Config | None,
    paths: Paths,
    ledger: Ledger,
    kept: MailStore,
    *,
    clock: Clock = utc_now,
    jobs: int = 2,
    progress: Callable[[int], object] = lambda _mails: None,
    landed: Callable[[], object] = lambda: None,
    stopped: Callable[[], bool] = lambda: False,
) -> ReparseReport | None:
    """Let a recogniser that is new here read all kept mails, once for all processes.

    It may run on any thread; the arguments are those of `reparse`. Other programs go first.

    Returns:
        What it did; None where it is not needed, or another process is at it or fetches.

    Raises:
        EndorsebackError: As `reparse`.
    """
    if not needed(paths):
        return None
    try:
        with alone(paths):
            if not needed(paths):
                return None
            if ledger.poll():
                landed()
            report = reparse(
                config,
                ledger,
                kept,
                user_phrases=load_phrases(paths.phrases),
                clock=clock,
                jobs=jobs,
                gentle=True,
                progress=progress,
                landed=landed,
                stopped=stopped,
            )
            if not report.stopped:
                note_reparsed(paths)
            return report
    except BusyError:
        return None


class _Recording:
    """Takes readings one by one, and records those that say something else than before."""

    def __init__(self, ledger: Ledger, landed: Callable[[], object]) -> None:
        self.report = ReparseReport()
        self._ledger = ledger
        self._landed = landed
        self._waiting: list[MailSeen] = []
        self._recorded: dict[str, MailSeen] = {}
        """Readings that the read-model may not have yet; whoever owns it may lag behind."""
        self._changed: set[str] = set()

    def take(self, result: MailSeen | str | None) -> None:
        """Take a reading, or why a mail cannot be read."""
        if isinstance(result, str):
            self.report.damaged.append(result)
        elif result is not None:
            self.report.mails += 1
            self._compare(result)

    def write(self) -> None:
        """Record what waits."""
        self._ledger.record(*self._waiting)
        self._waiting.clear()
        self._landed()
        model = self._ledger.model
        self._recorded = {
            mail: event for mail, event in self._recorded.items() if model.mail(mail) != event
        }

    def _compare(self, event: MailSeen) -> None:
        """Let a reading wait to be recorded, if it says something else than the one before."""
        known = self._recorded.get(event.mail) or self._ledger.model.mail(event.mail)
        if not worth_recording(event, known):
            return
        if self._is_seen(event, known):
            self._changed.add(event.mail)
            self.report.changed = len(self._changed)
        self._recorded[event.mail] = found = where_found(event, known)
        self._waiting.append(found)
        if len(self._waiting) >= _MAILS_A_TRANSACTION:
            self.write()

    def _is_seen(self, event: MailSeen, known: MailSeen | None) -> bool:
        """Tell whether the user sees a change: what they taught hides all but the proof."""
        if self._ledger.model.fixed_reading(event.mail) is None:
            return True
        return known is not None and event.authenticity is not known.authenticity
