"""The demo's mailbox as a ledger, without a server: for pictures, tests and measurements."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from endorseback.demo.demo_mails import write_letters
from endorseback.demo.session import demo_account, take_archive
from endorseback.ledger import Ledger
from endorseback.mail import MailStore
from endorseback.paths import Paths
from endorseback.services.fetch import MailOrigin, read_event, worth_recording
from endorseback.services.reparse import note_first_start


def fill_ledger(folder: Path, now: datetime, *, late: bool = False) -> Paths:
    """Record the demo's mails in a ledger below `folder`, as a fetch at `now` (UTC) would.

    Args:
        folder: Where the ledger and the kept mails go.
        now: The start: the same moment gives the same rows.
        late: Whether the mails are there, too, that arrive only while one watches.

    Returns:
        The paths to open it with.
    """
    paths = Paths(folder / "config.toml", folder)
    account = demo_account("localhost")
    kept = MailStore(paths.kept_mail)
    note_first_start(paths, kept)
    take_archive(paths, now)
    ledger = Ledger(paths.ledger, clock=lambda: now)
    try:
        for letter in reversed(write_letters(now)):
            if letter.late and not late:
                continue
            origin = MailOrigin(kept.put(account.name, letter.raw), "INBOX", letter.at)
            event = read_event(letter.raw, account, origin, lambda: now)
            if worth_recording(event, ledger.model.mail(event.mail)):
                ledger.record(event)
                ledger.drain()
    finally:
        ledger.close()
    return paths
