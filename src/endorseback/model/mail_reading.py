"""What the recogniser says of one mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from endorseback.model.notification import Authenticity, Kind
from endorseback.model.person_key import profile_url


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """A person as one mail shows them: the name as displayed, the profile where a link gives it."""

    name: str
    slug: str | None
    """Decoded; None if no link gives it."""

    @property
    def profile_url(self) -> str | None:
        """The address of their profile, or None if no slug is known."""
        return profile_url(self.slug)


@dataclass(frozen=True, slots=True)
class EndorsementSeen:
    """One (person, skill) pair as one mail shows it."""

    name: str
    slug: str | None
    skill: str

    @property
    def profile_url(self) -> str | None:
        """The address of their profile, or None if no slug is known."""
        return profile_url(self.slug)


@dataclass(frozen=True, slots=True)
class Notification:
    """One mail, recognised: its kind, its language, what it says, and why we think so."""

    kind: Kind
    language: str | None
    endorsements: tuple[EndorsementSeen, ...]
    people: tuple[PersonSeen, ...]
    """The recommender or the one who asks, for the two recommendation kinds; else empty."""
    authenticity: Authenticity
    reasons: tuple[str, ...]
    """The evidence for and against, in words a user understands."""


@dataclass(frozen=True, slots=True)
class MailRead:
    """One mail, read whole: what identifies it, and the notification in it."""

    identity: str
    """The Message-ID without its angle brackets, else `sha256:` and the hash of its bytes."""
    subject: str
    sender: str
    """The From field as displayed, cleaned; empty where there is none."""
    sent_at: datetime | None
    """The Date field in UTC, or None where it is missing or no date."""
    notification: Notification
