"""What can be undone: decisions, marks on mails and moves to history, newest last."""

from __future__ import annotations

from datetime import datetime

from endorseback.ledger.events import Event, HistoryMoved


class Undoable:
    """The events that can be undone and were not."""

    def __init__(self) -> None:
        self._events: dict[str, Event] = {}
        self._undone: set[str] = set()

    def add(self, event: Event) -> bool:
        """Take note of an event; return whether it counts."""
        if event.id in self._undone:
            return False
        self._events[event.id] = event
        return True

    def undo(self, event_id: str) -> Event | None:
        """Take an event back for good, and return it if it counted until then."""
        self._undone.add(event_id)
        return self._events.pop(event_id, None)

    def newest(self) -> Event | None:
        """Return the newest event that counts, or None."""
        return next(reversed(self._events.values()), None)

    def furthest_history(self) -> Event | None:
        """Return the move to history that reaches furthest, or None where there is none."""
        return max(self._histories(), key=_reach, default=None)

    def _histories(self) -> list[Event]:
        return [event for event in self._events.values() if isinstance(event.payload, HistoryMoved)]


def _reach(event: Event) -> datetime:
    assert isinstance(event.payload, HistoryMoved)
    return event.payload.before
