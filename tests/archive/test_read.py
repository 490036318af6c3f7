"""What is written into an archive is what reading it gives back, in whatever shape it comes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.support.archives import SAM, Message, make_archive

from endorseback.archive import read_archive
from endorseback.model.archive_data import (
    Archive,
    Connection,
    Correspondence,
    Invitation,
    ListedEndorsement,
    ListedRecommendation,
)
from endorseback.model.direction import Direction

ZOE = "zoë-quillfeather-00a1b2c3"
NAME = "Zoë Quillfeather, PMP®"
OPAQUE = "ACoAAB1cD2eF"

CONNECTIONS = (
    Connection(NAME, ZOE, "Example Widgets, Inc.", "Staff Engineer", date(2024, 3, 5)),
    Connection(
        "Jonas Weber", OPAQUE, "Northwind Example", "", date(2011, 12, 31), "jw@example.com"
    ),
    Connection("Ana Lima", "ana-lima-例", "", "", None),
)
ENDORSEMENTS = (
    ListedEndorsement(
        Direction.RECEIVED,
        NAME,
        ZOE,
        "Cascading Style Sheets (CSS), advanced",
        datetime(2024, 3, 5, 9, 7, 3, tzinfo=UTC),
        "ACCEPTED",
    ),
    ListedEndorsement(
        Direction.RECEIVED,
        NAME,
        ZOE,
        "Ledarskap",
        datetime(2024, 3, 5, 9, 7, 3, tzinfo=UTC),
        "REDACTED",
    ),
    ListedEndorsement(
        Direction.GIVEN,
        "Jonas Weber",
        OPAQUE,
        "Email Marketing",
        datetime(2016, 11, 21, 18, 40, 9, tzinfo=UTC),
        "PENDING",
    ),
)
RECOMMENDATIONS = (
    ListedRecommendation(
        Direction.RECEIVED,
        "Jonas Weber",
        "Northwind Example",
        "Manager",
        'Invented text, with a "quoted" word.',
        datetime(2025, 9, 18, 17, 25, tzinfo=UTC),
        "VISIBLE",
    ),
    ListedRecommendation(
        Direction.GIVEN, NAME, "", "", "Invented", datetime(2020, 1, 27, 7, 55, tzinfo=UTC), ""
    ),
)
INVITATIONS = (
    Invitation(Direction.RECEIVED, NAME, ZOE, datetime(2025, 7, 4, 15, 5, tzinfo=UTC), True),
    Invitation(Direction.GIVEN, "Ana Lima", "ana-lima-例", datetime(2026, 1, 9, 8, 0, tzinfo=UTC)),
)
MESSAGES = (
    Message(NAME, ZOE, datetime(2025, 3, 5, 9, 7, 3, tzinfo=UTC), True, "2-NEW=="),
    Message(NAME, ZOE, datetime(2025, 3, 4, 9, 0, 0, tzinfo=UTC), False, "2-NEW=="),
    Message(NAME, ZOE, datetime(2019, 3, 4, 9, 0, 0, tzinfo=UTC), False, "2-OLD=="),
    Message("Jonas Weber", OPAQUE, datetime(2020, 1, 1, tzinfo=UTC), False, "2-JW=="),
)


@pytest.fixture(params=["Complete_LinkedInDataExport_11-20-2026.zip", "unpacked_11-20-2026"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Archive:
    path = make_archive(
        tmp_path / request.param,
        connections=CONNECTIONS,
        endorsements=ENDORSEMENTS,
        recommendations=RECOMMENDATIONS,
        invitations=INVITATIONS,
        messages=MESSAGES,
        extra={"Logins.csv": b"never read", "Jobs/Saved Jobs.csv": b"nor this"},
    )
    return read_archive(path)


def test_all_that_was_written_is_read(archive: Archive) -> None:
    assert archive.owner == SAM
    assert archive.connections == CONNECTIONS
    assert archive.endorsements == ENDORSEMENTS
    assert archive.recommendations == RECOMMENDATIONS
    assert archive.invitations == INVITATIONS
    assert archive.correspondence == (
        Correspondence(
            name=NAME,
            slug=ZOE,
            sent=1,
            received=2,
            first=MESSAGES[2].at,
            last=MESSAGES[0].at,
            last_is_mine=True,
            last_sent=MESSAGES[0].at,
            last_received=MESSAGES[1].at,
            thread="2-NEW==",
        ),
        Correspondence(
            name="Jonas Weber",
            slug=OPAQUE,
            received=1,
            first=MESSAGES[3].at,
            last=MESSAGES[3].at,
            last_received=MESSAGES[3].at,
            thread="2-JW==",
        ),
    )


def test_the_report_tells_of_every_file(archive: Archive) -> None:
    report = archive.report
    assert report.files_used == (
        "Profile.csv",
        "Skills.csv",
        "Positions.csv",
        "Connections.csv",
        "Endorsement_Received_Info.csv",
        "Endorsement_Given_Info.csv",
        "Recommendations_Received.csv",
        "Recommendations_Given.csv",
        "Invitations.csv",
        "messages.csv",
    )
    assert report.files_skipped == ("Jobs/Saved Jobs.csv", "Logins.csv")
    assert report.files_missing == ()
    assert report.rows_read == 1 + 2 + 2 + 3 + 3 + 2 + 2 + 4
    assert (report.rows_refused, report.rows_passed_over) == ((), 0)
    assert archive.has_received
    assert archive.has_given
    assert archive.exported_at == datetime(2026, 11, 20, tzinfo=UTC)
