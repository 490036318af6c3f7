"""Every header that LinkedIn has written, with a row of its time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.support.archives import HEADERS, PREAMBLE, csv_bytes, put

from endorseback.archive import read_archive
from endorseback.model.archive_data import Archive, Connection, Correspondence
from endorseback.model.direction import Direction

AT = datetime(2021, 3, 5, 9, 7, 3, tzinfo=UTC)
SITE = "https://www.linkedin.com/in/"
PROFILE = {"Profile.csv": csv_bytes(HEADERS["Profile.csv"], [["Sam", "Exampleson", *[""] * 11]])}


def read(tmp_path: Path, **files: bytes) -> Archive:
    """Read an archive of these files, named without their endings, and the owner's profile."""
    named = {f"{name}.csv": data for name, data in files.items()}
    return read_archive(put(tmp_path / "export", {**PROFILE, **named}))


@pytest.mark.parametrize("preamble", ["", PREAMBLE], ids=["bare", "preamble"])
@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
            ["Zoë", "Lima", SITE + "zo%C3%AB-lima", "", "Widgets, Inc.", "SRE", "05 Mar 2024"],
            Connection("Zoë Lima", "zoë-lima", "Widgets, Inc.", "SRE", date(2024, 3, 5)),
        ),
        (
            "First Name,Last Name,Email Address,Company,Position,Connected On",
            ["Zoe", "Lima", "", "Widgets", "SRE", "05 Mar 2021"],
            Connection("Zoe Lima", None, "Widgets", "SRE", date(2021, 3, 5)),
        ),
        (
            "First Name,Last Name,Email Address,Company,Position,Connected On",
            ["Zoe", "Lima", "zoe@example.com", "Widgets", "SRE", "4/10/18, 7:05 AM"],
            Connection("Zoe Lima", None, "Widgets", "SRE", date(2018, 4, 10), "zoe@example.com"),
        ),
        (
            "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
            ["Zoë", "Lima", SITE + "zoe-lima", "", "Widgets GmbH", "SRE", "05 Mar 2024"],
            Connection("Zoë Lima", "zoe-lima", "Widgets GmbH", "SRE", date(2024, 3, 5)),
        ),
        (
            "connected on,POSITION,Last name,url,first NAME,Birthday",
            ["05 Mar 2024", "SRE", "Lima", SITE + "zoe-lima", "Zoe", "never read"],
            Connection("Zoe Lima", "zoe-lima", "", "SRE", date(2024, 3, 5)),
        ),
        ("Last Name,URL", ["Lima", SITE + "lima"], Connection("Lima", "lima")),
    ],
    ids=["2024", "2018-11", "2018", "german", "moved", "two columns"],
)
def test_connections(
    tmp_path: Path, preamble: str, header: str, row: list[str], expected: Connection
) -> None:
    archive = read(tmp_path, Connections=csv_bytes(header, [row], preamble=preamble))
    assert archive.connections == (expected,)
    assert archive.report.rows_refused == ()


@pytest.mark.parametrize(
    ("direction", "file", "who"),
    [
        (Direction.RECEIVED, "Endorsement_Received_Info", "Endorser"),
        (Direction.GIVEN, "Endorsement_Given_Info", "Endorsee"),
    ],
)
@pytest.mark.parametrize("with_url", [True, False], ids=["2024", "2021"])
def test_endorsements(
    tmp_path: Path, direction: Direction, file: str, who: str, with_url: bool
) -> None:
    url = f"{who} Public Url," if with_url else ""
    header = f"Endorsement Date,Skill Name,{who} First Name,{who} Last Name,{url}Endorsement Status"
    row = ["2021/03/05 09:07:03 UTC", "C++ (language) ", "Zoë", "Lima", "PENDING"]
    if with_url:
        row.insert(4, "www.linkedin.com/in/zoë-lima")
    archive = read(tmp_path, **{file: csv_bytes(header, [row])})
    (one,) = archive.endorsements
    assert (one.direction, one.name, one.skill) == (direction, "Zoë Lima", "C++ (language)")
    assert (one.slug, one.at, one.status) == ("zoë-lima" if with_url else None, AT, "PENDING")
    assert archive.has_received is (direction is Direction.RECEIVED)
    assert archive.has_given is (direction is Direction.GIVEN)


def test_an_endorsement_file_of_another_tool(tmp_path: Path) -> None:
    """Once seen: spaces in the file's name, UTF-16, tabs, quotes everywhere, a sixth column."""
    header = (
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorsement Status,"
        "Display Status"
    )
    row = ["2021/03/05 09:07:03 UTC", "Design", "Zoë", "Lima", "Redacted", "Show"]
    data = csv_bytes(header, [row], delimiter="\t", encoding="utf-16", newline="\r\n", quoting=1)
    archive = read(tmp_path, **{"Endorsement Received Info": data})
    (one,) = archive.endorsements
    assert (one.name, one.skill, one.at, one.status) == ("Zoë Lima", "Design", AT, "Redacted")


