"""What a mail can be, and how sure its sender is."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a mail is to us."""

    ENDORSEMENT = "endorsement"
    RECOMMENDATION_RECEIVED = "recommendation_received"
    RECOMMENDATION_REQUEST = "recommendation_request"
    REVIEW = "review"
    """An endorsement whose person or skill cannot be had completely: it needs a look."""
    OTHER = "other"


class Authenticity(StrEnum):
    """What the reader's own mail host, or our own DKIM check, says of the sender."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    FAILED = "failed"
