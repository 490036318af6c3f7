"""A message is sent, not sent, or unclear: by a real server, with faults at each point."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from tests.support.faultproxy import FaultProxy, fault_proxy
from tests.support.scriptedsmtp import scripted_smtp
from tests.support.smtpserver import PASSWORD, USERNAME, SmtpServer, running_smtp

from endorseback.errors import EndorsebackError, LoginError, UnreachableError, UsageError
from endorseback.model.outgoing_message import Outcome
from endorseback.outreach.smtp import Delivery, MailHost, SmtpConnection
from endorseback.settings import Account, Smtp

MAYA = "maya@example.org"
MAIL = b"Subject: hello\r\n\r\nHi Maya,\r\n.\r\n..\r\nGreat!\r\n"


def nothing() -> None:
    """Record nothing."""


def send(
    account: Account,
    mail: bytes = MAIL,
    before: Callable[[], object] = nothing,
    password: str = PASSWORD,
) -> Delivery:
    with SmtpConnection(MailHost.of(account, password)) as connection:
        return connection.deliver(USERNAME, MAYA, mail, before)


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_message_arrives_as_it_was_written(tmp_path: Path, security: Any) -> None:
    with running_smtp(tmp_path, security) as server:
        assert send(server.account()) == Delivery(Outcome.SENT)
    assert server.logins == [(USERNAME.encode(), PASSWORD.encode())]
    (envelope,) = server.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == (USERNAME, [MAYA])
    assert envelope.content == MAIL


def test_the_machine_s_own_name_is_not_told(smtp: SmtpServer) -> None:
    with fault_proxy(smtp.port) as proxy:
        send(smtp.account(proxy.port))
        assert b"ehlo [127.0.0.1]" in proxy.sent
        assert socket.gethostname().encode() not in proxy.sent


def test_several_messages_go_over_one_login(smtp: SmtpServer) -> None:
    with SmtpConnection(MailHost.of(smtp.account(), PASSWORD)) as connection:
        smtp.answers["RCPT"] = "550 no such user"
        first = connection.deliver(USERNAME, MAYA, MAIL, nothing)
        del smtp.answers["RCPT"]
        second = connection.deliver(USERNAME, MAYA, MAIL, nothing)
    assert [first.outcome, second.outcome] == [Outcome.FAILED, Outcome.SENT]
    assert len(smtp.logins) == 1
    assert len(smtp.taken) == 1


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(
    ("answer", "advice"),
    [("550 \x1b[31mno\x1b[0m such user", "will not help"), ("451 try later", "try again")],
)
def test_what_the_server_refuses_has_failed_and_says_why(
    smtp: SmtpServer, command: str, answer: str, advice: str
) -> None:
    smtp.answers[command] = answer
    tried: list[bool] = []
    delivery = send(smtp.account(), before=lambda: tried.append(True))
    assert delivery.outcome is Outcome.FAILED
    assert f"refused: {answer[:3]} " in delivery.detail
    assert advice in delivery.detail
    assert "\x1b" not in delivery.detail
    assert bool(tried) == (command == "DATA")
    assert not smtp.taken


def test_what_cannot_be_recorded_first_is_not_sent(smtp: SmtpServer) -> None:
    def full() -> None:
        raise EndorsebackError("The disk is full.")

    with pytest.raises(EndorsebackError, match="disk is full"):
        send(smtp.account(), before=full)
    assert not smtp.taken
    assert send(smtp.account()).outcome is Outcome.SENT


def test_a_connection_that_breaks_anywhere_is_told_rightly(smtp: SmtpServer) -> None:
    """Cut the server's answers after each byte: what it took is never called failed, nor what it
    did not take sent.
    """
    outcomes = set()
    with fault_proxy(smtp.port) as proxy:
        send(smtp.account(proxy.port))
        length = proxy.relayed
        for limit in range(length + 1):
            proxy.close_after = limit
            outcomes.add(_told_rightly(smtp, proxy))
    assert outcomes == {Outcome.FAILED, Outcome.UNCLEAR, Outcome.SENT}


def test_a_message_that_breaks_off_anywhere_is_told_rightly(smtp: SmtpServer) -> None:
    """Cut the client's words after each byte."""
    outcomes = set()
    with fault_proxy(smtp.port) as proxy:
        send(smtp.account(proxy.port))
        length = len(proxy.sent)
        for limit in range(length):
            proxy.cut_after = limit
            outcomes.add(_told_rightly(smtp, proxy))
    assert outcomes == {Outcome.FAILED, Outcome.UNCLEAR, Outcome.SENT}


