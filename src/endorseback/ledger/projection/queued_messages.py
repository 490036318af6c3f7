"""The messages that the user had sent, folded: which wait, which are out, which need a look.

A try is recorded before its first byte leaves, and its outcome after. So a message whose outcome is
missing is never taken for one that did not leave.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

import msgspec

from endorseback.ledger.events.events import Event
from endorseback.ledger.events.outreach_events import MessageOutcome, MessageQueued, MessageTried
from endorseback.ledger.lazy_table import LazyTable, Stored
from endorseback.ledger.projection.identity import PeopleIndex
from endorseback.model.outgoing_message import MessageState, OutboxMessage, next_state


class QueuedMessage(msgspec.Struct, array_like=True):
    """One message, as far as it came."""

    queued: MessageQueued
    """What it says."""
    queued_at: datetime
    """When it was queued."""
    changed_at: datetime
    """When it came to its state."""
    state: MessageState = MessageState.QUEUED
    """How far it came."""
    detail: str = ""
    """What was said of the last try."""
    tries: int = 0
    """How often it was tried."""


class StoredMessages(msgspec.Struct, array_like=True, dict=True):
    """All messages, and which of them are in which state."""

    stored: Stored = []
    """By their Message-IDs, as of the last `store`."""
    orders: dict[MessageState, dict[str, None]] = msgspec.field(
        default_factory=lambda: {state: {} for state in MessageState}
    )
    """The Message-IDs in each state, in the order in which they came to it."""

    def __post_init__(self) -> None:
        """Let the messages be decoded when they are looked at."""
        self.entries = LazyTable(self.stored, QueuedMessage)

    def store(self) -> None:
        """Bring `stored` up to date."""
        self.entries.store()

    def fold(self, event: Event) -> None:
        """Take in an event about a message."""
        payload = event.payload
        if isinstance(payload, MessageQueued):
            if payload.message_id not in self.entries:
                self.entries[payload.message_id] = QueuedMessage(payload, event.at, event.at)
                self.orders[MessageState.QUEUED][payload.message_id] = None
        elif isinstance(payload, MessageTried):
            self._try(payload.message_id, event.at)
        elif isinstance(payload, MessageOutcome):
            entry = self.entries.get(payload.message_id)
            if entry and (state := next_state(entry.state, payload.outcome)) is not None:
                self._move(entry, state, event.at, payload.detail)

    def withdraw(self, message_id: str, moment: datetime) -> None:
        """Withdraw a message whose decision was undone; one that may be out stays as it is."""
        entry = self.entries.get(message_id)
        if entry is None:
            return
        if entry.state is MessageState.QUEUED and not entry.tries:
            del self.orders[MessageState.QUEUED][message_id]
            self.entries.remove(message_id)
        elif entry.state in (MessageState.QUEUED, MessageState.FAILED):
            self._move(entry, MessageState.WITHDRAWN, moment, "")

    def _try(self, message_id: str, moment: datetime) -> None:
        """Take note that a queued message is tried."""
        entry = self.entries.get(message_id)
        if entry is not None and entry.state is MessageState.QUEUED:
            entry.tries += 1
            self._move(entry, MessageState.TRYING, moment, "")

    def _move(
        self, entry: QueuedMessage, state: MessageState, moment: datetime, detail: str
    ) -> None:
        """Bring a message to another state."""
        del self.orders[entry.state][entry.queued.message_id]
        self.orders[state][entry.queued.message_id] = None
        entry.state, entry.changed_at, entry.detail = state, moment, detail


class MessageQueue:
    """What the screens, the commands and the sender see of the messages.

    On the thread that owns the read-model.
    """

    def __init__(self, shelf: StoredMessages, people: PeopleIndex) -> None:
        self._shelf = shelf
        self._people = people

    def get(self, message_id: str) -> OutboxMessage | None:
        """Return a message, or None where there is none of that Message-ID."""
        entry = self._shelf.entries.get(message_id)
        return None if entry is None else self._message(entry)

    def in_state(self, *states: MessageState) -> Iterator[OutboxMessage]:
        """Iterate over the messages in some states: state by state, the oldest change first."""
        for state in states:
            for message_id in tuple(self._shelf.orders[state]):
                yield self._message(self._shelf.entries[message_id])

    def counts(self) -> Mapping[MessageState, int]:
        """Return how many messages are in each state."""
        return {state: len(order) for state, order in self._shelf.orders.items()}

    def _message(self, entry: QueuedMessage) -> OutboxMessage:
        queued = entry.queued
        return OutboxMessage(
            message_id=queued.message_id,
            person=self._people.person_key(queued.name, queued.slug),
            name=queued.name,
            channel=queued.channel,
            account=queued.account,
            to=queued.to,
            subject=queued.subject,
            text=queued.text,
            queued_at=entry.queued_at,
            state=entry.state,
            changed_at=entry.changed_at,
            detail=entry.detail,
            tries=entry.tries,
        )
