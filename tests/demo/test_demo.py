"""`endorseback demo` from outside: what it prints and shows, and that it leaves nothing behind."""

from __future__ import annotations

import imaplib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.support.demoserver import demo_server
from tests.support.terminal import Terminal

from endorseback.cli.row_assessment import judged
from endorseback.cli.row_output import row_json, rows_of
from endorseback.demo.demo_snapshot import fill_ledger
from endorseback.demo.server import Server
from endorseback.demo.session import run_session
from endorseback.ledger.ledger import Ledger
from endorseback.model.list_rows import State

COMMAND = [sys.executable, "-m", "endorseback", "demo"]


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the demo's throw-away folder lie where the test can see that it is gone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setenv("ENDORSEBACK_CONFIG", str(tmp_path / "none.toml"))
    monkeypatch.setenv("ENDORSEBACK_DATA_DIR", str(tmp_path / "none"))
    return folder


def wait_until(done: Callable[[], bool], what: str, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.02)


def is_empty(folder: Path) -> bool:
    return not any(folder.iterdir())


def test_json_is_the_open_inbox(tmp_path: Path, temporary: Path) -> None:
    done = subprocess.run([*COMMAND, "--json"], capture_output=True, check=True)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    paths = fill_ledger(tmp_path / "snapshot", datetime.now(UTC))
    ledger = Ledger(paths.ledger)
    ledger.drain()
    now = datetime.now(UTC)
    opened = rows_of(ledger.model, [State.OPEN], now)
    told = [row_json(row) for row in judged(paths, ledger.model, opened, now)]
    ledger.close()
    timeless = [{**row, "received_at": None} for row in rows]
    assert timeless == [{**row, "received_at": None} for row in told]
    assert rows[0]["person"] == "Maya Okafor"
    assert 20 <= len(rows) <= 40
    assert "Observability" not in {skill for row in rows for skill in row["skills"]}
    assert is_empty(temporary)
    assert not (tmp_path / "none").exists()


def test_without_a_terminal_it_prints_a_table(temporary: Path) -> None:
    done = subprocess.run(COMMAND, capture_output=True, text=True, check=True)
    assert "Maya Okafor" in done.stdout
    assert "佐藤 美咲" in done.stdout
    assert not any(ord(char) < 0x20 and char != "\n" for char in done.stdout)
    assert is_empty(temporary)


def test_on_a_terminal_it_opens_the_app(temporary: Path) -> None:
    with Terminal(COMMAND, columns=110, lines=40) as terminal:
        terminal.wait_for("Maya Okafor", "Jonas Weber")
        assert not is_empty(temporary)
        terminal.press("q")
        assert terminal.end() == 0
    assert is_empty(temporary)


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
def test_ended_from_outside_it_leaves_nothing(temporary: Path, end: signal.Signals) -> None:
    with Terminal(COMMAND, columns=80, lines=24) as terminal:
        terminal.wait_for("Maya Okafor")
        os.kill(terminal.process.pid, end)
        terminal.process.wait(10)
        wait_until(lambda: is_empty(temporary), "the folder to be gone")
    assert is_empty(temporary)


def test_json_never_opens_a_screen(temporary: Path) -> None:
    with Terminal([*COMMAND, "--json"], columns=80, lines=24) as terminal:
        assert terminal.end() == 0
        wait_until(lambda: b"Lucas Brandtner" in terminal.raw, "the last row")
        assert b"\x1b[?1049h" not in terminal.raw
    assert is_empty(temporary)


def test_without_pymap_it_says_how_to_get_it(tmp_path: Path, temporary: Path) -> None:
    code = (
        "import sys; sys.modules['pymap'] = None; sys.argv = ['endorseback', 'demo', '--json'];"
        "from endorseback.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'endorseback[demo]'" in done.stderr
    assert is_empty(temporary)


def test_the_password_is_another_one_each_time() -> None:
    seen = set()
    for _ in range(2):
        with run_session(datetime.now(UTC), late=False) as session:
            variable = session.config.accounts[0].password_env
            assert variable is not None
            seen.add(os.environ[variable])
            arguments = subprocess.run(["ps", "ax", "-o", "args"], capture_output=True, check=True)
            assert os.environ[variable].encode() not in arguments.stdout
        assert variable not in os.environ
    assert len(seen) == 2


def mails_in(server: Server) -> int:
    client = imaplib.IMAP4(server.host, server.port)
    client.login(server.username, server.password)
    _, answer = client.select("INBOX", readonly=True)
    client.logout()
    return int(answer[0] or 0)


def test_mails_arrive_while_one_watches(tmp_path: Path) -> None:
    with demo_server(tmp_path, pace=0.02) as server:
        wait_until(lambda: mails_in(server) == 60, "both late mails")
        assert mails_in(server) == 60


def test_without_a_pace_none_arrives(tmp_path: Path) -> None:
    with demo_server(tmp_path) as server:
        assert mails_in(server) == 58


def test_a_wrong_password_is_refused(tmp_path: Path) -> None:
    with demo_server(tmp_path) as server:
        client = imaplib.IMAP4(server.host, server.port)
        with pytest.raises(imaplib.IMAP4.error):
            client.login(server.username, "guessed")
        client.logout()


def test_the_snapshot_is_the_same_each_time(tmp_path: Path) -> None:
    now = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    rows = []
    for name in ("one", "two"):
        ledger = Ledger(fill_ledger(tmp_path / name, now, late=True).ledger)
        ledger.drain()
        states = (State.OPEN, State.LOOK, State.SUSPICIOUS)
        rows.append([row_json(row) for row in rows_of(ledger.model, states, now)])
        ledger.close()
    assert rows[0] == rows[1]
    assert [row["state"] for row in rows[0]].count("look") == 3
    assert [row["state"] for row in rows[0]].count("suspicious") == 3
    newest = rows[0][0]
    assert (newest["person"], newest["received_at"]) == (
        "Oluwaseun Adebayo-Cole",
        "2026-11-23T09:30:45Z",
    )


def test_a_client_that_stays_does_not_hold_the_end_up(tmp_path: Path) -> None:
    with demo_server(tmp_path) as server:
        began = time.monotonic()
    alone = time.monotonic() - began
    with demo_server(tmp_path) as server:
        client = imaplib.IMAP4(server.host, server.port)
        client.login(server.username, server.password)
        began = time.monotonic()
    assert time.monotonic() - began < 1 + 5 * alone
    client.shutdown()
