"""How far the user is with endorsing a person back, between picking skills and having done it."""

from __future__ import annotations

from endorseback.ledger.events.outreach_events import ReciprocationMoved
from endorseback.ledger.projection.identity import PersonRecord
from endorseback.ledger.projection.person_acts import acts_of, decided, has_acts, numbered_decisions
from endorseback.model.decisions import DecisionKind
from endorseback.model.interactions import Reciprocation

_ENDING = (DecisionKind.RECIPROCATED, DecisionKind.SKIPPED)


def returning_of(parts: list[PersonRecord]) -> Reciprocation | None:
    """Return what is under way, or None; having done it, skipping and dropping it end it."""
    moves = acts_of(parts, ReciprocationMoved) if has_acts(parts) else ()
    if not moves:
        return None
    number, event = moves[-1]
    assert isinstance(event.payload, ReciprocationMoved)
    if event.payload.step is None or _ended(parts, number):
        return None
    return Reciprocation(event.payload.step, event.payload.skills, event.at)


def _ended(parts: list[PersonRecord], number: int) -> bool:
    """Tell whether a decision after some place in the journal ends it."""
    return any(
        later > number and decided(event).action in _ENDING
        for later, event in numbered_decisions(parts)
    )
