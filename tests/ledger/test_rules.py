"""A rule skips a person's endorsements by itself, until new evidence comes."""

from __future__ import annotations

from datetime import timedelta

from tests.ledger.test_waiting import model_of
from tests.support.ledgers import NOW, decided, mail

from endorseback.ledger.events.archive_events import Noted
from endorseback.ledger.events.events import AnyPayload, HistoryMoved, Undone
from endorseback.ledger.events.outreach_events import RuleEnded, RuleSet, WaitClosed
from endorseback.ledger.views.read_model import ReadModel
from endorseback.model.decisions import DecisionKind
from endorseback.model.list_rows import State
from endorseback.model.notification import Kind

MAYA = ("Maya Okafor", "maya")
RULE = RuleSet(name=MAYA[0], slug=MAYA[1], reason="fishing for endorse-backs", messages=2)
LIFTED = RuleEnded(name=MAYA[0], slug=MAYA[1])


def came(identity: str, days: float | None, skill: str) -> tuple[float, AnyPayload]:
    return days or 0, mail(identity, (*MAYA, skill), days=days)


def skills(model: ReadModel, state: State) -> list[str]:
    return [skill for row in model.rows(state, NOW) for skill in row.skills]


def test_what_comes_later_is_skipped_with_the_rule_as_its_reason() -> None:
    model = model_of((9, RULE), came("m1", 5, "Go"))
    (row,) = model.rows(State.SKIPPED, NOW)
    assert row.decision
    assert row.decision.action is DecisionKind.SKIPPED
    assert row.decision.reason == "your rule: fishing for endorse-backs"
    assert not row.history
    assert row.decided_at == NOW - timedelta(days=9)
    assert not skills(model, State.OPEN)


def test_a_rule_without_a_reason_says_so_too() -> None:
    model = model_of((9, RuleSet(name=MAYA[0], slug=MAYA[1])), came("m1", 5, "Go"))
    decision = model.rows(State.SKIPPED, NOW)[0].decision
    assert decision
    assert decision.reason == "your rule"


def test_what_is_open_and_what_has_no_time_is_skipped_too() -> None:
    model = model_of(came("m1", 20, "Go"), came("m2", None, "SQL"), (9, RULE))
    assert set(skills(model, State.SKIPPED)) == {"Go", "SQL"}


def test_what_was_decided_stays_as_it_was() -> None:
    model = model_of(
        came("m1", 20, "Go"), (10, decided(DecisionKind.RECIPROCATED, *MAYA, "Go")), (9, RULE)
    )
    assert skills(model, State.DONE) == ["Go"]


def test_rules_are_told_newest_first() -> None:
    other = RuleSet(name="Ana Lima", slug="ana")
    model = model_of((9, RULE), (5, other))
    assert [card.name for card in model.rules()] == ["Ana Lima", "Maya Okafor"]
    rule = model.rules()[1].rule
    assert rule
    assert (rule.reason, rule.messages, rule.at) == (
        "fishing for endorse-backs",
        2,
        NOW - timedelta(days=9),
    )


def test_undoing_the_rule_brings_back_what_it_skipped() -> None:
    model = model_of((9, RULE), came("m1", 5, "Go"), (1, Undone(event="0")))
    assert skills(model, State.OPEN) == ["Go"]
    assert not model.rules()


def test_lifting_it_counts_from_then_on() -> None:
    model = model_of((9, RULE), came("m1", 5, "Go"), (4, LIFTED), came("m2", 3, "SQL"))
    assert skills(model, State.SKIPPED) == ["Go"]
    assert skills(model, State.OPEN) == ["SQL"]
    assert not model.rules()


def test_lifting_is_undone() -> None:
    model = model_of((9, RULE), (4, LIFTED), came("m2", 3, "SQL"), (1, Undone(event="1")))
    assert skills(model, State.SKIPPED) == ["SQL"]
    assert model.rules()


def test_a_recommendation_that_comes_later_is_new_evidence() -> None:
    letter = mail("m2", days=4, type=Kind.RECOMMENDATION_RECEIVED, people=(MAYA,))
    model = model_of((9, RULE), came("m1", 5, "Go"), (4, letter), came("m3", 3, "SQL"))
    assert skills(model, State.SKIPPED) == ["Go"]
    assert skills(model, State.OPEN) == ["SQL"]


def test_an_earlier_recommendation_is_none() -> None:
    letter = mail("m2", days=20, type=Kind.RECOMMENDATION_RECEIVED, people=(MAYA,))
    model = model_of((9, RULE), (4, letter), came("m3", 3, "SQL"))
    assert skills(model, State.SKIPPED) == ["SQL"]


def test_endorsing_or_writing_yourself_is_new_evidence() -> None:
    for action in (DecisionKind.RECIPROCATED, DecisionKind.MESSAGED):
        model = model_of((9, RULE), (4, decided(action, *MAYA)), came("m3", 3, "SQL"))
        assert skills(model, State.OPEN) == ["SQL"]
    model = model_of((9, RULE), (4, decided(DecisionKind.SKIPPED, *MAYA)), came("m3", 3, "SQL"))
    assert skills(model, State.SKIPPED) == ["SQL"]


def test_a_rule_set_again_holds_again() -> None:
    model = model_of((9, RULE), (8, LIFTED), (7, RULE), came("m3", 3, "SQL"))
    assert skills(model, State.SKIPPED) == ["SQL"]


def test_of_a_rule_and_history_the_first_counts() -> None:
    history = HistoryMoved(before=NOW)
    assert skills(model_of(came("m1", 9, "Go"), (4, history), (3, RULE)), State.DONE) == ["Go"]
    assert skills(model_of(came("m1", 9, "Go"), (4, RULE), (3, history)), State.SKIPPED) == ["Go"]


def test_it_follows_the_person_not_the_name() -> None:
    other = mail("m1", ("Maya Okafor", "maya-2", "Go"), days=3)
    model = model_of((9, RULE), (3, other))
    assert skills(model, State.OPEN) == ["Go"]


def test_bringing_back_takes_the_rule_and_the_decision_that_came_with_it() -> None:
    model = model_of(
        came("m1", 20, "Go"),
        (12, decided(DecisionKind.RECIPROCATED, *MAYA, "Go")),
        (10, decided(DecisionKind.SKIPPED, *MAYA, "Go")),
        (10, RULE),
        (8, Noted(name=MAYA[0], slug=MAYA[1], text="met in Oslo")),
        (7, WaitClosed(name=MAYA[0], slug=MAYA[1])),
    )
    assert [act.id for act in model.settling("in:maya")] == ["5", "3", "2"]


def test_who_is_skipped_by_a_rule_alone_is_brought_back_by_its_end() -> None:
    events = [came("m1", 20, "Go"), (10.0, RULE)]
    (settling,) = model_of(*events).settling("in:maya")
    assert skills(model_of(*events, (1, Undone(event=settling.id))), State.OPEN) == ["Go"]
