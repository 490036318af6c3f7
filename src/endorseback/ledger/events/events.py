"""The events: every fact and every decision, appended and never changed.

State is the fold of the events in the order of the journal. An event stands in the journal as a
`StoredEvent`, `{"at", "device", "payload": {"kind", …}}`, under its id.
"""

from __future__ import annotations

from datetime import date

import msgspec

from endorseback.ledger.events.archive_events import ArchivePayload
from endorseback.ledger.events.base import Moment, Payload, PersonAct
from endorseback.ledger.events.outreach_events import OutreachPayload
from endorseback.model.decisions import Decision, DecisionKind
from endorseback.model.notification import Authenticity, Kind


class MailSeen(Payload, tag="mail_seen", frozen=True, kw_only=True):
    """A mail was read; a later one about the same mail, by a better recogniser, replaces it."""

    mail: str
    """The mail's identity: see `MailRead.identity`."""
    kept: str | None = None
    """The key of the mail as it was kept whole, or None."""
    account: str = ""
    """The source it was read from."""
    folder: str = ""
    """The folder of that source."""
    subject: str = ""
    """Cleaned."""
    sender: str = ""
    """The From field as displayed, cleaned."""
    received_at: Moment | None = None
    """The Date field, else when the server received it; in UTC."""
    type: Kind
    """What the recogniser takes it for; `kind` is the event's own."""
    language: str | None = None
    """An ISO 639-1 code, or None where it is not known."""
    endorsements: tuple[tuple[str, str | None, str], ...] = ()
    """(name, slug, skill) each, as seen."""
    people: tuple[tuple[str, str | None], ...] = ()
    """(name, slug) each, as seen."""
    authenticity: Authenticity
    """What the reader's own mail host says of the sender."""
    reasons: tuple[str, ...] = ()
    """The evidence, in words a user understands."""
    recogniser: int = 0
    """The version of the recogniser that read it."""


class Decided(PersonAct, tag="decided", frozen=True, kw_only=True):
    """The user decided about a person's open endorsements."""

    action: DecisionKind
    """What they did."""
    covers: tuple[str, ...] = ()
    """The skills of the endorsements that it settles; none where the user wrote first."""
    given: tuple[str, ...] = ()
    """The skills endorsed back."""
    reason: str = ""
    """Why, in the user's words."""
    text: str = ""
    """The message sent; with `RECIPROCATED`, the words that went along."""
    until: date | None = None
    """The local day on which what is snoozed comes back."""
    note: str = ""
    """A remark for the user alone."""
    message: str = ""
    """The Message-ID of the e-mail that was queued with it; an undo withdraws what is not sent."""

    @classmethod
    def of(cls, decision: Decision) -> Decided:
        """Return the event that records a decision."""
        return cls(
            action=decision.action,
            name=decision.name,
            slug=decision.slug,
            covers=decision.covers,
            given=decision.given,
            reason=decision.reason,
            text=decision.text,
            until=decision.until,
            note=decision.note,
            message=decision.message,
        )

    @property
    def decision(self) -> Decision:
        """The decision that this records."""
        return Decision(
            action=self.action,
            name=self.name,
            slug=self.slug,
            covers=self.covers,
            given=self.given,
            reason=self.reason,
            text=self.text,
            until=self.until,
            note=self.note,
            message=self.message,
        )


class HistoryMoved(Payload, tag="history_moved", frozen=True, kw_only=True):
    """Open endorsements received before a moment went to *Done: history*, late arrivals too."""

    before: Moment
    """Received earlier is history; what has no time is history too."""


class Dismissed(Payload, tag="dismissed", frozen=True, kw_only=True):
    """The user is done with a mail that needed a look, or that was suspicious."""

    mail: str
    """Its identity."""


class MarkedGenuine(Payload, tag="vouched", frozen=True, kw_only=True):
    """The user says that a suspicious mail is genuine."""

    mail: str
    """Its identity."""


class ReadingFixed(Payload, tag="taught", frozen=True, kw_only=True):
    """The user says what a mail tells; their word stands above every reading of it."""

    mail: str
    """Its identity."""
    endorsements: tuple[tuple[str, str | None, str], ...] = ()
    """(name, slug, skill) each; none where the mail is no endorsement at all."""


class Undone(Payload, tag="undone", frozen=True, kw_only=True):
    """A decision, dismissal, vouching, teaching or move to history does not count any more."""

    event: str
    """Its id."""


AnyPayload = (
    MailSeen
    | Decided
    | HistoryMoved
    | Dismissed
    | MarkedGenuine
    | ReadingFixed
    | Undone
    | OutreachPayload
    | ArchivePayload
)


class StoredEvent(msgspec.Struct, frozen=True, gc=False):
    """An event as the journal holds it: under its id, which stands outside."""

    at: Moment
    """When it was recorded, in UTC."""
    device: str
    """The machine that recorded it."""
    payload: AnyPayload
    """What it says."""


class Event(msgspec.Struct, frozen=True, gc=False):
    """A payload with its place in the world."""

    id: str
    """Unique across machines, and in the order of time on one."""
    at: Moment
    """When it was recorded, in UTC."""
    device: str
    """The machine that recorded it."""
    payload: AnyPayload
    """What it says."""
