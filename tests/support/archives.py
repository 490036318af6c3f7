"""Archives as LinkedIn makes them, of invented people: as a zip or as a folder.

`make_archive` writes today's form from the values that reading must give back; `csv_bytes` and
`put` write anything else.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile
from zoneinfo import ZoneInfo

from endorseback.model.archive_data import (
    Connection,
    Invitation,
    ListedEndorsement,
    ListedRecommendation,
    Month,
    Owner,
    Position,
)
from endorseback.model.direction import Direction

HEADERS = {
    "Profile.csv": "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,"
    "Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers",
    "Skills.csv": "Name",
    "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On",
    "Connections.csv": "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    "Endorsement_Received_Info.csv": "Endorsement Date,Skill Name,Endorser First Name,"
    "Endorser Last Name,Endorser Public Url,Endorsement Status",
    "Endorsement_Given_Info.csv": "Endorsement Date,Skill Name,Endorsee First Name,"
    "Endorsee Last Name,Endorsee Public Url,Endorsement Status",
    "Recommendations_Received.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,"
    "Status",
    "Recommendations_Given.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
    "Invitations.csv": "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
    "messages.csv": "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,"
    "RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT",
}
"""The files that are read, each with its present header."""

PREAMBLE = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses '
    'are missing, because, as a setting, members decide.  You can learn more here"\n\n'
)
"""What LinkedIn puts before the header of the connections."""

SAM = Owner(
    name="Sam Exampleson",
    slug="sam-exampleson",
    headline="Invented headline",
    skills=("Python (Programming Language)", "Technical Writing"),
    positions=(
        Position("Example Widgets", "Staff Engineer", Month(2020, 3)),
        Position("Northwind Example", "Engineer", Month(2016), Month(2020, 2)),
    ),
)
"""An owner, with positions in both forms of dates."""

_SITE = "https://www.linkedin.com/in/"
_PACIFIC = ZoneInfo("America/Los_Angeles")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True)
class Message:
    """One message between the owner and a person."""

    name: str
    slug: str
    at: datetime
    mine: bool = False
    conversation: str = "2-QUJD=="
    text: str = "Invented text"


def make_archive(
    path: Path,
    *,
    owner: Owner = SAM,
    connections: Iterable[Connection] = (),
    endorsements: Iterable[ListedEndorsement] = (),
    recommendations: Iterable[ListedRecommendation] = (),
    invitations: Iterable[Invitation] = (),
    messages: Iterable[Message] = (),
    empty: Iterable[str] = (),
    extra: Mapping[str, bytes] | None = None,
) -> Path:
    """Write an archive, a zip where the path ends in `.zip`, and return its path.

    A file without rows is left out, as LinkedIn does, unless `empty` names it; `extra` are further
    files as they are.
    """
    rows = {
        "Profile.csv": [profile_row(owner)],
        "Skills.csv": [[skill] for skill in owner.skills],
        "Positions.csv": [position_row(one) for one in owner.positions],
        "Connections.csv": [connection_row(one) for one in connections],
        **_both_ways("Endorsement_{}_Info.csv", endorsements, endorsement_row),
        **_both_ways("Recommendations_{}.csv", recommendations, recommendation_row),
        "Invitations.csv": [invitation_row(one, owner) for one in invitations],
        "messages.csv": [message_row(one, owner) for one in messages],
    }
    files = {
        name: csv_bytes(
            HEADERS[name], lines, preamble=PREAMBLE if name == "Connections.csv" else ""
        )
        for name, lines in rows.items()
        if lines or name in empty
    }
    return put(path, {**files, **(extra or {})})


def put(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a new zip where the path ends in `.zip`, else into a folder."""
    if path.suffix == ".zip":
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return path
    for name, data in files.items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return path