@pytest.mark.parametrize(
    ("columns", "ends"),
    [
        (",inviterProfileUrl,inviteeProfileUrl", [SITE + "zoë-lima", SITE + "sam-exampleson"]),
        (",inviterProfileUrn,inviteeProfileUrn", ["urn:li:member:1", "urn:li:member:2"]),
        ("", []),
    ],
    ids=["2024-03", "2024-01", "2018"],
)
def test_invitations(tmp_path: Path, columns: str, ends: list[str]) -> None:
    header = "From,To,Sent At,Message,Direction" + columns
    rows = [
        ["Zoë Lima", "Sam Exampleson", "7/4/25, 8:05 AM", "Hello", "INCOMING", *ends],
        ["Sam Exampleson", "Zoë Lima", "1/4/24, 11:05\u202fPM", "", "OUTGOING", *ends[::-1]],
    ]
    incoming, outgoing = read(tmp_path, Invitations=csv_bytes(header, rows)).invitations
    slug = "zoë-lima" if "Url" in columns else None
    assert (incoming.direction, incoming.name, incoming.slug) == (
        Direction.RECEIVED,
        "Zoë Lima",
        slug,
    )
    assert (outgoing.direction, outgoing.name, outgoing.slug) == (
        Direction.GIVEN,
        "Zoë Lima",
        slug,
    )
    assert incoming.at == datetime(2025, 7, 4, 15, 5, tzinfo=UTC)
    assert outgoing.at == datetime(2024, 1, 5, 7, 5, tzinfo=UTC)
    assert (incoming.has_note, outgoing.has_note) == (True, False)


LATE = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,"
MESSAGES = {
    "2026-03": LATE + "RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,"
    "IS MESSAGE DRAFT",
    "2025-12": LATE + "RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS",
    "2024-12": LATE + "RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,IS MESSAGE DRAFT,"
    "IS CONVERSATION DRAFT",
    "2024-03": LATE + "RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER",
    "2021-12": LATE + "DATE,SUBJECT,CONTENT,FOLDER",
    "2018-11": "From,To,Date,Subject,Content,Direction,Folder",
}


@pytest.mark.parametrize("era", MESSAGES)
def test_messages(tmp_path: Path, era: str) -> None:
    header = MESSAGES[era]
    old = era == "2018-11"
    zoe = {"from": "Zoë Lima", "sender profile url": SITE + "zoë-lima"}
    sam = {"from": "Sam Exampleson", "sender profile url": SITE + "sam-exampleson"}
    to_zoe = {"to": "Zoë Lima", "recipient profile urls": SITE + "zoë-lima"}
    to_sam = {"to": "Sam Exampleson", "recipient profile urls": SITE + "sam-exampleson"}
    common = {"conversation id": "2-QUJD==", "folder": "INBOX", "is message draft": "No"}
    first = {"date": "4/10/18, 7:05 PM" if old else "2018-04-10 19:05:00 UTC"}
    last = {"date": "5/11/19, 7:05 AM" if old else "2019-05-11 07:05:00 UTC"}
    cells = [
        zoe | to_sam | common | first | {"direction": "INCOMING"},
        sam | to_zoe | common | last | {"direction": "OUTGOING"},
    ]
    rows = [[cell.get(title.lower(), "") for title in header.split(",")] for cell in cells]
    name = "Messages" if old else "messages"
    archive = read(tmp_path, **{name: csv_bytes(header, rows)})
    assert archive.correspondence == (
        Correspondence(
            name="Zoë Lima",
            slug=None if old else "zoë-lima",
            sent=1,
            received=1,
            first=datetime(2018, 4, 10, 19, 5, tzinfo=UTC),
            last=datetime(2019, 5, 11, 7, 5, tzinfo=UTC),
            last_is_mine=True,
            last_sent=datetime(2019, 5, 11, 7, 5, tzinfo=UTC),
            last_received=datetime(2018, 4, 10, 19, 5, tzinfo=UTC),
            thread="" if old else "2-QUJD==",
        ),
    )


@pytest.mark.parametrize("middle", ["", "Contact Instructions,"], ids=["2022", "2018"])
def test_profile(tmp_path: Path, middle: str) -> None:
    header = f"First Name,Last Name,Maiden Name,Address,Birth Date,{middle}Headline,Summary"
    row = ["Sam", "Exampleson", "", "", "Mar 5", *([""] if middle else []), "Headline", "Long"]
    archive = read_archive(put(tmp_path, {"Profile.csv": csv_bytes(header, [row])}))
    assert (archive.owner.name, archive.owner.headline) == ("Sam Exampleson", "Headline")
