"""Decisions on their way to the disk: which rows they are about, what to say, and undoing them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

from endorseback.ledger import AnyPayload, Event, PersonAct, Undone, can_undo
from endorseback.model.person_key import name_key, slug_key
from endorseback.presentation.undo_messages import undo_message


class PendingWrite(NamedTuple):
    """One transaction on its way."""

    keys: frozenset[str]
    """The rows it is about: they show that they are being saved."""
    say: str
    """What to say once it is on disk; empty where another one will tell."""
    back_to: str | None = None
    """The person whose row comes back, where it undoes something."""


class Undoing(Protocol):
    """What undo asks of the read-model."""

    def last_undoable(self, person: str | None = None) -> Event | None:
        """Return the newest event that can be undone, or the newest decision about a person."""
        ...


class Recorder:
    """Hands transactions over, and takes undos in turn: each waits for what came before it.

    So `s` and `u` pressed in one breath undo that very skip, and `u` twice undoes two decisions.
    """

    def __init__(self, hand_over: Callable[..., None], model: Undoing) -> None:
        self._hand_over = hand_over
        self._model = model
        self._ticket = 0
        self._flights: dict[int, PendingWrite] = {}
        self._batches: dict[str, tuple[Event, ...]] = {}
        self._undos = 0

    @property
    def saving(self) -> frozenset[str]:
        """The keys of the rows that are being saved."""
        return frozenset().union(*(flight.keys for flight in self._flights.values()))

    def record(
        self,
        payloads: Iterable[AnyPayload],
        *,
        keys: Iterable[str],
        say: str,
        back_to: str | None = None,
    ) -> None:
        """Hand one transaction over."""
        self._ticket += 1
        self._flights[self._ticket] = PendingWrite(frozenset(keys), say, back_to)
        self._hand_over(self._ticket, *payloads)

    def undo(self) -> bool:
        """Undo the newest event once nothing is on its way; tell whether there is any."""
        if not self._flights and self._model.last_undoable() is None:
            return False
        self._undos += 1
        self._undo_in_turn()
        return True

    def landed(self, ticket: int, events: tuple[Event, ...]) -> PendingWrite | None:
        """Take note that a transaction is on disk, and in the read-model; return what it was."""
        flight = self._flights.pop(ticket, None)
        acts = tuple(event for event in events if can_undo(event.payload))
        if len(acts) > 1:
            self._batches |= dict.fromkeys((act.id for act in acts), acts)
        self._undo_in_turn()
        return flight

    def failed(self, ticket: int) -> PendingWrite | None:
        """Take note that a transaction did not come to the disk; undos that waited are off."""
        self._undos = 0
        return self._flights.pop(ticket, None)

    def _undo_in_turn(self) -> None:
        """Undo one thing if one is wanted and nothing else is on its way."""
        if not self._undos or self._flights:
            return
        self._undos -= 1
        if (event := self._model.last_undoable()) is None:
            self._undos = 0
            return
        acts = self._batches.pop(event.id, (event,))
        self.record(
            [Undone(event=act.id) for act in acts],
            keys=(),
            say=undo_message(acts),
            back_to=_person_of(event),
        )


def _person_of(event: Event) -> str | None:
    """Return the key of the person whom an act of the user's is about."""
    payload = event.payload
    if not isinstance(payload, PersonAct):
        return None
    return slug_key(payload.slug) if payload.slug else name_key(payload.name)
