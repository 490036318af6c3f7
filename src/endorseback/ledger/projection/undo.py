"""What can be undone: decisions, marks on mails and moves to history, newest last."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec

from endorseback.ledger.events.archive_events import ArchiveListed
from endorseback.ledger.events.events import AnyPayload, Event, HistoryMoved, MailSeen, Undone
from endorseback.ledger.events.outreach_events import (
    MailWrittenBack,
    MessageOutcome,
    MessageQueued,
    MessageTried,
    ReciprocationMoved,
    WriteBackStarted,
    WriteBackStopped,
)

_PASSED_OVER: Final = (
    MailSeen,
    Undone,
    ArchiveListed,
    ReciprocationMoved,
    MessageQueued,
    MessageTried,
    MessageOutcome,
    WriteBackStarted,
    WriteBackStopped,
    MailWrittenBack,
)


def can_undo(payload: AnyPayload) -> bool:
    """Tell whether an event is an act of the user's that `u` takes back."""
    return not isinstance(payload, _PASSED_OVER)


class Undoable(msgspec.Struct, array_like=True):
    """The events that can be undone and were not."""

    events: dict[str, Event] = {}
    """Those that count, by id, in the order of the journal."""
    histories: dict[str, Event] = {}
    """Those of them that are moves to history."""
    undone: set[str] = set()
    """The ids of those that were taken back."""

    def add(self, event: Event) -> bool:
        """Take note of an event; return whether it counts."""
        if event.id in self.undone:
            return False
        self.events[event.id] = event
        if isinstance(event.payload, HistoryMoved):
            self.histories[event.id] = event
        return True

    def undo(self, event_id: str) -> Event | None:
        """Take an event back for good, and return it if it counted until then."""
        self.undone.add(event_id)
        self.histories.pop(event_id, None)
        return self.events.pop(event_id, None)

    def counts(self, event_id: str) -> bool:
        """Tell whether an event can be undone, and was not."""
        return event_id in self.events

    def newest(self) -> Event | None:
        """Return the newest event that counts, or None."""
        return next(reversed(self.events.values()), None)

    def furthest_history(self) -> Event | None:
        """Return the move to history that reaches furthest, or None where there is none."""
        return max(self.histories.values(), key=_reach, default=None)


def _reach(event: Event) -> datetime:
    assert isinstance(event.payload, HistoryMoved)
    return event.payload.before
