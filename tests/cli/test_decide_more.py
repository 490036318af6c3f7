"""`decide` beyond the first answer: starting, waiting, rules, notes, and what comes back undone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_decide import MAYA, decide, rows
from tests.cli.test_plain_commands import run
from tests.support.archives import make_archive
from tests.support.seen import seen

from endorseback.ledger.ledger import Ledger
from endorseback.model.archive_data import Connection
from endorseback.model.person_card import PersonCard
from endorseback.paths import Paths
from endorseback.services.archive_import.importer import import_archive


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder whose ledger knows two people."""
    with Ledger(tmp_path / "data" / "ledger.jsonl") as ledger:
        ledger.record(
            seen((*MAYA, "Kubernetes"), (*MAYA, "Go"), mail="a@x"),
            seen(("Ana Lima", "ana", "SQL"), mail="b@x", hours=2),
        )
    return tmp_path


def came(home: Path, *pairs: tuple[str, str | None, str], mail: str) -> None:
    """Let another mail come, an hour from now."""
    with Ledger(home / "data" / "ledger.jsonl") as ledger:
        ledger.record(seen(*pairs, mail=mail, hours=24 * 365 * 50))


def card(home: Path) -> PersonCard:
    with Ledger(home / "data" / "ledger.jsonl") as ledger:
        found = ledger.model.card("in:maya-okafor")
    assert found
    return found


