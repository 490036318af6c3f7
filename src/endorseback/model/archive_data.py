"""What LinkedIn's own archive says about people: plain values, as its readers return them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from endorseback.model.direction import Direction


@dataclass(frozen=True, slots=True)
class Connection:
    """One first-degree connection."""

    name: str
    """First and last name as exported, cleaned."""
    slug: str | None
    """Decoded; None in archives from before the URL column."""
    company: str = ""
    position: str = ""
    connected_on: date | None = None
    """A UTC date."""
    email: str = ""
    """Only if the person lets connections export it."""
    is_absent: bool = False
    """Whether an older archive lists them and the newest one does not."""


class ListedEndorsement(NamedTuple):
    """One row of the received or the given endorsements; the journal holds it as an array."""

    direction: Direction
    name: str
    """The other person's, as displayed."""
    slug: str | None
    """Decoded; None in archives from before the URL column."""
    skill: str
    """As displayed."""
    at: datetime | None = None
    """In UTC."""
    status: str = ""
    """`ACCEPTED`, `PENDING`, or whatever else the file says."""


class ListedRecommendation(NamedTuple):
    """One recommendation; its row has no profile URL. The journal holds it as an array."""

    direction: Direction
    name: str
    """The other person's, as displayed."""
    company: str = ""
    title: str = ""
    text: str = ""
    at: datetime | None = None
    """In UTC, as far as the archive gives its zone."""
    status: str = ""
    """`VISIBLE`, `HIDDEN`, `PENDING`; always empty for given ones."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month, or a year if the month is not given."""

    year: int
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """One of the user's own positions."""

    company: str
    title: str
    started: Month | None = None
    finished: Month | None = None
    """None for a current position."""


@dataclass(frozen=True, slots=True)
class Correspondence:
    """The messages between the user and one person; their texts are not kept."""

    name: str
    slug: str | None
    sent: int = 0
    """Written by the user."""
    received: int = 0
    """Written by the person."""
    first: datetime | None = None
    last: datetime | None = None
    last_is_mine: bool = False
    """Whether the user wrote the last one."""
    last_sent: datetime | None = None
    last_received: datetime | None = None
    thread: str = ""
    """The id of the newest conversation between just the two, as in its URL."""

    @property
    def count(self) -> int:
        """How many messages there are, both ways."""
        return self.sent + self.received


@dataclass(frozen=True, slots=True)
class Invitation:
    """The invitation by which a person and the user became connected."""

    direction: Direction
    name: str
    slug: str | None
    at: datetime | None = None
    has_note: bool = False


@dataclass(frozen=True, slots=True)
class Owner:
    """The user, according to their own archive."""

    name: str = ""
    slug: str | None = None
    headline: str = ""
    skills: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that could not be used, and why."""

    file: str
    line: int
    """The line on which the row begins, counted from 1."""
    reason: str


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What was read from an archive, and what was not."""

    files_used: tuple[str, ...] = ()
    files_skipped: tuple[str, ...] = ()
    """Files from which nothing is taken; all but a few are never opened."""
    files_missing: tuple[str, ...] = ()
    """Files that would have been read but are missing."""
    rows_read: int = 0
    """All rows, used or not."""
    rows_passed_over: int = 0
    """Valid rows about nobody: closed accounts, drafts, adverts."""
    rows_refused: tuple[RefusedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything that is taken from one archive."""

    owner: Owner
    connections: tuple[Connection, ...] = ()
    endorsements: tuple[ListedEndorsement, ...] = ()
    recommendations: tuple[ListedRecommendation, ...] = ()
    correspondence: tuple[Correspondence, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    exported_at: datetime | None = None
    """When LinkedIn made it, by its file name or its newest row; in UTC."""
    has_received: bool = False
    """Whether it has the file of received endorsements; else a missing row means nothing."""
    has_given: bool = False
    """Whether it has the file of given endorsements."""
    report: ReadReport = ReadReport()
