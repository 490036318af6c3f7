"""What the lists show: rows of people with endorsements, and rows of mails."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from endorseback.model.interactions import Step, Wait
from endorseback.model.notification import Authenticity, Kind
from endorseback.model.person_key import profile_url


class State(StrEnum):
    """The lists a row can stand in; the words are those of `list --state`."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    SNOOZED = "snoozed"
    WAITING = "waiting"
    LOOK = "look"
    SUSPICIOUS = "suspicious"


class Assessment(StrEnum):
    """How an endorsement looks, before the user judges it."""

    SINCERE = "sincere"
    UNCLEAR = "unclear"
    GRATUITOUS = "gratuitous"


class DecisionKind(StrEnum):
    """What a person can decide about somebody's endorsements."""

    RECIPROCATED = "reciprocated"
    SKIPPED = "skipped"
    MESSAGED = "messaged"
    SNOOZED = "snoozed"


class Decision(NamedTuple):
    """What the user decided about one person, as it is recorded."""

    action: DecisionKind
    name: str
    slug: str | None
    covers: tuple[str, ...] = ()
    """The skills of the open endorsements that this settles."""
    given: tuple[str, ...] = ()
    """The skills endorsed back, for `RECIPROCATED`."""
    reason: str = ""
    text: str = ""
    """The message sent, for `MESSAGED`; for `RECIPROCATED`, the words that went along."""
    until: date | None = None
    """The local day on which the row comes back, for `SNOOZED`."""
    note: str = ""
    """A remark for the user alone."""
    message: str = ""
    """The Message-ID of the e-mail that was queued with it."""


class Row(NamedTuple):
    """One person in one list: all their endorsements that stand in this state."""

    person: str
    """The person's key: see `model.people.person_key`."""
    name: str
    slug: str | None
    skills: tuple[str, ...]
    received_at: datetime | None
    """When the newest of them came, in UTC; None where no mail tells."""
    state: State
    authenticity: Authenticity
    """The best that any of the mails behind them has; without a mail, an archive is LinkedIn's."""
    mails: tuple[str, ...]
    """Identities of the mails behind them, newest first."""
    decision: Decision | None = None
    """What settled them, for rows that are not open."""
    decided_at: datetime | None = None
    history: bool = False
    """Settled by moving old endorsements out of the way, not one by one."""
    returning: Step | None = None
    """How far endorsing them back came, where it is under way."""
    wait: Wait | None = None
    """What the user started and since when, for `WAITING`."""
    assessment: Assessment = Assessment.UNCLEAR
    reasons: tuple[str, ...] = ()

    @property
    def profile_url(self) -> str | None:
        """The address of their profile, or None if no slug is known."""
        return profile_url(self.slug)


class MailRow(NamedTuple):
    """One mail in *Needs a look* or *Suspicious*."""

    mail: str
    kept: str | None
    """The key of the kept mail, where it was kept."""
    subject: str
    sender: str
    received_at: datetime | None
    state: State
    kind: Kind
    authenticity: Authenticity
    name: str | None
    """The person, where the mail names exactly one."""
    slug: str | None
    skills: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def profile_url(self) -> str | None:
        """The address of their profile, or None if no slug is known."""
        return profile_url(self.slug)
