"""The ways out are checked by a real login, and nothing is sent or changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.support.dovecot import Mailbox, running_dovecot
from tests.support.imapserver import PASSWORD as IMAP_PASSWORD
from tests.support.smtpserver import PASSWORD, PASSWORD_VARIABLE, running_smtp

from endorseback.services.doctor.check import Finding
from endorseback.services.doctor.sending_checks import check_changes, check_sending
from endorseback.settings import Smtp, WriteBack


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_sending_is_checked_by_a_login(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: Any
) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    with running_smtp(tmp_path, security) as server:
        (good,) = check_sending(server.account())
        monkeypatch.setenv(PASSWORD_VARIABLE, "hunter22")
        (bad,) = check_sending(server.account())
    assert good.finding is Finding.OK
    assert good.says.endswith("as sam@example.com.")
    assert bad.finding is Finding.PROBLEM
    assert "refused the login" in bad.says
    assert "hunter22" not in bad.says + bad.advice
    assert not server.taken


def test_an_account_that_sends_nothing_needs_no_check(tmp_path: Path) -> None:
    with running_smtp(tmp_path) as server:
        silent = msgspec.structs.replace(server.account(), smtp=None)
        assert not list(check_sending(silent))
        nameless = msgspec.structs.replace(
            server.account(), username="sam", smtp=Smtp(host="127.0.0.1", port=server.port)
        )
        (check,) = check_sending(nameless)
        assert "from_address" in check.advice


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Mailbox]:
    with running_dovecot() as server:
        yield server.mailbox()


EVERYTHING = WriteBack(mark_read=True, keyword="$EndorsebackDone", move_to="Done")


def test_write_back_is_checked_without_changing_anything(mailbox: Mailbox) -> None:
    mailbox.deliver(b"Message-ID: <1@example.com>\r\n\r\nx\r\n")
    before = sorted(path.name for path in mailbox.maildir.iterdir() if path.is_dir())
    drafts, write_back = check_changes(mailbox.account(write_back=EVERYTHING), IMAP_PASSWORD)
    assert (drafts.what, drafts.finding) == ("drafts main", Finding.OK)
    assert "first draft makes" in drafts.says
    assert write_back.finding is Finding.OK
    assert write_back.says == (
        "Decided ones are marked as read, given $EndorsebackDone, moved to 'Done', in 'INBOX'."
    )
    assert before == sorted(path.name for path in mailbox.maildir.iterdir() if path.is_dir())


def test_nothing_is_told_of_write_back_that_nobody_asked_for(mailbox: Mailbox) -> None:
    assert [check.what for check in check_changes(mailbox.account(), IMAP_PASSWORD)] == [
        "drafts main"
    ]


def test_a_folder_that_is_not_there_is_a_problem(mailbox: Mailbox) -> None:
    account = mailbox.account(write_back=EVERYTHING, folders=("Nowhere",))
    *_, check = check_changes(account, IMAP_PASSWORD)
    assert check.finding is Finding.PROBLEM
    assert "no folder 'Nowhere'" in check.says


def test_what_the_server_cannot_do_is_advice() -> None:
    with running_dovecot("imap_capability = IMAP4rev1 LITERAL+ SPECIAL-USE\n") as server:
        account = server.mailbox().account(write_back=EVERYTHING)
        *_, check = check_changes(account, IMAP_PASSWORD)
    assert check.finding is Finding.ADVICE
    assert "MOVE, UIDPLUS" in check.says
