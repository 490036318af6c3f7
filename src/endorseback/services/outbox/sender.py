"""Sends the messages that wait in the outbox: each once, and never by itself where that is unclear.

A message is queued by an event that the user's key made. A try is recorded before the first byte of
the message leaves, and its outcome after; so whatever crashes in between is seen by the next run,
which calls it unclear instead of trying again. Drafts are tried again: a folder that holds one of
that Message-ID gets no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final

from endorseback.errors import BusyError
from endorseback.ledger import Ledger, MessageOutcome, MessageTried, ReadModel
from endorseback.model.outgoing_message import Channel, MessageState, OutboxMessage, Outcome
from endorseback.outreach import Delivery
from endorseback.paths import Paths
from endorseback.services.locks import hold
from endorseback.services.outbox.channels import Channels
from endorseback.settings import Config

_PATIENCE: Final = 30.0
"""Seconds to wait until another process has sent what it is sending."""
_CUT_OFF: Final = "endorseback ended while it was being sent."
_LEFT: Final = "endorseback was left before it was sent."

Look = Callable[[str], OutboxMessage | None]
"""Brings the read-model up to date with the journal, on the thread that owns it, and returns the
message of a Message-ID as it stands then."""


class _Withdrawn(Exception):  # noqa: N818 - it is no error: the user changed their mind
    """The user took the message back before a byte of it left."""


class _Stopped(Exception):  # noqa: N818 - it is no error: the user left the program
    """The program is being left, and no byte of the message has left yet."""


@dataclass(frozen=True, slots=True)
class MessageReport:
    """What became of one message."""

    message_id: str
    name: str
    """Whom it was for."""
    channel: Channel
    outcome: Outcome
    detail: str = ""


def due_messages(model: ReadModel) -> list[OutboxMessage]:
    """Return what waits to be sent, and what a run that was cut off has left behind."""
    return list(model.outbox.in_state(MessageState.TRYING, MessageState.QUEUED))


def looking_at(ledger: Ledger) -> Look:
    """Return a `Look` for a process whose one thread owns the read-model."""

    def look(message_id: str) -> OutboxMessage | None:
        ledger.poll()
        ledger.drain()
        return ledger.model.outbox.get(message_id)

    return look


class OutboxSender:
    """Sends what is due, one message after the other, in one process at a time.

    Args:
        config: The accounts.
        paths: Where the lock lies.
        ledger: Where tries and outcomes are recorded.
        look: Tells how a message stands.
        landed: Called after something was recorded.
    """

    def __init__(
        self,
        config: Config,
        paths: Paths,
        ledger: Ledger,
        look: Look,
        *,
        landed: Callable[[], object] = lambda: None,
    ) -> None:
        self._config = config
        self._paths = paths
        self._ledger = ledger
        self._look = look
        self._landed = landed
        self._is_stopped = False
        self.is_sending = False
        """A message is leaving: between the record of its try and that of its outcome."""

    def send(self, messages: Iterable[OutboxMessage]) -> list[MessageReport]:
        """Send these messages as far as they still wait, and return what became of them.

        Raises:
            BusyError: If another process is sending all the time; the messages stay queued.
            EndorsebackError: If the ledger cannot be written; nothing is sent unrecorded.
        """
        due = list(messages)
        if not due:
            return []
        busy = BusyError(
            "Another endorseback is sending messages.", hint="Yours wait until it is done."
        )
        with hold(self._paths.outbox_lock, busy=busy, patience=_PATIENCE), ExitStack() as stack:
            channels = stack.enter_context(Channels(self._config))
            reports = [self._send(message.message_id, channels) for message in due]
        return [report for report in reports if report is not None]

    def stop(self) -> None:
        """Begin no other message; one under way goes on. May be called on any thread."""
        self._is_stopped = True

    def _send(self, message_id: str, channels: Channels) -> MessageReport | None:
        """Send one message if it still waits, and record what became of it."""
        message = None if self._is_stopped else self._look(message_id)
        if message is None:
            return None
        if message.state is MessageState.TRYING and message.channel is Channel.EMAIL:
            # Nobody else holds the lock, so whoever tried it is gone.
            return self._settle(message, Delivery(Outcome.UNCLEAR, _CUT_OFF))
        if message.state not in (MessageState.QUEUED, MessageState.TRYING):
            return None
        try:
            delivery = channels.deliver(message, before=lambda: self._begin(message))
        except _Withdrawn:
            return None
        except _Stopped:
            delivery = Delivery(Outcome.FAILED, _LEFT)
        if self._is_stopped and not self.is_sending:
            return None  # it was not even tried: it waits for the next time
        report = self._settle(message, delivery)
        self.is_sending = False
        return report

    def _begin(self, message: OutboxMessage) -> None:
        """Record that a try begins; the journal decides whether the user's undo came before it.

        Raises:
            _Withdrawn: If it did: nothing may be sent.
            _Stopped: If the program is being left.
        """
        if message.state is MessageState.TRYING:
            return
        self.is_sending = True
        self._ledger.record(MessageTried(message_id=message.message_id))
        self._landed()
        if self._is_stopped:
            raise _Stopped
        current = self._look(message.message_id)
        if self._is_stopped:
            raise _Stopped
        if current is None or current.state is not MessageState.TRYING:
            raise _Withdrawn

    def _settle(self, message: OutboxMessage, delivery: Delivery) -> MessageReport:
        """Record what became of a message."""
        self._ledger.record(
            MessageOutcome(
                message_id=message.message_id, outcome=delivery.outcome, detail=delivery.detail
            )
        )
        self._landed()
        return MessageReport(
            message.message_id, message.name, message.channel, delivery.outcome, delivery.detail
        )
