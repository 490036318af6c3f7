"""Endorsing back: how far it came, until it is done."""

from __future__ import annotations

from tests.support.ledgers import NOW, decided, fold, mail

from endorseback.ledger.events.events import AnyPayload, Undone
from endorseback.ledger.events.outreach_events import ReciprocationMoved
from endorseback.ledger.views.read_model import ReadModel
from endorseback.model.decisions import DecisionKind
from endorseback.model.interactions import Reciprocation, Step
from endorseback.model.list_rows import State

MAYA = ("Maya Okafor", "maya")
MAIL = mail("m1", (*MAYA, "Go"))


def moved(step: Step | None, *skills: str) -> AnyPayload:
    return ReciprocationMoved(name=MAYA[0], slug=MAYA[1], step=step, skills=skills)


def under_way(model: ReadModel) -> Reciprocation | None:
    card = model.card("in:maya")
    assert card
    return card.returning


def test_quitting_half_way_leaves_it_under_way() -> None:
    model = fold([MAIL, moved(Step.PICKED, "SQL"), moved(Step.OPENED, "SQL", "Rust")])
    returning = under_way(model)
    assert returning
    assert (returning.step, returning.skills) == (Step.OPENED, ("SQL", "Rust"))
    (row,) = model.rows(State.OPEN, NOW)
    assert row.returning is Step.OPENED
    assert [card.person for card in model.returning()] == ["in:maya"]


def test_having_done_it_ends_it_and_undoing_that_brings_it_back() -> None:
    done = decided(DecisionKind.RECIPROCATED, *MAYA, "Go", given=("SQL",))
    events = [MAIL, moved(Step.OPENED, "SQL"), done]
    assert under_way(fold(events)) is None
    assert not fold(events).returning()
    again = under_way(fold([*events, Undone(event="2")]))
    assert again
    assert again.step is Step.OPENED


def test_skipping_ends_it_and_a_message_does_not() -> None:
    opened = moved(Step.OPENED, "SQL")
    assert under_way(fold([MAIL, opened, decided(DecisionKind.SKIPPED, *MAYA, "Go")])) is None
    assert under_way(fold([MAIL, opened, decided(DecisionKind.MESSAGED, *MAYA, "Go")]))
    assert under_way(fold([MAIL, opened, decided(DecisionKind.SNOOZED, *MAYA, "Go")]))


def test_it_can_be_dropped() -> None:
    assert under_way(fold([MAIL, moved(Step.PICKED, "SQL"), moved(None)])) is None


def test_a_step_after_a_decision_is_another_turn() -> None:
    done = decided(DecisionKind.RECIPROCATED, *MAYA, "Go")
    assert under_way(fold([MAIL, done, moved(Step.PICKED, "Rust")]))


def test_undo_passes_over_steps() -> None:
    model = fold([MAIL, decided(DecisionKind.SNOOZED, *MAYA, "Go"), moved(Step.OPENED, "SQL")])
    last = model.last_undoable()
    assert last
    assert last.id == "1"
    assert last == model.last_undoable("in:maya")
    assert under_way(fold([MAIL, moved(Step.OPENED), Undone(event="1")]))


def test_it_is_told_of_somebody_who_stands_in_no_list() -> None:
    model = fold([moved(Step.PICKED, "SQL")])
    (card,) = model.returning()
    assert (card.name, card.profile_url) == (MAYA[0], "https://www.linkedin.com/in/maya/")
