"""What the user did about one person, gathered from all that the person was seen under."""

from __future__ import annotations

from typing import Final

from endorseback.ledger.events.base import PersonAct
from endorseback.ledger.events.events import Decided, Event
from endorseback.ledger.projection.identity import PersonRecord
from endorseback.model.decisions import DecisionKind

Numbered = tuple[int, Event]
"""An event with its place in the journal."""

_STARTING: Final = (DecisionKind.RECIPROCATED, DecisionKind.MESSAGED)


def acts_of(parts: list[PersonRecord], *kinds: type[PersonAct]) -> list[Numbered]:
    """Return the acts of some kinds that are no decisions, in the order of the journal."""
    found = [act for part in parts for act in part.acts if isinstance(act[1].payload, kinds)]
    return found if len(parts) == 1 else sorted(found, key=lambda act: act[0])


def is_untouched(parts: list[PersonRecord]) -> bool:
    """Tell whether the user never did anything about a person, as with most of them."""
    for part in parts:  # noqa: SIM110 - `any` costs twice as much, and this runs for everybody
        if part.decisions or part.acts:
            return False
    return True


def has_acts(parts: list[PersonRecord]) -> bool:
    """Tell whether the user did more about a person than deciding."""
    for part in parts:  # noqa: SIM110 - as above
        if part.acts:
            return True
    return False


def numbered_decisions(parts: list[PersonRecord]) -> list[Numbered]:
    """Return the decisions about a person, in the order of the journal."""
    if len(parts) == 1:
        return parts[0].decisions
    return sorted((entry for part in parts for entry in part.decisions), key=lambda one: one[0])


def all_acts(parts: list[PersonRecord]) -> list[Event]:
    """Return all that the user did about a person, in the order of the journal."""
    numbered = [entry for part in parts for entry in (*part.decisions, *part.acts)]
    return [event for _, event in sorted(numbered, key=lambda entry: entry[0])]


def decided(event: Event) -> Decided:
    """Return the payload of an event that is known to be a decision."""
    assert isinstance(event.payload, Decided)
    return event.payload


def is_approach(event: Event) -> bool:
    """Tell whether a decision has the user endorse or write, rather than skip or snooze."""
    return decided(event).action in _STARTING
