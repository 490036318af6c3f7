"""One user's ledger and mailbox, for the tests of what decisions bring about in the mailbox."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.dovecot import Mailbox
from tests.support.imapserver import PASSWORD
from tests.support.ledgers import decided, mail

from endorseback.ledger.events.events import Undone
from endorseback.ledger.ledger import Ledger
from endorseback.mail.imap.writable import WritableConnection
from endorseback.model.decisions import DecisionKind
from endorseback.paths import Paths
from endorseback.services.write_back import (
    WriteBackReport,
    due_filings,
    follow_settings,
    write_back,
)
from endorseback.settings import Config, WriteBack

State = dict[tuple[str, str], frozenset[str]]
"""The flags of each copy of a mail, by folder and number."""


@dataclass
class WriteBackCase:
    """One user's ledger and mailbox."""

    folder: Path
    mailbox: Mailbox
    wishes: WriteBack
    settings: dict[str, Any] = field(default_factory=dict)
    reports: list[WriteBackReport] = field(default_factory=list)

    @property
    def paths(self) -> Paths:
        """Its files."""
        return Paths(self.folder / "config.toml", self.folder / "data")

    @property
    def config(self) -> Config:
        """Its configuration."""
        account = self.mailbox.account(write_back=self.wishes, **self.settings)
        return Config(accounts=(account,))

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """Open the ledger, which follows the configuration."""
        with Ledger(self.paths.ledger) as ledger:
            follow_settings(self.config, ledger)
            yield ledger

    def deliver(self, *numbers: int, folders: Sequence[str] = ("INBOX",)) -> None:
        """Let notifications arrive, and be read."""
        for number in numbers:
            for folder in folders:
                self.mailbox.deliver(raw(number), folder)
            with self.ledger() as ledger:
                ledger.record(
                    mail(
                        identity(number),
                        (f"Person {number}", f"person-{number}", "Go"),
                        account="main",
                        folder=folders[0],
                    )
                )

    def skip(self, *numbers: int) -> None:
        """Decide about notifications."""
        with self.ledger() as ledger:
            for number in numbers:
                person = (f"Person {number}", f"person-{number}")
                ledger.record(decided(DecisionKind.SKIPPED, *person, "Go"))

    def undo(self) -> None:
        """Undo the last decision."""
        with self.ledger() as ledger:
            event = ledger.model.last_undoable()
            assert event is not None
            ledger.record(Undone(event=event.id))

    def run(self) -> WriteBackReport | None:
        """Do what is due."""
        with self.ledger() as ledger:
            reports = write_back(self.config, self.paths, ledger)
            self.reports += reports
        return reports[0] if reports else None

    def due(self) -> int:
        """Return how many mails are due."""
        with self.ledger() as ledger:
            return len(due_filings(self.config, ledger.model).get("main", ()))

    def state(self) -> State:
        """Return the flags of each copy in the mailbox, by folder and identity."""
        found: State = {}
        connection = WritableConnection(self.mailbox.account())
        connection.log_in(PASSWORD)
        for listed in filter(lambda one: one.selectable, connection.folders()):
            connection.open_folder(listed.name)
            for number in range(10):
                uids = connection.uids_of(identity(number))
                for nth, uid in enumerate(uids):
                    flags = connection.flags_of([uid])[uid] - {"\\recent"}
                    found[listed.name, f"{number}{'+' * nth}"] = flags
        connection.close(politely=True)
        return found


def identity(number: int) -> str:
    """Return the identity of a notification."""
    return f"notification-{number}@example.com"


def raw(number: int) -> bytes:
    """Return a notification as a mail."""
    return f"Message-ID: <{identity(number)}>\r\nSubject: {number}\r\n\r\nx\r\n".encode()