def csv_bytes(
    header: str,
    rows: Iterable[Sequence[str]],
    *,
    preamble: str = "",
    delimiter: str = ",",
    newline: str = "\n",
    encoding: str = "utf-8",
    quoting: int = csv.QUOTE_MINIMAL,
) -> bytes:
    """Return a CSV file: a header, as a line with commas, and rows, in any dialect and encoding."""
    text = io.StringIO()
    writer = csv.writer(  # type: ignore[call-overload]
        text, delimiter=delimiter, lineterminator=newline, quoting=quoting
    )
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return (preamble.replace("\n", newline) + text.getvalue()).encode(encoding)


def profile_row(owner: Owner) -> list[str]:
    """Return the row of the owner's profile."""
    return [*_names(owner.name), "", "", "", owner.headline, *[""] * 7]


def position_row(position: Position) -> list[str]:
    """Return the row of one of the owner's positions."""
    months = (position.started, position.finished)
    return [position.company, position.title, "", "", *map(_month, months)]


def connection_row(one: Connection) -> list[str]:
    """Return the row of a connection, its address percent-encoded."""
    url = _SITE + quote(one.slug, safe="") if one.slug else ""
    since = _day(one.connected_on) if one.connected_on else ""
    return [*_names(one.name), url, one.email, one.company, one.position, since]


def endorsement_row(one: ListedEndorsement) -> list[str]:
    """Return the row of an endorsement, its address without a scheme and not encoded."""
    when = one.at.astimezone(UTC).strftime("%Y/%m/%d %H:%M:%S UTC") if one.at else ""
    url = f"www.linkedin.com/in/{one.slug}" if one.slug else ""
    return [when, one.skill, *_names(one.name), url, one.status or "ACCEPTED"]


def recommendation_row(one: ListedRecommendation) -> list[str]:
    """Return the row of a recommendation."""
    when = one.at.astimezone(UTC).strftime("%m/%d/%y, %I:%M %p") if one.at else ""
    return [*_names(one.name), one.company, one.title, one.text, when, one.status]


def invitation_row(one: Invitation, owner: Owner = SAM) -> list[str]:
    """Return the row of an invitation, its time by the clocks of California."""
    theirs, mine = (one.name, _raw(one.slug)), (owner.name, _raw(owner.slug))
    incoming = one.direction is Direction.RECEIVED
    (inviter, inviter_url), (invitee, invitee_url) = (theirs, mine) if incoming else (mine, theirs)
    when = _clock(one.at.astimezone(_PACIFIC)) if one.at else ""
    note = "Hello, invented note" if one.has_note else ""
    way = "INCOMING" if incoming else "OUTGOING"
    return [inviter, invitee, when, note, way, inviter_url, invitee_url]


def message_row(one: Message, owner: Owner = SAM) -> list[str]:
    """Return the row of a message."""
    theirs, mine = [one.name, _raw(one.slug)], [owner.name, _raw(owner.slug)]
    ends = mine + theirs if one.mine else theirs + mine
    when = one.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    return [one.conversation, "", *ends, when, "", one.text, "INBOX", "", "No"]


def _both_ways(pattern, values, row_of):  # type: ignore[no-untyped-def]
    """Return the rows of the two files for what goes both ways."""
    known = list(values)
    return {
        pattern.format(direction.value.capitalize()): [
            row_of(one) for one in known if one.direction is direction
        ]
        for direction in Direction
    }


def _names(name: str) -> list[str]:
    """Return a name as first and last."""
    first, _, last = name.partition(" ")
    return [first, last]


def _raw(slug: str | None) -> str:
    return _SITE + slug if slug else ""


def _day(day: date) -> str:
    return f"{day.day:02} {_MONTHS[day.month - 1]} {day.year}"


def _month(month: Month | None) -> str:
    if month is None:
        return ""
    return f"{_MONTHS[month.month - 1]} {month.year}" if month.month else str(month.year)


def _clock(at: datetime) -> str:
    """Return a time as invitations have it, nothing padded but the minutes."""
    half = "AM" if at.hour < 12 else "PM"
    return f"{at.month}/{at.day}/{at.year % 100:02}, {at.hour % 12 or 12}:{at.minute:02} {half}"
