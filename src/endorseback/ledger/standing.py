"""Where the endorsements of one person stand, by what was decided about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final, NamedTuple

import msgspec

from endorseback.ledger.events import Decided, Event, HistoryMoved
from endorseback.ledger.newest import NEVER
from endorseback.ledger.who import Holder, Source, folded_key
from endorseback.model.inbox import Action, State

_STATES: Final = {
    Action.RECIPROCATED: State.DONE,
    Action.MESSAGED: State.DONE,
    Action.SKIPPED: State.SKIPPED,
    Action.SNOOZED: State.SNOOZED,
}


class Standing(NamedTuple):
    """One endorsement: its mails, and what became of it."""

    sources: list[Source]
    """The mails that say so."""
    received: datetime
    """When the earliest mail that tells came; `NEVER` where none does."""
    state: State
    """The list it belongs to."""
    settled_by: Event | None
    """The decision, or the move to history, that put it there."""


class Rules(msgspec.Struct, array_like=True):
    """What decides where an endorsement stands, beside the decisions about its person."""

    history: Event | None = None
    """The move to history that reaches furthest."""
    today: date = date.min
    """The local day, for what is snoozed."""


def received_at(sources: list[Source]) -> datetime:
    """Return when an endorsement came: the earliest known time of its mails, or `NEVER`."""
    if len(sources) == 1:
        return sources[0][0]
    known = [source[0] for source in sources if source[0] != NEVER]
    return min(known) if known else NEVER


def decisions_of(parts: list[Holder]) -> list[Event]:
    """Return the decisions about a person in the order of the journal."""
    if len(parts) == 1:
        return [event for _, event in parts[0].decisions]
    numbered = [entry for part in parts for entry in part.decisions]
    numbered.sort(key=lambda entry: entry[0])
    return [event for _, event in numbered]


def pairs_of(parts: list[Holder]) -> Mapping[str, list[Source]]:
    """Return the endorsements of a person: the mails that say so, by folded skill."""
    if len(parts) == 1:
        return parts[0].pairs
    merged: dict[str, list[Source]] = {}
    for part in parts:
        for skill, sources in part.pairs.items():
            merged[skill] = merged.get(skill, []) + sources
    return merged


def standings(parts: list[Holder], rules: Rules) -> dict[str, Standing]:
    """Return the endorsements of a person by folded skill."""
    covering = _covering(decisions_of(parts))
    found = {}
    for skill, sources in pairs_of(parts).items():
        received = received_at(sources)
        state, settled_by = _settle(received, covering.get(skill), rules)
        found[skill] = Standing(sources, received, state, settled_by)
    return found


def newest_by_state(parts: list[Holder], rules: Rules) -> dict[State, datetime]:
    """Return the lists that a person belongs to, each with the time that places them in it."""
    decisions = decisions_of(parts)
    times = {skill: received_at(sources) for skill, sources in pairs_of(parts).items()}
    if not decisions and rules.history is None:
        return {State.OPEN: max(times.values())} if times else {}
    covering = _covering(decisions)
    newest: dict[State, datetime] = {}
    for skill, received in times.items():
        state, _ = _settle(received, covering.get(skill), rules)
        newest[state] = max(received, newest.get(state, NEVER))
    if first_message(decisions, times.values()) is not None:
        newest[State.WAITING] = NEVER
    return newest


def first_message(decisions: list[Event], received: Iterable[datetime]) -> Event | None:
    """Return the message with which the user wrote first, while its answer is still open.

    The answer is an endorsement received after it; one whose time is not known counts as older.
    """
    latest = next((event for event in reversed(decisions) if _opens_talk(event)), None)
    if latest is None or any(moment > latest.at for moment in received):
        return None
    return latest


def may_wake(parts: list[Holder]) -> bool:
    """Tell whether a person's lists may change as days go by."""
    return any(decided(event).until is not None for part in parts for _, event in part.decisions)


def decided(event: Event) -> Decided:
    """Return the payload of an event that is known to be a decision."""
    assert isinstance(event.payload, Decided)
    return event.payload


def _opens_talk(event: Event) -> bool:
    decision = decided(event)
    return decision.action is Action.MESSAGED and not decision.covers


def _covering(decisions: list[Event]) -> dict[str, Event]:
    """Return the newest decision about each folded skill."""
    return {folded_key(skill): event for event in decisions for skill in decided(event).covers}


def _settle(received: datetime, decision: Event | None, rules: Rules) -> tuple[State, Event | None]:
    """Return where an endorsement stands, and the event that put it there."""
    if decision is not None:
        return _decided_state(decided(decision), rules.today), decision
    history = rules.history
    if history is not None:
        assert isinstance(history.payload, HistoryMoved)
        if received < history.payload.before:
            return State.DONE, history
    return State.OPEN, None


def _decided_state(decision: Decided, today: date) -> State:
    if decision.until is not None and decision.action is Action.SNOOZED and today >= decision.until:
        return State.OPEN
    return _STATES[decision.action]
