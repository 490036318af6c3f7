"""Reading one kept mail again, as the configuration and the user's phrases have it today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from endorseback.errors import DamagedError
from endorseback.ledger import MailSeen, ReadModel
from endorseback.mail import MAX_MAIL, MailStore, UserPhrases
from endorseback.services.fetch import MailOrigin, Trust, read_event
from endorseback.settings import Config

Entry = tuple[str, str]
"""(account, key) of a kept mail."""


@dataclass(frozen=True, slots=True)
class _Trust:
    """What is believed of the mails of one account; of one that left the configuration, nothing."""

    name: str
    trusted_authserv_ids: tuple[str, ...] = ()
    check_dkim: bool = False


@dataclass(frozen=True, slots=True)
class Rereader:
    """Reads kept mails; called with (account, key). It can be sent to another process."""

    kept: MailStore
    trusts: dict[str, Trust]
    now: datetime
    """The present moment, in UTC."""
    user_phrases: UserPhrases = field(default_factory=UserPhrases)

    def __call__(self, entry: Entry) -> MailSeen | str | None:
        """Return the event that records a mail; why it cannot be read; None where it is gone."""
        account, key = entry
        try:
            raw = self.kept.get(key)
        except DamagedError as error:
            return error.message
        if raw is None:
            return None
        origin = MailOrigin(key, truncated=len(raw) >= MAX_MAIL)
        trust = self.trusts.get(account, _Trust(account))
        return read_event(raw, trust, origin, lambda: self.now, self.user_phrases)


def trusts_of(config: Config | None) -> dict[str, Trust]:
    """Return what the configuration believes of the mails of each of its accounts and sources."""
    if config is None:
        return {}
    accounts: list[Trust] = [
        _Trust(account.name, account.trusted_authserv_ids, account.check_dkim)
        for account in config.accounts
    ]
    sources = [_Trust(source.name, source.trusted_authserv_ids) for source in config.sources]
    return {trust.name: trust for trust in (*accounts, *sources)}


def kept_in_order(model: ReadModel, kept: MailStore) -> list[Entry]:
    """Return (account, key) of all kept mails, those first that the ledger's readings are of.

    So a mail that was kept twice, from two accounts, is judged by its former reading's bytes, and
    then by the others, which count where they prove the sender better.
    """
    read = _kept_keys(model.mails())
    return sorted(kept.keys(), key=lambda entry: entry[1] not in read)


def where_found(event: MailSeen, known: MailSeen | None) -> MailSeen:
    """Return a new reading with what only a fetch can know of the mail."""
    if known is None:
        return event
    return msgspec.structs.replace(
        event, folder=known.folder, received_at=event.received_at or known.received_at
    )


def _kept_keys(mails: Iterable[MailSeen]) -> set[str | None]:
    return {mail.kept for mail in mails}
