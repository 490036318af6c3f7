"""What holds for every sequence of events."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import get_args

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from tests.support.ledgers import NOW, as_events, decided, everything, mail
from tests.support.sequences import (
    acts_about,
    imports,
    in_a_row,
    messages_and_filings,
    words_about,
)

from endorseback.ledger.events.events import (
    AnyPayload,
    Decided,
    Dismissed,
    Event,
    HistoryMoved,
    MarkedGenuine,
    ReadingFixed,
    Undone,
)
from endorseback.ledger.events.outreach_events import ReciprocationMoved
from endorseback.ledger.views.read_model import ReadModel
from endorseback.model.decisions import DecisionKind
from endorseback.model.notification import Authenticity, Kind

people = st.sampled_from(
    [
        ("Maya Okafor", "maya"),
        ("Maya Okafor", None),
        ("maya okafor", "maya-2"),
        ("Maya O.", "MAYA"),
        ("Maya O.", None),
        ("Ana Lima", None),
        ("Ana Lima", "ana"),
    ]
)
skills = st.sampled_from(["Go", "go", "SQL", "Kubernetes"])
identities = st.sampled_from([f"m{number}" for number in range(6)])
days = st.one_of(st.none(), st.integers(-3, 30))

mails = st.builds(
    lambda identity, pairs, letters, age, kind, authenticity: mail(
        identity,
        *[(*person, skill) for person, skill in pairs],
        days=age,
        type=kind,
        authenticity=authenticity,
        people=tuple(letters) if "recommendation" in kind else (),
    ),
    identities,
    st.lists(st.tuples(people, skills), max_size=3),
    st.lists(people, max_size=1),
    days,
    st.sampled_from(Kind),
    st.sampled_from(Authenticity),
)
decisions = st.builds(
    lambda action, person, covers, until: decided(
        action, *person, *covers, until=NOW.date() + timedelta(days=until)
    ),
    st.sampled_from(DecisionKind),
    people,
    st.lists(skills, max_size=2),
    st.integers(-2, 3),
)
own_acts = acts_about(people, skills)
lessons = st.builds(
    lambda identity, pairs: ReadingFixed(
        mail=identity, endorsements=tuple((*person, skill) for person, skill in pairs)
    ),
    identities,
    st.lists(st.tuples(people, skills), max_size=2),
)
others = st.one_of(
    lessons,
    st.builds(Dismissed, mail=identities),
    st.builds(MarkedGenuine, mail=identities),
    st.builds(lambda age: HistoryMoved(before=NOW - timedelta(days=age)), st.integers(0, 20)),
    st.builds(lambda number: Undone(event=str(number)), st.integers(0, 20)),
)
archives = imports(people, skills)
own_words = words_about(people, skills)
payloads = st.lists(
    st.one_of(
        mails, decisions, own_acts, own_words, archives, others, messages_and_filings(identities)
    ),
    max_size=22,
).map(in_a_row)


@pytest.mark.parametrize("kind", get_args(AnyPayload), ids=lambda kind: kind.__name__)
def test_the_sequences_hold_events_of_every_kind(kind: type[AnyPayload]) -> None:
    def holds(sequence: list[AnyPayload]) -> bool:
        return any(isinstance(payload, kind) for payload in sequence)

    assert find(payloads, holds, settings=settings(max_examples=5000, database=None))


def folded(events: list[Event]) -> ReadModel:
    model = ReadModel()
    model.apply(events)
    return model


@settings(max_examples=300, deadline=None)
@given(payloads, st.integers(0, 4))
def test_event_by_event_equals_a_fresh_fold(sequence: list[AnyPayload], wakes: int) -> None:
    events = as_events(sequence)
    model = ReadModel()
    for number, event in enumerate(events):
        model.apply([event])
        everything(model, NOW + timedelta(days=number % (wakes + 1)))
    assert everything(model) == everything(folded(events))


@settings(max_examples=200, deadline=None)
@given(payloads)
def test_what_a_fold_does_not_name_looks_the_same(sequence: list[AnyPayload]) -> None:
    model = ReadModel()
    for event in as_events(sequence):
        before = everything(model)
        changes = model.apply([event])
        after = everything(model)
        if changes.everything:
            continue
        for state, rows in after["rows"].items():
            changed = set(map(repr, rows)) ^ set(map(repr, before["rows"][state]))
            both = [row for row in rows + before["rows"][state] if repr(row) in changed]
            assert {row.person for row in both} <= changes.people
        for state, rows in after["mails"].items():
            assert {row.mail for row in set(rows) ^ set(before["mails"][state])} <= changes.mails


@settings(max_examples=200, deadline=None)
@given(
    st.lists(mails, max_size=8, unique_by=lambda one: one.mail),
    st.lists(st.one_of(decisions, lessons), max_size=4),
    st.randoms(use_true_random=False),
)
def test_the_order_of_mails_does_not_matter(
    read: list[AnyPayload], acts: list[AnyPayload], rng: random.Random
) -> None:
    shuffled = read.copy()
    rng.shuffle(shuffled)
    models = []
    for order in (read, shuffled):
        model = ReadModel()
        model.apply(
            [Event(f"mail {number}", NOW, "test", payload) for number, payload in enumerate(order)]
        )
        model.apply(as_events(acts))
        models.append(everything(model))
    assert models[0] == models[1]


def _sends(act: AnyPayload) -> bool:
    """Tell whether undoing an act withdraws a message that was queued before."""
    return isinstance(act, Decided) and bool(act.message)


@settings(max_examples=200, deadline=None)
@given(payloads, st.lists(st.one_of(decisions, own_acts, lessons), min_size=1, max_size=5))
def test_undoing_all_that_the_user_did_leaves_no_trace(
    sequence: list[AnyPayload], acts: list[AnyPayload]
) -> None:
    before = as_events(sequence)
    acts = [act for act in acts if not isinstance(act, ReciprocationMoved) and not _sends(act)]
    after = [Event(f"act {n}", NOW, "test", act) for n, act in enumerate(acts)]
    model = folded(before + after)
    while (last := model.last_undoable()) is not None and last.id.startswith("act"):
        model.apply([Event(f"undo {last.id}", NOW, "test", Undone(event=last.id))])
    assert everything(model) == everything(folded(before))
