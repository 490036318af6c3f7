"""Everybody who is known: all connections, and all others whom mails or archives named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from endorseback.contacts import ContactDirectory, key_of_row
from endorseback.insight import company_key
from endorseback.ledger import NEVER, PersonTotals, ReadModel, known_time
from endorseback.model.archive_data import Connection
from endorseback.model.interactions import count_visits
from endorseback.model.person_summary import PersonSummary


class PeopleDirectory:
    """The rows of everybody who is known, one a person, kept up to date as single ones change.

    It may be made beside the model's thread, and belongs to that thread then.

    Args:
        model: Of the ledger.
        reference: The people of the archives.
    """

    def __init__(self, model: ReadModel, reference: ContactDirectory) -> None:
        self._model = model
        self._reference = reference
        positions = reference.owner.positions
        self._companies = {company_key(one.company) for one in positions} - {""}
        self._rows: dict[str, PersonSummary] = {}
        self._taken: dict[str, str] = {}
        for person in model.persons():
            self._put_person(person)
        taken = frozenset(self._taken.values())
        for connection in reference.people:
            key = key_of_row(connection)
            if model.keys_merged_into(person := model.person_with(key)) != (key,):
                if person not in self._rows:
                    self._put_connection(person, taken)
            elif key not in taken:
                self._rows[person] = self._row_of_connection(person, connection)

    @property
    def rows(self) -> Sequence[PersonSummary]:
        """All rows, in no order."""
        return tuple(self._rows.values())

    def get(self, person: str) -> PersonSummary | None:
        """Return the row of a person, or None."""
        return self._rows.get(person)

    def renew(self, persons: Iterable[str]) -> frozenset[str]:
        """Make the rows of some persons anew: those that a fold of the ledger names.

        Returns:
            The keys under which rows may have come, gone or changed.
        """
        touched: set[str] = set()
        for person in persons:
            self._rows.pop(person, None)
            freed = self._taken.pop(person, person)
            self._put_person(person)
            taken = self._taken.get(person)
            if taken != freed:
                self._renew_connection(freed)
                self._renew_connection(person)
            if taken is not None:
                self._renew_connection(taken)
            keys = {person, freed, taken or person}
            touched |= keys.union(map(self._model.person_with, keys))
        return frozenset(touched)

    def _put_person(self, person: str) -> None:
        """Put in the row of somebody, if the ledger knows them."""
        totals = self._model.totals(person)
        if totals is None:
            return
        connection = self._reference.find(totals.keys, (totals.name,))[0]
        self._rows[person] = self._row_of(totals, connection)
        if connection is not None:
            self._taken[person] = key_of_row(connection)

    def _renew_connection(self, key: str) -> None:
        """Make the row anew of whoever a key belongs to, if the ledger does not know them."""
        person = self._model.person_with(key)
        if self._model.totals(person) is None:
            self._rows.pop(person, None)
            self._put_connection(person, frozenset(self._taken.values()))

    def _put_connection(self, person: str, taken: frozenset[str]) -> None:
        """Put in the row of somebody who is a connection and nothing else.

        Of several that were merged, the one that gives the person their key comes first.
        """
        for key in self._model.keys_merged_into(person):
            connection = self._reference.find((key,))[0]
            if connection is not None and key not in taken and key_of_row(connection) == key:
                self._rows[person] = self._row_of_connection(person, connection)
                return

    def _row_of_connection(self, person: str, connection: Connection) -> PersonSummary:
        """Return the row of somebody whom only archives know."""
        letters = self._reference.find_messages((key_of_row(connection),), (connection.name,))
        message = letters.last if letters else None
        return PersonSummary(
            person=person,
            name=connection.name,
            slug=connection.slug,
            company=connection.company,
            position=connection.position,
            connected_on=connection.connected_on,
            last_message=message,
            last_exchange=message,
            same_company=self._is_of_same_company(connection),
            messages=letters.count if letters else 0,
        )

    def _row_of(self, totals: PersonTotals, connection: Connection | None) -> PersonSummary:
        """Return the row of somebody whom the ledger knows."""
        letters = self._reference.find_messages(totals.keys, (totals.name,))
        written = (totals.last_message, letters.last if letters else None)
        last_message = max(filter(None, written), default=None)
        others = (last_message or NEVER, totals.last_recommendation or NEVER)
        moments = (*totals.received[-1:], *totals.given[-1:], *others)
        return PersonSummary(
            person=totals.person,
            name=totals.name,
            slug=totals.slug or (connection.slug if connection else None),
            company=connection.company if connection else "",
            position=connection.position if connection else "",
            connected_on=connection.connected_on if connection else None,
            received=len(totals.received),
            given=len(totals.given),
            last_message=last_message,
            last_exchange=known_time(max(moments)),
            same_company=connection is not None and self._is_of_same_company(connection),
            received_times=count_visits(totals.received),
            messages=letters.count if letters else 0,
            tags=totals.tags,
        )

    def _is_of_same_company(self, connection: Connection) -> bool:
        return bool(self._companies) and company_key(connection.company) in self._companies
