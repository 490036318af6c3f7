"""The ways by which a message leaves: an account's SMTP server, or its folder for drafts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Self

from endorseback.errors import EndorsebackError, RetryableError, UsageError
from endorseback.model.outgoing_message import Channel, OutboxMessage, Outcome
from endorseback.outreach import (
    Delivery,
    EmailParticipant,
    MailHost,
    OutgoingEmail,
    SmtpConnection,
    as_mail,
    checked_address,
)
from endorseback.settings import Account, Config

if TYPE_CHECKING:
    from endorseback.mail import WritableConnection

Before = Callable[[], object]
"""Called before the first byte of a message leaves; what it raises passes, and nothing leaves."""


def sender_of(account: Account, channel: Channel) -> EmailParticipant | None:
    """Return whom messages of an account come from; None for drafts where that is not known.

    Raises:
        UsageError: If an e-mail would have no address to come from.
    """
    smtp = account.smtp
    address = (smtp and (smtp.from_address or smtp.username)) or account.username
    try:
        return EmailParticipant(checked_address(address), smtp.from_name if smtp else "")
    except UsageError as error:
        if channel is Channel.DRAFTS:
            return None
        raise UsageError(
            f"Account {account.name!r} has no address to send from: {error.message}",
            hint="Set `from_address` in its `[accounts.smtp]`.",
        ) from None


class Channels:
    """Delivers messages; the connections that it makes are kept until the end of a block."""

    def __init__(self, config: Config) -> None:
        self._accounts = {account.name: account for account in config.accounts}
        self._smtp: dict[str, SmtpConnection] = {}
        self._imap: dict[str, WritableConnection] = {}
        self._failed: dict[tuple[Channel, str], EndorsebackError] = {}
        """Why no connection came about: trying it for each message could lock the account."""

    def __enter__(self) -> Self:
        """Return it, for a run."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close all connections."""
        with ExitStack() as stack:
            for close in [
                *(connection.close for connection in self._smtp.values()),
                *(connection.close for connection in self._imap.values()),
            ]:
                stack.callback(close, politely=True)

    def deliver(self, message: OutboxMessage, *, before: Before) -> Delivery:
        """Deliver one message; what the servers and the network do is told, never raised."""
        way_out = (message.channel, message.account)
        try:
            if error := self._failed.get(way_out):
                raise error
            way = self._prepare(message)
        except EndorsebackError as error:
            if isinstance(error, RetryableError):
                self._failed[way_out] = error
            return Delivery(Outcome.FAILED, str(error))
        return way(before)

    def _prepare(self, message: OutboxMessage) -> Callable[[Before], Delivery]:
        """Return what delivers a message, with the connection open and the mail written.

        Raises:
            EndorsebackError: If that cannot be; nothing has left.
        """
        account = self._accounts.get(message.account)
        if account is None:
            raise UsageError(
                f"There is no account {message.account!r} in the config any more.",
                hint="Withdraw the message, or set the account up again.",
            )
        sender = sender_of(account, message.channel)
        mail = as_mail(_letter(message, sender))
        if message.channel is Channel.DRAFTS:
            connection = self._imap_of(account)
            return partial(_keep_draft, connection, _folder(account, connection), mail, message)
        assert sender is not None
        return partial(self._smtp_of(account).deliver, sender.address, message.to, mail)

    def _smtp_of(self, account: Account) -> SmtpConnection:
        """Return a connection to the server that an account sends by."""
        connection = self._smtp.get(account.name)
        if connection is None or connection.closed:
            from endorseback.credentials import smtp_password_of

            connection = SmtpConnection(MailHost.of(account, smtp_password_of(account)))
            self._smtp[account.name] = connection
        return connection

    def _imap_of(self, account: Account) -> WritableConnection:
        """Return a connection to the mailbox of an account."""
        connection = self._imap.get(account.name)
        if connection is None or connection.closed:
            from endorseback.credentials import password_of
            from endorseback.mail import WritableConnection

            password = password_of(account)
            connection = self._imap[account.name] = WritableConnection(account)
            connection.log_in(password)
        return connection


def _folder(account: Account, connection: WritableConnection) -> str:
    """Return where drafts of an account go."""
    from endorseback.mail import drafts_folder

    return account.drafts_folder or drafts_folder(connection.folders())


def _keep_draft(
    connection: WritableConnection, folder: str, mail: bytes, message: OutboxMessage, before: Before
) -> Delivery:
    """Put a message among the drafts, unless it is there; trying again does no harm."""
    before()
    try:
        connection.append_draft(folder, mail, message.message_id.strip("<>"), message.queued_at)
    except EndorsebackError as error:
        return Delivery(Outcome.FAILED, str(error))
    return Delivery(Outcome.SENT, f"It lies in {folder!r}, for you to send.")


def _letter(message: OutboxMessage, sender: EmailParticipant | None) -> OutgoingEmail:
    """Return a queued message as a letter: always the same, for the Message-ID is, too."""
    return OutgoingEmail(
        message_id=message.message_id,
        sender=sender,
        recipient=EmailParticipant(message.to, message.name) if message.to else None,
        subject=message.subject,
        text=message.text,
        written_at=message.queued_at,
    )
