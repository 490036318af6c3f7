"""What the user started with a person, and what came of it: the waits.

A wait begins when the user endorses or writes although nothing of the person is open, and whatever
they start meanwhile belongs to it. The first endorsement that comes after its beginning answers it;
the user may close it by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from endorseback.ledger.events.events import Event
from endorseback.ledger.events.outreach_events import WaitClosed
from endorseback.ledger.projection.identity import PersonRecord
from endorseback.ledger.projection.person_acts import (
    acts_of,
    decided,
    is_approach,
    numbered_decisions,
)
from endorseback.model.decisions import DecisionKind
from endorseback.model.interactions import Wait


class Started(NamedTuple):
    """A wait, with the newest decision that it came of."""

    wait: Wait
    by: Event


def waits_of(parts: list[PersonRecord], received: Iterable[datetime]) -> list[Started]:
    """Return the waits of a person, oldest first.

    Args:
        parts: What the person was seen with.
        received: When each of their endorsements came; one without a time counts as older than all.
    """
    if not has_started(parts):
        return []
    starts = [entry for entry in numbered_decisions(parts) if _starts(entry[1])]
    moments = sorted(received)
    waits: list[Started] = []
    for _, event in sorted(starts + acts_of(parts, WaitClosed), key=lambda entry: entry[0]):
        if isinstance(event.payload, WaitClosed):
            _close(waits, event, event.payload.note, moments)
        elif waits and _is_open(waits[-1].wait, event.at, moments):
            waits[-1] = Started(_joined(waits[-1].wait, event), event)
        else:
            waits.append(Started(_joined(Wait(since=event.at), event), event))
    return _answered(waits, moments)


def has_started(parts: list[PersonRecord]) -> bool:
    """Tell whether the user ever started something with a person."""
    for part in parts:
        for _, event in part.decisions:
            if _starts(event):
                return True
    return False


def open_wait(waits: list[Started]) -> Started | None:
    """Return the wait that is open: only the last one can be."""
    return waits[-1] if waits and waits[-1].wait.is_open else None


def _starts(event: Event) -> bool:
    return not decided(event).covers and is_approach(event)


def _joined(wait: Wait, event: Event) -> Wait:
    """Return a wait to which a decision belongs, too."""
    decision = decided(event)
    messaged = wait.messaged or decision.action is DecisionKind.MESSAGED or bool(decision.text)
    skills = tuple(dict.fromkeys((*wait.skills, *decision.given)))
    return wait._replace(skills=skills, messaged=messaged)


def _close(waits: list[Started], event: Event, note: str, moments: list[datetime]) -> None:
    """Close the last wait by hand, if it is open then."""
    if waits and _is_open(waits[-1].wait, event.at, moments):
        waits[-1] = waits[-1]._replace(
            wait=waits[-1].wait._replace(closed_at=event.at, note=note),
        )


def _is_open(wait: Wait, moment: datetime, moments: list[datetime]) -> bool:
    """Tell whether a wait was open at a moment."""
    answer = _answer(wait, moments)
    return wait.closed_at is None and (answer is None or answer > moment)


def _answer(wait: Wait, moments: list[datetime]) -> datetime | None:
    return next((moment for moment in moments if moment > wait.since), None)


def _answered(waits: list[Started], moments: list[datetime]) -> list[Started]:
    """Return the waits with their answers: one that comes after the next wait began is of that."""
    found = []
    for number, started in enumerate(waits):
        answer = _answer(started.wait, moments)
        ends = waits[number + 1].wait.since if number + 1 < len(waits) else None
        if answer is not None and (ends is None or answer <= ends):
            started = Started(started.wait._replace(answered_at=answer), started.by)
        found.append(started)
    return found
