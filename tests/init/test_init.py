"""`endorseback init` from outside: by flags, and by questions in a real terminal."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.demoserver import demo_server
from tests.support.terminal import Terminal

from endorseback.config import load_config
from endorseback.demo.server import Server

VARIABLE = "INIT_TEST_PASSWORD"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with demo_server(tmp_path) as running:
        monkeypatch.setenv(VARIABLE, running.password)
        yield running


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "config.toml"


def words(file: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "endorseback", "--config", str(file), "init", *more]


def flags(server: Server) -> list[str]:
    return [
        *("--host", server.host, "--port", str(server.port), "--security", "none"),
        *("--username", server.username, "--password-env", VARIABLE),
    ]


def init(file: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words(file, *more), capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


def test_by_flags(file: Path, server: Server) -> None:
    done = init(file, *flags(server), "--yes")
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    (account,) = load_config(file).accounts
    assert (account.name, account.port, account.password_env) == ("main", server.port, VARIABLE)
    assert account.trusted_authserv_ids == ("mx.example.net",)
    assert account.folders == ()
    assert server.password not in file.read_text()
    assert "endorseback fetch" in done.stdout


def test_a_login_that_fails_leaves_nothing(
    file: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "wrong")
    done = init(file, *flags(server), "--yes")
    assert done.returncode == 1
    assert "wrong" not in done.stderr
    assert not file.parent.exists()


def test_a_folder_that_is_not_there(file: Path, server: Server) -> None:
    done = init(file, *flags(server), "--yes", "--folder", "Inbux")
    assert done.returncode == 2
    assert "Inbux" in done.stderr
    assert not file.exists()


def test_a_configuration_is_not_replaced_unasked(file: Path, server: Server) -> None:
    file.parent.mkdir()
    old = '# mine\nfetch_interval = "3h"\n'
    file.write_text(old)
    refused = init(file, *flags(server), "--yes")
    assert refused.returncode == 2
    assert "--add" in refused.stderr
    assert file.read_text() == old

    for name in ("main", "main2"):
        assert init(file, *flags(server), "--yes", "--add").returncode == 0
        assert name in [account.name for account in load_config(file).accounts]
    assert load_config(file).fetch_interval == "3h"
    taken = init(file, *flags(server), "--yes", "--add", "--name", "main2")
    assert taken.returncode == 2

    assert init(file, *flags(server), "--yes", "--overwrite").returncode == 0
    assert load_config(file).fetch_interval == "15m"
    assert len(load_config(file).accounts) == 1


def test_a_broken_configuration_is_not_added_to(file: Path, server: Server) -> None:
    file.parent.mkdir()
    file.write_text("nonsense = [")
    done = init(file, *flags(server), "--yes", "--add")
    assert done.returncode == 2
    assert file.read_text() == "nonsense = ["


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ((), "no terminal to ask on"),
        (("--yes",), "--username"),
        (("--yes", "--username", "sam@example.com", "--host", "h"), "--password-command"),
        (("--yes", "--username", "s m", "--host", "h", "--keyring"), "address"),
        (("--yes", "--username", "s", "--host", "imaps://h", "--keyring"), "name alone"),
        (("--yes", "--username", "s", "--host", "h", "--password-command", "'x"), "quotes"),
        (
            ("--yes", "--username", "s", "--host", "h", "--keyring", "--security", "none"),
            "on this machine",
        ),
        (
            ("--yes", "--username", "s", "--host", "h", "--keyring", "--password-env", "X"),
            "one place",
        ),
    ],
)
def test_flags_that_cannot_be_used(file: Path, more: tuple[str, ...], sentence: str) -> None:
    done = init(file, *more)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert not file.parent.exists()


@pytest.fixture
def terminal(file: Path, server: Server) -> Iterator[Terminal]:
    assert server.port  # its password must be in the environment that the program gets
    with Terminal(words(file), columns=100, lines=40) as running:
        yield running


def answer(terminal: Terminal, question: str, reply: str) -> None:
    """Wait for a question at the bottom of the screen, and answer it."""

    def asked() -> bool:
        lines = [line for line in terminal.text.splitlines() if line.strip()]
        return bool(lines) and question in lines[-1]

    terminal.wait_until(asked, f"the question {question!r}")
    terminal.press(f"{reply}\r")


def to_the_password(terminal: Terminal, server: Server) -> None:
    """Answer everything before the password, some of it wrongly first."""
    answer(terminal, "Your mail address", "sam at example.com")
    terminal.wait_for("Type an address such as")
    answer(terminal, "Your mail address", server.username)
    answer(terminal, "IMAP server [imap.example.com]", "imaps://imap.example.com")
    terminal.wait_for("the server's name alone")
    answer(terminal, "IMAP server", server.host)
    answer(terminal, "Encryption", "non")
    answer(terminal, "Port [143]", "70000")
    terminal.wait_for("from 1 to 65535")
    answer(terminal, "Port", str(server.port))
    answer(terminal, "Login name [sam@example.com]", "")


def test_by_questions(file: Path, terminal: Terminal, server: Server) -> None:
    to_the_password(terminal, server)
    answer(terminal, "From [keyring]", "variable")
    answer(terminal, "Variable", "9 lives")
    terminal.wait_for("the name of a variable")
    answer(terminal, "Variable", "NOT_SET_AT_ALL")
    terminal.wait_for("That did not work", "NOT_SET_AT_ALL")
    answer(terminal, "Try again", "y")
    for proposed in ("Your mail address [sam@", "IMAP server [127.", "Encryption", "Port ["):
        answer(terminal, proposed, "")
    answer(terminal, "Login name", "")
    answer(terminal, "From", "command")
    answer(terminal, "Command", f"printenv {VARIABLE}")
    terminal.wait_for("That works", "mx.example.net")
    answer(terminal, "your own mail host's", "7")
    answer(terminal, "your own mail host's", "")
    answer(terminal, "Folders to read", "Archive")
    terminal.wait_for("There is no folder 'Archive'")
    answer(terminal, "Folders to read", "")
    assert terminal.end() == 0
    assert "Next: `endorseback fetch`" in terminal.text
    (account,) = load_config(file).accounts
    assert account.password_command == ("printenv", VARIABLE)
    assert account.trusted_authserv_ids == ("mx.example.net",)
    assert (account.host, account.port, account.security) == (server.host, server.port, "none")
    assert account.folders == ()


def test_stopping_anywhere_leaves_nothing(file: Path, terminal: Terminal, server: Server) -> None:
    to_the_password(terminal, server)
    terminal.wait_for("From [keyring]")
    os.kill(terminal.process.pid, signal.SIGINT)
    assert terminal.end() == 1
    assert not file.parent.exists()


def test_a_configuration_that_is_there_is_asked_about(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('fetch_interval = "3h"\n')
    with Terminal(words(file), columns=100, lines=40) as terminal:
        answer(terminal, "What now [add]", "stop")
        assert terminal.end() == 1
    assert file.read_text() == 'fetch_interval = "3h"\n'


def test_the_keyring_gets_the_password_that_worked(
    tmp_path: Path, file: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.support.filekeyring.FileKeyring")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setenv("FILE_KEYRING", str(tmp_path / "keyring.json"))
    with Terminal(words(file), columns=100, lines=50) as terminal:
        to_the_password(terminal, server)
        answer(terminal, "From [keyring]", "")
        answer(terminal, "Password", "not it")
        terminal.wait_for("That did not work")
        assert not (tmp_path / "keyring.json").exists()
        answer(terminal, "Try again", "")
        for _ in range(4):
            terminal.press("\r")
        answer(terminal, "Login name", "")
        answer(terminal, "From [keyring]", "")
        answer(terminal, "Password", server.password)
        answer(terminal, "your own mail host's", "none")
        answer(terminal, "Folders to read", "INBOX")
        assert terminal.end() == 0
        assert server.password.encode() not in terminal.raw
    assert json.loads((tmp_path / "keyring.json").read_text()) == {
        "endorseback/main": server.password
    }
    (account,) = load_config(file).accounts
    assert account.keyring
    assert account.trusted_authserv_ids == ()
    again = init(file, *flags(server)[:-2], "--keyring", "--yes", "--overwrite")
    assert again.returncode == 0, again.stderr


def test_a_machine_without_a_keyring(
    file: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    done = init(file, *flags(server)[:-2], "--keyring", "--yes")
    assert done.returncode == 1
    assert "no keyring" in done.stderr
    assert not file.parent.exists()
