"""`endorseback outbox`: the messages that were sent from here, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import click

from endorseback.cli.invocation import Invocation
from endorseback.errors import UsageError
from endorseback.model.clock import json_time
from endorseback.model.outgoing_message import (
    Channel,
    MessageState,
    OutboxMessage,
    Outcome,
    next_state,
)
from endorseback.text import clean

if TYPE_CHECKING:
    from endorseback.ledger import Ledger

_NOTHING_WAITS: Final = "Nothing waits to be sent."
_OPEN: Final = (
    MessageState.UNCLEAR,
    MessageState.FAILED,
    MessageState.TRYING,
    MessageState.QUEUED,
)
"""What still asks for something, the most pressing first."""


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message after it was to be sent."""

    message: OutboxMessage

    @property
    def exit_code(self) -> int:
        """0 where it is out; 1 where a retry may mend it."""
        return 0 if self.message.state is MessageState.SENT else 1

    @property
    def words(self) -> str:
        """What became of it, in a sentence."""
        message = self.message
        said = f" {message.detail}" if message.detail else ""
        if message.state is MessageState.SENT:
            if message.channel is Channel.DRAFTS:
                return f"The message to {message.name} lies in the drafts of {message.account}."
            return f"Sent to {message.name} <{message.to}>."
        if message.state is MessageState.FAILED:
            return f"The message to {message.name} was not sent.{said}"
        if message.state is MessageState.UNCLEAR:
            return f"Nobody can tell whether the message to {message.name} was sent.{said}"
        return f"The message to {message.name} waits in the outbox."


@click.group()
def command() -> None:
    """Look at the messages sent from here, and try again what failed."""


@command.command(name="list")
@click.option("--all", "everything", is_flag=True, help="What is sent or withdrawn, too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_messages(invocation: Invocation, everything: bool, as_json: bool) -> None:
    """Print what is not sent: unclear, failed, and what waits."""
    states = tuple(MessageState) if everything else _OPEN
    messages = list(invocation.open_ledger().model.outbox.in_state(*states))
    for message in messages:
        _print(message, as_json=as_json)
    if not messages and not as_json:
        click.echo("No message leaves by mail." if everything else _NOTHING_WAITS)


@command.command()
@click.pass_context
def send(ctx: click.Context) -> None:
    """Send what waits; it was queued by your own key, on that very text."""
    from endorseback.services.outbox import due_messages

    ledger = _ledger(ctx)
    _tell_all(ctx, _sent(ctx, ledger, due_messages(ledger.model)))


@command.command()
@click.argument("message_id")
@click.pass_context
def retry(ctx: click.Context, message_id: str) -> None:
    """Try a message again that failed, or of which nobody can tell whether it was sent."""
    ledger = _ledger(ctx)
    message = _settle(ledger, message_id, Outcome.RETRY)
    _tell_all(ctx, _sent(ctx, ledger, [message]))


@command.command()
@click.argument("message_id")
@click.pass_context
def withdraw(ctx: click.Context, message_id: str) -> None:
    """Take a message back that was not sent."""
    message = _settle(_ledger(ctx), message_id, Outcome.WITHDRAWN)
    click.echo(f"The message to {message.name} is withdrawn.")


def send_now(ctx: click.Context, ledger: Ledger, message_id: str) -> SentMessage:
    """Send one message that was just queued, and return how it stands.

    Raises:
        ConfigError: There is no configuration.
        BusyError: Another endorseback is sending; the message stays queued.
    """
    message = ledger.model.outbox.get(message_id)
    assert message is not None, "it was queued just before"
    (sent,) = _sent(ctx, ledger, [message])
    return sent


def _sent(
    ctx: click.Context, ledger: Ledger, messages: Sequence[OutboxMessage]
) -> list[SentMessage]:
    """Have messages sent, and return how they stand."""
    from endorseback.services.outbox import OutboxSender, looking_at

    invocation: Invocation = ctx.obj
    look = looking_at(ledger)
    OutboxSender(invocation.config(), invocation.paths, ledger, look).send(messages)
    current = (look(message.message_id) for message in messages)
    return [SentMessage(message) for message in current if message is not None]


def _tell_all(ctx: click.Context, sent: Sequence[SentMessage]) -> None:
    """Print what became of messages, and end with 1 where one of them is not out."""
    for one in sent:
        click.echo(one.words, err=bool(one.exit_code))
    if not sent:
        click.echo(_NOTHING_WAITS)
    ctx.exit(max((one.exit_code for one in sent), default=0))


def _ledger(ctx: click.Context) -> Ledger:
    invocation: Invocation = ctx.obj
    return invocation.open_ledger()


def _settle(ledger: Ledger, message_id: str, outcome: Outcome) -> OutboxMessage:
    """Record what the user wants to become of a message, and return it as it stands then.

    Raises:
        UsageError: There is none of that Message-ID, or it is beyond that.
    """
    from endorseback.ledger import MessageOutcome

    message = ledger.model.outbox.get(message_id)
    if message is None:
        raise UsageError(
            f"There is no message {clean(message_id)}.",
            hint="`endorseback outbox list --all` names all of them.",
        )
    if next_state(message.state, outcome) is None:
        raise UsageError(f"The message to {message.name} is {message.state}.")
    ledger.record(MessageOutcome(message_id=message_id, outcome=outcome))
    ledger.drain()
    return ledger.model.outbox.get(message_id) or message


def _print(message: OutboxMessage, *, as_json: bool) -> None:
    """Print one message."""
    if as_json:
        from endorseback.cli.row_output import print_json

        print_json(_json(message))
        return
    when = message.changed_at.astimezone().strftime("%Y-%m-%d %H:%M")
    said = f": {message.detail}" if message.detail else ""
    whom = f"{message.name} <{message.to}>" if message.to else message.name
    click.echo(f"{when}  {message.state:<9}  {whom}{said}  {message.message_id}")


def _json(message: OutboxMessage) -> dict[str, Any]:
    return {
        "message_id": message.message_id,
        "person": message.name,
        "channel": message.channel.value,
        "account": message.account,
        "to": message.to or None,
        "subject": message.subject,
        "queued_at": json_time(message.queued_at),
        "state": message.state.value,
        "changed_at": json_time(message.changed_at),
        "detail": message.detail or None,
        "tries": message.tries,
    }
