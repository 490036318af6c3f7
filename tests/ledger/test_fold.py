"""The rules of the fold: what each event makes of the lists."""

from datetime import date, timedelta

import pytest
from tests.support.ledgers import NOW, as_events, decided, fold, mail

from endorseback.ledger.events.events import (
    AnyPayload,
    Dismissed,
    HistoryMoved,
    MarkedGenuine,
    Undone,
)
from endorseback.ledger.views.read_model import ReadModel
from endorseback.model.decisions import DecisionKind
from endorseback.model.list_rows import State
from endorseback.model.notification import Authenticity, Kind
from endorseback.model.person_card import GivenSkill, ReceivedSkill

MAYA = ("Maya Okafor", "maya-okafor")
JONAS = ("Jonas Weber", "jonas-weber")
ANA = ("Ana Lima", None)


def names(model: ReadModel, state: State) -> list[str]:
    return [row.name for row in model.rows(state, NOW)]


def skills(model: ReadModel, state: State) -> list[tuple[str, ...]]:
    return [row.skills for row in model.rows(state, NOW)]


def test_one_row_a_person_newest_first_and_without_a_time_last() -> None:
    model = fold(
        [
            mail("m0", (*ANA, "Go"), days=None),
            mail("m1", (*JONAS, "Go"), days=3),
            mail("m2", (*MAYA, "Go"), (*MAYA, "SQL"), days=9),
            mail("m3", (*MAYA, "Kubernetes"), days=1),
        ]
    )
    rows = model.rows(State.OPEN, NOW)
    assert [row.name for row in rows] == ["Maya Okafor", "Jonas Weber", "Ana Lima"]
    assert rows[0].skills == ("Kubernetes", "Go", "SQL")
    assert rows[0].mails == ("m3", "m2")
    assert rows[0].received_at == NOW - timedelta(days=1)
    assert rows[2].received_at is None
    assert [row.name for row in rows[1:]] == ["Jonas Weber", "Ana Lima"]
    assert rows[-1].name == "Ana Lima"
    with pytest.raises(IndexError):
        rows[3]


def test_the_same_endorsement_from_several_mails_is_one() -> None:
    model = fold(
        [
            mail("m1", (*MAYA, "go"), days=2, authenticity=Authenticity.UNVERIFIED),
            mail("m2", (*MAYA, "Go"), days=5),
            mail("m3", (*MAYA, "GO"), days=None, authenticity=Authenticity.UNVERIFIED),
        ]
    )
    (row,) = model.rows(State.OPEN, NOW)
    assert row.skills == ("Go",)
    assert row.received_at == NOW - timedelta(days=5)
    assert row.authenticity is Authenticity.VERIFIED
    assert row.mails == ("m1", "m2", "m3")


@pytest.mark.parametrize(
    ("action", "state"),
    [
        (DecisionKind.RECIPROCATED, State.DONE),
        (DecisionKind.MESSAGED, State.DONE),
        (DecisionKind.SKIPPED, State.SKIPPED),
        (DecisionKind.SNOOZED, State.SNOOZED),
    ],
)
def test_a_decision_moves_what_it_covers(action: DecisionKind, state: State) -> None:
    decision = decided(action, *MAYA, "GO", until=date(2026, 12, 1), reason="because")
    model = fold([mail("m1", (*MAYA, "Go"), (*MAYA, "SQL")), decision])
    assert skills(model, State.OPEN) == [("SQL",)]
    (row,) = model.rows(state, NOW)
    assert row.skills == ("Go",)
    assert row.decision == decision.decision
    assert row.decided_at == NOW + timedelta(seconds=1)
    assert not row.history


