"""Fetching while the app is open: what it brings, and that nothing ever waits for it."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.support.dialogs import screen_text, wait_until
from tests.support.filled import NOW, endorsement, fill, make_app, paths_in

from endorseback.model.list_rows import State
from endorseback.settings import Account, Config, LocalSource
from endorseback.tui.dialogs.decisions.move_history import HistoryDialog

CORPUS = Path(__file__).parents[1] / "corpus" / "notifications"


def account(port: int) -> Account:
    return Account(
        name="main",
        host="127.0.0.1",
        port=port,
        security="none",
        username="sam",
        password_env="ENDORSEBACK_TEST_PASSWORD",
    )


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENDORSEBACK_TEST_PASSWORD", "invented")


@contextmanager
def silent_server() -> Iterator[int]:
    """Accept connections and never say a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken: list[socket.socket] = []
        stop = threading.Event()

        def accept() -> None:
            server.settimeout(0.05)
            while not stop.is_set():
                try:
                    taken.append(server.accept()[0])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            stop.set()
            thread.join()
            for connection in taken:
                connection.close()


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


async def test_a_fetch_at_the_start_fills_the_inbox(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    for name in ("011-en-2019-single.eml", "012-en-2024-single.eml"):
        shutil.copy(CORPUS / name, tmp_path / "mail")
    source = LocalSource(
        name="old", eml=str(tmp_path / "mail"), trusted_authserv_ids=("mx.example.net",)
    )
    app = make_app(paths_in(tmp_path), Config(sources=(source,)))
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_until(pilot, lambda: app.context.model.counts(NOW)[State.OPEN] == 2)
        await wait_until(pilot, lambda: "synced just now" in screen_text(app))
        shutil.copy(CORPUS / "030-en-2024-text-only.eml", tmp_path / "mail")
        await pilot.press("f")
        await wait_until(pilot, lambda: app.context.model.counts(NOW)[State.OPEN] == 3)


async def test_with_the_network_down_the_app_works_and_says_so(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    fill(paths, [endorsement(number) for number in range(3)])
    app = make_app(paths, Config(accounts=(account(closed_port()),)))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await wait_until(pilot, lambda: app.context.sync.errors)
        await pilot.pause()
        last_lines = screen_text(app).splitlines()[-2:]
        assert "main: " in last_lines[0]
        await pilot.press("s")
        await wait_until(pilot, lambda: app.context.model.counts(NOW)[State.SKIPPED] == 1)


async def test_leaving_does_not_wait_for_a_server_that_is_silent(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    fill(paths, [endorsement(1)])
    with silent_server() as port:
        app = make_app(paths, Config(accounts=(account(port),)))
        async with app.run_test() as pilot:
            await wait_until(pilot, lambda: "fetching" in screen_text(app))
            await pilot.pause(0.2)
            start = time.monotonic()
        assert time.monotonic() - start < 5


async def test_many_old_rows_are_offered_for_history_after_a_fetch(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    fill(paths, [endorsement(number, hours=24 * 3 * number) for number in range(60)])
    (tmp_path / "mail").mkdir()
    config = Config(sources=(LocalSource(name="old", eml=str(tmp_path / "mail")),))
    app = make_app(paths, config)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: isinstance(app.screen, HistoryDialog))
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.context.model.counts(NOW)[State.OPEN] == 31)
        await pilot.press("f")
        await pilot.pause(0.3)
        assert not isinstance(app.screen, HistoryDialog)


async def test_a_fetch_of_another_process_shows_in_the_status_line(tmp_path: Path) -> None:
    from endorseback.services.fetch.fetch_status import FetchStatus, FolderStatus, write_status

    paths = paths_in(tmp_path)
    fill(paths, [endorsement(1)])
    app = make_app(paths)
    async with app.run_test(size=(120, 40)) as pilot:
        write_status(paths, FetchStatus(NOW, (FolderStatus("main", "INBOX"),)))
        await wait_until(pilot, lambda: "synced just now" in screen_text(app))
        write_status(paths, FetchStatus(NOW, (FolderStatus("main", None, error="no answer."),)))
        await wait_until(pilot, lambda: "main: no answer." in screen_text(app))
