"""What LinkedIn's own archive holds of people: plain values, as its readers return them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

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
    """Only where the person lets connections export it."""
    is_absent: bool = False
    """An older archive listed them, and the newest one does not."""


@dataclass(frozen=True, slots=True)
class ListedEndorsement:
    """One row of the received or the given endorsements."""

    direction: Direction
    name: str
    """The other person's."""
    slug: str | None
    skill: str
    at: datetime | None
    """In UTC."""
    status: str = ""
    """`ACCEPTED`, `PENDING`, or whatever else stands there."""


@dataclass(frozen=True, slots=True)
class ListedRecommendation:
    """One recommendation, received or given; its row has no profile address."""

    direction: Direction
    name: str
    """The other person's."""
    company: str = ""
    title: str = ""
    text: str = ""
    at: datetime | None = None
    """In UTC, as far as the archive tells its zone."""
    status: str = ""
    """`VISIBLE`, `HIDDEN`, `PENDING`; always empty for what was given."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month, or a year where the month is not given."""

    year: int
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """One of the user's own positions."""

    company: str
    title: str
    started: Month | None = None
    finished: Month | None = None
    """None while it lasts."""


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
    """The id of the newest conversation between just the two, as its address has it."""

    @property
    def count(self) -> int:
        """How many messages there are, both ways."""
        return self.sent + self.received


@dataclass(frozen=True, slots=True)
class Invitation:
    """How a person and the user came to be connected."""

    direction: Direction
    name: str
    slug: str | None
    at: datetime | None = None
    has_note: bool = False


@dataclass(frozen=True, slots=True)
class Owner:
    """The user, as their own archive shows them."""

    name: str = ""
    slug: str | None = None
    headline: str = ""
    skills: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that could not be used."""

    file: str
    line: int
    """The line on which the row begins, counted from 1."""
    reason: str


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What was read of an archive, and what was not."""

    files_used: tuple[str, ...] = ()
    files_skipped: tuple[str, ...] = ()
    """Files of the archive of which nothing is taken: all but a few are never opened."""
    files_missing: tuple[str, ...] = ()
    """Files that would have been read, had they been there."""
    rows_read: int = 0
    """All of them, whatever became of them."""
    rows_passed_over: int = 0
    """Rows in order that are about nobody: closed accounts, drafts, adverts."""
    rows_refused: tuple[RefusedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Archive:
    """All that is taken from one archive."""

    owner: Owner
    connections: tuple[Connection, ...] = ()
    endorsements: tuple[ListedEndorsement, ...] = ()
    recommendations: tuple[ListedRecommendation, ...] = ()
    correspondence: tuple[Correspondence, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    exported_at: datetime | None = None
    """When LinkedIn made it, as its file name or its newest row tells; in UTC."""
    has_received: bool = False
    """Whether it holds the file of received endorsements: only then is a missing row telling."""
    has_given: bool = False
    """Whether it holds the file of given endorsements."""
    report: ReadReport = ReadReport()
