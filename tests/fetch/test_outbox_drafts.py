"""A message can be left among the drafts of the mailbox: once, however often it is tried."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from tests.support.dovecot import Mailbox
from tests.support.faultproxy import fault_proxy
from tests.support.outboxes import OutboxDesk, message_id

from endorseback.ledger.events.outreach_events import MessageTried
from endorseback.model.outgoing_message import Channel, MessageState, Outcome

STEP = 41
"""Bytes between two faults: no divisor of the lengths of answers, so that all of them are cut."""


def desk_of(mailbox: Mailbox, folder: Path, **changes: object) -> OutboxDesk:
    return OutboxDesk(folder, mailbox.account(**changes))


def test_a_draft_is_there_for_the_user_to_send(dovecot_mailbox: Mailbox, tmp_path: Path) -> None:
    context = desk_of(dovecot_mailbox, tmp_path)
    context.queue(1, 2, channel=Channel.DRAFTS)
    reports = context.send()
    assert [report.outcome for report in reports] == [Outcome.SENT] * 2
    assert "'Drafts'" in reports[0].detail
    assert context.events().count("message_tried") == 2
    drafts = {name: raw for name, raw in dovecot_mailbox.files().items() if ".Drafts" in name}
    assert len(drafts) == 2
    assert all(name.endswith(":2,DS") for name in drafts)
    mails = [message_from_bytes(raw, policy=policy.default) for raw in drafts.values()]
    assert {str(mail["Message-ID"]) for mail in mails} == {message_id(1), message_id(2)}
    assert {str(mail["To"]) for mail in mails} == {
        "Person 1 <person1@example.org>",
        "Person 2 <person2@example.org>",
    }


def test_a_try_that_was_cut_off_is_made_good_without_a_second_copy(
    dovecot_mailbox: Mailbox, tmp_path: Path
) -> None:
    """Cut the connection after every so many bytes of the server; then let it through."""
    with fault_proxy(dovecot_mailbox.server.plain) as proxy:
        context = desk_of(dovecot_mailbox, tmp_path, port=proxy.port)
        context.queue(0, channel=Channel.DRAFTS)
        context.send()
        length = proxy.relayed
        for number, limit in enumerate(range(0, length, STEP), 1):
            context.queue(number, channel=Channel.DRAFTS)
            proxy.close_after = limit
            (report,) = context.send()
            if report.outcome is Outcome.FAILED:
                proxy.close_after = None
                context.say(number, Outcome.RETRY)
                (report,) = context.send()
            assert report.outcome is Outcome.SENT
    subjects = [str(message_from_bytes(raw)["Subject"]) for raw in dovecot_mailbox.files().values()]
    assert sorted(subjects) == sorted(f"Hello {n}" for n in range(len(range(0, length, STEP)) + 1))


def test_what_an_ended_program_left_behind_is_finished(
    dovecot_mailbox: Mailbox, tmp_path: Path
) -> None:
    context = desk_of(dovecot_mailbox, tmp_path)
    context.queue(1, channel=Channel.DRAFTS)
    with context.open() as ledger:
        ledger.record(MessageTried(message_id=message_id(1)))
    assert context.message(1).state is MessageState.TRYING
    assert [report.outcome for report in context.send()] == [Outcome.SENT]
    assert len(dovecot_mailbox.files()) == 1


@pytest.mark.parametrize("folder", ["Entwürfe", "Work/Drafts"])
def test_the_configured_folder_is_made_where_it_is_missing(
    dovecot_mailbox: Mailbox, tmp_path: Path, folder: str
) -> None:
    context = desk_of(dovecot_mailbox, tmp_path, drafts_folder=folder)
    context.queue(1, channel=Channel.DRAFTS)
    (report,) = context.send()
    assert report.outcome is Outcome.SENT
    assert repr(folder) in report.detail
    assert len(dovecot_mailbox.files()) == 1


def test_a_mailbox_that_does_not_answer_is_told(dovecot_mailbox: Mailbox, tmp_path: Path) -> None:
    context = desk_of(dovecot_mailbox, tmp_path, username="nobody")
    context.queue(1, channel=Channel.DRAFTS)
    (report,) = context.send()
    assert report.outcome is Outcome.FAILED
    assert "refused the login" in report.detail
