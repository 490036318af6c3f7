"""The events of what the user carries through: steps, waits, rules, messages, and filed mails."""

from __future__ import annotations

from endorseback.ledger.events.base import Payload, PersonAct
from endorseback.model.interactions import Step
from endorseback.model.mailbox_changes import ChangedCopy
from endorseback.model.outgoing_message import Channel, Outcome


class ReciprocationMoved(PersonAct, tag="return_moved", frozen=True, kw_only=True):
    """Endorsing somebody back came a step further, or was dropped; a decision ends it too.

    It is no decision: `u` passes over it.
    """

    step: Step | None = None
    """How far it came; None where it was dropped."""
    skills: tuple[str, ...] = ()
    """The skills picked."""


class WaitClosed(PersonAct, tag="wait_closed", frozen=True, kw_only=True):
    """The user does not wait for a person's answer any more."""

    note: str = ""
    """A line of reflection: why did no answer come?"""


class RuleSet(PersonAct, tag="rule_set", frozen=True, kw_only=True):
    """A person's endorsements are skipped by themselves, until new evidence comes.

    New evidence is a recommendation that comes later, or the user's own later endorsing or writing;
    the fold sees these. More messages in a later archive are evidence too: whoever reads the
    archive compares them with `messages`, and records `RuleEnded`.
    """

    reason: str = ""
    """Why, in the user's words or those of `model.reasons`."""
    messages: int = 0
    """How many messages with them the archive told of then."""


class RuleEnded(PersonAct, tag="rule_lifted", frozen=True, kw_only=True):
    """A person's later endorsements come to the inbox again; what was skipped by the rule stays."""

    reason: str = ""
    """The new evidence, or empty where the user lifted it by hand."""


class MessageQueued(Payload, tag="message_queued", frozen=True, kw_only=True):
    """The user had this very text sent, by an explicit key.

    The decision that goes with it names it, so that undoing the one withdraws the other.
    """

    name: str
    """The person whom it is for, as displayed then."""
    slug: str | None = None
    """The slug of their profile, decoded, where it was known."""

    message_id: str
    """The Message-ID field, with the angle brackets; fixed before the first try."""
    channel: Channel
    """How it leaves."""
    account: str
    """The name of the account that it leaves by."""
    to: str
    """The address it goes to."""
    subject: str = ""
    """One line, cleaned."""
    text: str
    """The plain text."""


class MessageTried(Payload, tag="message_tried", frozen=True, kw_only=True):
    """A try to send a message begins: recorded before the first byte of it leaves."""

    message_id: str
    """Which."""


class MessageOutcome(Payload, tag="message_outcome", frozen=True, kw_only=True):
    """What became of a message, or what the user wants to become of it."""

    message_id: str
    """Which."""
    outcome: Outcome
    """What."""
    detail: str = ""
    """What the server, or the program, said; cleaned."""


class WriteBackStarted(Payload, tag="filing_started", frozen=True, kw_only=True):
    """The notifications of an account are filed in its mailbox from here on, as they are decided.

    What was decided before stays as it is in the mailbox.
    """

    account: str
    """Its name."""


class WriteBackStopped(Payload, tag="filing_stopped", frozen=True, kw_only=True):
    """The notifications of an account are not filed any more; what was filed stays so."""

    account: str
    """Its name."""


class MailWrittenBack(Payload, tag="filed", frozen=True, kw_only=True):
    """A mail was changed in the mailbox, or changed back: what was due is done."""

    mail: str
    """The mail's identity."""
    account: str
    """The name of the account."""
    settled: bool
    """True where it was filed as done with, False where that was taken back."""
    copies: tuple[ChangedCopy, ...] = ()
    """What was changed; none where the mail was found nowhere any more."""
    detail: str = ""
    """What could not be done and why, in a sentence; empty where all was."""
    is_begun: bool = False
    """It is only about to be done: the state before is recorded first, and the same event without
    this mark follows. So a program that was cut off in between can finish it, and undo it."""


OutreachPayload = (
    ReciprocationMoved
    | WaitClosed
    | RuleSet
    | RuleEnded
    | MessageQueued
    | MessageTried
    | MessageOutcome
    | WriteBackStarted
    | WriteBackStopped
    | MailWrittenBack
)
"""Every event of this kind."""
