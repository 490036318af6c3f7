"""Rows of people, made from what the read-model holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from endorseback.ledger.events.events import Decided, Event
from endorseback.ledger.events.outreach_events import RuleSet
from endorseback.ledger.projection.display import display, identities, newest_first, skill_of
from endorseback.ledger.projection.identity import PersonRecord
from endorseback.ledger.projection.mails import Mails
from endorseback.ledger.projection.reciprocation import returning_of
from endorseback.ledger.projection.standing import Standing
from endorseback.ledger.projection.waits import Started, open_wait, waits_of
from endorseback.ledger.time_order import known_time
from endorseback.model.decisions import Decision, DecisionKind
from endorseback.model.list_rows import Row, State
from endorseback.model.notification import Authenticity

_BY_RULE: Final = "your rule"

Pairs = Mapping[str, Standing]
"""The endorsements of a person by folded skill."""


def make_row(
    person: str, state: State, parts: list[PersonRecord], pairs: Pairs, mails: Mails
) -> Row:
    """Return the row of a person in a list in which they stand."""
    name, slug = display(parts, mails)
    chosen = newest_first(pair for pair in pairs.values() if pair.state is state)
    behind = identities(source for pair in chosen for source in pair.told.sources)
    waiting = open_wait(started_with(parts, pairs)) if state is State.WAITING else None
    settled = _last_settled(chosen) if waiting is None else waiting.by
    decision = _decision(settled)
    return Row(
        person=person,
        name=name,
        slug=slug,
        skills=tuple(skill_of(pair, mails) for pair in chosen),
        received_at=known_time(chosen[0].received) if chosen else None,
        state=state,
        authenticity=mails.authenticity(behind) or _without_mail(chosen),
        mails=behind,
        decision=None if state is State.OPEN else decision,
        decided_at=None if settled is None or state is State.OPEN else settled.at,
        history=settled is not None and decision is None,
        returning=None if (returning := returning_of(parts)) is None else returning.step,
        wait=None if waiting is None else waiting.wait,
    )


def started_with(parts: list[PersonRecord], pairs: Pairs) -> list[Started]:
    """Return what the user started with a person, oldest first."""
    return waits_of(parts, (pair.received for pair in pairs.values()))


def _without_mail(pairs: Iterable[Standing]) -> Authenticity:
    """Return what counts where no mail tells: an archive is LinkedIn's own word."""
    listed = any(pair.told.rows for pair in pairs)
    return Authenticity.VERIFIED if listed else Authenticity.UNVERIFIED


def _last_settled(pairs: Iterable[Standing]) -> Event | None:
    """Return what settled some endorsements last; a decision first, and history after all else."""
    events = [pair.settled_by for pair in pairs if pair.settled_by is not None]
    return max(events, key=_weight, default=None)


def _weight(event: Event) -> tuple[bool, bool, datetime, str]:
    payload = event.payload
    return isinstance(payload, Decided), isinstance(payload, RuleSet), event.at, event.id


def _decision(event: Event | None) -> Decision | None:
    """Return the decision that an event records, or a rule makes; None for a move to history."""
    if event is None:
        return None
    payload = event.payload
    if isinstance(payload, RuleSet):
        reason = f"{_BY_RULE}: {payload.reason}" if payload.reason else _BY_RULE
        return Decision(DecisionKind.SKIPPED, payload.name, payload.slug, reason=reason)
    return payload.decision if isinstance(payload, Decided) else None
