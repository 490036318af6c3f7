"""A queued message is sent once; what broke is told; nothing unclear is ever sent by itself."""

from __future__ import annotations

import subprocess
import sys
import threading
from email import message_from_bytes, policy
from pathlib import Path

import msgspec
import pytest
from tests.outreach.sender import account
from tests.support.fulldisk import no_file_larger_than
from tests.support.outboxes import OutboxDesk, message_id
from tests.support.scriptedsmtp import scripted_smtp
from tests.support.smtpserver import PASSWORD, PASSWORD_VARIABLE, SmtpServer

from endorseback.errors import EndorsebackError
from endorseback.ledger.events.events import Undone
from endorseback.ledger.ledger import Ledger
from endorseback.model.outgoing_message import MessageState, OutboxMessage, Outcome
from endorseback.services.outbox.sender import Look, OutboxSender, due_messages, looking_at
from endorseback.settings import Config, Smtp


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)


@pytest.fixture
def context(tmp_path: Path, smtp: SmtpServer) -> OutboxDesk:
    return OutboxDesk(tmp_path, smtp.account(from_name="Sam Rivera"))


def subjects(smtp: SmtpServer) -> list[str]:
    """Return the subjects of what the server took."""
    return [str(message_from_bytes(_bytes(one.content))["Subject"]) for one in smtp.taken]


def _bytes(content: str | bytes | None) -> bytes:
    assert isinstance(content, bytes)
    return content


def test_what_is_queued_is_sent_once_with_its_message_id(
    context: OutboxDesk, smtp: SmtpServer
) -> None:
    context.queue(1)
    assert context.message(1).state is MessageState.QUEUED
    (report,) = context.send()
    assert (report.name, report.outcome) == ("Person 1", Outcome.SENT)
    assert context.events() == ["message_queued", "message_tried", "sent"]
    assert context.message(1).state is MessageState.SENT
    assert context.send() == []
    (envelope,) = smtp.taken
    mail = message_from_bytes(_bytes(envelope.content), policy=policy.default)
    assert mail["Message-ID"] == message_id(1)
    assert str(mail["From"]) == "Sam Rivera <sam@example.com>"
    assert str(mail["To"]) == "Person 1 <person1@example.org>"
    assert mail["Date"].datetime == context.message(1).queued_at.replace(microsecond=0)


def test_several_leave_over_one_login(context: OutboxDesk, smtp: SmtpServer) -> None:
    context.queue(1, 2, 3)
    assert [report.outcome for report in context.send()] == [Outcome.SENT] * 3
    assert subjects(smtp) == ["Hello 1", "Hello 2", "Hello 3"]
    assert len(smtp.logins) == 1


def test_what_the_server_refuses_has_failed_until_the_user_has_it_tried_again(
    context: OutboxDesk, smtp: SmtpServer
) -> None:
    context.queue(1)
    smtp.answers["RCPT"] = "550 5.1.1 no such user"
    (report,) = context.send()
    assert report.outcome is Outcome.FAILED
    assert "550 5.1.1 no such user" in context.message(1).detail
    assert context.events() == ["message_queued", "failed"]
    assert context.send() == []
    smtp.answers.clear()
    context.say(1, Outcome.RETRY)
    assert [report.outcome for report in context.send()] == [Outcome.SENT]
    assert len(smtp.taken) == 1


def test_what_is_unclear_is_sent_again_on_the_users_word_alone(
    tmp_path: Path, smtp: SmtpServer
) -> None:
    with scripted_smtp(end=b"<close>") as broken:
        context = OutboxDesk(tmp_path, account(broken.port))
        context.queue(1)
        (report,) = context.send()
    assert report.outcome is Outcome.UNCLEAR
    again = OutboxDesk(tmp_path, smtp.account())
    assert again.send() == []
    assert not smtp.taken
    again.say(1, Outcome.RETRY)
    assert [report.outcome for report in again.send()] == [Outcome.SENT]
    assert message_id(1).encode() in _bytes(smtp.taken[0].content)
    assert message_id(1).encode() in broken.heard


def test_a_message_that_fails_keeps_no_other_back(context: OutboxDesk, tmp_path: Path) -> None:
    context.queue(1)
    context.queue(2, to="person2@example.org")
    with scripted_smtp(end=b"<close>") as broken:
        reports = OutboxDesk(tmp_path, account(broken.port)).send()
    assert [report.outcome for report in reports] == [Outcome.UNCLEAR, Outcome.UNCLEAR]


@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        ({"greeting": b"<stall>"}, Outcome.SENT),
        ({"features": b"<stall>"}, Outcome.SENT),
        ({"data": b"<stall>"}, Outcome.UNCLEAR),
        ({"end": b"<stall>"}, Outcome.UNCLEAR),
    ],
)
@pytest.mark.crash
def test_a_sender_that_is_killed_leaves_nothing_to_be_sent_twice(
    tmp_path: Path, smtp: SmtpServer, script: dict[str, bytes], outcome: Outcome
) -> None:
    """Killed before the try it is sent by the next run; killed within the try it is unclear."""
    with scripted_smtp(**script) as stalling:
        OutboxDesk(tmp_path, account(stalling.port)).queue(1)
        command = [sys.executable, "-m", "tests.outreach.sender", str(tmp_path)]
        sender = subprocess.Popen([*command, str(stalling.port)])
        stalling.wait_for_stall()
        sender.kill()
        sender.wait()
    context = OutboxDesk(tmp_path, smtp.account())
    (report,) = context.send()
    assert report.outcome is outcome
    assert len(smtp.taken) == (outcome is Outcome.SENT)
    assert context.send() == []


