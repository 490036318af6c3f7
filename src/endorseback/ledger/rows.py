"""Rows and cards of people, made from what the read-model holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from endorseback.ledger.acts import all_acts, decided
from endorseback.ledger.events import Decided, Event
from endorseback.ledger.mails import Mails
from endorseback.ledger.newest import NEVER, known_time
from endorseback.ledger.outreach_events import RuleSet
from endorseback.ledger.payload import PersonAct
from endorseback.ledger.returning import returning_of
from endorseback.ledger.rules import standing_rule
from endorseback.ledger.standing import Standing, decisions_of
from endorseback.ledger.waiting import Started, open_wait, waits_of
from endorseback.ledger.who import Holder, Source
from endorseback.model.archive import Direction
from endorseback.model.card import GivenSkill, PersonCard, ReceivedSkill, Recommended
from endorseback.model.inbox import Action, Decision, Row, State
from endorseback.model.notification import Authenticity, Kind
from endorseback.model.people import profile_url

_BY_RULE: Final = "your rule"

Pairs = Mapping[str, Standing]
"""The endorsements of a person by folded skill."""


def make_row(person: str, state: State, parts: list[Holder], pairs: Pairs, mails: Mails) -> Row:
    """Return the row of a person in a list in which they stand."""
    name, slug = _display(parts, mails)
    chosen = _newest_first(pair for pair in pairs.values() if pair.state is state)
    identities = _identities(source for pair in chosen for source in pair.sources)
    waiting = open_wait(_waits(parts, pairs)) if state is State.WAITING else None
    settled = _last_settled(chosen) if waiting is None else waiting.by
    decision = _decision(settled)
    return Row(
        person=person,
        name=name,
        profile_url=_profile(slug),
        skills=tuple(_skill(pair, mails) for pair in chosen),
        received_at=known_time(chosen[0].received) if chosen else None,
        state=state,
        authenticity=mails.authenticity(identities) or Authenticity.UNVERIFIED,
        mails=identities,
        decision=None if state is State.OPEN else decision,
        decided_at=None if settled is None or state is State.OPEN else settled.at,
        history=settled is not None and decision is None,
        returning=None if (returning := returning_of(parts)) is None else returning.step,
        wait=None if waiting is None else waiting.wait,
    )


def make_card(person: str, parts: list[Holder], pairs: Pairs, mails: Mails) -> PersonCard:
    """Return all that is known of a person."""
    name, slug = _display(parts, mails)
    identities = _identities(source for _, source in _sightings(parts))
    decisions = decisions_of(parts)[::-1]
    return PersonCard(
        person=person,
        name=name,
        profile_url=_profile(slug),
        authenticity=mails.authenticity(identities),
        keys=tuple(sorted(part.key for part in parts)),
        received=tuple(
            ReceivedSkill(_skill(pair, mails), known_time(pair.received), pair.state)
            for pair in _newest_first(pairs.values())
        ),
        given=tuple(
            GivenSkill(skill, event.at) for event in decisions for skill in decided(event).given
        ),
        decisions=tuple((event.at, decided(event).decision) for event in decisions),
        recommendations=tuple(
            _recommended(mails.reading(mail).type, moment)
            for moment, mail, _ in sorted((s for p in parts for s in p.letters), reverse=True)
        ),
        mails=identities,
        returning=returning_of(parts),
        rule=standing_rule(parts),
        waits=tuple(started.wait for started in reversed(_waits(parts, pairs))),
    )


def _waits(parts: list[Holder], pairs: Pairs) -> list[Started]:
    return waits_of(parts, (pair.received for pair in pairs.values()))


def _recommended(kind: Kind, moment: datetime) -> Recommended:
    """Return what a mail about a recommendation tells."""
    is_request = kind is Kind.RECOMMENDATION_REQUEST
    direction = Direction.GIVEN if is_request else Direction.RECEIVED
    return Recommended(direction, known_time(moment), is_request=is_request)


def _display(parts: list[Holder], mails: Mails) -> tuple[str, str | None]:
    """Return the name and the slug as last displayed: by mails, else by what the user did."""
    seen = [_as_seen(letter, source, mails) for letter, source in _sightings(parts)]
    if not seen:
        seen = [_as_named(event) for event in reversed(all_acts(parts))]
    return seen[0][0], next((slug for _, slug in seen if slug is not None), None)


def _sightings(parts: list[Holder]) -> list[tuple[bool, Source]]:
    """Return all sources about a person, newest first; True marks those about recommendations."""
    found = [
        (False, source) for part in parts for sources in part.pairs.values() for source in sources
    ]
    found += [(True, source) for part in parts for source in part.letters]
    return sorted(found, key=lambda sighting: sighting[1], reverse=True)


def _as_seen(letter: bool, source: Source, mails: Mails) -> tuple[str, str | None]:
    """Return a person's name and slug as one mail shows them."""
    _, mail, index = source
    reading = mails.reading(mail)
    if letter:
        return reading.people[index]
    name, slug, _ = reading.endorsements[index]
    return name, slug


def _as_named(event: Event) -> tuple[str, str | None]:
    """Return a person's name and slug as an act of the user names them."""
    assert isinstance(event.payload, PersonAct)
    return event.payload.name, event.payload.slug


def _newest_first(pairs: Iterable[Standing]) -> list[Standing]:
    """Return endorsements, newest first; those of one mail as they stand in it."""
    in_mail = sorted(pairs, key=lambda pair: _first_source(pair)[1:])
    return sorted(in_mail, key=lambda pair: pair.received, reverse=True)


def _first_source(pair: Standing) -> Source:
    """Return the earliest of the mails that say so; one without a time is the last to ask."""
    return min(pair.sources, key=lambda source: (source[0] == NEVER, source))


def _skill(pair: Standing, mails: Mails) -> str:
    """Return the skill as displayed by the earliest mail."""
    _, mail, index = _first_source(pair)
    return mails.reading(mail).endorsements[index][2]


def _identities(sources: Iterable[Source]) -> tuple[str, ...]:
    """Return the identities of mails, newest first, each once."""
    return tuple(dict.fromkeys(mail for _, mail, _ in sorted(sources, reverse=True)))


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
        return Decision(Action.SKIPPED, payload.name, payload.slug, reason=reason)
    return payload.decision if isinstance(payload, Decided) else None


def _profile(slug: str | None) -> str | None:
    return None if slug is None else profile_url(slug)