def _told_rightly(smtp: SmtpServer, proxy: FaultProxy) -> Outcome:
    """Send through the proxy: what the server took has not failed, what it did not is not sent."""
    smtp.taken.clear()
    outcome = _outcome(smtp.account(proxy.port))
    proxy.wait_idle()
    smtp.wait_idle()
    assert outcome is not Outcome.FAILED or not smtp.taken, proxy
    assert outcome is not Outcome.SENT or smtp.taken, proxy
    return outcome


def _outcome(account: Account) -> Outcome:
    """Return what became of a message; where no login came about, it surely failed."""
    try:
        return send(account).outcome
    except (UnreachableError, LoginError):
        return Outcome.FAILED


AFTER_DATA = [
    (b"<close>", "closed the connection"),
    (b"<stall>", "did not answer within"),
    (b"hello\r\n", "not allow"),
    (b"999 what\r\n", "not allow"),
    (b"354 more\r\n", "not allow"),
]


@pytest.mark.parametrize(("answer", "words"), AFTER_DATA, ids=range(len(AFTER_DATA)))
def test_no_reply_to_the_end_of_the_data_leaves_it_unclear(answer: bytes, words: str) -> None:
    with scripted_smtp(end=answer) as server:
        delivery = send(_scripted(server.port))
    assert delivery.outcome is Outcome.UNCLEAR
    assert words in delivery.detail


@pytest.mark.parametrize(
    "answer", [b"<close>", b"<stall>", b"hello\r\n", b"250 fine\r\n", b"503 no\r\n"]
)
def test_no_go_ahead_for_the_data_means_that_nothing_was_sent(answer: bytes) -> None:
    with scripted_smtp(data=answer) as server:
        assert send(_scripted(server.port)).outcome is Outcome.FAILED
        assert b"Hi Maya" not in server.heard


@pytest.mark.parametrize("greeting", [b"554 go away\r\n", b"* OK IMAP\r\n", b"<close>", b"\xff\n"])
def test_what_is_no_willing_smtp_server_is_told(greeting: bytes) -> None:
    with (
        scripted_smtp(greeting=greeting) as server,
        pytest.raises(UnreachableError, match=r"127\.0\.0\.1"),
    ):
        send(_scripted(server.port))


def test_a_server_that_does_not_greet_is_not_waited_for_long() -> None:
    with scripted_smtp(greeting=b"<stall>") as server:
        host = replace(MailHost.of(_scripted(server.port), "x"), connect_seconds=0.3)
        with pytest.raises(UnreachableError, match=r"did not answer within 0\.3s"):
            SmtpConnection(host)


@contextmanager
def _nobody() -> Any:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    yield port


def test_nobody_there_is_told_with_the_table_to_look_at() -> None:
    with _nobody() as port, pytest.raises(UnreachableError) as caught:
        send(_scripted(port))
    assert f"Nothing answers at 127.0.0.1:{port}." in str(caught.value)
    assert "`port` of [accounts.smtp] of account 'main'" in str(caught.value)


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_wrong_password_is_told_and_not_shown(tmp_path: Path, security: Any) -> None:
    with (
        running_smtp(tmp_path, security) as server,
        pytest.raises(LoginError, match="refused the login") as caught,
    ):
        send(server.account(), password="hunter22")
    assert "hunter22" not in str(caught.value)


