"""What counts as an answer, and what is proposed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from endorseback.cli import prompts
from endorseback.cli.mailbox_questions import _picked
from endorseback.cli.prompts import WrongAnswerError


@pytest.mark.parametrize(
    ("check", "answer", "value"),
    [
        (prompts.a_host, "imap.example.com", "imap.example.com"),
        (prompts.a_host, "[::1]", "[::1]"),
        (prompts.a_port, "993", 993),
        (prompts.a_security("imap.example.com"), "s", "starttls"),
        (prompts.a_security("127.0.0.1"), "none", "none"),
        (prompts.a_command, "pass show 'mail/my sam'", ("pass", "show", "mail/my sam")),
        (prompts.a_variable, "$MAIL_PASSWORD", "MAIL_PASSWORD"),
        (prompts.an_address, "sam@example.com", "sam@example.com"),
        (prompts.an_address, "sam", "sam"),
    ],
)
def test_answers_that_do(check: Callable[[str], Any], answer: str, value: object) -> None:
    assert check(answer) == value


@pytest.mark.parametrize(
    ("check", "answer"),
    [
        (prompts.a_host, "https://imap.example.com"),
        (prompts.a_host, "imap.example.com:993"),
        (prompts.a_host, "sam@example.com"),
        (prompts.a_host, ""),
        (prompts.a_port, "0"),
        (prompts.a_port, "65536"),
        (prompts.a_port, "²"),
        (prompts.a_port, "-1"),
        (prompts.a_security("imap.example.com"), "none"),
        (prompts.a_security("imap.example.com"), "ssl"),
        (prompts.a_security("imap.example.com"), ""),
        (prompts.a_command, "pass show 'mail"),
        (prompts.a_command, " "),
        (prompts.a_variable, "MY-PASSWORD"),
        (prompts.an_address, "a@b@c"),
        (prompts.an_address, "a\x1bb"),
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
    assert prompts.proposed_host(address) == host


def test_hosts_are_picked_by_number_or_name() -> None:
    names = ["mx.example.net", "relay.example.org"]
    assert _picked("1", names) == ("mx.example.net",)
    assert _picked("2, MX.example.net", names) == ("relay.example.org", "mx.example.net")
    assert _picked("None", names) == ()
    with pytest.raises(WrongAnswerError):
        _picked("3", names)
