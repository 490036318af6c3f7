"""One fetch: from the sources to the ledger, newest mail first, to be broken off anywhere."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import asdict
from time import perf_counter
from typing import Final

from endorseback.errors import BusyError, EndorsebackError, UnreachableError
from endorseback.ledger import Cursor, Ledger, MailSeen
from endorseback.mail import (
    Batch,
    FoundMail,
    MailStore,
    Source,
    UserPhrases,
    load_phrases,
    open_source,
    places,
)
from endorseback.model.clock import Clock, utc_now
from endorseback.paths import Paths
from endorseback.services.fetch.fetch_counts import Counts, FetchTally
from endorseback.services.fetch.fetch_report import FetchProgress, FolderReport
from endorseback.services.fetch.fetch_status import FetchStatus, FolderStatus, write_status
from endorseback.services.fetch.mail_event import MailOrigin, read_event, worth_recording
from endorseback.services.locks import alone
from endorseback.services.reparse import note_first_start
from endorseback.settings import Account, Config, LocalSource
from endorseback.text import clean

__all__ = ["FetchProgress", "Fetcher", "FolderReport"]

_log = logging.getLogger(__name__)

_GIVE_UP: Final = 2
"""Folders of one account that may fail in a row before the others are not tried any more."""


class Fetcher:
    """Fetches once. `run` belongs to one thread; `cancel` may be called from any other.

    Args:
        config: The accounts and sources.
        paths: Where the lock and the status lie.
        ledger: Where events and cursors go, together, batch by batch.
        kept: Where the mails themselves go.
        only: Names of the accounts and sources to fetch; left out, all of them.
        clock: Tells the time.
        progress: Called with how far the fetch is.
        landed: Called after something was recorded.
    """

    def __init__(
        self,
        config: Config,
        paths: Paths,
        ledger: Ledger,
        kept: MailStore,
        *,
        only: Collection[str] | None = None,
        clock: Clock = utc_now,
        progress: Callable[[FetchProgress], None] = lambda _progress: None,
        landed: Callable[[], object] = lambda: None,
    ) -> None:
        self._places = [place for place in places(config) if only is None or place.name in only]
        self._paths = paths
        self._ledger = ledger
        self._kept = kept
        self._clock = clock
        self._progress = progress
        self._landed = landed
        self._own_phrases = UserPhrases()
        self._recorded: dict[str, MailSeen] = {}
        self._tally = FetchTally(ledger.model.knows_pair)
        self._source: Source | None = None
        self._is_cancelled = False

    def run(self, *, full: bool = False) -> list[FolderReport]:
        """Fetch all accounts and sources, one after another; one that fails stops no other.

        Args:
            full: Read the headers of all mails again, not only of those not yet seen.

        Returns:
            A report for each folder, and one for each account that could not be reached.

        Raises:
            EndorsebackError: If the ledger cannot be read, or the data folder not written.
        """
        try:
            with alone(self._paths):
                self._begin()
                if self._ledger.poll():
                    self._landed()
                reports = [
                    report for place in self._places for report in self._run_source(place, full)
                ]
                if not self._is_cancelled:
                    self._note(reports)
        except BusyError as busy:
            return [_failed(place.name, None, busy) for place in self._places]
        return reports

    def cancel(self) -> None:
        """End the run soon: a wait for a server is broken off, what is recorded stays."""
        self._is_cancelled = True
        if (source := self._source) is not None:
            source.cancel()

    def _begin(self) -> None:
        """Take up what the user taught, and note the recogniser where no mail was kept yet."""
        self._own_phrases = load_phrases(self._paths.phrases)
        for problem in self._own_phrases.problems:
            _log.warning("own phrases: %s", problem)
        note_first_start(self._paths, self._kept)

    def _run_source(self, place: Account | LocalSource, full: bool) -> Iterator[FolderReport]:
        """Yield the reports of one account or source."""
        source = self._source = open_source(place)
        started = perf_counter()
        try:
            if not self._is_cancelled:
                yield from self._run_folders(source, source.folders(), full)
        except EndorsebackError as error:
            yield _failed(place.name, None, error, seconds=_since(started))
        finally:
            self._source = None
            source.close()

    def _run_folders(
        self, source: Source, folders: list[str], full: bool
    ) -> Iterator[FolderReport]:
        """Yield the reports of the folders; a host that is gone is not asked again and again."""
        failures: list[EndorsebackError] = []
        for folder in folders:
            if len(failures) >= _GIVE_UP:
                yield _failed(source.name, folder, failures[-1])
                continue
            report, error = self._run_folder(source, folder, full)
            failures = [*failures, error] if isinstance(error, UnreachableError) else []
            yield report

    def _run_folder(
        self, source: Source, folder: str, full: bool
    ) -> tuple[FolderReport, EndorsebackError | None]:
        """Fetch one folder; what was recorded before a failure stays and is told, too."""
        started, scanned, counts = perf_counter(), 0, Counts()
        failure: EndorsebackError | None = None
        try:
            cursor = self._ledger.cursor(source.name, folder)
            for batch in source.scan(folder, cursor, full=full):
                self._record(source, folder, batch, counts)
                scanned += batch.scanned
                self._progress(FetchProgress(source.name, folder, batch.done, batch.total))
        except EndorsebackError as error:
            failure = error
        numbers = {"scanned": scanned, "seconds": _since(started), **asdict(counts)}
        if failure is not None:
            return _failed(source.name, folder, failure, **numbers), failure
        return FolderReport(source.name, folder, **numbers), None

    def _record(self, source: Source, folder: str, batch: Batch, counts: Counts) -> None:
        """Record what is new in a batch, together with the cursor that covers it."""
        events = []
        for mail in batch.mails:
            event = self._read(source, folder, mail)
            known = self._recorded.get(event.mail) or self._ledger.model.mail(event.mail)
            if worth_recording(event, known):
                self._tally.count(event, known, counts)
                self._recorded[event.mail] = event
                events.append(event)
        self._ledger.record(*events, cursors=[Cursor(source.name, folder, batch.cursor)])
        self._landed()
        self._forget_folded()

    def _forget_folded(self) -> None:
        """Forget the readings that the read-model has by now; whoever owns it may lag behind."""
        model = self._ledger.model
        self._recorded = {
            identity: event
            for identity, event in self._recorded.items()
            if model.mail(identity) != event
        }

    def _read(self, source: Source, folder: str, mail: FoundMail) -> MailSeen:
        """Keep a mail and return the event that would record it."""
        try:
            key = self._kept.put(source.name, mail.raw)
        except OSError as error:
            raise EndorsebackError(
                f"A mail cannot be kept in {self._paths.kept_mail}: {clean(str(error.strerror))}",
                hint="Make room there; the next fetch goes on where this one ended.",
            ) from None
        origin = MailOrigin(key, folder, mail.received_at, mail.truncated)
        return read_event(mail.raw, source, origin, self._clock, self._own_phrases)

    def _note(self, reports: list[FolderReport]) -> None:
        """Write down how the fetch ended."""
        folders = tuple(
            FolderStatus(report.account, report.folder, report.new_endorsements, report.error)
            for report in reports
        )
        # Everything that counts is recorded: a full disk must not make that look like a failure.
        with suppress(OSError):
            write_status(self._paths, FetchStatus(self._clock(), folders))


def _failed(
    account: str, folder: str | None, error: EndorsebackError, **numbers: float
) -> FolderReport:
    """Return the report of a folder, or of an account, that ended in an error."""
    return FolderReport(account, folder, error=str(error), exit_code=error.exit_code, **numbers)  # type: ignore[arg-type]


def _since(started: float) -> float:
    """Return the seconds since a moment of the performance counter, to the millisecond."""
    return round(perf_counter() - started, 3)
