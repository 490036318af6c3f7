"""`decide`, `list` and `export` on a real ledger, as a script calls them."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_plain_commands import run
from tests.support.seen import seen

from endorseback.ledger.ledger import Ledger
from endorseback.model.notification import Authenticity, Kind

MAYA = ("Maya Okafor", "maya-okafor")
JONAS = ("Jonas Weber", "jonas-weber")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder whose ledger knows three people, two of them with the same name."""
    ledger = Ledger(tmp_path / "data" / "ledger.jsonl")
    ledger.record(
        seen((*MAYA, "Kubernetes"), (*MAYA, "Go"), mail="a@x"),
        seen((*JONAS, "Email marketing"), mail="b@x", hours=2),
        seen(("Maya Okafor", "maya-2", "R"), mail="c@x", hours=-30),
        seen((*JONAS, "Sales"), mail="d@x", kind=Kind.REVIEW, hours=3),
        seen(("Eve", None, "Trust"), mail="e@x", authenticity=Authenticity.FAILED),
    )
    ledger.close()
    return tmp_path


def rows(home: Path, state: str = "open") -> list[dict[str, Any]]:
    done = run(home, "list", "--state", state, "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def decide(home: Path, *words: str, code: int = 0) -> str:
    done = run(home, "decide", *words)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if code == 0 else done.stderr


def test_list_prints_every_key_of_every_row_newest_first(home: Path) -> None:
    first, second, third = rows(home)
    assert first == {
        "person": "Jonas Weber",
        "profile_url": "https://www.linkedin.com/in/jonas-weber/",
        "skills": first["skills"],
        "received_at": "2026-11-20T15:00:00Z",
        "state": "open",
        "assessment": "unclear",
        "reasons": first["reasons"],
        "authenticity": "verified",
    }
    assert set(first["skills"]) == {"Email marketing", "Sales"}
    assert (second["skills"], third["skills"]) == (["Kubernetes", "Go"], ["R"])


def test_list_all_holds_people_and_mails(home: Path) -> None:
    states = [row["state"] for row in rows(home, "all")]
    assert sorted(states) == ["look", "open", "open", "open", "suspicious"]
    (suspicious,) = rows(home, "suspicious")
    assert (suspicious["person"], suspicious["authenticity"]) == ("Eve", "failed")


def test_list_for_people_is_a_table(home: Path) -> None:
    done = run(home, "list", COLUMNS="120")
    assert "Maya Okafor" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    "person",
    [
        "maya-okafor",
        "Maya-Okafor",
        "https://www.linkedin.com/in/maya-okafor/",
        "https://de.linkedin.com/in/maya-okafor?trk=x",
        "www.linkedin.com/in/maya-okafor",
    ],
)
def test_reciprocate_settles_what_is_open(home: Path, person: str) -> None:
    decide(home, person, "reciprocate", "--skill", "SRE", "--skill", "Incident Response")
    assert [row["person"] for row in rows(home)] == ["Jonas Weber", "Maya Okafor"]
    (done,) = rows(home, "done")
    assert done["skills"] == ["Kubernetes", "Go"]
    assert done["state"] == "done"


def test_skip_message_and_snooze_have_their_states(home: Path) -> None:
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    decide(home, "Jonas Weber", "skip", "--reason", "never met")
    decide(home, "maya-okafor", "message", "--text", "Hello Maya,\nthank you.")
    decide(home, "maya-2", "snooze", "--until", tomorrow)
    assert rows(home) == []
    assert [row["person"] for row in rows(home, "skipped")] == ["Jonas Weber"]
    assert [row["person"] for row in rows(home, "done")] == ["Maya Okafor"]
    assert [row["skills"] for row in rows(home, "snoozed")] == [["R"]]


def test_undo_brings_back_and_ends_with_two_when_nothing_is_left(home: Path) -> None:
    before = rows(home)
    decide(home, "maya-okafor", "skip")
    assert decide(home, "maya-okafor", "undo") == "Took back: skipped Maya Okafor.\n"
    assert rows(home) == before
    assert "no decision" in decide(home, "maya-okafor", "undo", code=2)