def test_what_was_undone_before_it_left_is_not_sent(context: OutboxDesk, smtp: SmtpServer) -> None:
    context.queue(1)
    with context.open() as stale:
        context.undo()
        desk_send_with(context, stale)
    assert not smtp.taken
    assert context.events() == ["message_queued"]


def desk_send_with(context: OutboxDesk, ledger: Ledger) -> None:
    """Send what a ledger takes for due that has not seen the newest events."""
    due = due_messages(ledger.model)
    assert due
    config = Config(accounts=(context.account,))
    assert OutboxSender(config, context.paths, ledger, looking_at(ledger)).send(due) == []


@pytest.mark.parametrize("late", [1, 2])
def test_an_undo_in_the_midst_wins_until_the_try_is_recorded(
    context: OutboxDesk, smtp: SmtpServer, late: int
) -> None:
    """Undo after the first look, or just before the second: nothing leaves."""

    def looking(ledger: Ledger) -> Look:
        look = looking_at(ledger)
        looks = 0

        def late_undo(identity: str) -> OutboxMessage | None:
            nonlocal looks
            looks += 1
            found = look(identity)
            if looks == late:
                event = ledger.model.last_undoable()
                assert event is not None
                ledger.record(Undone(event=event.id))
            return found if looks == 1 else look(identity)

        return late_undo

    context.queue(1)
    reports = context.send(looking)
    if late == 1:
        assert not reports
        assert not smtp.taken
    else:
        assert [report.outcome for report in reports] == [Outcome.SENT]
        assert context.message(1).state is MessageState.SENT


def test_two_at_once_send_each_message_once(context: OutboxDesk, smtp: SmtpServer) -> None:
    context.queue(*range(6))
    ready = threading.Barrier(2)

    def looking(ledger: Ledger) -> Look:
        ready.wait(20)
        return looking_at(ledger)

    senders = [threading.Thread(target=context.send, args=(looking,)) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(60)
    assert sorted(subjects(smtp)) == [f"Hello {number}" for number in range(6)]
    assert context.events().count("sent") == 6
    assert context.events().count("message_tried") == 6


def test_what_cannot_be_recorded_is_not_sent(context: OutboxDesk, smtp: SmtpServer) -> None:
    context.queue(1)
    size = context.paths.ledger.stat().st_size
    with no_file_larger_than(size + 10), pytest.raises(EndorsebackError, match="no room left"):
        context.send()
    assert not smtp.taken
    assert [report.outcome for report in context.send()] == [Outcome.SENT]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": "other"}, "no account 'main' in the config any more"),
        ({"smtp": None}, "no server to send mail by"),
        ({"username": "sam"}, "no address to send from"),
        ({"password_env": "NOT_SET_AT_ALL"}, "NOT_SET_AT_ALL"),
        ({"smtp": Smtp(host="smtp.example.invalid")}, "smtp.example.invalid"),
    ],
)
def test_what_cannot_even_be_tried_has_failed_and_says_why(
    context: OutboxDesk, smtp: SmtpServer, change: dict[str, object], words: str
) -> None:
    context.queue(1)
    context.account = msgspec.structs.replace(context.account, **change)
    (report,) = context.send()
    assert report.outcome is Outcome.FAILED
    assert words in report.detail
    assert context.message(1).state is MessageState.FAILED
    assert not smtp.taken


def test_a_wrong_password_is_tried_once_a_run(
    context: OutboxDesk, smtp: SmtpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, "hunter22")
    context.queue(1, 2, 3)
    reports = context.send()
    assert [report.outcome for report in reports] == [Outcome.FAILED] * 3
    assert len({report.detail for report in reports}) == 1
    assert len(smtp.logins) == 1


@pytest.mark.parametrize(
    ("records", "outcomes"),
    [(1, [Outcome.FAILED]), (2, [Outcome.SENT]), (3, [Outcome.SENT, Outcome.FAILED])],
)
def test_after_a_stop_nothing_leaves_any_more(
    context: OutboxDesk, smtp: SmtpServer, records: int, outcomes: list[Outcome]
) -> None:
    """Stop after so many records: of a try, of its outcome, of the next try."""
    context.queue(1, 2)
    with context.open() as ledger:
        landed: list[None] = []

        def land() -> None:
            landed.append(None)
            if len(landed) == records:
                outbox.stop()

        outbox = OutboxSender(
            Config(accounts=(context.account,)),
            context.paths,
            ledger,
            looking_at(ledger),
            landed=land,
        )
        reports = outbox.send(due_messages(ledger.model))
    assert [report.outcome for report in reports] == outcomes
    assert len(smtp.taken) == outcomes.count(Outcome.SENT)
    untouched = MessageState.FAILED if records == 3 else MessageState.QUEUED
    assert context.message(2).state is untouched
