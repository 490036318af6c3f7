"""What counts as an answer, and what is proposed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from endorseback.cli import questions
from endorseback.cli.mailbox_questions import _picked
from endorseback.cli.questions import WrongAnswerError


@pytest.mark.parametrize(
    ("check", "answer", "value"),
    [
        (questions.a_host, "imap.example.com", "imap.example.com"),
        (questions.a_host, "[::1]", "[::1]"),
        (questions.a_port, "993", 993),
        (questions.a_security("imap.example.com"), "s", "starttls"),
        (questions.a_security("127.0.0.1"), "none", "none"),
        (questions.a_command, "pass show 'mail/my sam'", ("pass", "show", "mail/my sam")),
        (questions.a_variable, "$MAIL_PASSWORD", "MAIL_PASSWORD"),
        (questions.an_address, "sam@example.com", "sam@example.com"),
        (questions.an_address, "sam", "sam"),
    ],
)
def test_answers_that_do(check: Callable[[str], Any], answer: str, value: object) -> None:
    assert check(answer) == value


@pytest.mark.parametrize(
    ("check", "answer"),
    [
        (questions.a_host, "https://imap.example.com"),
        (questions.a_host, "imap.example.com:993"),
        (questions.a_host, "sam@example.com"),
        (questions.a_host, ""),
        (questions.a_port, "0"),
        (questions.a_port, "65536"),
        (questions.a_port, "²"),
        (questions.a_port, "-1"),
        (questions.a_security("imap.example.com"), "none"),
        (questions.a_security("imap.example.com"), "ssl"),
        (questions.a_security("imap.example.com"), ""),
        (questions.a_command, "pass show 'mail"),
        (questions.a_command, " "),
        (questions.a_variable, "MY-PASSWORD"),
        (questions.an_address, "a@b@c"),
        (questions.an_address, "a\x1bb"),
    ],
)
def test_answers_that_do_not(check: Callable[[str], Any], answer: str) -> None:
    with pytest.raises(WrongAnswerError):
        check(answer)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("sam@example.com", "imap.example.com"),
        ("sam@GMAIL.com", "imap.gmail.com"),
        ("sam", None),
    ],
)
def test_the_host_that_is_proposed(address: str, host: str | None) -> None:
    assert questions.proposed_host(address) == host


def test_hosts_are_picked_by_number_or_name() -> None:
    names = ["mx.example.net", "relay.example.org"]
    assert _picked("1", names) == ("mx.example.net",)
    assert _picked("2, MX.example.net", names) == ("relay.example.org", "mx.example.net")
    assert _picked("None", names) == ()
    with pytest.raises(WrongAnswerError):
        _picked("3", names)
