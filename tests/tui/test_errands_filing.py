"""With the app open, what is decided reaches the mailbox by itself; an undo in time spares it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.dialogs import wait_until
from tests.support.dovecot import Server, running_dovecot
from tests.support.filings import WriteBackCase
from tests.support.filled import make_app
from tests.support.imapserver import PASSWORD, PASSWORD_VARIABLE

from endorseback.model.clock import utc_now
from endorseback.settings import WriteBack
from endorseback.tui.app import EndorsebackApp
from endorseback.tui.threads.outbox_thread import ErrandThread

EVERYTHING = WriteBack(mark_read=True, keyword="$EndorsebackDone", move_to="Done")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_dovecot() as server:
        yield server


@pytest.fixture
def filings(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> WriteBackCase:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    filings = WriteBackCase(tmp_path, server.mailbox(), EVERYTHING)
    filings.deliver(1, 2)
    return filings


def folders(filings: WriteBackCase) -> list[str]:
    """Return the folder of each mail."""
    return sorted(folder for folder, _number in filings.state())


def app_of(filings: WriteBackCase, calm: float) -> EndorsebackApp:
    """Return the app, which changes the mailbox after so many seconds without a decision."""
    app = make_app(filings.paths, filings.config, clock=utc_now)
    app._errands = ErrandThread(
        filings.config, app._ledger, filings.paths, app.post_message, calm=calm
    )
    return app


async def test_what_was_decided_with_the_app_closed_is_filed_at_its_start(
    filings: WriteBackCase,
) -> None:
    filings.skip(1)
    app = app_of(filings, calm=60)
    async with app.run_test() as pilot:
        await wait_until(pilot, lambda: folders(filings) == ["Done", "INBOX"])
        await wait_until(pilot, lambda: not app.context.model.mailbox_changes("main"))
    assert filings.due() == 0


async def test_what_is_decided_in_the_app_is_filed_after_a_pause(filings: WriteBackCase) -> None:
    app = app_of(filings, calm=0.2)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("s")
        await wait_until(pilot, lambda: folders(filings) == ["Done", "INBOX"])
        await pilot.press("u")
        await wait_until(pilot, lambda: folders(filings) == ["INBOX", "INBOX"])


async def test_an_undo_within_the_pause_spares_the_mailbox(filings: WriteBackCase) -> None:
    app = app_of(filings, calm=60)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_until(pilot, lambda: app.context.model.is_writing_back("main"))
        await pilot.press("s")
        await wait_until(pilot, lambda: app.context.model.mailbox_changes("main"))
        assert app._errands
        app._errands.file()
        await pilot.pause(0.3)
        await pilot.press("u")
        await wait_until(pilot, lambda: not app.context.model.mailbox_changes("main"))
    assert folders(filings) == ["INBOX", "INBOX"]
    assert filings.state()["INBOX", "1"] == frozenset()
