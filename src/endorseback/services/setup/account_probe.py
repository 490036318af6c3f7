"""Tries an account once: logs in, and looks at what is needed to set it up or to check it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from endorseback.settings import Account
from endorseback.text import clean

if TYPE_CHECKING:
    from endorseback.mail import ImapConnection, ListedFolder

_RECENT: Final = 200
"""How many of the newest mails are looked at for what the mail host stamps."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What one login at an account showed."""

    folders: tuple[str, ...]
    """All folders that can hold mail and whose names can be shown."""
    reads: tuple[str, ...]
    """The folders that a fetch reads: the configured ones, else that of all mail, else INBOX."""
    mails: int
    """How many mails those hold."""
    looked_at: int
    """How many recent mails were looked at."""
    authserv_ids: tuple[tuple[str, int], ...]
    """The authserv-ids that stand topmost in them (RFC 8601), with how often; commonest first."""


def probe(account: Account, password: str) -> Probe:
    """Log in and look; nothing on the server changes.

    Raises:
        EndorsebackError: If the server cannot be reached, refuses the login or lacks a folder.
    """
    from endorseback.mail import ImapConnection

    connection = ImapConnection(account)
    try:
        connection.log_in(password)
        listed = [folder for folder in connection.folders() if folder.selectable]
        reads = account.folders or _default_folders(listed)
        counts: Counter[str] = Counter()
        mails = looked_at = 0
        for folder in reads:
            exists = connection.examine(folder).exists
            mails += exists
            headers = _recent_headers(connection, exists, _RECENT // len(reads))
            looked_at += len(headers)
            counts.update(filter(None, map(_topmost_authserv_id, headers)))
        names = tuple(folder.name for folder in listed if clean(folder.name) == folder.name)
        return Probe(names, tuple(reads), mails, looked_at, tuple(counts.most_common()))
    finally:
        connection.close(politely=True)


def _default_folders(listed: list[ListedFolder]) -> tuple[str, ...]:
    """Return the folder that holds all mail (RFC 6154), else INBOX, as a fetch would read it."""
    everything = [folder.name for folder in listed if "\\all" in folder.attributes]
    return (everything[0],) if everything else ("INBOX",)


def _recent_headers(connection: ImapConnection, exists: int, most: int) -> list[bytes]:
    """Return the headers of the newest mails of the open folder."""
    if not exists:
        return []
    uids = connection.uids_at(range(max(1, exists - most + 1), exists + 1))
    return [seen.header for seen in connection.headers(uids)] if uids else []


def _topmost_authserv_id(header: bytes) -> str | None:
    """Return the authserv-id of the topmost Authentication-Results, fit to be shown."""
    from endorseback.mail import authserv_ids_seen

    seen = authserv_ids_seen(header)
    return clean(seen).lower() if seen else None