def test_the_newest_decision_counts_and_undoing_it_brings_back_the_one_before() -> None:
    payloads: list[AnyPayload] = [
        mail("m1", (*MAYA, "Go")),
        decided(DecisionKind.SKIPPED, *MAYA, "Go"),
        decided(DecisionKind.RECIPROCATED, *MAYA, "Go", given=("SRE",)),
    ]
    assert names(fold(payloads), State.DONE) == ["Maya Okafor"]
    undone = fold([*payloads, Undone(event="2")])
    assert names(undone, State.SKIPPED) == ["Maya Okafor"]
    assert names(undone, State.DONE) == []
    last = undone.last_undoable()
    assert last is not None
    assert last.id == "1"


def test_what_comes_after_a_decision_is_open() -> None:
    model = fold(
        [
            mail("m1", (*MAYA, "Go")),
            decided(DecisionKind.SKIPPED, *MAYA, "Go"),
            mail("m2", (*MAYA, "SQL")),
        ]
    )
    assert skills(model, State.OPEN) == [("SQL",)]
    assert skills(model, State.SKIPPED) == [("Go",)]


def test_a_snoozed_row_comes_back_when_its_local_day_begins_and_goes_with_the_clock() -> None:
    until = NOW.astimezone().date() + timedelta(days=2)
    model = fold(
        [mail("m1", (*MAYA, "Go")), decided(DecisionKind.SNOOZED, *MAYA, "Go", until=until)]
    )
    day_before = NOW + timedelta(days=1)
    the_day = NOW + timedelta(days=2)
    for now, open_rows in ((day_before, 0), (the_day, 1), (day_before, 0)):
        assert len(model.rows(State.OPEN, now)) == open_rows
        assert model.counts(now)[State.SNOOZED] == 1 - open_rows
    (row,) = model.rows(State.OPEN, the_day)
    assert (row.decision, row.decided_at) == (None, None)


def test_history_takes_what_nobody_decided_about_late_arrivals_too() -> None:
    payloads: list[AnyPayload] = [
        mail("old", (*MAYA, "Go"), days=400),
        mail("skipped", (*JONAS, "Go"), days=400),
        decided(DecisionKind.SKIPPED, *JONAS, "Go"),
        HistoryMoved(before=NOW - timedelta(days=100)),
        mail("late", ("Late Riser", "late", "Go"), days=300),
        mail("timeless", (*ANA, "Go"), days=None),
        mail("fresh", (*MAYA, "SQL"), days=1),
    ]
    model = fold(payloads)
    assert names(model, State.DONE) == ["Late Riser", "Maya Okafor", "Ana Lima"]
    assert all(row.history for row in model.rows(State.DONE, NOW))
    assert model.rows(State.DONE, NOW)[0].decided_at == NOW + timedelta(seconds=3)
    assert skills(model, State.OPEN) == [("SQL",)]
    assert names(model, State.SKIPPED) == ["Jonas Weber"]
    undone = fold([*payloads, Undone(event="3")])
    assert sorted(names(undone, State.OPEN)) == ["Ana Lima", "Late Riser", "Maya Okafor"]


def test_history_ends_just_before_its_moment() -> None:
    model = fold([mail("m1", (*MAYA, "Go"), days=1), HistoryMoved(before=NOW - timedelta(days=1))])
    assert names(model, State.OPEN) == ["Maya Okafor"]


def test_a_row_with_a_decision_beside_history_shows_the_decision() -> None:
    model = fold(
        [
            mail("m1", (*MAYA, "Go"), (*MAYA, "SQL"), days=400),
            decided(DecisionKind.RECIPROCATED, *MAYA, "Go"),
            HistoryMoved(before=NOW),
        ]
    )
    (row,) = model.rows(State.DONE, NOW)
    assert row.decision is not None
    assert not row.history


def test_a_move_to_history_says_that_everything_may_look_different() -> None:
    model = ReadModel()
    first, second = as_events([mail("m1", (*MAYA, "Go")), HistoryMoved(before=NOW)])
    assert not model.apply([first]).everything
    changes = model.apply([second])
    assert changes.everything


