"""A message by mail from the app: by the user's key on that very text, once, and told of."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from tests.support.dialogs import screen_words, wait_until
from tests.support.filled import endorsement, fill, make_app, paths_in
from tests.support.smtpserver import PASSWORD, PASSWORD_VARIABLE, SmtpServer, running_smtp
from textual.pilot import Pilot

from endorseback.model.outgoing_message import MessageState, OutboxMessage
from endorseback.paths import Paths
from endorseback.settings import Config
from endorseback.tui.dialogs.messages.message import MessageDialog
from endorseback.tui.dialogs.messages.outbox_dialog import OutboxDialog
from endorseback.tui.dialogs.messages.send_email import MailingDialog
from endorseback.tui.screens.inbox import Inbox

ADDRESS = "maya@example.net"


@pytest.fixture
def smtp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmtpServer]:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    with running_smtp(tmp_path, "starttls") as server:
        yield server


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = paths_in(tmp_path / "home")
    fill(paths, [endorsement(number) for number in range(4)])
    return paths


@asynccontextmanager
async def opened(paths: Paths, smtp: SmtpServer) -> AsyncIterator[tuple[Inbox, Pilot[Any]]]:
    """Open the app with an account that sends by the server."""
    app = make_app(paths, Config(accounts=(smtp.account(from_name="Sam Rivera"),)))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        inbox = app.screen_stack[0]
        assert isinstance(inbox, Inbox)
        yield inbox, pilot


async def look_at_mail(pilot: Pilot[Any]) -> None:
    """Write to the person under the cursor, as far as the last look at the mail."""
    await pilot.press("m")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, MessageDialog))
    dialog = pilot.app.screen
    assert isinstance(dialog, MessageDialog)
    await wait_until(pilot, lambda: dialog.editor.text)
    await pilot.press("ctrl+s")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, MailingDialog))
    await pilot.press(*ADDRESS)


def messages(inbox: Inbox) -> list[OutboxMessage]:
    return list(inbox.context.model.outbox.in_state(*MessageState))


def states(inbox: Inbox) -> list[MessageState]:
    return [message.state for message in messages(inbox)]


def taken(smtp: SmtpServer) -> EmailMessage:
    """Return the one mail that the server took."""
    (envelope,) = smtp.taken
    assert isinstance(envelope.content, bytes)
    return message_from_bytes(envelope.content, policy=policy.default)


async def test_it_leaves_by_the_key_once_and_is_told(paths: Paths, smtp: SmtpServer) -> None:
    async with opened(paths, smtp) as (inbox, pilot):
        await look_at_mail(pilot)
        assert messages(inbox) == []
        assert smtp.taken == []
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: states(inbox) == [MessageState.SENT])
        assert "Maya Okafor" not in [row.name for row in inbox.row_list.rows]
    mail = taken(smtp)
    (message,) = messages(inbox)
    assert mail["Message-ID"] == message.message_id
    assert mail["To"] == f"Maya Okafor <{ADDRESS}>"
    assert mail["From"] == "Sam Rivera <sam@example.com>"
    assert mail.get_content().split("\r\n") == [*message.text.split("\n"), ""]
    assert message.text.startswith("Hi Maya")
    async with opened(paths, smtp):
        pass
    smtp.wait_idle()
    assert len(smtp.taken) == 1


async def test_escape_at_the_last_look_sends_nothing(paths: Paths, smtp: SmtpServer) -> None:
    async with opened(paths, smtp) as (inbox, pilot):
        await look_at_mail(pilot)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, MessageDialog))
        await pilot.press("escape")
        await wait_until(pilot, lambda: pilot.app.screen is inbox)
        assert messages(inbox) == []
    assert smtp.taken == []


async def test_what_failed_is_told_and_tried_again_by_a_key(paths: Paths, smtp: SmtpServer) -> None:
    smtp.answers["RCPT"] = "550 5.1.1 no such user"
    async with opened(paths, smtp) as (inbox, pilot):
        await look_at_mail(pilot)
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: states(inbox) == [MessageState.FAILED])
        await wait_until(pilot, lambda: pilot.app.screen is inbox)
        del smtp.answers["RCPT"]
        await pilot.press("B")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, OutboxDialog))
        await wait_until(pilot, lambda: "550 5.1.1 no such user" in screen_words(pilot.app))
        await pilot.press("t")
        await wait_until(pilot, lambda: states(inbox) == [MessageState.SENT])
    assert taken(smtp)["To"] == f"Maya Okafor <{ADDRESS}>"


async def test_the_address_is_known_the_next_time(paths: Paths, smtp: SmtpServer) -> None:
    async with opened(paths, smtp) as (inbox, pilot):
        await look_at_mail(pilot)
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: states(inbox) == [MessageState.SENT])
        await pilot.press("4")
        await pilot.press("m")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, MessageDialog))
        dialog = pilot.app.screen
        assert isinstance(dialog, MessageDialog)
        await wait_until(pilot, lambda: dialog.editor.text)
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, MailingDialog))
        again = pilot.app.screen
        assert isinstance(again, MailingDialog)
        assert again.to.value == ADDRESS