def told(home: Path, *words: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(decide(home, *words, "--json"))
    return answer


def test_json_tells_what_was_done_with_every_key(home: Path) -> None:
    assert told(home, "maya-okafor", "reciprocate", "--skill", "SRE", "--note", "at last") == {
        "person": "Maya Okafor",
        "profile_url": "https://www.linkedin.com/in/maya-okafor/",
        "action": "reciprocated",
        "skills": ["Kubernetes", "Go"],
        "given": ["SRE"],
        "reason": None,
        "until": None,
        "note": "at last",
        "rule": False,
        "message_id": None,
        "outcome": None,
    }
    keys = set(told(home, "maya-okafor", "undo"))
    assert keys == set(told(home, "ana", "skip", "--reason", "fishing for endorse-backs"))


def test_endorsing_first_needs_the_flag_and_waits(home: Path) -> None:
    decide(home, "maya-okafor", "skip")
    words = ("maya-okafor", "reciprocate", "--skill", "SRE")
    assert "Nothing of Maya Okafor is open" in decide(home, *words, code=2)
    decide(home, *words, "--first", "--text", "Hello Maya")
    (waiting,) = rows(home, "waiting")
    assert (waiting["person"], waiting["skills"], waiting["state"]) == (
        "Maya Okafor",
        [],
        "waiting",
    )
    table = run(home, "list", "--state", "waiting", COLUMNS="120").stdout
    assert "SRE" in table
    assert f"{date.today()}" in table
    (wait,) = card(home).waits
    assert (wait.skills, wait.messaged) == (("SRE",), True)
    came(home, (*MAYA, "Terraform"), mail="c@x")
    assert rows(home, "waiting") == []
    assert card(home).waits[0].answered_at


def test_a_wait_is_closed_with_a_note_once(home: Path) -> None:
    decide(home, "maya-okafor", "skip")
    decide(home, "maya-okafor", "message", "--text", "Hello")
    answer = told(home, "maya-okafor", "close", "--note", "we lost sight of each other")
    assert (answer["action"], answer["note"]) == ("closed", "we lost sight of each other")
    assert rows(home, "waiting") == []
    assert "waits for an answer" in decide(home, "maya-okafor", "close", code=2)
    decide(home, "maya-okafor", "undo")
    assert len(rows(home, "waiting")) == 1


def test_a_skip_without_a_reason_takes_what_weighs_most_against_it(home: Path) -> None:
    many = [("Eve Morrow", "eve", skill) for skill in ("Go", "SQL", "R", "C", "Ada", "Lua")]
    came(home, *many, mail="d@x")
    assert decide(home, "eve", "skip") == "Skipped Eve Morrow: 6 skills within a minute.\n"
    assert told(home, "ana", "skip")["reason"] is None
    decide(home, "eve", "undo")
    assert told(home, "eve", "skip", "--reason", "never met")["reason"] == "never met"


def test_a_rule_skips_what_comes_until_it_is_lifted(home: Path) -> None:
    answer = told(home, "maya-okafor", "skip", "--always", "--reason", "do not know them")
    assert (answer["rule"], answer["skills"]) == (True, ["Kubernetes", "Go"])
    came(home, (*MAYA, "Terraform"), mail="c@x")
    assert [row["person"] for row in rows(home)] == ["Ana Lima"]
    (rule,) = map(json.loads, run(home, "rules", "--json").stdout.splitlines())
    assert (rule["person"], rule["reason"]) == ("Maya Okafor", "do not know them")
    assert "Maya Okafor: do not know them" in run(home, "rules").stdout
    decide(home, "maya-okafor", "lift")
    assert run(home, "rules").stdout == "There is no rule.\n"
    assert run(home, "rules", "--json").stdout == ""
    assert "No rule skips" in decide(home, "maya-okafor", "lift", code=2)


def test_a_rule_can_be_set_with_nothing_open_and_be_undone(home: Path) -> None:
    decide(home, "maya-okafor", "reciprocate", "--skill", "SRE")
    decide(home, "maya-okafor", "skip", "--always")
    assert card(home).rule
    assert "The rule about Maya Okafor is gone." in decide(home, "maya-okafor", "undo")
    assert card(home).rule is None
    assert [row["person"] for row in rows(home, "done")] == ["Maya Okafor"]


def test_undo_goes_back_act_by_act(home: Path) -> None:
    decide(home, "maya-okafor", "skip")
    decide(home, "maya-okafor", "note", "--text", "met in Oslo")
    decide(home, "maya-okafor", "tag", "--add", "friend")
    known = card(home)
    assert (known.note, known.tags) == ("met in Oslo", ("friend",))
    for _ in range(2):
        decide(home, "maya-okafor", "undo")
    known = card(home)
    assert (known.note, known.tags) == ("", ())
    decide(home, "maya-okafor", "undo")
    assert len(rows(home)) == 2
    assert "to undo" in decide(home, "maya-okafor", "undo", code=2)


def test_tags_are_taken_off_and_none_is_no_use(home: Path) -> None:
    decide(home, "ana", "tag", "--add", "met", "--add", "client")
    decide(home, "ana", "tag", "--remove", "met")
    with Ledger(home / "data" / "ledger.jsonl") as ledger:
        known = ledger.model.card("in:ana")
    assert known
    assert known.tags == ("client",)
    assert "No tag is given" in decide(home, "ana", "tag", code=2)
    assert "1 to 200" in decide(home, "ana", "tag", "--add", " ", code=2)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("decide ana skip --reason f", ["plain,fishing for endorse-backs"]),
        ("decide ana message --template thanks-", ["plain,thanks-returned"]),
        ("decide maya", ["plain,maya-okafor"]),
    ],
)
def test_the_shell_completes_what_is_known(home: Path, typed: str, offered: list[str]) -> None:
    words = f"endorseback {typed}"
    done = subprocess.run(
        [Path(sys.executable).with_name("endorseback")],
        env=os.environ
        | {
            "ENDORSEBACK_CONFIG": str(home / "config.toml"),
            "ENDORSEBACK_DATA_DIR": str(home / "data"),
            "_ENDORSEBACK_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(words.count(" ")),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines() == offered


def test_export_tells_what_was_started_and_said(home: Path) -> None:
    decide(home, "maya-okafor", "reciprocate", "--skill", "SRE", "--note", "long overdue")
    decide(home, "maya-okafor", "message", "--text", "Shall we meet?")
    decide(home, "maya-okafor", "close", "--note", "she moved")
    decide(home, "ana", "skip", "--always", "--reason", "do not know them")
    decide(home, "ana", "tag", "--add", "met")
    document = json.loads(run(home, "export", "--format", "json").stdout)
    (given,) = document["given"]
    assert (given["person"], given["skill"], given["confirmation"]) == (
        "Maya Okafor",
        "SRE",
        "recorded",
    )
    assert "long overdue" in [decision["note"] for decision in document["decisions"]]
    people = {known["person"]: known for known in document["people"]}
    assert people["Ana Lima"]["rule"]["reason"] == "do not know them"
    assert (people["Ana Lima"]["tags"], people["Ana Lima"]["waits"]) == (["met"], [])
    (wait,) = people["Maya Okafor"]["waits"]
    assert (wait["messaged"], wait["note"], wait["answered_at"]) == (True, "she moved", None)


def test_snoozing_understands_words(home: Path) -> None:
    answer = told(home, "ana", "snooze", "--until", "2w")
    assert answer["until"] == (date.today() + timedelta(days=14)).isoformat()
    assert "tomorrow" in decide(home, "maya-okafor", "snooze", "--until", "yesterday", code=2)


def test_somebody_whom_only_the_archive_lists_is_endorsed_first(home: Path) -> None:
    connection = Connection("Jonas Weber", "jonas-weber", company="Example Widgets")
    archive = make_archive(home / "archive.zip", connections=[connection])
    import_archive(Paths(home / "config.toml", home / "data"), archive)
    decide(home, "jonas-weber", "tag", "--add", "friend")
    decide(home, "Jonas Weber", "reciprocate", "--skill", "SQL", "--first")
    assert [row["person"] for row in rows(home, "waiting")] == ["Jonas Weber"]
    assert "Nobody here" in decide(home, "jonas-weber-2", "tag", "--add", "friend", code=2)


def test_a_template_writes_the_message(home: Path) -> None:
    decide(home, "maya-okafor", "message", "--template", "thanks")
    _, decision = card(home).decisions[0]
    assert "Maya" in decision.text
    assert "Kubernetes" in decision.text
    wrong = decide(home, "ana", "message", "--template", "ode", code=2)
    assert "no template 'ode'" in wrong
    assert "thanks-returned" in wrong


def test_a_template_that_is_wrong_is_told_with_its_line(home: Path) -> None:
    (home / "templates").mkdir()
    (home / "templates" / "mine.j2").write_text("Hello\n{{ nickname }}\n")
    wrong = decide(home, "ana", "message", "--template", "mine", code=2)
    assert "line 2" in wrong
    assert "nickname" in wrong
    assert len(rows(home)) == 2, "nothing was recorded"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--text", "a", "--template", "thanks"), "--text, or a --template"),
        ((), "--text, or a --template"),
        (("--text", "a", "--to", "maya@example.org"), "Give --send"),
        (("--text", "a", "--send"), "is sent by yourself"),
        (("--send", "--channel", "email"), "nothing to send"),
        (("--text", "a", "--send", "--channel", "email"), "No account sends e-mail"),
    ],
)
def test_options_that_do_not_go_together(home: Path, words: tuple[str, ...], sentence: str) -> None:
    before = (home / "data" / "ledger.jsonl").read_bytes()
    assert sentence in decide(home, "ana", "message", *words, code=2)
    assert (home / "data" / "ledger.jsonl").read_bytes() == before
