"""Everybody who is known: all connections, and all others whom mails or archives named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from endorseback.insight.overlaps import company_key
from endorseback.ledger.brought import key_of
from endorseback.ledger.newest import NEVER, known_time
from endorseback.ledger.readmodel import ReadModel
from endorseback.ledger.reference import Reference
from endorseback.ledger.tally import Tally
from endorseback.model.archive import Connection
from endorseback.model.card import Known
from endorseback.model.occasions import occasions
from endorseback.model.people import profile_url


def known_people(model: ReadModel, reference: Reference) -> Sequence[Known]:
    """Return a row for everybody who is known, in no order; it may run beside the model's thread.

    Args:
        model: Of the ledger.
        reference: The people of the archives.
    """
    return KnownPeople(model, reference).rows


class KnownPeople:
    """The rows of everybody who is known, one a person, kept up to date as single ones change."""

    def __init__(self, model: ReadModel, reference: Reference) -> None:
        self._model = model
        self._reference = reference
        positions = reference.owner.positions
        self._companies = {company_key(one.company) for one in positions} - {""}
        self._rows: dict[str, Known] = {}
        self._taken: dict[str, str] = {}
        for person in model.persons():
            self._put_person(person)
        taken = set(self._taken.values())
        for connection in reference.people:
            if (key := key_of(connection)) not in taken:
                self._put_connection(key, connection)

    @property
    def rows(self) -> Sequence[Known]:
        """All rows, in no order."""
        return tuple(self._rows.values())

    def get(self, person: str) -> Known | None:
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
                self._free(freed)
            touched |= {person, freed, self._model.person_with(freed), taken or person}
        return frozenset(touched)

    def _put_person(self, person: str) -> None:
        """Put in the row of somebody, if the ledger knows them."""
        tally = self._model.tally(person)
        if tally is None:
            return
        connection = self._reference.find(tally.keys, (tally.name,))[0]
        self._rows[person] = self._row_of(tally, connection)
        if connection is not None:
            key = key_of(connection)
            self._taken[person] = key
            if key != person and self._model.tally(key) is None:
                self._rows.pop(key, None)

    def _free(self, key: str) -> None:
        """Put in the row of a connection whom the ledger does not know any more."""
        connection = self._reference.find((key,))[0]
        if connection is not None and key_of(connection) not in self._taken.values():
            self._put_connection(key_of(connection), connection)

    def _put_connection(self, key: str, connection: Connection) -> None:
        """Put in the row of somebody who is a connection and nothing else."""
        person = self._model.person_with(key)
        if person in self._rows:
            return
        message = self._last_message((key,), connection.name)
        self._rows[person] = Known(
            person=person,
            name=connection.name,
            profile_url=None if connection.slug is None else profile_url(connection.slug),
            company=connection.company,
            position=connection.position,
            connected_on=connection.connected_on,
            last_message=message,
            last_exchange=message,
            same_company=self._is_of_same_company(connection),
        )

    def _row_of(self, tally: Tally, connection: Connection | None) -> Known:
        """Return the row of somebody whom the ledger knows."""
        messages = (tally.last_message, self._last_message(tally.keys, tally.name))
        last_message = max(filter(None, messages), default=None)
        moments = (*tally.received[-1:], *tally.given[-1:], last_message or NEVER)
        slug = connection.slug if connection else None
        return Known(
            person=tally.person,
            name=tally.name,
            profile_url=tally.profile_url or (profile_url(slug) if slug else None),
            company=connection.company if connection else "",
            position=connection.position if connection else "",
            connected_on=connection.connected_on if connection else None,
            received=len(tally.received),
            given=len(tally.given),
            last_message=last_message,
            last_exchange=known_time(max(moments)),
            same_company=connection is not None and self._is_of_same_company(connection),
            received_times=occasions(tally.received),
            tags=tally.tags,
        )

    def _last_message(self, keys: Iterable[str], name: str) -> datetime | None:
        correspondence = self._reference.find_messages(keys, (name,))
        return None if correspondence is None else correspondence.last

    def _is_of_same_company(self, connection: Connection) -> bool:
        return bool(self._companies) and company_key(connection.company) in self._companies
