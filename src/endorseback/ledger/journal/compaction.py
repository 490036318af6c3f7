"""Compaction: the journal written anew without what later lines replaced."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from endorseback.ledger.journal.line import NULL, Change, encode_line
from endorseback.ledger.journal.schema import EVENTS, META
from endorseback.ledger.journal.storage import Journal

SMALLEST: Final = 4 * 1024 * 1024
"""Bytes below which a journal is not compacted by itself."""

_COMPACTED_ID: Final = "compacted"


class _Compacted(msgspec.Struct):
    bytes: int


class _Payload(msgspec.Struct):
    kind: str
    mail: str | None = None


class _StoredEvent(msgspec.Struct):
    payload: _Payload


_stored_event: Final = msgspec.json.Decoder(_StoredEvent)


def is_due(journal: Journal) -> bool:
    """Tell whether a journal has doubled since it was last compacted.

    So all compactions together write no more than twice what all records do.
    """
    if journal.size < SMALLEST:
        return False
    raw = journal.raw(META, _COMPACTED_ID)
    last = 0 if raw is None else msgspec.json.decode(raw, type=_Compacted).bytes
    return journal.size >= 2 * last


def compact_journal(journal: Journal) -> None:
    """Rewrite a journal, if there is one, with the changes that still count, in their order.

    Raises:
        EndorsebackError: It cannot be written; it is as it was.
    """
    if not journal.path.exists():
        return
    with journal.exclusive():
        live = live_changes(journal.transactions(), besides=(META, _COMPACTED_ID))
        lines = [encode_line(map(_as_tuple, changes)) for changes in live]
        mark = _Compacted(sum(map(len, lines)))
        journal.replace([*lines, encode_line([(META, _COMPACTED_ID, mark)])])


def live_changes(
    transactions: Iterable[Iterable[Change]], *, besides: tuple[str, str]
) -> list[list[Change]]:
    """Return the transactions without the changes that later ones replaced; empty ones left out.

    `besides` is the table and id of a document that is left out as well.
    """
    seen = {besides}
    kept: list[list[Change]] = []
    for transaction in reversed(list(transactions)):
        live = []
        for change in reversed(list(transaction)):
            subject = _subject(change)
            if subject not in seen:
                seen.add(subject)
                live.append(change)
        if live:
            kept.append(live[::-1])
    return kept[::-1]


def _subject(change: Change) -> tuple[str, str]:
    """Return what a change is about: of changes about the same, the last one counts.

    All readings of one mail are about that mail; every other event stands for itself.
    """
    if change.table == EVENTS and change.document != NULL:
        payload = _stored_event.decode(change.document).payload
        if payload.kind == "mail_seen" and payload.mail is not None:
            return ("mail", payload.mail)
    return (change.table, change.id)


def _as_tuple(change: Change) -> tuple[str, str, msgspec.Raw]:
    return (change.table, change.id, change.document)
