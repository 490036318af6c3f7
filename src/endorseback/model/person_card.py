"""All that is known of one person, from mails, the archive and the user's own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from endorseback.model.archive_data import Connection, Correspondence, Invitation, Month
from endorseback.model.decisions import Decision
from endorseback.model.direction import Direction
from endorseback.model.interactions import Reciprocation, SkipRule, Wait
from endorseback.model.list_rows import State
from endorseback.model.notification import Authenticity
from endorseback.model.person_key import profile_url


class Origin(StrEnum):
    """Where an endorsement or a recommendation is known from."""

    MAIL = "mail"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class ReceivedSkill:
    """One endorsement that the person gave the user."""

    skill: str
    """As displayed."""
    at: datetime | None
    """When it came, in UTC: the earliest time that is known."""
    state: State
    origins: tuple[Origin, ...] = (Origin.MAIL,)
    status: str = ""
    """As the newest archive that lists it says: `ACCEPTED`, `PENDING`, …"""
    is_absent: bool = False
    """An archive listed it, and the newest one does not."""


class Confirmation(StrEnum):
    """What the archive says of an endorsement that the user gave."""

    RECORDED = "recorded"
    """The user said so; no archive can tell yet."""
    CONFIRMED = "confirmed"
    """The archive lists it."""
    NOT_FOUND = "not found"
    """An archive made over 30 days later does not list it."""


@dataclass(frozen=True, slots=True)
class GivenSkill:
    """One endorsement that the user gave the person."""

    skill: str
    at: datetime | None
    confirmation: Confirmation = Confirmation.RECORDED
    status: str = ""
    """As the newest archive that lists it says; `PENDING`: the person never took the skill up."""
    is_absent: bool = False
    """An archive listed it, and the newest one does not."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation between the user and the person, or a request for one."""

    direction: Direction
    at: datetime | None
    is_request: bool = False
    """The person asks the user for one."""
    text: str = ""
    company: str = ""
    title: str = ""
    status: str = ""
    origins: tuple[Origin, ...] = (Origin.MAIL,)
    is_absent: bool = False
    """An archive listed it, and the newest one does not."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """A company at which the user worked and where the person's connection says they work."""

    company: str
    """As the user's own position names it."""
    started: Month | None = None
    finished: Month | None = None
    """Of the user's time there; None while it lasts."""


@dataclass(frozen=True, slots=True)
class PersonCard:
    """All that is known of one person; what the archive's reference tells may still be missing."""

    person: str
    """The person's key."""
    name: str
    slug: str | None
    authenticity: Authenticity | None
    keys: tuple[str, ...] = ()
    """The keys of all slugs and names that were found to be this person."""
    received: tuple[ReceivedSkill, ...] = ()
    """Newest first."""
    given: tuple[GivenSkill, ...] = ()
    """Newest first."""
    decisions: tuple[tuple[datetime, Decision], ...] = ()
    """What the user decided about them, newest first; undone ones left out."""
    recommendations: tuple[Recommendation, ...] = ()
    """Newest first."""
    mails: tuple[str, ...] = ()
    """Identities, newest first."""
    note: str = ""
    tags: tuple[str, ...] = ()
    known_skills: tuple[str, ...] = ()
    """Skills of their profile that the user pasted, in the profile's order."""
    returning: Reciprocation | None = None
    rule: SkipRule | None = None
    waits: tuple[Wait, ...] = ()
    """Newest first."""
    connection: Connection | None = None
    """From the archive's reference, as are the next three."""
    overlaps: tuple[Overlap, ...] = ()
    correspondence: Correspondence | None = None
    invitation: Invitation | None = None

    @property
    def profile_url(self) -> str | None:
        """The address of their profile, or None if no slug is known."""
        return profile_url(self.slug)
