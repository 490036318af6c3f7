"""Imports as they come and go: the rows they list, and the names that several connections bear."""

from __future__ import annotations

from endorseback.ledger.events.archive_events import ArchiveListed
from endorseback.ledger.events.events import Event
from endorseback.ledger.projection.archive_rows import enter, withdraw
from endorseback.ledger.projection.archives import ImportedRows, imported
from endorseback.ledger.projection.identity import PeopleIndex
from endorseback.ledger.projection.standing import Rules


class ArchiveFold:
    """Keeps what archives tell, import by import.

    Args:
        people: Who is who.
        rules: Gets the imports that count.
        rows: Whom each of them lists.
    """

    def __init__(self, people: PeopleIndex, rules: Rules, rows: ImportedRows) -> None:
        self._people = people
        self._rules = rules
        self._rows = rows

    def begin(self, event: Event, touched: set[str]) -> None:
        """Take in an import; what it lists follows."""
        payload = imported(event)
        if payload.archive in self._rows.ids:
            return  # an id counts once
        self._rows.ids.add(payload.archive)
        self._rules.archives[payload.archive] = event
        self._people.share(payload.shared_names, touched)

    def enter(self, rows: ArchiveListed, touched: set[str]) -> None:
        """Take in a part of what an import lists; of one that was undone, nothing."""
        if rows.archive not in self._rules.archives:
            return
        keys = self._rows.keys.get(rows.archive) or set()
        self._rows.keys[rows.archive] = keys | enter(rows, self._people, touched)

    def take_back(self, event: Event, touched: set[str]) -> None:
        """Take back an import with all that it lists; what others list stays."""
        payload = imported(event)
        if self._rules.archives.get(payload.archive) != event:
            return
        withdraw(
            payload.archive, self._rows.keys.pop(payload.archive, set()), self._people, touched
        )
        del self._rules.archives[payload.archive]
        self._people.share_no_more(payload.shared_names, touched)
