"""Who is who in an archive as LinkedIn writes it, by what `import` and `list` print."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_import import imported, listed
from tests.cli.test_plain_commands import run
from tests.support.archives import HEADERS, PREAMBLE, csv_bytes, put

RECEIVED, CONNECTIONS = "Endorsement_Received_Info.csv", "Connections.csv"
SITE = "https://www.linkedin.com/in/"
YESTERDAY = datetime.now(UTC) - timedelta(days=1)
LONG_AGO = "05 Mar 2016"
CLOSED = ["", "", "", "", "", "", LONG_AGO]
"""What is left in the connections of an account that was closed."""


def connection(first: str, last: str, slug: str) -> list[str]:
    return [first, last, SITE + slug, "", "Example", "Engineer", LONG_AGO]


def endorsement(skill: str, first: str, last: str, address: str, status: str) -> list[str]:
    return [f"{YESTERDAY:%Y/%m/%d %H:%M:%S} UTC", skill, first, last, address, status]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of people who are easily mistaken for each other, or for nobody."""
    connections = [
        connection("Zoë", "Quillfeather, PMP®", "zo%C3%AB-quillfeather"),
        connection("Luk", "Abara", "%c5%81uk-abara"),
        connection("Sam", "Twin", "sam-twin-1"),
        connection("Sam", "Twin", "sam-twin-2"),
        CLOSED,
        CLOSED,
    ]
    received = [
        endorsement(
            "Go", "Zoë", "Quillfeather, PMP®", "www.linkedin.com/in/zoë-quillfeather", "ACCEPTED"
        ),
        endorsement("Go", "Luk", "Abara", "www.linkedin.com/in/łuk-abara", "PENDING"),
        endorsement("Go", "Sam", "Twin", "", "ACCEPTED"),
        endorsement("Go", "One", "Member", "www.linkedin.com/in/ACoAAbCdEf", "REDACTED"),
        endorsement("SQL", "Other", "Member", "www.linkedin.com/in/ACoAAbcdef", ""),
        endorsement("Go", "", "", "www.linkedin.com/in/no-name", "ACCEPTED"),
    ]
    files = {
        CONNECTIONS: PREAMBLE.encode() + csv_bytes(HEADERS[CONNECTIONS].upper(), connections),
        RECEIVED: csv_bytes(HEADERS[RECEIVED].swapcase(), received),
    }
    return put(tmp_path / "archive", files)


def is_connected(row: dict[str, Any]) -> bool:
    """Tell whether a row's person was found among the connections."""
    return any("Connected since Mar 2016" in reason for reason in row["reasons"])


def test_people_are_joined_by_their_profiles_and_by_no_name_of_several(
    tmp_path: Path, archive: Path
) -> None:
    report = imported(tmp_path, str(archive))
    assert report["rows_refused"] == []
    assert report["rows_read"] == 12
    rows = {(row["person"], row["profile_url"]): row for row in listed(tmp_path, "open")}
    assert {who: is_connected(row) for who, row in rows.items()} == {
        ("Zoë Quillfeather, PMP®", f"{SITE}zo%C3%AB-quillfeather/"): True,
        ("Luk Abara", f"{SITE}%C5%82uk-abara/"): True,
        ("Sam Twin", None): False,
        ("One Member", f"{SITE}ACoAAbCdEf/"): False,
        ("Other Member", f"{SITE}ACoAAbcdef/"): False,
        ("no-name", f"{SITE}no-name/"): False,
    }


def test_a_decision_follows_the_person_through_imports(tmp_path: Path, archive: Path) -> None:
    first = imported(tmp_path, str(archive))
    assert run(tmp_path, "decide", f"{SITE}Zo%C3%AB-Quillfeather/", "skip").returncode == 0
    more = endorsement("Rust", "Zoë", "Q.", "www.linkedin.com/in/zoë-quillfeather", "ACCEPTED")
    newer = put(tmp_path / "newer", {RECEIVED: csv_bytes(HEADERS[RECEIVED], [more])})
    assert imported(tmp_path, str(newer))["new"] == 1
    (skipped,) = listed(tmp_path, "skipped")
    assert (skipped["skills"], len(listed(tmp_path, "open"))) == (["Go"], 6)
    assert run(tmp_path, "import", "--undo", first["id"]).returncode == 0
    assert [row["skills"] for row in listed(tmp_path, "open")] == [["Rust"]]
    assert imported(tmp_path, str(archive))["new"] > 0
    (skipped,) = listed(tmp_path, "skipped")
    assert skipped["skills"] == ["Go"], "what was decided counts again"
