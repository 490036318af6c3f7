"""`endorseback import` on real archives, as a script calls it."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_plain_commands import run
from tests.support.archives import HEADERS, csv_bytes, make_archive
from tests.support.imported import MAYA, connection

from endorseback.model.archive_data import ListedEndorsement
from endorseback.model.direction import Direction

KEYS = ["id", "files_used", "files_skipped", "files_missing", "rows_read", "rows_refused", "new"]


def endorsed(skill: str, days: float) -> ListedEndorsement:
    at = datetime.now(UTC).replace(microsecond=0) - timedelta(days=days)
    return ListedEndorsement(Direction.RECEIVED, *MAYA, skill, at, "ACCEPTED")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    bad = csv_bytes(
        HEADERS["Endorsement_Given_Info.csv"],
        [["2026/01/02 03:04:05 UTC", "", "Ana", "Lima", "www.linkedin.com/in/ana-lima", ""]],
    )
    return make_archive(
        tmp_path / "Basic_LinkedInDataExport_11-20-2026.zip",
        connections=[connection(MAYA)],
        endorsements=[endorsed("Go", 3), endorsed("SQL", 400)],
        extra={"Endorsement_Given_Info.csv": bad, "Logins.csv": b"never,opened\n"},
    )


def imported(home: Path, *words: str) -> dict[str, Any]:
    done = run(home, "import", *words, "--json")
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def listed(home: Path, state: str) -> list[dict[str, Any]]:
    done = run(home, "list", "--state", state, "--json")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_key_is_there_and_refused_rows_are_told(tmp_path: Path, archive: Path) -> None:
    report = imported(tmp_path, str(archive))
    assert list(report) == KEYS
    assert report["files_used"] == [
        "Profile.csv",
        "Skills.csv",
        "Positions.csv",
        "Connections.csv",
        "Endorsement_Received_Info.csv",
        "Endorsement_Given_Info.csv",
    ]
    assert report["files_skipped"] == ["Logins.csv"]
    assert "messages.csv" in report["files_missing"]
    (refused,) = report["rows_refused"]
    assert (refused["file"], refused["line"]) == ("Endorsement_Given_Info.csv", 2)
    assert "skill" in refused["reason"]
    assert report["new"] == 3
    assert report["rows_read"] >= 4


def test_the_second_time_nothing_is_new_and_the_id_is_the_first_ones(
    tmp_path: Path, archive: Path
) -> None:
    first, second = imported(tmp_path, str(archive)), imported(tmp_path, str(archive))
    assert second == first | {"new": 0}


def test_what_it_brings_is_listed(tmp_path: Path, archive: Path) -> None:
    imported(tmp_path, str(archive))
    (open_,) = listed(tmp_path, "open")
    assert (open_["person"], open_["skills"], open_["authenticity"]) == (
        "Maya Okafor",
        ["Go"],
        "verified",
    )
    assert [row["skills"] for row in listed(tmp_path, "done")] == [["SQL"]]


def test_what_is_older_than_90_days_is_history(tmp_path: Path) -> None:
    name = tmp_path / "Basic_LinkedInDataExport_11-20-2026.zip"
    imported(
        tmp_path, str(make_archive(name, endorsements=[endorsed("Go", 89), endorsed("SQL", 91)]))
    )
    assert [row["skills"] for row in listed(tmp_path, "open")] == [["Go"]]
    assert [row["skills"] for row in listed(tmp_path, "done")] == [["SQL"]]


def test_history_may_begin_on_another_day(tmp_path: Path, archive: Path) -> None:
    day = date.today() - timedelta(days=500)
    imported(tmp_path, str(archive), "--history-before", day.isoformat())
    assert [row["skills"] for row in listed(tmp_path, "open")] == [["Go", "SQL"]]
    again = run(tmp_path, "import", str(archive), "--history-before", "2020-01-01")
    assert "stays as it is" in again.stderr


def test_an_import_is_taken_back_as_a_whole(tmp_path: Path, archive: Path) -> None:
    report = imported(tmp_path, str(archive))
    done = run(tmp_path, "import", "--undo", report["id"])
    assert done.returncode == 0
    assert done.stdout.startswith("Took back Basic_LinkedInDataExport_11-20-2026.zip")
    assert listed(tmp_path, "all") == []
    again = run(tmp_path, "import", "--undo", report["id"], "--json")
    assert again.returncode == 2
    assert "taken back before" in again.stderr


def test_a_person_reads_what_was_found(tmp_path: Path, archive: Path) -> None:
    done = run(tmp_path, "import", str(archive))
    assert done.returncode == 0
    assert "2 new for you, 0 new by you" in done.stdout
    assert "Endorsement_Given_Info.csv, line 2:" in done.stdout
    assert "endorseback import --undo" in done.stdout
    assert "nothing changed" in run(tmp_path, "import", str(archive)).stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Name an archive"),
        (["{archive}", "--undo", "x"], "Name an archive"),
        (["--undo", "x", "--history-before", "2026-01-01"], "goes with an archive"),
        (["{archive}", "--history-before", "yesterday"], "does not match the format"),
        (["--undo", "x"], "no import x"),
        (["{folder}/nowhere.zip"], "no file or folder"),
        (["~nobody-at-all/x.zip"], "no file or folder"),
        (["{folder}/text.zip"], "zip"),
        (["{folder}/empty"], "LinkedIn"),
    ],
)
def test_what_is_not_usable_is_told_in_a_sentence(
    tmp_path: Path, archive: Path, words: list[str], told: str
) -> None:
    (tmp_path / "text.zip").write_text("no zip at all")
    (tmp_path / "empty").mkdir()
    filled = [word.format(archive=archive, folder=tmp_path) for word in words]
    done = run(tmp_path, "import", *filled, "--json")
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert listed(tmp_path, "all") == []
