"""A text and whom it is for, made into a message to be queued: address, account, Message-ID."""

from __future__ import annotations

import secrets
from typing import Final

from endorseback.errors import UsageError
from endorseback.ledger import MessageQueued
from endorseback.model.outgoing_message import Channel
from endorseback.model.person_card import PersonCard
from endorseback.outreach import Entropy, checked_address, new_message_id
from endorseback.services.outbox.channels import sender_of
from endorseback.settings import Account, Config
from endorseback.text import clean, clean_lines

_WORDS: Final = {Channel.EMAIL: "sends e-mail", Channel.DRAFTS: "keeps drafts"}
_SET_UP: Final = {
    Channel.EMAIL: "Give one an [accounts.smtp] in the configuration.",
    Channel.DRAFTS: "`endorseback init` sets one up.",
}


def accounts_for(config: Config | None, channel: Channel) -> tuple[Account, ...]:
    """Return the accounts that a message can leave by: for e-mail, those with SMTP."""
    accounts = config.accounts if config else ()
    return tuple(one for one in accounts if channel is Channel.DRAFTS or one.smtp is not None)


def known_address(card: PersonCard) -> str:
    """Return the e-mail address that the archive tells of a person, or nothing."""
    return card.connection.email if card.connection else ""


def compose(
    config: Config | None,
    card: PersonCard,
    channel: Channel,
    *,
    text: str,
    subject: str,
    to: str = "",
    account: str = "",
    entropy: Entropy = secrets.token_hex,
) -> MessageQueued:
    """Return the event that queues a message; nothing is sent before it is recorded.

    Args:
        config: The configuration, or None where there is none.
        card: Whom it is for.
        channel: How it leaves.
        text: What it says.
        subject: Its subject.
        to: The address; left out, the one that the archive tells. A draft needs none.
        account: The account that it leaves by; left out, the first that can.
        entropy: The source of randomness, for the Message-ID.

    Raises:
        UsageError: No account can, the address is none, or there is nothing to say.
    """
    written, line = clean_lines(text).strip(), clean(subject)
    if not written:
        raise UsageError("The message is empty.", hint="Write a few words.")
    if not line:
        raise UsageError("The message has no subject.", hint="Give it one.")
    leaves_by = _account(config, channel, account)
    sender = sender_of(leaves_by, channel)
    address = to.strip() or known_address(card)
    if address or channel is Channel.EMAIL:
        address = checked_address(address)
    return MessageQueued(
        name=card.name,
        slug=card.slug,
        message_id=new_message_id(sender.address if sender else "", entropy),
        channel=channel,
        account=leaves_by.name,
        to=address,
        subject=line,
        text=written,
    )


def _account(config: Config | None, channel: Channel, name: str) -> Account:
    """Return the account of a name, or the first one that can.

    Raises:
        UsageError: There is none.
    """
    able = accounts_for(config, channel)
    chosen = next((one for one in able if not name or one.name == name), None)
    if chosen is not None:
        return chosen
    if name:
        names = ", ".join(one.name for one in able) or "none does"
        raise UsageError(
            f"No account {clean(name)!r} {_WORDS[channel]}.", hint=f"These do: {names}."
        )
    raise UsageError(f"No account {_WORDS[channel]}.", hint=_SET_UP[channel])
