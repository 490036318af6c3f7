"""Which mails are due in the mailbox, after decisions and after undoing them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.ledgers import NOW, as_events, decided, fold, mail

from endorseback.ledger.events.events import AnyPayload, Dismissed, HistoryMoved, Undone
from endorseback.ledger.events.outreach_events import (
    MailWrittenBack,
    RuleSet,
    WriteBackStarted,
    WriteBackStopped,
)
from endorseback.ledger.views.read_model import ReadModel
from endorseback.model.decisions import DecisionKind
from endorseback.model.mailbox_changes import ChangedCopy, MailboxChange
from endorseback.model.notification import Kind

MAYA = ("Maya Okafor", "maya")
ANA = ("Ana Lima", "ana")
START = WriteBackStarted(account="main")
COPY = ChangedCopy("INBOX", moved_to="Done", marked_read=True)


def came(identity: str, *endorsements: tuple[str, str, str], **more: Any) -> AnyPayload:
    return mail(identity, *endorsements, **{"account": "main", "folder": "INBOX"} | more)


def skip(person: tuple[str, str], *covers: str) -> AnyPayload:
    return decided(DecisionKind.SKIPPED, *person, *covers)


def filed(*, settled: bool = True, copies: tuple[ChangedCopy, ...] = ()) -> MailWrittenBack:
    return MailWrittenBack(mail="m1", account="main", settled=settled, copies=copies)


def due(model: ReadModel, account: str = "main") -> dict[str, bool]:
    return {filing.mail: filing.settle for filing in model.mailbox_changes(account)}


def test_nothing_is_due_unless_it_was_turned_on() -> None:
    model = fold([came("m1", (*MAYA, "Go")), skip(MAYA, "Go")])
    assert not due(model)
    assert not model.is_writing_back("main")


def test_a_decided_mail_is_due() -> None:
    model = fold([START, came("m1", (*MAYA, "Go")), skip(MAYA, "Go")])
    assert model.mailbox_changes("main") == [MailboxChange("m1", "main", "INBOX", settle=True)]
    assert not due(model, "other")
    assert model.is_writing_back("main")


def test_turning_it_on_moves_nothing_of_before() -> None:
    model = fold([came("m1", (*MAYA, "Go")), skip(MAYA, "Go"), START])
    assert not due(model)
    later = [came("m2", (*MAYA, "SQL")), skip(MAYA, "SQL")]
    again = fold([came("m1", (*MAYA, "Go")), skip(MAYA, "Go"), START, *later])
    assert due(again) == {"m2": True}


def test_a_mail_about_two_people_waits_for_both() -> None:
    both = came("m1", (*MAYA, "Go"), (*ANA, "SQL"))
    assert not due(fold([START, both, skip(MAYA, "Go")]))
    assert due(fold([START, both, skip(MAYA, "Go"), skip(ANA, "SQL")])) == {"m1": True}


def test_snoozing_is_not_being_done() -> None:
    snoozed = decided(DecisionKind.SNOOZED, *MAYA, "Go", until=NOW.date())
    assert not due(fold([START, came("m1", (*MAYA, "Go")), snoozed]))


def test_what_a_rule_skips_is_due_as_it_comes() -> None:
    rule = RuleSet(name=MAYA[0], slug=MAYA[1])
    assert due(fold([START, rule, came("m1", (*MAYA, "Go"))])) == {"m1": True}


def test_a_dismissed_mail_is_due() -> None:
    look = came("m1", type=Kind.REVIEW)
    assert due(fold([START, look, Dismissed(mail="m1")])) == {"m1": True}
    certain = came("m1", (*MAYA, "Go"), type=Kind.REVIEW)
    assert not due(fold([START, certain, Dismissed(mail="m1")])), "an endorsement in it is open"


def test_history_moves_no_mail_but_keeps_none_back() -> None:
    history = HistoryMoved(before=NOW)
    assert not due(fold([START, came("m1", (*MAYA, "Go")), history]))
    both = came("m1", (*MAYA, "Go"), (*ANA, "SQL"))
    assert due(fold([START, both, skip(MAYA, "Go"), history])) == {"m1": True}
    assert not due(fold([START, both, skip(MAYA, "Go"), history, Undone(event="3")]))


def test_what_is_filed_is_not_due_again() -> None:
    start = [START, came("m1", (*MAYA, "Go")), skip(MAYA, "Go"), filed(copies=(COPY,))]
    assert not due(fold(start))
    assert not due(fold([*start, came("m1", (*MAYA, "Go"), recogniser=2)]))


def test_undo_brings_it_back_with_what_was_changed() -> None:
    start = [START, came("m1", (*MAYA, "Go")), skip(MAYA, "Go"), filed(copies=(COPY,))]
    model = fold([*start, Undone(event="2")])
    assert model.mailbox_changes("main") == [
        MailboxChange("m1", "main", "INBOX", settle=False, copies=(COPY,))
    ]
    assert not due(fold([*start, Undone(event="2"), filed(settled=False)]))


def test_an_undo_before_it_was_filed_leaves_nothing_due() -> None:
    assert not due(fold([START, came("m1", (*MAYA, "Go")), skip(MAYA, "Go"), Undone(event="2")]))


def test_an_undo_that_lands_while_it_is_being_filed_is_due() -> None:
    start = [START, came("m1", (*MAYA, "Go")), skip(MAYA, "Go"), Undone(event="2")]
    assert due(fold([*start, filed()])) == {"m1": False}


def test_deciding_again_after_an_undo_is_due_again() -> None:
    start = [START, came("m1", (*MAYA, "Go")), skip(MAYA, "Go"), filed(), Undone(event="2")]
    assert due(fold([*start, filed(settled=False), skip(MAYA, "Go")])) == {"m1": True}


def test_turned_off_nothing_is_due_and_what_was_filed_stays() -> None:
    start = [START, came("m1", (*MAYA, "Go")), skip(MAYA, "Go")]
    off = WriteBackStopped(account="main")
    assert not due(fold([*start, off]))
    assert not due(fold([*start, filed(), off]))
    assert not due(fold([*start, off, START])), "what was due then is of before, too"


def test_accounts_are_apart() -> None:
    other = came("m2", (*ANA, "SQL"), account="other")
    model = fold([START, came("m1", (*MAYA, "Go")), other, skip(MAYA, "Go"), skip(ANA, "SQL")])
    assert due(model) == {"m1": True}
    assert not due(model, "other")


def test_all_mails_about_one_endorsement_are_due() -> None:
    twice = [came("m1", (*MAYA, "Go")), came("m2", (*MAYA, "Go"), days=3)]
    assert due(fold([START, *twice, skip(MAYA, "Go")])) == {"m1": True, "m2": True}
    late = came("m3", (*MAYA, "Go"), days=0)
    assert due(fold([START, *twice, skip(MAYA, "Go"), late])) == {
        "m1": True,
        "m2": True,
        "m3": True,
    }


BOTH = came("m1", (*MAYA, "Go"), (*ANA, "SQL"))
HALF_FILED = (
    *(BOTH, START, skip(MAYA, "Go"), skip(ANA, "SQL")),
    MailWrittenBack(mail="m1", account="main", settled=True, copies=(COPY,), is_begun=True),
)


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ([BOTH, START, skip(MAYA, "Go"), HistoryMoved(before=NOW)], {"m1": True}),
        ([BOTH, START, skip(MAYA, "Go"), HistoryMoved(before=NOW), Undone(event="3")], {}),
        (
            [
                *(BOTH, START, skip(MAYA, "Go"), skip(ANA, "SQL"), filed()),
                *(WriteBackStopped(account="main"), Undone(event="3"), START),
            ],
            {"m1": False},
        ),
        ([BOTH, skip(MAYA, "Go"), START, skip(ANA, "SQL")], {"m1": True}),
        ([*HALF_FILED], {"m1": True}),
        ([*HALF_FILED, WriteBackStopped(account="main")], {}),
        ([*HALF_FILED, WriteBackStopped(account="main"), START], {"m1": True}),
    ],
)
def test_event_by_event_and_at_once_are_the_same(
    acts: list[AnyPayload], expected: dict[str, bool]
) -> None:
    events = as_events(acts)
    step_by_step, at_once = ReadModel(), ReadModel()
    for event in events:
        step_by_step.apply([event])
    at_once.apply(events)
    assert due(step_by_step) == due(at_once) == expected
