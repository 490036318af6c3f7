"""Where the endorsements of one person stand, by what was decided about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

import msgspec

from endorseback.ledger.events.events import Decided, Event, HistoryMoved
from endorseback.ledger.projection.archives import history_of
from endorseback.ledger.projection.identity import ListedRow, PersonRecord, Source, folded_key
from endorseback.ledger.projection.person_acts import decided, is_untouched, numbered_decisions
from endorseback.ledger.projection.skip_rules import Rule, rule_of
from endorseback.ledger.projection.waits import open_wait, waits_of
from endorseback.ledger.time_order import NEVER
from endorseback.model.decisions import DecisionKind
from endorseback.model.list_rows import State

_STATES: Final = {
    DecisionKind.RECIPROCATED: State.DONE,
    DecisionKind.MESSAGED: State.DONE,
    DecisionKind.SKIPPED: State.SKIPPED,
    DecisionKind.SNOOZED: State.SNOOZED,
}


class Sources(NamedTuple):
    """Who says that there is an endorsement."""

    sources: Sequence[Source] = ()
    """The mails."""
    rows: Sequence[ListedRow] = ()
    """The rows of archives."""


class Standing(NamedTuple):
    """One endorsement: who tells of it, and what became of it."""

    told: Sources
    """The mails and the archives that say so."""
    received: datetime
    """The earliest time that any of them tells; `NEVER` where none does."""
    state: State
    """The list it belongs to."""
    settled_by: Event | None
    """The decision, the rule, or the move to history that put it there."""


class Rules(msgspec.Struct, array_like=True):
    """What decides where an endorsement stands, beside the decisions about its person."""

    history: Event | None = None
    """The move to history that reaches furthest."""
    today: date = date.min
    """The local day, for what is snoozed."""
    archives: dict[str, Event] = {}
    """The imports that count, by their ids: each says what of its archive is history."""


def received_at(told: Sources) -> datetime:
    """Return when an endorsement came: the earliest time that anything tells, or `NEVER`."""
    if len(told.sources) == 1 and not told.rows:
        return told.sources[0][0]
    known = [source[0] for source in told.sources if source[0] != NEVER]
    known += [row.at for _, row in told.rows if row.at is not None]
    return min(known, default=NEVER)


def decisions_of(parts: list[PersonRecord]) -> list[Event]:
    """Return the decisions about a person in the order of the journal."""
    return [event for _, event in numbered_decisions(parts)]


def pairs_of(parts: list[PersonRecord]) -> Mapping[str, Sources]:
    """Return the endorsements of a person, and who says so, by folded skill.

    Another thread may ask while the parts change: they are looked at in single steps.
    """
    if len(parts) == 1 and not parts[0].listed:
        return {skill: Sources(sources) for skill, sources in tuple(parts[0].pairs.items())}
    merged: dict[str, Sources] = {}
    for part in parts:
        for skill, sources in tuple(part.pairs.items()):
            told = merged.get(skill, Sources())
            merged[skill] = told._replace(sources=[*told.sources, *sources])
        for skill, rows in tuple(part.listed.items()):
            told = merged.get(skill, Sources())
            merged[skill] = told._replace(rows=[*told.rows, *rows])
    return merged


def standings(parts: list[PersonRecord], rules: Rules) -> dict[str, Standing]:
    """Return the endorsements of a person by folded skill."""
    covering = _covering(decisions_of(parts))
    rule = rule_of(parts)
    found = {}
    for skill, told in pairs_of(parts).items():
        received = received_at(told)
        state, settled_by = _settle(told, received, covering.get(skill), rule, rules)
        found[skill] = Standing(told, received, state, settled_by)
    return found


def newest_by_state(parts: list[PersonRecord], rules: Rules) -> dict[State, datetime]:
    """Return the lists that a person belongs to, each with the time that places them in it."""
    pairs = pairs_of(parts)
    times = {skill: received_at(told) for skill, told in pairs.items()}
    if rules.history is None and not rules.archives and is_untouched(parts):
        return {State.OPEN: max(times.values())} if times else {}
    rule = rule_of(parts)
    covering = _covering(decisions_of(parts))
    newest: dict[State, datetime] = {}
    for skill, received in times.items():
        state, _ = _settle(pairs[skill], received, covering.get(skill), rule, rules)
        newest[state] = max(received, newest.get(state, NEVER))
    if (waiting := open_wait(waits_of(parts, times.values()))) is not None:
        newest[State.WAITING] = waiting.wait.since
    return newest


def may_wake(parts: list[PersonRecord]) -> bool:
    """Tell whether a person's lists may change as days go by."""
    return any(decided(event).until is not None for part in parts for _, event in part.decisions)


def _covering(decisions: list[Event]) -> dict[str, Event]:
    """Return the newest decision about each folded skill."""
    return {folded_key(skill): event for event in decisions for skill in decided(event).covers}


def _settle(
    told: Sources, received: datetime, decision: Event | None, rule: Rule | None, rules: Rules
) -> tuple[State, Event | None]:
    """Return where an endorsement stands, and the event that put it there.

    A decision counts first; of a rule and a move to history, the one that was there before.
    """
    if decision is not None:
        return _decided_state(decided(decision), rules.today), decision
    history = _history(told, received, rules)
    came_first = rule is not None and (history is None or rule.event.at <= history.at)
    if rule is not None and came_first and rule.covers(received):
        return State.SKIPPED, rule.event
    if history is not None:
        return State.DONE, history
    return State.OPEN, None


def _history(told: Sources, received: datetime, rules: Rules) -> Event | None:
    """Return the move to history, or the import, that makes an endorsement history, or None.

    An import does so only to what no mail told: what a mail brought is the user's to settle.
    """
    if _is_history(received, rules.history):
        return rules.history
    return None if told.sources else history_of(told.rows, received, rules.archives)


def _is_history(received: datetime, history: Event | None) -> bool:
    """Tell whether a move to history reaches an endorsement."""
    if history is None:
        return False
    assert isinstance(history.payload, HistoryMoved)
    return received < history.payload.before


def _decided_state(decision: Decided, today: date) -> State:
    if (
        decision.until is not None
        and decision.action is DecisionKind.SNOOZED
        and today >= decision.until
    ):
        return State.OPEN
    return _STATES[decision.action]
