"""From a text to the message that is queued."""

from __future__ import annotations

import pytest

from endorseback.errors import UsageError
from endorseback.model.archive_data import Connection
from endorseback.model.outgoing_message import Channel
from endorseback.model.person_card import PersonCard
from endorseback.services.outbox.composer import accounts_for, compose
from endorseback.settings import Account, Config, Smtp

READER = Account(name="reader", host="imap.example.com", username="sam")
SENDER = Account(
    name="sender",
    host="imap.example.com",
    username="sam@example.com",
    smtp=Smtp(host="smtp.example.com"),
)
CONFIG = Config(accounts=(READER, SENDER))
MAYA = PersonCard(
    "in:maya",
    "Maya Okafor",
    "maya",
    None,
    connection=Connection("Maya Okafor", "maya", email="maya@example.org"),
)


def entropy(count: int) -> str:
    return "ab" * count


def test_the_archive_tells_the_address_and_the_first_able_account_sends() -> None:
    queued = compose(
        CONFIG, MAYA, Channel.EMAIL, text=" Hello\r\nMaya ", subject="Hi\nthere", entropy=entropy
    )
    assert (queued.to, queued.account) == ("maya@example.org", "sender")
    assert (queued.name, queued.slug) == ("Maya Okafor", "maya")
    assert queued.message_id == f"<{'ab' * 12}@example.com>"
    assert queued.text == "Hello\nMaya"
    assert "\n" not in queued.subject


def test_a_draft_needs_no_address_and_no_smtp() -> None:
    stranger = PersonCard("name:ana", "Ana Lima", None, None)
    queued = compose(CONFIG, stranger, Channel.DRAFTS, text="Hello", subject="Hi")
    assert (queued.to, queued.account, queued.slug) == ("", "reader", None)
    assert queued.message_id.endswith(">")
    assert [one.name for one in accounts_for(CONFIG, Channel.DRAFTS)] == ["reader", "sender"]


def test_two_messages_never_share_an_id() -> None:
    ids = {
        compose(CONFIG, MAYA, Channel.EMAIL, text="Hi", subject="Hi").message_id for _ in range(50)
    }
    assert len(ids) == 50


@pytest.mark.parametrize(
    ("config", "changes", "sentence"),
    [
        (CONFIG, {"to": "maya"}, "no e-mail address"),
        (CONFIG, {"text": " \n"}, "is empty"),
        (CONFIG, {"subject": " "}, "no subject"),
        (CONFIG, {"account": "reader"}, "These do: sender."),
        (None, {}, "No account sends e-mail"),
        (Config(accounts=(READER,)), {}, "accounts.smtp"),
    ],
)
def test_what_cannot_be_sent_is_told(
    config: Config | None, changes: dict[str, str], sentence: str
) -> None:
    with pytest.raises(UsageError) as caught:
        compose(config, MAYA, Channel.EMAIL, **{"text": "Hello", "subject": "Hi"} | changes)
    assert sentence in str(caught.value)


def test_somebody_without_an_address_is_told() -> None:
    stranger = PersonCard("name:ana", "Ana Lima", None, None)
    with pytest.raises(UsageError, match="no e-mail address yet"):
        compose(CONFIG, stranger, Channel.EMAIL, text="Hello", subject="Hi")
