"""What a user is told about a server that mail is sent by."""

from __future__ import annotations

import pytest

from endorseback.errors import UsageError
from endorseback.mailserver import MailServer
from endorseback.outreach.smtp import MailHost, SmtpConnection
from endorseback.outreach.smtp_errors import login_failed, refused
from endorseback.settings import Account, Smtp

PEER = MailServer("Work", "smtp.example.com", 587, "starttls", "60s", table="[accounts.smtp]")


def test_an_account_is_named_as_the_user_wrote_it() -> None:
    account = Account(
        name="My Work",
        host="imap.example.com",
        username="sam",
        keyring=True,
        smtp=Smtp(host="smtp.example.com", security="none"),
    )
    with pytest.raises(UsageError, match="account 'My Work'"):
        SmtpConnection(MailHost.of(account, "secret"))


def test_a_long_answer_is_cut_and_cleaned() -> None:
    said = refused(PEER, 550, b"\x1b[2Jno " + b"x" * 10_000).message
    assert said.startswith("smtp.example.com:587 refused: 550 [2Jno xx")
    assert said.endswith("…")
    assert len(said) < 300


def test_a_server_that_repeats_the_password_is_not_quoted() -> None:
    assert "hunter22" not in str(login_failed(PEER, b"5.7.8 bad password hunter22", "hunter22"))
