"""The lists of people: who stands in which, kept in order while single persons change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from endorseback.ledger.events import Event
from endorseback.ledger.mails import Mails
from endorseback.ledger.newest import NewestFirst, Place, TimeOrder
from endorseback.ledger.rows import make_card, make_row
from endorseback.ledger.standing import Rules, may_wake, newest_by_state, standings
from endorseback.ledger.who import People
from endorseback.model.inbox import PersonCard, Row, State

_STATES: Final = (State.OPEN, State.DONE, State.SKIPPED, State.SNOOZED, State.WAITING)


class PeopleLists:
    """One `TimeOrder` for each state that a person's endorsements can be in."""

    def __init__(self, people: People, mails: Mails) -> None:
        self._people = people
        self._mails = mails
        self._orders = {state: TimeOrder() for state in _STATES}
        self._places: dict[str, dict[State, datetime]] = {}
        self._snoozing: set[str] = set()
        self._rules = Rules(None, date.min)
        self._made: dict[tuple[str, State], Row] = {}

    def set_history(self, history: Event | None) -> bool:
        """Say which move to history reaches furthest; True where all lists must be refreshed."""
        changed = history is not self._rules.history
        self._rules = self._rules._replace(history=history)
        return changed

    def set_day(self, now: datetime) -> None:
        """Say what time it is: with a local day, what was snoozed until then comes back."""
        today = now.astimezone().date()
        if today != self._rules.today:
            self._rules = self._rules._replace(today=today)
            self.refresh(self._snoozing)

    def refresh(self, persons: Iterable[str]) -> None:
        """Put persons into the lists where they now belong."""
        gone: dict[State, list[Place]] = {state: [] for state in _STATES}
        come: dict[State, list[Place]] = {state: [] for state in _STATES}
        for person in list(persons):
            for state, moment in self._places.pop(person, {}).items():
                gone[state].append((moment, person))
                self._made.pop((person, state), None)
            if current := self._place(person):
                self._places[person] = current
                for state, moment in current.items():
                    come[state].append((moment, person))
        for state, order in self._orders.items():
            order.change(gone[state], come[state])

    def everybody(self) -> Iterable[str]:
        """Return the keys of all persons who stand in a list."""
        return self._places.keys()

    def rows(self, state: State) -> Sequence[Row]:
        """Return the rows of a list, newest first, as a live view."""
        return NewestFirst(self._orders[state], lambda person: self._row(person, state))

    def counts(self) -> Mapping[State, int]:
        """Return how many rows each list has."""
        return {state: len(order) for state, order in self._orders.items()}

    def card(self, person: str) -> PersonCard | None:
        """Return the card of a person, or None where there is none of that key."""
        parts = self._people.parts(person)
        if not parts:
            return None
        return make_card(person, parts, standings(parts, self._rules), self._mails)

    def _place(self, person: str) -> dict[State, datetime]:
        """Return the lists that a person belongs to, each with the time that places them in it."""
        parts = self._people.parts(person)
        if may_wake(parts):
            self._snoozing.add(person)
        else:
            self._snoozing.discard(person)
        return newest_by_state(parts, self._rules)

    def _row(self, person: str, state: State) -> Row:
        row = self._made.get((person, state))
        if row is None:
            parts = self._people.parts(person)
            row = make_row(person, state, parts, standings(parts, self._rules), self._mails)
            self._made[person, state] = row
        return row
