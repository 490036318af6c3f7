"""A data folder with its ledger, and fetches into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from endorseback.ledger.events.events import MailSeen
from endorseback.ledger.ledger import Ledger
from endorseback.mail.mail_store import MailStore
from endorseback.paths import Paths
from endorseback.services.fetch.fetcher import Fetcher, FolderReport
from endorseback.settings import Account, Config, LocalSource

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass
class FetchBench:
    """Where one user's fetches go."""

    folder: Path

    @property
    def paths(self) -> Paths:
        """Its files."""
        return Paths(self.folder / "config.toml", self.folder / "data")

    @property
    def kept(self) -> MailStore:
        """The mails kept."""
        return MailStore(self.paths.kept_mail)

    def open(self) -> Ledger:
        """Return the ledger, folded."""
        ledger = Ledger(self.paths.ledger, clock=lambda: NOW)
        ledger.drain()
        return ledger

    def fetcher(self, *places: Account | LocalSource, **options: Any) -> Fetcher:
        """Return a fetcher on a ledger just opened, as a command would make it."""
        config = Config(
            accounts=tuple(place for place in places if isinstance(place, Account)),
            sources=tuple(place for place in places if isinstance(place, LocalSource)),
        )
        ledger = self.open()
        landed: Callable[[], object] = options.pop("landed", ledger.drain)
        return Fetcher(
            config, self.paths, ledger, self.kept, clock=lambda: NOW, landed=landed, **options
        )

    def fetch(self, *places: Account | LocalSource, full: bool = False) -> list[FolderReport]:
        """Fetch once, and return the reports."""
        return self.fetcher(*places).run(full=full)

    def journal(self) -> bytes:
        """Return the bytes of the ledger's journal."""
        return self.paths.ledger.read_bytes()

    def mails(self) -> dict[str, MailSeen]:
        """Return what the ledger knows of mails, by identity."""
        return {mail.mail: mail for mail in self.open().model.mails()}

    def pairs(self) -> list[tuple[str, str]]:
        """Return (name, skill) of every endorsement event in the ledger, sorted."""
        return sorted(
            (name, skill)
            for mail in self.mails().values()
            for name, _slug, skill in mail.endorsements
        )
