"""What the user starts waits for an answer, until one comes or they close it."""

from __future__ import annotations

from datetime import timedelta

from tests.support.ledgers import NOW, as_events, decided, fold, mail

from endorseback.ledger.events.events import AnyPayload, Event, HistoryMoved, ReadingFixed, Undone
from endorseback.ledger.events.outreach_events import WaitClosed
from endorseback.ledger.views.read_model import ReadModel
from endorseback.model.decisions import DecisionKind
from endorseback.model.interactions import Wait
from endorseback.model.list_rows import State

MAYA = ("Maya Okafor", "maya")


def at(days: float, payload: AnyPayload, number: int) -> Event:
    """Return an event that was recorded so many days before `NOW`."""
    return Event(str(number), NOW - timedelta(days=days), "test", payload)


def model_of(*timed: tuple[float, AnyPayload]) -> ReadModel:
    model = ReadModel()
    model.apply([at(days, payload, number) for number, (days, payload) in enumerate(timed)])
    return model


def waits(model: ReadModel) -> tuple[Wait, ...]:
    card = model.card("in:maya")
    assert card
    return card.waits


def wrote(**more: str) -> AnyPayload:
    return decided(DecisionKind.MESSAGED, *MAYA, text="Hello Maya", **more)


def endorsed(*skills: str, text: str = "") -> AnyPayload:
    return decided(DecisionKind.RECIPROCATED, *MAYA, given=skills, text=text)


def came(identity: str, days: float, skill: str = "Go") -> tuple[float, AnyPayload]:
    """Return the mail about an endorsement that came, and was read, so many days ago."""
    return days, mail(identity, (*MAYA, skill), days=days)


def test_endorsing_first_waits_for_an_answer() -> None:
    model = model_of((20, endorsed("SQL")))
    assert waits(model) == (Wait(since=NOW - timedelta(days=20), skills=("SQL",)),)
    (row,) = model.rows(State.WAITING, NOW)
    assert (row.person, row.wait, row.received_at) == ("in:maya", waits(model)[0], None)
    assert row.decision
    assert row.decision.given == ("SQL",)


def test_endorsing_and_writing_in_one_flow_is_one_wait() -> None:
    (wait,) = waits(model_of((20, endorsed("SQL", text="Hello")), (19, wrote())))
    assert wait.messaged
    assert wait.skills == ("SQL",)
    assert wait.since == NOW - timedelta(days=20)
    (alone,) = waits(model_of((20, endorsed("SQL", text="Hello"))))
    assert alone.messaged


def test_giving_back_what_came_is_no_wait() -> None:
    model = model_of(
        came("m1", 3),
        (2, decided(DecisionKind.RECIPROCATED, *MAYA, "Go", given=("SQL",), text="Thanks")),
    )
    assert waits(model) == ()
    assert not model.rows(State.WAITING, NOW)


def test_an_endorsement_that_comes_later_answers_it() -> None:
    model = model_of((20, wrote()), came("m1", 11))
    (wait,) = waits(model)
    assert wait.took == timedelta(days=9)
    assert not wait.is_open
    assert not model.rows(State.WAITING, NOW)
    assert [row.person for row in model.rows(State.OPEN, NOW)] == ["in:maya"]


def test_an_answer_fetched_before_the_start_was_recorded_counts_the_same() -> None:
    one_way = model_of((20, wrote()), came("m1", 11))
    other_way = model_of(came("m1", 11), (20, wrote()))
    assert waits(one_way) == waits(other_way)


def test_what_came_before_is_no_answer() -> None:
    assert waits(model_of(came("m1", 21), (20, wrote())))[0].is_open
    undated = model_of((20, wrote()), (11, mail("m1", (*MAYA, "Go"), days=None)))
    assert waits(undated)[0].is_open


def test_a_repeated_notification_of_an_old_endorsement_is_no_answer() -> None:
    assert waits(model_of(came("m1", 30), (20, wrote()), came("m2", 11)))[0].is_open


def test_an_answer_that_turns_out_to_be_none_opens_the_wait_again() -> None:
    model = model_of((20, wrote()), came("m1", 11), (10, ReadingFixed(mail="m1")))
    assert waits(model)[0].is_open
    assert [row.person for row in model.rows(State.WAITING, NOW)] == ["in:maya"]


def test_after_an_answer_the_next_start_is_a_wait_of_its_own() -> None:
    model = model_of((50, wrote()), came("m1", 40), (30, endorsed("SQL")), came("m2", 28, "Rust"))
    newest, oldest = waits(model)
    assert oldest.took == timedelta(days=10)
    assert newest.took == timedelta(days=2)
    assert (newest.skills, newest.messaged) == (("SQL",), False)


def test_it_is_closed_by_hand_with_a_note() -> None:
    model = model_of((90, wrote()), (2, WaitClosed(name=MAYA[0], slug=MAYA[1], note="moved on")))
    (wait,) = waits(model)
    assert (wait.closed_at, wait.note) == (NOW - timedelta(days=2), "moved on")
    assert not model.rows(State.WAITING, NOW)


def test_an_answer_after_closing_is_told_too() -> None:
    closed = WaitClosed(name=MAYA[0], slug=MAYA[1])
    (wait,) = waits(model_of((90, wrote()), (20, closed), came("m1", 5)))
    assert wait.closed_at
    assert wait.took == timedelta(days=85)


def test_closing_is_undone() -> None:
    closed = WaitClosed(name=MAYA[0], slug=MAYA[1])
    model = model_of((90, wrote()), (2, closed), (1, Undone(event="1")))
    assert waits(model)[0].is_open


def test_closing_what_is_not_open_changes_nothing() -> None:
    closed = WaitClosed(name=MAYA[0], slug=MAYA[1])
    (wait,) = waits(model_of((90, wrote()), came("m1", 80), (20, closed)))
    assert wait.closed_at is None


def test_writing_again_after_closing_waits_anew() -> None:
    closed = WaitClosed(name=MAYA[0], slug=MAYA[1])
    newest, oldest = waits(model_of((90, wrote()), (20, closed), (10, wrote())))
    assert newest.is_open
    assert not oldest.is_open


def test_undoing_the_start_ends_the_wait() -> None:
    model = fold([wrote(), Undone(event="0")])
    assert not list(model.waits())
    assert not model.rows(State.WAITING, NOW)
    assert model.card("in:maya") is None


def test_skipping_and_snoozing_wait_for_nothing() -> None:
    model = fold([decided(DecisionKind.SKIPPED, *MAYA), decided(DecisionKind.SNOOZED, *MAYA)])
    assert not list(model.waits())


def test_a_start_by_name_alone_is_answered_by_the_slug_of_that_name() -> None:
    model = model_of((20, decided(DecisionKind.MESSAGED, MAYA[0], None)), came("m1", 11))
    assert waits(model)[0].took == timedelta(days=9)


def test_those_that_wait_stand_newest_first_and_are_all_told() -> None:
    model = model_of(
        (30, decided(DecisionKind.MESSAGED, "Ana Lima", "ana")),
        (10, decided(DecisionKind.MESSAGED, "Jonas Weber", "jonas")),
        (20, wrote()),
        came("m1", 11),
    )
    assert [row.person for row in model.rows(State.WAITING, NOW)] == ["in:jonas", "in:ana"]
    assert {person for person, _ in model.waits()} == {"in:jonas", "in:ana", "in:maya"}


def test_history_leaves_waits_alone() -> None:
    model = fold([wrote(), HistoryMoved(before=NOW)])
    assert [row.person for row in model.rows(State.WAITING, NOW)] == ["in:maya"]
    assert as_events([wrote()])[0].at == waits(model)[0].since