def test_who_writes_first_waits_until_an_endorsement_comes_after_it() -> None:
    message = decided(DecisionKind.MESSAGED, *MAYA, text="Hello Maya")
    model = fold([mail("m1", (*MAYA, "Go"), days=3), message])
    (row,) = model.rows(State.WAITING, NOW)
    assert (row.name, row.skills, row.decision) == ("Maya Okafor", (), message.decision)
    assert names(model, State.OPEN) == ["Maya Okafor"]
    answered = fold(
        [mail("m1", (*MAYA, "Go"), days=3), message, mail("m2", (*MAYA, "SQL"), days=-1)]
    )
    assert names(answered, State.WAITING) == []


def test_an_endorsement_of_the_very_moment_is_no_answer() -> None:
    model = fold([decided(DecisionKind.MESSAGED, *MAYA), mail("m1", (*MAYA, "Go"), days=0)])
    assert names(model, State.WAITING) == ["Maya Okafor"]


def test_who_is_known_by_a_message_alone_can_wait_and_be_undone() -> None:
    payloads: list[AnyPayload] = [decided(DecisionKind.MESSAGED, *MAYA, text="Hello")]
    model = fold(payloads)
    assert names(model, State.WAITING) == ["Maya Okafor"]
    assert model.card("in:maya-okafor") is not None
    undone = fold([*payloads, Undone(event="0")])
    assert names(undone, State.WAITING) == []
    assert undone.card("in:maya-okafor") is None


def test_a_failed_mail_is_suspicious_and_its_pairs_stay_out() -> None:
    forged = mail("forged", (*MAYA, "Go"), authenticity=Authenticity.FAILED, kept="abc")
    model = fold([forged])
    assert names(model, State.OPEN) == []
    assert not model.knows_pair(*MAYA, "Go")
    (row,) = model.mail_rows(State.SUSPICIOUS)
    assert (row.mail, row.name, row.skills, row.kept) == ("forged", "Maya Okafor", ("Go",), "abc")


def test_a_mail_vouched_for_counts_as_unverified_until_that_is_undone() -> None:
    forged = mail("forged", (*MAYA, "Go"), authenticity=Authenticity.FAILED)
    model = fold([forged, MarkedGenuine(mail="forged")])
    assert len(model.mail_rows(State.SUSPICIOUS)) == 0
    assert model.rows(State.OPEN, NOW)[0].authenticity is Authenticity.UNVERIFIED
    undone = fold([forged, MarkedGenuine(mail="forged"), Undone(event="1")])
    assert len(undone.mail_rows(State.SUSPICIOUS)) == 1
    assert names(undone, State.OPEN) == []


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({"authenticity": Authenticity.FAILED}, State.SUSPICIOUS),
        ({"type": Kind.REVIEW}, State.LOOK),
        ({"type": Kind.REVIEW, "authenticity": Authenticity.FAILED}, State.SUSPICIOUS),
    ],
)
def test_a_dismissed_mail_is_gone_until_that_is_undone(more: dict[str, str], state: State) -> None:
    strange = mail("strange", (*MAYA, "Go"), **more)
    assert len(fold([strange]).mail_rows(state)) == 1
    assert len(fold([strange, Dismissed(mail="strange")]).mail_rows(state)) == 0
    undone = fold([strange, Dismissed(mail="strange"), Undone(event="1")])
    assert len(undone.mail_rows(state)) == 1


def test_the_certain_pairs_of_a_mail_to_look_at_are_in_the_inbox_as_well() -> None:
    model = fold([mail("m1", (*MAYA, "Go"), type=Kind.REVIEW)])
    assert len(model.mail_rows(State.LOOK)) == len(model.rows(State.OPEN, NOW)) == 1
    dismissed = fold([mail("m1", (*MAYA, "Go"), type=Kind.REVIEW), Dismissed(mail="m1")])
    assert names(dismissed, State.OPEN) == ["Maya Okafor"]


