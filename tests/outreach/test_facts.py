"""Who a message is from."""

from typing import Final

from endorseback.model.archive_data import Owner
from endorseback.outreach.message_variables import sender_name
from endorseback.settings import Account, Config, Messages, Smtp

SAM: Final = Owner(name="Dr. Sam Rivera 🚀")
SENDING: Final = Account(
    name="main",
    host="imap.example.com",
    username="sam@example.com",
    password_env="UNUSED",
    smtp=Smtp(host="smtp.example.com", from_name="Sam Rivera"),
)


def test_the_configuration_has_the_word() -> None:
    config = Config(messages=Messages(your_name="Sammy"), accounts=(SENDING,))
    assert sender_name(config, SAM) == "Sammy"


def test_else_it_is_the_name_that_mails_are_sent_under() -> None:
    assert sender_name(Config(accounts=(SENDING,)), SAM) == "Sam Rivera"


def test_else_the_archive_tells_it() -> None:
    assert sender_name(Config(), SAM) == sender_name(None, SAM) == "Sam"
    assert sender_name(None, Owner()) == ""
