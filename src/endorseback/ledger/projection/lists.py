"""The lists of people: who stands in which, kept in order while single persons change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

import msgspec

from endorseback.ledger.events.events import Event
from endorseback.ledger.lazy_table import LazyTable, Stored
from endorseback.ledger.projection.identity import PeopleIndex
from endorseback.ledger.projection.mails import Mails
from endorseback.ledger.projection.person_acts import is_untouched
from endorseback.ledger.projection.person_rows import make_row, started_with
from endorseback.ledger.projection.reciprocation import returning_of
from endorseback.ledger.projection.skip_rules import standing_rule
from endorseback.ledger.projection.standing import Rules, may_wake, newest_by_state, standings
from endorseback.ledger.projection.waits import has_started
from endorseback.ledger.time_order import NewestFirst, Place, TimeOrder
from endorseback.model.interactions import Wait
from endorseback.model.list_rows import Row, State

if TYPE_CHECKING:
    from endorseback.model.person_card import PersonCard

_STATES: Final = (State.OPEN, State.DONE, State.SKIPPED, State.SNOOZED, State.WAITING)


class ListIndex(msgspec.Struct, array_like=True, dict=True):
    """Who stands in which list, and by which rules."""

    orders: dict[State, TimeOrder] = msgspec.field(
        default_factory=lambda: {state: TimeOrder() for state in _STATES}
    )
    """The lists."""
    stored: Stored = []
    """The `places`, as of the last `store`."""
    snoozing: set[str] = set()
    """The persons whose lists may change as days go by."""
    started: set[str] = set()
    """The persons with whom the user started something, answered or not."""
    returning: set[str] = set()
    """The persons whom the user is about to endorse back."""
    ruled: set[str] = set()
    """The persons whose endorsements are skipped by a rule that holds."""
    rules: Rules = msgspec.field(default_factory=Rules)
    """What the lists follow."""

    def __post_init__(self) -> None:
        """Let the places be decoded when they are looked at.

        They are the lists that each person stands in, and the times that place them there.
        """
        self.places = LazyTable(self.stored, dict[State, datetime])

    def store(self) -> None:
        """Bring `stored` up to date."""
        self.places.store()


class PeopleLists:
    """Keeps a `ListIndex` in order, and makes rows and cards of what stands there."""

    def __init__(self, people: PeopleIndex, mails: Mails, shelf: ListIndex) -> None:
        self._people = people
        self._mails = mails
        self._shelf = shelf
        self._made: dict[tuple[str, State], Row] = {}
        self._waits: dict[str, tuple[Wait, ...]] = {}

    def set_history(self, history: Event | None) -> bool:
        """Say which move to history reaches furthest; True where all lists must be refreshed."""
        changed = history != self._shelf.rules.history
        self._shelf.rules.history = history
        return changed

    def set_day(self, now: datetime) -> None:
        """Say what time it is: with a local day, what was snoozed until then comes back."""
        today = now.astimezone().date()
        if today != self._shelf.rules.today:
            self._shelf.rules.today = today
            self.refresh(self._shelf.snoozing)

    def refresh(self, persons: Iterable[str]) -> None:
        """Put persons into the lists where they now belong."""
        gone: dict[State, list[Place]] = {state: [] for state in _STATES}
        come: dict[State, list[Place]] = {state: [] for state in _STATES}
        for person in list(persons):
            self._waits.pop(person, None)
            for state, moment in self._shelf.places.pop(person, {}).items():
                gone[state].append((moment, person))
                self._made.pop((person, state), None)
            if current := self._place(person):
                self._shelf.places[person] = current
                for state, moment in current.items():
                    come[state].append((moment, person))
        for state, order in self._shelf.orders.items():
            order.change(gone[state], come[state])

    def everybody(self) -> Iterable[str]:
        """Return the keys of all persons who stand in a list."""
        return self._shelf.places.keys()

    def rows(self, state: State) -> Sequence[Row]:
        """Return the rows of a list, newest first, as a live view."""
        return NewestFirst(self._shelf.orders[state], lambda person: self._row(person, state))

    def rows_of(self, person: str) -> Mapping[State, Row]:
        """Return the rows of one person, by the list in which they stand."""
        return {state: self._row(person, state) for state in self._shelf.places.get(person) or ()}

    def counts(self) -> Mapping[State, int]:
        """Return how many rows each list has."""
        return {state: len(order) for state, order in self._shelf.orders.items()}

    def card(self, person: str) -> PersonCard | None:
        """Return the card of a person, or None where there is none of that key."""
        parts = self._people.parts(person)
        if not parts:
            return None
        from endorseback.ledger.views.card_view import make_card  # the first frame may do without

        rules = self._shelf.rules
        pairs = standings(parts, rules)
        return make_card(person, parts, pairs, self._mails, rules.archives, self._people.ties)

    def waits(self) -> Iterator[tuple[str, Wait]]:
        """Iterate over what the user started, the newest with each person first."""
        for person in sorted(self._shelf.started):
            waits = self._waits.get(person)
            if waits is None:
                waits = self._waits[person] = self._waits_of(person)
            yield from ((person, wait) for wait in waits)

    def returning(self) -> Iterable[str]:
        """Return the keys of those whom the user is about to endorse back."""
        return sorted(self._shelf.returning)

    def ruled(self) -> Iterable[str]:
        """Return the keys of those whose endorsements are skipped by a rule that holds."""
        return sorted(self._shelf.ruled)

    def _waits_of(self, person: str) -> tuple[Wait, ...]:
        parts = self._people.parts(person)
        started = started_with(parts, standings(parts, self._shelf.rules))
        return tuple(one.wait for one in reversed(started))

    def _place(self, person: str) -> dict[State, datetime]:
        """Return the lists that a person belongs to, each with the time that places them in it."""
        parts, shelf = self._people.parts(person), self._shelf
        untouched = is_untouched(parts)
        _mark(person, shelf.snoozing, not untouched and may_wake(parts))
        _mark(person, shelf.started, not untouched and has_started(parts))
        _mark(person, shelf.returning, not untouched and returning_of(parts) is not None)
        _mark(person, shelf.ruled, not untouched and standing_rule(parts) is not None)
        return newest_by_state(parts, shelf.rules)

    def _row(self, person: str, state: State) -> Row:
        row = self._made.get((person, state))
        if row is None:
            parts = self._people.parts(person)
            row = make_row(person, state, parts, standings(parts, self._shelf.rules), self._mails)
            self._made[person, state] = row
        return row


def _mark(person: str, marked: set[str], applies: bool) -> None:
    """Put a person into a set, or take them out of it."""
    if applies:
        marked.add(person)
    else:
        marked.discard(person)