def test_mails_are_listed_newest_first_and_those_without_a_time_last() -> None:
    ages = {"a": 3.0, "b": None, "c": 1.0}
    model = fold([mail(key, days=days, type=Kind.REVIEW) for key, days in ages.items()])
    assert [row.mail for row in model.mail_rows(State.LOOK)] == ["c", "a", "b"]
    assert [row.name for row in model.mail_rows(State.LOOK)] == [None] * 3


def test_a_better_reading_replaces_the_former_and_decisions_stay() -> None:
    model = fold(
        [
            mail("m1", (*MAYA, "Go"), ("Skills", None, "and 3 others")),
            decided(DecisionKind.SKIPPED, *MAYA, "Go"),
            Dismissed(mail="m1"),
            mail("m1", (*MAYA, "Go"), (*MAYA, "SQL"), type=Kind.REVIEW),
        ]
    )
    assert skills(model, State.SKIPPED) == [("Go",)]
    assert skills(model, State.OPEN) == [("SQL",)]
    assert len(model.mail_rows(State.LOOK)) == 0
    reading = model.mail("m1")
    assert reading is not None
    assert reading.type is Kind.REVIEW
    assert len(list(model.mails())) == 1


def test_a_mail_that_turns_out_to_be_another_leaves_every_list() -> None:
    model = fold([mail("m1", (*MAYA, "Go"), type=Kind.REVIEW), mail("m1", type=Kind.OTHER)])
    assert not any(model.counts(NOW).values())
    assert model.mail("m1") is not None
    assert model.card("in:maya-okafor") is None


def test_a_pair_is_known_by_person_and_skill_without_regard_to_case() -> None:
    model = fold([mail("m1", (*MAYA, "Go"))])
    assert model.knows_pair(*MAYA, "GO")
    assert model.knows_pair("maya okafor", None, "go")
    assert not model.knows_pair(*MAYA, "Rust")
    assert not model.knows_pair("Maya Okafor", "somebody-else", "Go")


def test_a_person_s_own_last_decision_can_be_undone() -> None:
    model = fold(
        [
            mail("m1", (*MAYA, "Go"), (*JONAS, "Go")),
            decided(DecisionKind.SKIPPED, *MAYA, "Go"),
            decided(DecisionKind.SKIPPED, *JONAS, "Go"),
            Dismissed(mail="m1"),
        ]
    )
    last, mayas = model.last_undoable(), model.last_undoable("in:maya-okafor")
    assert last is not None
    assert mayas is not None
    assert (last.id, mayas.id) == ("3", "1")
    assert model.last_undoable("in:nobody") is None


def test_a_card_holds_all_that_is_known() -> None:
    model = fold(
        [
            mail("m1", (*MAYA, "Go"), days=9),
            mail("m2", (*MAYA, "SQL"), days=2),
            decided(DecisionKind.RECIPROCATED, *MAYA, "Go", given=("SRE", "Incident Response")),
            decided(DecisionKind.SKIPPED, *MAYA, "SQL"),
            Undone(event="3"),
        ]
    )
    card = model.card("in:maya-okafor")
    assert card is not None
    assert card.received == (
        ReceivedSkill("SQL", NOW - timedelta(days=2), State.OPEN),
        ReceivedSkill("Go", NOW - timedelta(days=9), State.DONE),
    )
    at = NOW + timedelta(seconds=2)
    assert card.given == (GivenSkill("SRE", at), GivenSkill("Incident Response", at))
    assert [(when, decision.action) for when, decision in card.decisions] == [
        (at, DecisionKind.RECIPROCATED)
    ]
    assert (card.name, card.authenticity) == ("Maya Okafor", Authenticity.VERIFIED)
    assert card.mails == ("m2", "m1")


def test_an_event_undone_before_it_is_read_does_not_count() -> None:
    model = ReadModel()
    first, decision, undone = as_events(
        [mail("m1", (*MAYA, "Go")), decided(DecisionKind.SKIPPED, *MAYA, "Go"), Undone(event="1")]
    )
    model.apply([first, undone, decision])
    assert names(model, State.OPEN) == ["Maya Okafor"]
