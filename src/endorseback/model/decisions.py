"""What the user can decide about a person, and why they may skip somebody."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class DecisionKind(StrEnum):
    """What the user can do about a person's endorsements."""

    RECIPROCATED = "reciprocated"
    SKIPPED = "skipped"
    MESSAGED = "messaged"
    SNOOZED = "snoozed"


class SkipReason(StrEnum):
    """A common reason for skipping; any other can be recorded in the user's own words."""

    GRATUITOUS = "gratuitous"
    CANNOT_JUDGE = "cannot judge that skill"
    UNKNOWN = "do not know them"
    FISHING = "fishing for endorse-backs"
    IRRELEVANT = "irrelevant skill"


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
    """The message sent, for `MESSAGED`; the accompanying message, for `RECIPROCATED`."""
    until: date | None = None
    """The local day on which the row comes back, for `SNOOZED`."""
    note: str = ""
    """A remark for the user alone."""
    message: str = ""
    """The Message-ID of the email that was queued with it."""
