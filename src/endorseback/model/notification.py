"""What the recogniser says about one email, and how sure its sender is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from endorseback.model.person_key import profile_url


class Kind(StrEnum):
    """What an email is to us."""

    ENDORSEMENT = "endorsement"
    RECOMMENDATION_RECEIVED = "recommendation_received"
    RECOMMENDATION_REQUEST = "recommendation_request"
    REVIEW = "review"
    """An endorsement whose people or skills cannot be read completely."""
    OTHER = "other"


class Authenticity(StrEnum):
    """What the reader's mail host, or our own DKIM check, says about the sender."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """A person as one email shows them."""

    name: str
    """As displayed."""
    slug: str | None
    """Decoded; None if no link gives it."""

    @property
    def profile_url(self) -> str | None:
        """The address of their profile, or None if no slug is known."""
        return profile_url(self.slug)


@dataclass(frozen=True, slots=True)
class EndorsementSeen:
    """One (person, skill) pair as one email shows it."""

    name: str
    slug: str | None
    skill: str

    @property
    def profile_url(self) -> str | None:
        """The address of their profile, or None if no slug is known."""
        return profile_url(self.slug)


@dataclass(frozen=True, slots=True)
class Notification:
    """One recognised email: its kind, its language, its content and the evidence."""

    kind: Kind
    language: str | None
    endorsements: tuple[EndorsementSeen, ...]
    people: tuple[PersonSeen, ...]
    """Who recommends or asks, for the two recommendation kinds; else empty."""
    authenticity: Authenticity
    reasons: tuple[str, ...]
    """The evidence for and against, in words a user understands."""


@dataclass(frozen=True, slots=True)
class MailRead:
    """One email, read in full: what identifies it, and the notification in it."""

    identity: str
    """The Message-ID without its angle brackets, else `sha256:` and the hash of its bytes."""
    subject: str
    sender: str
    """The From field as displayed, cleaned; empty if there is none."""
    sent_at: datetime | None
    """The Date field in UTC, or None if it is missing or invalid."""
    notification: Notification
