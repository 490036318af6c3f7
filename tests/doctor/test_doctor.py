"""`endorseback doctor` from outside: each fault on its line, with what to do, and no secret."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.demoserver import demo_server
from tests.support.ostools import Tools

from endorseback.demo.demo_snapshot import fill_ledger
from endorseback.demo.server import Server
from endorseback.mail.phrases.phrase_files import add_phrase
from endorseback.mail.phrases.user_phrases import UserPhrase
from endorseback.model.clock import utc_now
from endorseback.paths import Paths
from endorseback.services.fetch.fetch_status import FetchStatus, FolderStatus, write_status

VARIABLE = "DOCTOR_TEST_PASSWORD"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with demo_server(tmp_path) as running:
        monkeypatch.setenv(VARIABLE, running.password)
        yield running


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    return Paths(tmp_path / "config.toml", data)


def write_config(paths: Paths, server: Server, *more: str) -> None:
    paths.config_file.write_text(
        "\n".join(
            [
                '[[accounts]]\nname = "main"\nsecurity = "none"',
                f'host = "{server.host}"\nport = {server.port}',
                f'username = "{server.username}"\npassword_env = "{VARIABLE}"',
                *more,
            ]
        )
    )
    paths.config_file.chmod(0o600)


def doctor(paths: Paths, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            *(sys.executable, "-m", "endorseback", "--config", str(paths.config_file)),
            *("--data-dir", str(paths.data_dir), "doctor", *words),
        ],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def findings(paths: Paths) -> tuple[int, dict[str, dict[str, str]]]:
    """Return the exit code and the finding of each check."""
    done = doctor(paths, "--json")
    assert not done.stderr, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(sorted(line) == ["advice", "check", "finding", "says"] for line in lines)
    return done.returncode, {line["check"]: line for line in lines}


def test_a_broken_file_of_own_wordings_is_a_problem(paths: Paths, server: Server) -> None:
    write_config(paths, server)
    assert "phrases" not in findings(paths)[1]
    add_phrase(paths.phrases, UserPhrase("{person} zingled plonky for {skill}"))
    assert "1 wording(s)" in findings(paths)[1]["phrases"]["says"]
    (paths.phrases / "learned.toml").write_text("[")
    found = findings(paths)[1]["phrases"]
    assert found["finding"] == "problem"
    assert str(paths.phrases / "learned.toml") in found["says"]


def test_all_is_well(paths: Paths, server: Server, tmp_path: Path) -> None:
    write_config(paths, server, 'trusted_authserv_ids = ["MX.example.net"]')
    fill_ledger(paths.data_dir, utc_now())
    code, found = findings(paths)
    assert code == 0
    assert {check["finding"] for check in found.values()} <= {"ok", "advice"}
    for name in ("config", "data folder", "ledger", "account main", "authserv-ids main"):
        assert found[name]["finding"] == "ok", found[name]
    assert "INBOX: 58 mail(s)" in found["account main"]["says"]
    for_people = doctor(paths)
    assert for_people.returncode == 0
    assert server.password not in for_people.stdout + for_people.stderr + json.dumps(found)


def test_without_a_configuration(paths: Paths) -> None:
    code, found = findings(paths)
    assert code == 1
    assert "endorseback init" in found["config"]["says"]


def test_every_problem_of_the_configuration(paths: Paths) -> None:
    paths.config_file.write_text('colour = 1\nfetch_interval = "soon"\n')
    done = doctor(paths)
    assert done.returncode == 1
    assert "colour" in done.stdout
    assert "fetch_interval" in done.stdout


def test_what_others_can_read(paths: Paths, server: Server) -> None:
    write_config(paths, server, 'trusted_authserv_ids = ["mx.example.net"]')
    paths.config_file.chmod(0o644)
    paths.data_dir.chmod(0o755)
    code, found = findings(paths)
    assert code == 1
    assert "chmod 600" in found["config"]["says"]
    assert "chmod 700" in found["data folder"]["advice"]


def test_a_wrong_password(paths: Paths, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    write_config(paths, server)
    monkeypatch.setenv(VARIABLE, "hunter22")
    code, found = findings(paths)
    assert code == 1
    assert found["account main"]["finding"] == "problem"
    assert "hunter22" not in json.dumps(found)


def test_a_server_that_is_not_there(paths: Paths, server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    write_config(paths, Server(server.host, port, server.username, server.password))
    code, found = findings(paths)
    assert code == 1
    assert found["account main"]["finding"] == "problem"
    assert str(port) in found["account main"]["says"]


def test_an_account_that_trusts_somebody_else(paths: Paths, server: Server) -> None:
    write_config(paths, server, 'trusted_authserv_ids = ["mx.example.org"]')
    code, found = findings(paths)
    assert code == 1
    assert "mx.example.net (" in found["authserv-ids main"]["says"]


def test_an_account_that_trusts_nobody(paths: Paths, server: Server) -> None:
    write_config(paths, server)
    code, found = findings(paths)
    assert code == 0
    assert found["authserv-ids main"]["finding"] == "advice"


def test_a_damaged_ledger(paths: Paths, server: Server) -> None:
    write_config(paths, server, 'trusted_authserv_ids = ["mx.example.net"]')
    fill_ledger(paths.data_dir, utc_now())
    lines = paths.ledger.read_bytes().splitlines(keepends=True)
    paths.ledger.write_bytes(b"".join([lines[0], b"nonsense\n", *lines[1:]]))
    code, found = findings(paths)
    assert code == 1
    assert "repair" in found["ledger"]["advice"]


def test_a_source_that_is_gone(paths: Paths, tmp_path: Path) -> None:
    paths.config_file.write_text(f'[[sources]]\nname = "old"\nmbox = "{tmp_path}/gone"\n')
    paths.config_file.chmod(0o600)
    code, found = findings(paths)
    assert code == 1
    assert found["source old"]["finding"] == "problem"


def test_the_schedule_and_the_last_fetch(
    paths: Paths, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_config(paths, server, 'trusted_authserv_ids = ["mx.example.net"]')
    tools = Tools(tmp_path, monkeypatch)
    tools.give_crontab()
    _, found = findings(paths)
    assert "schedule install" in found["schedule"]["advice"]
    words = ("--config", str(paths.config_file), "--data-dir", str(paths.data_dir))
    subprocess.run(
        [sys.executable, "-m", "endorseback", *words, "schedule", "install"],
        check=True,
        capture_output=True,
    )
    failed = FolderStatus("main", None, error="The host hung up.")
    write_status(paths, FetchStatus(utc_now(), (failed,)))
    _, found = findings(paths)
    assert found["schedule"]["says"] == "crontab, every 15 minutes."
    assert found["last fetch"]["says"] == "The host hung up."
