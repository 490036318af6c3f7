"""Reading all kept mails again with today's recogniser, without the network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import msgspec

from endorseback.background.reading import Origin, Trust, read_event, worth_recording
from endorseback.config import Config
from endorseback.errors import DamagedError
from endorseback.ledger.events import MailSeen
from endorseback.ledger.ledger import Ledger
from endorseback.mail.kept import KeptMail
from endorseback.mail.sources import MAX_MAIL
from endorseback.model.clock import Clock, utc_now

_MAILS_A_TRANSACTION: Final = 200


@dataclass(slots=True)
class ReparseReport:
    """What reading the kept mails again did."""

    mails: int = 0
    """Kept mails that were read."""
    changed: int = 0
    """Mails that now say something else than what the ledger had; it was recorded."""
    damaged: list[str] = field(default_factory=list)
    """Kept files that could not be read, a sentence each."""


@dataclass(frozen=True, slots=True)
class _Trust:
    """What is believed of the mails of one account; of one that left the configuration, nothing."""

    name: str
    trusted_authserv_ids: tuple[str, ...] = ()
    check_dkim: bool = False


def reparse(
    config: Config | None,
    ledger: Ledger,
    kept: KeptMail,
    *,
    clock: Clock = utc_now,
    progress: Callable[[int], None] = lambda _mails: None,
) -> ReparseReport:
    """Read all kept mails again, judge their senders anew, and record what comes out different.

    Args:
        config: Whose authserv-ids are trusted; None trusts none.
        ledger: What was known, and where changes go.
        kept: The mails.
        clock: Tells the time.
        progress: Called with the number of mails read so far.

    Raises:
        EndorsebackError: If the ledger cannot be written.
    """
    report = ReparseReport()
    changes: dict[str, MailSeen] = {}
    trusts = _trusts(config)
    for account, key in _in_order(ledger, kept):
        try:
            raw = kept.get(key)
        except DamagedError as error:
            report.damaged.append(error.message)
            continue
        if raw is None:
            continue
        report.mails += 1
        origin = Origin(key, truncated=len(raw) >= MAX_MAIL)
        event = read_event(raw, trusts.get(account, _Trust(account)), origin, clock)
        known = changes.get(event.mail) or ledger.model.mail(event.mail)
        if worth_recording(event, known):
            changes[event.mail] = _where_found(event, known)
        progress(report.mails)
    report.changed = len(changes)
    _record(ledger, list(changes.values()))
    return report


def _in_order(ledger: Ledger, kept: KeptMail) -> list[tuple[str, str]]:
    """Return (account, key) of all kept mails, those first that the ledger's readings are of.

    So a mail that was kept twice, from two accounts, is judged by its former reading's bytes, and
    then by the others, which count where they prove the sender better.
    """
    read = {mail.kept for mail in ledger.model.mails()}
    return sorted(kept.keys(), key=lambda entry: entry[1] not in read)


def _where_found(event: MailSeen, known: MailSeen | None) -> MailSeen:
    """Return a new reading with what only a fetch can know of the mail."""
    if known is None:
        return event
    return msgspec.structs.replace(
        event, folder=known.folder, received_at=event.received_at or known.received_at
    )


def _trusts(config: Config | None) -> dict[str, Trust]:
    """Return what the configuration believes of the mails of each of its accounts and sources."""
    if config is None:
        return {}
    accounts: list[Trust] = [
        _Trust(account.name, account.trusted_authserv_ids, account.check_dkim)
        for account in config.accounts
    ]
    sources = [_Trust(source.name, source.trusted_authserv_ids) for source in config.sources]
    return {trust.name: trust for trust in (*accounts, *sources)}


def _record(ledger: Ledger, events: list[MailSeen]) -> None:
    """Record what changed, some hundred mails a transaction."""
    for start in range(0, len(events), _MAILS_A_TRANSACTION):
        ledger.record(*events[start : start + _MAILS_A_TRANSACTION])
