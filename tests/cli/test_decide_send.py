"""`decide PERSON message --send` on a real mail server, and what `outbox` shows of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_decide import MAYA, rows
from tests.cli.test_plain_commands import run
from tests.support.seen import seen
from tests.support.smtpserver import (
    PASSWORD,
    PASSWORD_VARIABLE,
    USERNAME,
    SmtpServer,
    running_smtp,
)

from endorseback.ledger.events.outreach_events import MessageOutcome, MessageTried
from endorseback.ledger.ledger import Ledger
from endorseback.model.outgoing_message import Outcome

SEND = ("message", "--text", "Hello Maya,\nthank you.", "--channel", "email", "--send")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmtpServer]:
    with running_smtp(tmp_path_factory.mktemp("smtp"), "tls") as running:
        yield running


@pytest.fixture
def home(tmp_path: Path, server: SmtpServer) -> Path:
    """A data folder with an endorsement, and an account that sends by the server."""
    server.answers.clear()
    server.taken.clear()
    (tmp_path / "config.toml").write_text(
        f"""
        [[accounts]]
        name = "main"
        host = "127.0.0.1"
        username = "{USERNAME}"
        password_env = "{PASSWORD_VARIABLE}"
        ca_file = "{server.authority.certificate}"
        [accounts.smtp]
        host = "127.0.0.1"
        port = {server.port}
        """
    )
    (tmp_path / "config.toml").chmod(0o600)
    with Ledger(tmp_path / "data" / "ledger.jsonl") as ledger:
        ledger.record(seen((*MAYA, "Kubernetes"), mail="a@x"))
    return tmp_path


def decide(home: Path, *words: str, code: int = 0) -> dict[str, Any]:
    done = run(home, "decide", "maya-okafor", *words, "--json", **{PASSWORD_VARIABLE: PASSWORD})
    assert done.returncode == code, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def outbox(home: Path, *words: str, code: int = 0) -> list[dict[str, Any]]:
    done = run(home, "outbox", "list", "--json", *words)
    assert done.returncode == code, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_message_is_sent_once_and_settles_what_is_open(home: Path, server: SmtpServer) -> None:
    answer = decide(home, *SEND, "--to", "maya@example.org", "--subject", "Thanks")
    assert (answer["outcome"], answer["skills"]) == ("sent", ["Kubernetes"])
    (envelope,) = server.taken
    assert envelope.rcpt_tos == ["maya@example.org"]
    mail = message_from_bytes(envelope.content or b"", policy=policy.default)
    assert (mail["Subject"], mail["Message-ID"]) == ("Thanks", answer["message_id"])
    assert mail.get_content().splitlines() == ["Hello Maya,", "thank you."]
    assert rows(home) == []
    assert outbox(home) == []
    (message,) = outbox(home, "--all")
    assert (message["state"], message["tries"], message["to"]) == ("sent", 1, "maya@example.org")


def test_a_refusal_is_told_and_tried_again_by_hand(home: Path, server: SmtpServer) -> None:
    server.answers["RCPT"] = "550 5.1.1 no such user"
    answer = decide(home, *SEND, "--to", "maya@example.org", code=1)
    assert answer["outcome"] == "failed"
    (message,) = outbox(home)
    assert "no such user" in message["detail"]
    server.answers.clear()
    again = run(home, "outbox", "retry", message["message_id"], **{PASSWORD_VARIABLE: PASSWORD})
    assert again.returncode == 0, again.stderr
    (envelope,) = server.taken
    mail = message_from_bytes(envelope.content or b"", policy=policy.default)
    assert mail["Message-ID"] == message["message_id"]
    assert again.stdout == "Sent to Maya Okafor <maya@example.org>.\n"
    beyond = run(home, "outbox", "retry", message["message_id"], **{PASSWORD_VARIABLE: PASSWORD})
    assert beyond.returncode == 2
    assert len(server.taken) == 1


def test_what_is_withdrawn_is_not_sent(home: Path, server: SmtpServer) -> None:
    server.answers["RCPT"] = "451 later"
    message_id = decide(home, *SEND, "--to", "maya@example.org", code=1)["message_id"]
    server.answers.clear()
    assert run(home, "outbox", "withdraw", message_id).returncode == 0
    assert outbox(home, "--all")[0]["state"] == "withdrawn"
    assert run(home, "outbox", "list").stdout == "Nothing waits to be sent.\n"
    nothing = run(home, "outbox", "send", **{PASSWORD_VARIABLE: PASSWORD})
    assert (nothing.returncode, server.taken) == (0, [])


def test_a_thank_you_goes_along_with_endorsing_back(home: Path, server: SmtpServer) -> None:
    words = ("reciprocate", "--skill", "SRE", "--template", "thanks-returned")
    answer = decide(home, *words, "--channel", "email", "--send", "--to", "maya@example.org")
    assert (answer["action"], answer["given"], answer["outcome"]) == (
        "reciprocated",
        ["SRE"],
        "sent",
    )
    (envelope,) = server.taken
    mail = message_from_bytes(envelope.content or b"", policy=policy.default)
    assert mail["Subject"] == "Thank you"
    assert "SRE" in mail.get_content()
    assert rows(home, "waiting") == [], "it answers what they began"
    assert len(rows(home, "done")) == 1


def test_undoing_the_decision_withdraws_what_failed(home: Path, server: SmtpServer) -> None:
    server.answers["RCPT"] = "550 no"
    decide(home, *SEND, "--to", "maya@example.org", code=1)
    decide(home, "undo")
    assert len(rows(home)) == 1
    assert outbox(home) == []


def test_a_message_cut_off_in_mid_send_is_never_sent_again_by_itself(
    home: Path, server: SmtpServer
) -> None:
    server.answers["RCPT"] = "550 no"
    message_id = decide(home, *SEND, "--to", "maya@example.org", code=1)["message_id"]
    server.answers.clear()
    with Ledger(home / "data" / "ledger.jsonl") as ledger:
        ledger.record(
            MessageOutcome(message_id=message_id, outcome=Outcome.RETRY),
            MessageTried(message_id=message_id),
        )
    sent = run(home, "outbox", "send", **{PASSWORD_VARIABLE: PASSWORD})
    assert sent.returncode == 1
    assert "can tell" in sent.stderr
    assert server.taken == []
    assert outbox(home)[0]["state"] == "unclear"


@pytest.mark.parametrize("to", ["maya", "maya@", "maya@example.org\nBcc: eve@example.net"])
def test_an_address_that_is_none_records_nothing(home: Path, server: SmtpServer, to: str) -> None:
    before = (home / "data" / "ledger.jsonl").read_bytes()
    done = run(home, "decide", "maya-okafor", *SEND, "--to", to, **{PASSWORD_VARIABLE: PASSWORD})
    assert done.returncode == 2
    assert "e-mail address" in done.stderr
    assert (home / "data" / "ledger.jsonl").read_bytes() == before


def test_an_account_that_cannot_send_is_told_with_those_that_can(home: Path) -> None:
    done = run(home, "decide", "maya-okafor", *SEND, "--to", "m@example.org", "--account", "old")
    assert done.returncode == 2
    assert "These do: main." in done.stderr
    assert outbox(home, "--all") == []
