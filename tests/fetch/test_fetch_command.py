"""`endorseback fetch` and `reparse` as scripts run them: lines, exit codes, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from tests.support.dovecot import Mailbox
from tests.support.fetching import FetchBench
from tests.support.imapserver import ImapMailbox
from tests.support.mailboxes import among_others, endorsement

from endorseback.settings import Account

pytestmark = pytest.mark.e2e

KEYS = [
    *("account", "folder", "scanned", "new_endorsements", "new_recommendations"),
    *("needs_look", "suspicious", "seconds", "error"),
]


def configure(context: FetchBench, *accounts: Account) -> None:
    """Write a configuration with these accounts."""
    context.paths.config_file.touch(0o600)
    lines = []
    for account in accounts:
        lines += [
            "[[accounts]]",
            f'name = "{account.name}"',
            f'host = "{account.host}"',
            f"port = {account.port}",
            f'security = "{account.security}"',
            f'username = "{account.username}"',
            f'password_env = "{account.password_env}"',
            f"folders = {json.dumps(list(account.folders))}",
            'trusted_authserv_ids = ["mx.example.net"]',
            *([f'ca_file = "{account.ca_file}"'] if account.ca_file else []),
        ]
    context.paths.config_file.write_text("\n".join(lines) + "\n")


def run(
    context: FetchBench, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command."""
    program = Path(sys.executable).with_name("endorseback")
    where = ["--config", str(context.paths.config_file), "--data-dir", str(context.paths.data_dir)]
    return subprocess.run(
        [program, *where, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        timeout=60,
        check=False,
    )


def lines(finished: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    """Return the JSON objects on stdout, which holds nothing else."""
    return [json.loads(line) for line in finished.stdout.decode("utf-8").splitlines()]


def test_a_fetch_over_tls_prints_a_line_for_each_folder(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    for raw in among_others([endorsement(number) for number in range(3)], 40):
        mailbox.deliver(raw)
    mailbox.folder("Empty")
    configure(context, mailbox.account("tls", folders=("INBOX", "Empty")))
    finished = run(context, "fetch", "--json")
    assert (finished.returncode, finished.stderr) == (0, b"")
    inbox, empty = lines(finished)
    assert list(inbox) == KEYS
    assert (inbox["account"], inbox["folder"], inbox["new_endorsements"]) == ("main", "INBOX", 3)
    assert (empty["folder"], empty["scanned"], empty["error"]) == ("Empty", 0, None)
    again = lines(run(context, "fetch", "--json"))
    assert [line["scanned"] for line in again] == [0, 0]


def test_people_get_a_table_in_any_locale(context: FetchBench, mailbox: ImapMailbox) -> None:
    mailbox.deliver(endorsement(1))
    configure(context, mailbox.account(name="mañana"))
    finished = run(context, "fetch", LC_ALL="C", PYTHONUTF8="0", NO_COLOR="1")
    assert finished.returncode == 0
    assert "mañana" in finished.stdout.decode("utf-8")
    assert b"\x1b" not in finished.stdout


def test_an_account_out_of_reach_is_exit_1_and_the_others_are_fetched(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    mailbox.deliver(endorsement(1))
    configure(context, mailbox.account(name="gone", port=1), mailbox.account())
    finished = run(context, "fetch", "--json")
    gone, main = lines(finished)
    assert finished.returncode == 1
    assert (gone["account"], gone["folder"]) == ("gone", None)
    assert "Nothing answers at 127.0.0.1:1" in str(gone["error"])
    assert main["new_endorsements"] == 1
    assert b"Nothing answers" in run(context, "fetch").stderr


def test_only_the_account_that_is_named_is_fetched(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    configure(context, mailbox.account(name="gone", port=1), mailbox.account())
    finished = run(context, "fetch", "--account", "main", "--json")
    assert finished.returncode == 0
    assert [line["account"] for line in lines(finished)] == ["main"]


def test_what_was_decided_is_carried_into_the_mailbox_with_the_next_fetch(
    context: FetchBench, dovecot_mailbox: Mailbox
) -> None:
    """From the mail to the decision, the change in the mailbox, the undo, and all as it was."""
    dovecot_mailbox.deliver(endorsement(1))
    dovecot_mailbox.deliver(endorsement(2))
    configure(context, dovecot_mailbox.account())
    with context.paths.config_file.open("a") as config:
        config.write('[accounts.write_back]\nmark_read = true\nmove_to = "Endorsements"\n')
    assert run(context, "fetch", "--json").returncode == 0

    def places() -> list[tuple[str, str]]:
        """Return where each mail stands, and its flags."""
        names = (name.split("/") for name in dovecot_mailbox.files())
        return sorted(
            (folder, name.partition(":2,")[2] if ":2," in name else "") for folder, name in names
        )

    home = dovecot_mailbox.user
    assert run(context, "decide", "Person Number1", "skip").returncode == 0
    finished = run(context, "fetch", "--json")
    assert (finished.returncode, finished.stderr) == (0, b"")
    assert places() == [(".Endorsements", "S"), (home, "")]
    assert run(context, "decide", "Person Number1", "undo").returncode == 0
    assert run(context, "fetch", "--json").returncode == 0
    assert places() == [(home, ""), (home, "")]


def test_an_unknown_account_is_exit_2_with_the_nearest_name(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    configure(context, mailbox.account())
    finished = run(context, "fetch", "--account", "mian", "--json")
    assert (finished.returncode, finished.stdout) == (2, b"")
    assert b"Did you mean 'main'?" in finished.stderr


@pytest.mark.parametrize("content", [None, "theme = 'dark'\n", "[[accounts]]\nnam = 'x'\n"])
def test_no_usable_configuration_is_exit_2(context: FetchBench, content: str | None) -> None:
    if content is not None:
        context.paths.config_file.touch(0o600)
        context.paths.config_file.write_text(content)
    finished = run(context, "fetch", "--json")
    assert (finished.returncode, finished.stdout) == (2, b"")
    assert b"endorseback: " in finished.stderr


def test_a_missing_folder_is_exit_2_and_names_the_nearest(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    mailbox.folder("LinkedIn")
    configure(context, mailbox.account(folders=("Linkdin",)))
    finished = run(context, "fetch", "--json")
    (line,) = lines(finished)
    assert finished.returncode == 2
    assert "'LinkedIn'" in str(line["error"])


def test_a_second_fetch_at_once_is_exit_1(context: FetchBench, mailbox: ImapMailbox) -> None:
    configure(context, mailbox.account())
    context.paths.data_dir.mkdir()
    with FileLock(context.paths.fetch_lock):
        finished = run(context, "fetch", "--json")
    assert finished.returncode == 1
    assert "Another fetch is under way" in str(lines(finished)[0]["error"])


def test_a_damaged_ledger_is_exit_3(context: FetchBench, mailbox: ImapMailbox) -> None:
    mailbox.deliver(endorsement(1))
    configure(context, mailbox.account())
    run(context, "fetch")
    context.paths.ledger.write_bytes(b"garbage\n" + context.journal())
    finished = run(context, "fetch", "--json")
    assert finished.returncode == 3
    assert b"repair" in finished.stderr


def test_a_wrong_password_is_exit_1_and_shown_nowhere(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    configure(context, mailbox.account(password_env="WRONG"))
    finished = run(context, "fetch", "--json", WRONG="hushhush")
    assert finished.returncode == 1
    assert "refused the login" in str(lines(finished)[0]["error"])
    everything = finished.stdout + finished.stderr
    everything += b"".join(p.read_bytes() for p in context.folder.rglob("*") if p.is_file())
    assert b"hushhush" not in everything


def test_reparse_reads_the_kept_mails_again(context: FetchBench, mailbox: ImapMailbox) -> None:
    for number in range(2):
        mailbox.deliver(endorsement(number))
    configure(context, mailbox.account())
    run(context, "fetch")
    finished = run(context, "reparse")
    assert (finished.returncode, finished.stderr) == (0, b"")
    assert finished.stdout == b"Read 2 kept mails again; 0 of them changed.\n"
    next(context.paths.kept_mail.rglob("*.gz")).write_bytes(b"no gzip")
    finished = run(context, "reparse")
    assert finished.returncode == 3
    assert b"damaged" in finished.stderr
