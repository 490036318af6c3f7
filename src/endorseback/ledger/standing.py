"""Where the endorsements of one person stand, by what was decided about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final, NamedTuple

from endorseback.ledger.events import Decided, Event, HistoryMoved
from endorseback.ledger.newest import NEVER
from endorseback.ledger.who import Holder, Source
from endorseback.model.inbox import Action, State
from endorseback.text import fold

_STATES: Final = {
    Action.RECIPROCATED: State.DONE,
    Action.MESSAGED: State.DONE,
    Action.SKIPPED: State.SKIPPED,
    Action.SNOOZED: State.SNOOZED,
}


class Standing(NamedTuple):
    """One endorsement: its mails, and what became of it."""

    sources: list[Source]
    received: datetime
    """When the earliest mail that tells came; `NEVER` where none does."""
    state: State
    settled_by: Event | None
    """The decision, or the move to history, that put it there."""


class Rules(NamedTuple):
    """What decides where an endorsement stands, beside the decisions about its person."""

    history: Event | None
    """The move to history that reaches furthest."""
    today: date
    """The local day, for what is snoozed."""


def received_at(sources: Iterable[Source]) -> datetime:
    """Return when an endorsement came: the earliest known time of its mails, or `NEVER`."""
    known = [source[0] for source in sources if source[0] is not NEVER]
    return min(known) if known else NEVER


def decisions_of(parts: Iterable[Holder]) -> list[Event]:
    """Return the decisions about a person in the order of the journal."""
    numbered = [entry for part in parts for entry in part.decisions]
    numbered.sort(key=lambda entry: entry[0])
    return [event for _, event in numbered]


def standings(parts: list[Holder], rules: Rules) -> dict[str, Standing]:
    """Return the endorsements of a person by folded skill."""
    pairs = _merged_pairs(parts)
    covering = _covering(decisions_of(parts))
    return {skill: _stand(sources, covering.get(skill), rules) for skill, sources in pairs.items()}


def first_message(parts: list[Holder], pairs: Mapping[str, Standing]) -> Event | None:
    """Return the message with which the user wrote first, while its answer is still open.

    The answer is an endorsement received after it; one whose time is not known counts as older.
    """
    written = [event for event in decisions_of(parts) if _opens_talk(event)]
    if not written:
        return None
    latest = written[-1]
    answered = any(standing.received > latest.at for standing in pairs.values())
    return None if answered else latest


def is_snoozing(parts: Iterable[Holder]) -> bool:
    """Tell whether a person's list may change as days go by."""
    return any(decided(event).until is not None for event in decisions_of(parts))


def decided(event: Event) -> Decided:
    """Return the payload of an event that is known to be a decision."""
    assert isinstance(event.payload, Decided)
    return event.payload


def _opens_talk(event: Event) -> bool:
    decision = decided(event)
    return decision.action is Action.MESSAGED and not decision.covers


def _merged_pairs(parts: list[Holder]) -> Mapping[str, list[Source]]:
    if len(parts) == 1:
        return parts[0].pairs
    merged: dict[str, list[Source]] = {}
    for part in parts:
        for skill, sources in part.pairs.items():
            merged[skill] = merged.get(skill, []) + sources
    return merged


def _covering(decisions: list[Event]) -> dict[str, Event]:
    """Return the newest decision about each folded skill."""
    return {fold(skill): event for event in decisions for skill in decided(event).covers}


def _stand(sources: list[Source], decision: Event | None, rules: Rules) -> Standing:
    received = received_at(sources)
    if decision is not None:
        return Standing(sources, received, _decided_state(decided(decision), rules.today), decision)
    history = rules.history
    if history is not None:
        assert isinstance(history.payload, HistoryMoved)
        if received < history.payload.before:
            return Standing(sources, received, State.DONE, history)
    return Standing(sources, received, State.OPEN, None)


def _decided_state(decision: Decided, today: date) -> State:
    if decision.until is not None and decision.action is Action.SNOOZED and today >= decision.until:
        return State.OPEN
    return _STATES[decision.action]
