"""A data folder with an outbox, and messages in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from endorseback.ledger.events.events import Decided, Undone
from endorseback.ledger.events.outreach_events import MessageOutcome, MessageQueued
from endorseback.ledger.ledger import Ledger
from endorseback.model.decisions import DecisionKind
from endorseback.model.outgoing_message import Channel, OutboxMessage, Outcome
from endorseback.paths import Paths
from endorseback.services.outbox.sender import (
    Look,
    MessageReport,
    OutboxSender,
    due_messages,
    looking_at,
)
from endorseback.settings import Account, Config


@dataclass
class OutboxDesk:
    """Where one user's messages wait."""

    folder: Path
    account: Account

    @property
    def paths(self) -> Paths:
        """Its files."""
        return Paths(self.folder / "config.toml", self.folder / "data")

    def open(self) -> Ledger:
        """Return the ledger, folded."""
        return Ledger(self.paths.ledger)

    def queue(self, *numbers: int, channel: Channel = Channel.EMAIL, to: str = "") -> None:
        """Have messages sent, as the user's key does: with the decision that goes with each."""
        with self.open() as ledger:
            for number in numbers:
                message = queued(number, channel, to)
                decision = Decided(
                    action=DecisionKind.MESSAGED, name=message.name, message=message.message_id
                )
                ledger.record(message, decision)

    def say(self, number: int, outcome: Outcome) -> None:
        """Record what the user wants to become of a message."""
        with self.open() as ledger:
            ledger.record(MessageOutcome(message_id=message_id(number), outcome=outcome))

    def undo(self) -> None:
        """Undo the last decision."""
        with self.open() as ledger:
            event = ledger.model.last_undoable()
            assert event is not None
            ledger.record(Undone(event=event.id))

    def send(self, look: Callable[[Ledger], Look] = looking_at) -> list[MessageReport]:
        """Send what is due, as a command would."""
        with self.open() as ledger:
            config = Config(accounts=(self.account,))
            outbox = OutboxSender(config, self.paths, ledger, look(ledger))
            return outbox.send(due_messages(ledger.model))

    def message(self, number: int) -> OutboxMessage:
        """Return how a message stands in the ledger."""
        with self.open() as ledger:
            found = ledger.model.outbox.get(message_id(number))
            assert found is not None
            return found

    def events(self) -> list[str]:
        """Return the kinds of the outbox's events in the journal, in order, with the outcomes."""
        found = []
        for line in self.paths.ledger.read_text().splitlines():
            for _table, _id, document in json.loads(line)["changes"]:
                payload = (document or {}).get("payload", {})
                if payload.get("kind", "").startswith("message_"):
                    found.append(payload.get("outcome") or payload["kind"])
        return found


def message_id(number: int) -> str:
    """Return the Message-ID of a message."""
    return f"<message-{number}@example.com>"


def queued(number: int, channel: Channel = Channel.EMAIL, to: str = "") -> MessageQueued:
    """Return the event that queues a message."""
    return MessageQueued(
        name=f"Person {number}",
        message_id=message_id(number),
        channel=channel,
        account="main",
        to=to or f"person{number}@example.org",
        subject=f"Hello {number}",
        text=f"Hi there, number {number}!",
    )
