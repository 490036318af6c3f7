"""What the lists show: rows of people with endorsements, and rows of emails."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from endorseback.model.decisions import Decision, DecisionKind
from endorseback.model.interactions import Step, Wait
from endorseback.model.notification import Authenticity, Kind
from endorseback.model.person_key import profile_url

if TYPE_CHECKING:
    from endorseback.model.person_card import PersonCard


class State(StrEnum):
    """The lists that a row can be in; the words are those of `list --state`."""

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


class Row(NamedTuple):
    """One person in one list, with all their endorsements in that state."""

    person: str
    """The person's key: see `model.person_key`."""
    name: str
    slug: str | None
    skills: tuple[str, ...]
    received_at: datetime | None
    """When the newest of them arrived, in UTC; None if no email or archive says."""
    state: State
    authenticity: Authenticity
    """The best of the emails behind them; an archive alone counts as LinkedIn's word."""
    mails: tuple[str, ...]
    """Identities of the emails behind them, newest first."""
    decision: Decision | None = None
    """What settled them, for rows that are not open."""
    decided_at: datetime | None = None
    history: bool = False
    """Whether moving old endorsements out of the way settled them."""
    returning: Step | None = None
    """How far endorsing them back has come, if it is under way."""
    wait: Wait | None = None
    """What the user started and since when, for `WAITING`."""
    assessment: Assessment = Assessment.UNCLEAR
    reasons: tuple[str, ...] = ()

    @property
    def profile_url(self) -> str | None:
        """The address of their profile, or None if no slug is known."""
        return profile_url(self.slug)


class MailRow(NamedTuple):
    """One email in *Needs review* or *Suspicious*."""

    mail: str
    kept: str | None
    """The key of the saved email, if it was saved."""
    subject: str
    sender: str
    received_at: datetime | None
    state: State
    kind: Kind
    authenticity: Authenticity
    name: str | None
    """The person, if the email names exactly one."""
    slug: str | None
    skills: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def profile_url(self) -> str | None:
        """The address of that person's profile, or None if no slug is known."""
        return profile_url(self.slug)


def decide(
    about: Row | PersonCard,
    action: DecisionKind,
    *,
    given: tuple[str, ...] = (),
    reason: str = "",
    text: str = "",
    until: date | None = None,
    note: str = "",
    message: str = "",
) -> Decision:
    """Return a decision about a person; it settles the skills of a row, and none of a card."""
    covers = about.skills if isinstance(about, Row) else ()
    return Decision(
        action, about.name, about.slug, covers, given, reason, text, until, note, message
    )
