"""What decisions bring about outside: off the event loop, and never lost when the app is left."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.outreach.sender import account
from tests.support.dialogs import screen_text, wait_until
from tests.support.filled import NOW, endorsement, fill, make_app
from tests.support.outboxes import OutboxDesk, message_id, queued
from tests.support.scriptedsmtp import ScriptedSmtp, scripted_smtp
from tests.support.smtpserver import PASSWORD, PASSWORD_VARIABLE, SmtpServer, running_smtp

from endorseback.ledger.ledger import Ledger
from endorseback.model.clock import utc_now
from endorseback.model.list_rows import State
from endorseback.model.outgoing_message import MessageState
from endorseback.settings import Config
from endorseback.tui.dialogs.messages.send_email import MailingDialog
from endorseback.tui.screens.inbox import Inbox
from endorseback.tui.threads.outbox_thread import ErrandThread
from endorseback.tui.threads.thread_messages import Asked


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)


@pytest.fixture
def smtp(tmp_path: Path) -> Iterator[SmtpServer]:
    with running_smtp(tmp_path) as server:
        yield server


@pytest.fixture
def context(tmp_path: Path, smtp: SmtpServer) -> OutboxDesk:
    return OutboxDesk(tmp_path, smtp.account())


def config_of(context: OutboxDesk) -> Config:
    """Return a configuration whose mailbox nobody serves: a fetch fails at once."""
    closed = msgspec.structs.replace(context.account, port=9, security="none")
    return Config(accounts=(closed,))


async def test_a_message_leaves_as_soon_as_it_is_on_disk(
    context: OutboxDesk, smtp: SmtpServer
) -> None:
    app = make_app(context.paths, config_of(context), clock=utc_now)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        inbox = app.screen_stack[0]
        assert isinstance(inbox, Inbox)
        inbox.context.recorder.record([queued(1)], keys=(), say="")
        outbox = inbox.context.model.outbox
        await wait_until(pilot, lambda: outbox.counts()[MessageState.SENT] == 1)
        await wait_until(pilot, lambda: "Person 1 is sent." in screen_text(app))
    assert len(smtp.taken) == 1
    assert context.events() == ["message_queued", "message_tried", "sent"]


async def test_from_the_key_to_the_server_and_undone_too_late(
    context: OutboxDesk, smtp: SmtpServer
) -> None:
    """Write, look at it once more, send: the very text on the screen is what arrives."""
    fill(context.paths, [endorsement(0)])
    app = make_app(context.paths, config_of(context))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("m")
        await wait_until(pilot, lambda: "Thank you for endorsing" in screen_text(app))
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: isinstance(app.screen, MailingDialog))
        await pilot.press(*"maya", "@", *"example.org")
        assert not smtp.taken
        await pilot.press("ctrl+s")
        outbox = app.context.model.outbox
        await wait_until(pilot, lambda: outbox.counts()[MessageState.SENT] == 1)
        await pilot.press("u")
        await wait_until(pilot, lambda: app.context.model.counts(NOW)[State.OPEN] == 1)
        assert outbox.counts()[MessageState.SENT] == 1
    (envelope,) = smtp.taken
    assert envelope.rcpt_tos == ["maya@example.org"]
    assert isinstance(envelope.content, bytes)
    mail = message_from_bytes(envelope.content, policy=policy.default)
    assert "Thank you for endorsing me for" in mail.get_content()


async def test_what_the_server_refuses_is_told_and_stays(
    context: OutboxDesk, smtp: SmtpServer
) -> None:
    smtp.answers["RCPT"] = "550 [bold]no[/bold] such user"
    app = make_app(context.paths, config_of(context), clock=utc_now)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        inbox = app.screen_stack[0]
        assert isinstance(inbox, Inbox)
        inbox.context.recorder.record([queued(1)], keys=(), say="")
        await wait_until(pilot, lambda: "was not sent" in screen_text(app))
        assert "[bold]no[/bold]" in screen_text(app)
    assert context.message(1).state is MessageState.FAILED


async def test_what_waited_since_the_last_time_is_sent_at_the_start(
    context: OutboxDesk, smtp: SmtpServer
) -> None:
    context.queue(1)
    app = make_app(context.paths, config_of(context), clock=utc_now)
    async with app.run_test() as pilot:
        await wait_until(pilot, lambda: smtp.taken)
        outbox = app.context.model.outbox
        await wait_until(pilot, lambda: outbox.counts()[MessageState.SENT] == 1)


@contextmanager
def errands(context: OutboxDesk) -> Iterator[tuple[ErrandThread, list[Any]]]:
    """Run the thread without an app: the messages it posts, and its questions answered."""
    posted: list[Any] = []
    with Ledger(context.paths.ledger) as ledger:

        def post(message: Any) -> bool:
            if isinstance(message, Asked):
                ledger.drain()
                message.question(ledger.model)
            else:
                posted.append(message)
            return True

        thread = ErrandThread(Config(accounts=(context.account,)), ledger, context.paths, post)
        try:
            yield thread, posted
        finally:
            thread.stop()


@pytest.mark.parametrize(
    "script", [{"end": b"<wait>250 fine\r\n"}, {"data": b"<wait>354 go ahead\r\n"}]
)
def test_leaving_waits_for_a_message_on_the_wire(tmp_path: Path, script: dict[str, bytes]) -> None:
    with scripted_smtp(**script) as server:
        context = OutboxDesk(tmp_path, account(server.port))
        context.queue(1, 2)
        with errands(context) as (thread, _posted):
            thread.start()
            server.wait_for_stall()
            _leave(thread, server)
    assert context.message(1).state is MessageState.SENT
    assert message_id(1).encode() in server.heard
    assert context.message(2).state is MessageState.QUEUED


def _leave(thread: ErrandThread, server: ScriptedSmtp) -> None:
    """Leave while a message is on the wire, and let the server answer meanwhile."""
    leaving = threading.Thread(target=thread.stop)
    leaving.start()
    server.go_on()
    leaving.join(20)


def test_leaving_does_not_wait_for_a_server_that_is_only_greeted(tmp_path: Path) -> None:
    with scripted_smtp(greeting=b"<stall>") as server:
        context = OutboxDesk(tmp_path, account(server.port))
        context.queue(1)
        with errands(context) as (thread, _posted):
            thread.start()
            server.wait_for_stall()
            thread.stop()
            assert thread._thread.is_alive(), "it was not waited for"
    thread._thread.join(20)
    assert context.message(1).state is MessageState.QUEUED
