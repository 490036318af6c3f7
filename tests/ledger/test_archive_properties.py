"""What holds of mails, archives and the user's words, whatever came first."""

from __future__ import annotations

import random
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.test_fold_properties import folded
from tests.support.ledgers import NOW, as_events, decided, everything, mail
from tests.support.sequences import imports, words_about

from endorseback.ledger.events.archive_events import Merged
from endorseback.ledger.events.events import AnyPayload, Event, Undone
from endorseback.ledger.views.read_model import ReadModel
from endorseback.model.decisions import DecisionKind

people = st.sampled_from(
    [("Maya Okafor", "maya"), ("Maya Okafor", None), ("Maya Okafor", "maya-2"), ("Maya O.", "MAYA")]
)
skills = st.sampled_from(["Go", "SQL"])
"""Few of each, so that mails, archives and words are about the same."""

mails = st.builds(
    lambda identity, who, skill, age: mail(identity, (*who, skill), days=age),
    st.sampled_from(["m1", "m2", "m3"]),
    people,
    skills,
    st.one_of(st.none(), st.integers(-3, 30)),
)
words = words_about(people, skills)
decisions = st.builds(
    lambda action, who, skill: decided(action, *who, skill, given=("SRE",)),
    st.sampled_from([DecisionKind.RECIPROCATED, DecisionKind.SKIPPED]),
    people,
    skills,
)

read = st.lists(mails, max_size=3, unique_by=lambda one: one.mail)
imported = st.lists(imports(people, skills), max_size=3, unique_by=lambda one: one[0].archive)
merges = st.builds(
    lambda one, other: Merged(name=one[0], slug=one[1], other_name=other[0], other_slug=other[1]),
    people,
    people,
)
said = st.lists(st.one_of(words, merges, decisions), max_size=5)


def units(payloads: list[list[AnyPayload]], kind: str) -> list[list[Event]]:
    """Return events that keep their ids and times wherever they stand, in units that stay whole."""
    return [
        [Event(f"{kind} {unit}.{number}", NOW, "test", one) for number, one in enumerate(whole)]
        for unit, whole in enumerate(payloads)
    ]


class Told(NamedTuple):
    """What mails and archives tell, each in units that stay whole, and what the user says."""

    mails: list[list[Event]]
    archives: list[list[Event]]
    acts: list[Event]
    rng: random.Random
    """Mixes them."""


tales = st.builds(
    lambda mailed, listed, words, rng: Told(
        units([[one] for one in mailed], "mail"),
        units([list(one) for one in listed], "a"),
        as_events(words),
        rng,
    ),
    read,
    imported,
    said,
    st.randoms(use_true_random=False),
)


def shuffled(facts: list[list[Event]], acts: list[Event], rng: random.Random) -> list[Event]:
    """Return facts in any order, and acts in theirs between them."""
    places = sorted(rng.randrange(len(facts) + 1) for _ in acts)
    facts = rng.sample(facts, len(facts))
    found: list[Event] = []
    for place, fact in enumerate([*facts, []]):
        found += [act for at, act in zip(places, acts, strict=True) if at == place]
        found += fact
    return found


def shown(events: list[Event]) -> dict[str, object]:
    """Return all that is shown of events, but for what can be undone next: that is the order."""
    found = everything(folded(events))
    del found["undo"]
    return found


@settings(max_examples=300, deadline=None)
@given(tales)
def test_event_by_event_equals_a_fresh_fold(told: Told) -> None:
    events = shuffled(told.mails + told.archives, told.acts, told.rng)
    for event in told.rng.sample(events, len(events) // 2):
        events.append(Event(f"undo {event.id}", NOW, "test", Undone(event=event.id)))
    model = ReadModel()
    for number, event in enumerate(events, 1):
        model.apply([event])
        assert everything(model) == everything(folded(events[:number]))


@settings(max_examples=400, deadline=None)
@given(tales)
def test_it_does_not_matter_what_came_first(told: Told) -> None:
    facts = told.mails + told.archives
    in_order = [event for fact in facts for event in fact] + told.acts
    assert shown(shuffled(facts, told.acts, told.rng)) == shown(in_order)


@settings(max_examples=300, deadline=None)
@given(tales)
def test_undoing_imports_and_words_in_any_order_leaves_what_the_others_say(told: Told) -> None:
    events = shuffled(told.mails + told.archives, told.acts, told.rng)
    gone = [unit[0].id for unit in told.archives if told.rng.random() < 0.6]
    gone += [act.id for act in told.acts if told.rng.random() < 0.4]
    told.rng.shuffle(gone)
    undone = [Event(f"undo {one}", NOW, "test", Undone(event=one)) for one in gone]
    archives_gone = {unit[0].payload.archive for unit in told.archives if unit[0].id in gone}
    left = [
        event
        for event in events
        if event.id not in gone and getattr(event.payload, "archive", None) not in archives_gone
    ]
    assert shown(events + undone) == shown(left)


@settings(max_examples=200, deadline=None)
@given(tales)
def test_what_is_undone_before_it_comes_never_counts(told: Told) -> None:
    undone = [Event(f"undo {n}", NOW, "test", Undone(event=f"a {n}.0")) for n in range(3)]
    events = shuffled(told.mails + told.archives, told.acts, told.rng)
    left = [event for fact in told.mails for event in fact] + told.acts
    assert shown([*undone, *events]) == shown(left)