def test_a_message_needs_nothing_open(home: Path) -> None:
    decide(home, "jonas-weber", "skip")
    decide(home, "jonas-weber", "message", "--text", "Long time no see")
    assert "Nothing of Jonas Weber is open" in decide(home, "jonas-weber", "skip", code=2)


def test_an_unknown_or_ambiguous_person_ends_with_two(home: Path) -> None:
    assert "Nobody here" in decide(home, "nobody", "skip", code=2)
    told = decide(home, "maya okafor", "skip", code=2)
    assert "in/maya-okafor/" in told
    assert "in/maya-2/" in told


@pytest.mark.parametrize(
    "words",
    [
        ("maya-2", "reciprocate"),
        ("maya-2", "reciprocate", "--skill", " "),
        ("maya-2", "reciprocate", "--skill", "x" * 201),
        ("maya-2", "snooze", "--until", "2020-01-01"),
        ("maya-2", "snooze", "--until", "yesterday"),
        ("maya-2", "snooze", "--until", "when pigs fly"),
        ("maya-2", "message", "--text", " \n"),
        ("maya-2", "praise"),
        ("maya-2",),
    ],
)
def test_wrong_use_ends_with_two_and_changes_nothing(home: Path, words: tuple[str, ...]) -> None:
    ledger = home / "data" / "ledger.jsonl"
    before = ledger.read_bytes()
    decide(home, *words, code=2)
    assert ledger.read_bytes() == before


def test_export_json_holds_endorsements_decisions_and_mails(home: Path) -> None:
    decide(home, "maya-okafor", "reciprocate", "--skill", "SRE")
    document = json.loads(run(home, "export", "--format", "json").stdout)
    assert len(document["endorsements"]) == 5
    (decision,) = document["decisions"]
    assert (decision["covers"], decision["given"]) == (["Kubernetes", "Go"], ["SRE"])
    assert {mail["state"] for mail in document["mails"]} == {"look", "suspicious"}


def test_export_csv_runs_no_formula(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "data" / "ledger.jsonl")
    ledger.record(seen(("=HYPERLINK(1)", "eve", '+1, "x"'), mail="a@x"))
    ledger.close()
    _, line = csv.reader(io.StringIO(run(tmp_path, "export", "--format", "csv").stdout))
    assert line[0] == "'=HYPERLINK(1)"
    assert line[2] == '\'+1, "x"'


def test_json_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "data" / "ledger.jsonl")
    ledger.record(seen(("Zoë 佐藤", "zoe", "日本語"), mail="a@x"))
    ledger.close()
    for variables in ({"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {}):
        done = run(tmp_path, "list", "--json", **variables)
        assert json.loads(done.stdout)["skills"] == ["日本語"]


def test_a_damaged_ledger_ends_with_three_and_repair_saves_the_rest(home: Path) -> None:
    ledger = home / "data" / "ledger.jsonl"
    decide(home, "maya-2", "skip")
    lines = ledger.read_bytes().splitlines(keepends=True)
    damaged = lines[-1].replace(b"maya-2", b"maya-3")
    ledger.write_bytes(b"".join([*lines[:-1], damaged, lines[-1]]))
    done = run(home, "list")
    assert done.returncode == 3
    assert "endorseback repair" in done.stderr
    assert run(home, "repair").returncode == 0
    assert len(rows(home)) == 2
    assert any(path.read_bytes().count(b"maya-3") for path in ledger.parent.iterdir())


def test_a_line_cut_off_by_a_crash_is_told_and_the_rest_is_there(home: Path) -> None:
    ledger = home / "data" / "ledger.jsonl"
    with ledger.open("ab") as file:
        file.write(b'["cut off in mid-wri')
    assert len(rows(home)) == 3
    done = run(home, "decide", "maya-2", "skip")
    assert done.returncode == 0
    assert "crash" in done.stderr
    assert len(rows(home)) == 2