def test_a_password_of_other_letters_is_sent_as_utf_8(smtp: SmtpServer) -> None:
    with pytest.raises(LoginError):
        send(smtp.account(), password="pässwörd")
    assert smtp.logins == [(USERNAME.encode(), "pässwörd".encode())]


@pytest.mark.parametrize(
    ("offered", "said"),
    [
        (b"250 AUTH LOGIN PLAIN CRAM-MD5\r\n", b"AUTH PLAIN AHNhbQBodW50ZXIyMg=="),
        (b"250 AUTH LOGIN CRAM-MD5\r\n", b"AUTH LOGIN c2Ft"),
        (b"250 AUTH CRAM-MD5\r\n", b"AUTH CRAM-MD5"),
    ],
)
def test_a_password_is_tried_in_one_way_only(offered: bytes, said: bytes) -> None:
    with scripted_smtp(features=offered, auth=b"535 no\r\n") as server:
        with pytest.raises(LoginError, match="refused the login"):
            send(_scripted(server.port), password="hunter22")
        assert bytes(server.heard).count(b"AUTH") == 1
        assert said in bytes(server.heard)


def test_a_server_that_knows_only_the_old_way_is_logged_in_at(tmp_path: Path) -> None:
    with running_smtp(tmp_path, "tls", without=("PLAIN",)) as server:
        assert send(server.account()).outcome is Outcome.SENT
    assert server.logins == [(USERNAME.encode(), PASSWORD.encode())]


def test_a_relay_on_this_machine_may_want_no_login(tmp_path: Path) -> None:
    with running_smtp(tmp_path, auth=False) as server:
        assert send(server.account()).outcome is Outcome.SENT
    assert not server.logins


@pytest.mark.parametrize("offered", [b"250 AUTH XOAUTH2\r\n", b"250 AUTH LOGIN\r\n"])
def test_a_server_that_takes_no_such_password_is_told(offered: bytes) -> None:
    with scripted_smtp(features=offered) as server:
        with pytest.raises(LoginError, match="takes no password of this kind"):
            send(_scripted(server.port), password="pässwörd")
        assert b"AUTH" not in server.heard


def test_no_password_is_sent_without_encryption() -> None:
    with scripted_smtp(features=b"250 AUTH PLAIN\r\n") as server:
        account = _scripted(server.port, security="starttls")
        with pytest.raises(UnreachableError, match="offers no STARTTLS"):
            send(account)
        assert b"AUTH" not in server.heard
    with pytest.raises(UsageError, match="in the clear"):
        send(_scripted(25, host="smtp.example.com"))


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_an_unknown_authority_is_refused(tmp_path: Path, security: Any) -> None:
    with running_smtp(tmp_path, security) as server:
        account = server.account()
        host = replace(MailHost.of(account, PASSWORD), ca_file=None)
        with pytest.raises(UnreachableError, match="authority that is not known"):
            SmtpConnection(host)
        assert not server.logins


def test_an_account_without_a_server_says_what_to_do() -> None:
    account = Account(name="main", host="localhost", username="sam", keyring=True)
    with pytest.raises(UsageError, match=r"accounts\.smtp"):
        MailHost.of(account, "x")


def test_what_is_mailed_keeps_its_fields(smtp: SmtpServer) -> None:
    send(smtp.account(), MAIL.rstrip(b"\r\n"))
    content = smtp.taken[0].content
    assert isinstance(content, bytes)
    assert message_from_bytes(content)["Subject"] == "hello"
    assert content == MAIL


def _scripted(port: int, **changes: Any) -> Account:
    smtp = {"host": "127.0.0.1", "port": port, "security": "none", **changes}
    return Account(
        name="main",
        host="127.0.0.1",
        username="sam",
        keyring=True,
        connect_timeout="5s",
        read_timeout="1s",
        smtp=Smtp(**smtp),
    )
