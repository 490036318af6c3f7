"""The events: every fact and every decision, appended and never changed.

State is the fold of the events in the order of the journal. An event stands in the journal as a
`StoredEvent`, `{"at", "device", "payload": {"kind", …}}`, under its id.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import msgspec

from endorseback.model.inbox import Action, Decision
from endorseback.model.notification import Authenticity, Kind

Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Payload(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True, gc=False
):
    """What an event says."""


class MailSeen(Payload, tag="mail_seen", frozen=True, kw_only=True):
    """A mail was read; a later one about the same mail, by a better recogniser, replaces it."""

    mail: str
    """The mail's identity: see `MailRead.identity`."""
    kept: str | None = None
    account: str = ""
    folder: str = ""
    subject: str = ""
    sender: str = ""
    received_at: Moment | None = None
    """The Date field, else when the server received it; in UTC."""
    type: Kind
    language: str | None = None
    endorsements: tuple[tuple[str, str | None, str], ...] = ()
    """(name, slug, skill) each, as seen."""
    people: tuple[tuple[str, str | None], ...] = ()
    """(name, slug) each, as seen."""
    authenticity: Authenticity
    reasons: tuple[str, ...] = ()
    recogniser: int = 0
    """The version of the recogniser that read it."""


class Decided(Payload, tag="decided", frozen=True, kw_only=True):
    """The user decided about a person's open endorsements."""

    action: Action
    name: str
    slug: str | None = None
    covers: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    reason: str = ""
    text: str = ""
    until: date | None = None

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
        )


class HistoryMoved(Payload, tag="history_moved", frozen=True, kw_only=True):
    """Open endorsements received before a moment went to *Done: history*, late arrivals too."""

    before: Moment


class Dismissed(Payload, tag="dismissed", frozen=True, kw_only=True):
    """The user is done with a mail that needed a look, or that was suspicious."""

    mail: str


class Vouched(Payload, tag="vouched", frozen=True, kw_only=True):
    """The user says that a suspicious mail is genuine."""

    mail: str


class Undone(Payload, tag="undone", frozen=True, kw_only=True):
    """A decision, dismissal, vouching or move to history does not count any more."""

    event: str


AnyPayload = MailSeen | Decided | HistoryMoved | Dismissed | Vouched | Undone


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
    device: str
    payload: AnyPayload
