"""From nothing to a filled inbox on a real server over TLS: `init`, `fetch`, `list`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.support.imapserver import (
    PASSWORD,
    PASSWORD_VARIABLE,
    ImapMailbox,
    ImapServer,
    running_imap,
)

from endorseback.config import load_config
from endorseback.demo.demo_mails import write_letters

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def server() -> Iterator[ImapServer]:
    with running_imap() as server:
        yield server


@pytest.fixture
def mailbox(server: ImapServer, monkeypatch: pytest.MonkeyPatch) -> ImapMailbox:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    mailbox = server.mailbox()
    for letter in write_letters(datetime.now(UTC)):
        if not letter.late:
            mailbox.deliver(letter.raw, received_at=letter.at)
    return mailbox


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    places = ("--config", str(folder / "config.toml"), "--data-dir", str(folder / "data"))
    return subprocess.run(
        [sys.executable, "-m", "endorseback", *places, *words],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def flags(mailbox: ImapMailbox, security: str) -> list[str]:
    port = mailbox.server.tls if security == "tls" else mailbox.server.plain
    return [
        *("--yes", "--username", mailbox.user, "--password-env", PASSWORD_VARIABLE),
        *("--host", "127.0.0.1", "--port", str(port), "--security", security),
    ]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_from_nothing_to_the_inbox(tmp_path: Path, mailbox: ImapMailbox, security: str) -> None:
    ca_file = str(mailbox.server.authority.certificate)
    done = run(tmp_path, "init", *flags(mailbox, security), "--ca-file", ca_file)
    assert done.returncode == 0, done.stderr
    (account,) = load_config(tmp_path / "config.toml").accounts
    assert account.trusted_authserv_ids == ("mx.example.net",)

    fetched = run(tmp_path, "fetch", "--json")
    assert fetched.returncode == 0, fetched.stderr
    rows = [json.loads(line) for line in run(tmp_path, "list", "--json").stdout.splitlines()]
    assert rows[0]["person"] == "Maya Okafor"
    assert rows[0]["authenticity"] == "verified"

    looked = run(tmp_path, "doctor", "--json")
    assert looked.returncode == 0, looked.stdout
    status = json.loads(run(tmp_path, "schedule", "status", "--json").stdout)
    assert status["last_fetch"]["ok"] is True


def test_a_certificate_that_nobody_vouches_for(tmp_path: Path, mailbox: ImapMailbox) -> None:
    done = run(tmp_path, "init", *flags(mailbox, "tls"))
    assert done.returncode == 1
    assert "certificate" in done.stderr
    assert PASSWORD not in done.stderr
    assert not (tmp_path / "config.toml").exists()


def test_a_mailbox_without_stamps(tmp_path: Path, server: ImapServer, mailbox: ImapMailbox) -> None:
    bare = server.mailbox()
    bare.deliver(b"From: elsa@example.net\r\nSubject: hej\r\n\r\nhej\r\n")
    ca_file = str(server.authority.certificate)
    done = run(tmp_path, "init", *flags(bare, "tls"), "--ca-file", ca_file)
    assert done.returncode == 0, done.stderr
    assert "nobody" in done.stderr
    found = [json.loads(line) for line in run(tmp_path, "doctor", "--json").stdout.splitlines()]
    advice = next(line["advice"] for line in found if line["check"] == "authserv-ids main")
    assert "check_dkim" in advice
