"""`endorseback phrases`: own wordings as a script, or somebody who shares them, meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.support.framed import card, framed, person

from endorseback.mail.mail_store import MailStore
from endorseback.mail.phrases.phrase_files import add_phrase, phrase_toml
from endorseback.mail.phrases.user_phrases import UserPhrase
from endorseback.paths import Paths
from endorseback.services.locks import alone

WORDING = UserPhrase("{person} zingled plonky for {skill}", language="en")
OTHER = UserPhrase("{person} says that your {skill} dazzles")


@dataclass
class Place:
    """An installation in a folder of its own."""

    folder: Path

    @property
    def phrases(self) -> Path:
        """Where its phrases are."""
        return self.folder / "phrases"

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run the program there."""
        return subprocess.run(
            [sys.executable, "-m", "endorseback", *map(str, words)],
            env=os.environ
            | {
                "ENDORSEBACK_CONFIG": str(self.folder / "config.toml"),
                "ENDORSEBACK_DATA_DIR": str(self.folder / "data"),
            },
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )

    def keep(self, number: int, wording: str) -> bytes:
        """Keep a mail of some wording, as a fetch does, and return it."""
        name = person(f"Ada Quill {number}", f"ada-{number}")
        raw = framed(card(f"{name} {wording} <b>Rust</b>"), template="", subject=f"News {number}")
        raw = raw.replace(b"<77.1301.", f"<{number}.".encode())
        MailStore(self.folder / "data" / "mail").put("main", raw)
        return raw


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_list_without_any_says_so_and_creates_nothing(place: Place) -> None:
    done = place.run("phrases", "list")
    assert (done.returncode, done.stderr) == (0, "")
    assert "no phrases" in done.stdout
    assert place.run("phrases", "list", "--json").stdout == ""
    assert list(place.folder.iterdir()) == []


def test_list_numbers_all_and_tells_what_is_broken(place: Place) -> None:
    add_phrase(place.phrases, WORDING)
    (place.phrases / "shared.toml").write_text(phrase_toml(OTHER) + "\n[[phrase]]\nsays = 1\n")
    done = place.run("phrases", "list", "--json")
    assert done.returncode == 0
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == {
        "number": 1,
        "pattern": WORDING.pattern,
        "says": "endorsement",
        "language": "en",
        "learned_from": None,
        "added": None,
        "file": "learned.toml",
    }
    assert (second["number"], second["file"]) == (2, "shared.toml")
    assert "shared.toml: line 5: says must be one of" in done.stderr
    assert WORDING.pattern in place.run("phrases", "list").stdout


def test_test_shows_what_would_change_and_writes_nothing(place: Place) -> None:
    place.keep(1, "zingled plonky for")
    place.keep(2, "endorsed you for")
    shared = place.folder / "shared.toml"
    shared.write_text(phrase_toml(WORDING) + phrase_toml(OTHER))
    before = sorted(place.folder.rglob("*"))
    done = place.run("phrases", "test", "--json", shared)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "mail": "1.1762244411001@lor1-app5120.prod.linkedin.com",
        "subject": "News 1",
        "before": "no endorsement",
        "after": "endorsement (Ada Quill 1: Rust)",
    }
    told = place.run("phrases", "test", shared).stdout
    assert "2 phrases are right; 1 kept mail would be read differently." in told
    assert sorted(place.folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[phrase]\n", "no valid TOML"),
        (phrase_toml(UserPhrase("{person}")), "line 1: the pattern is too general"),
        (None, "is no file that can be read"),
    ],
)
def test_a_broken_file_is_told_and_ends_with_two(place: Place, text: str | None, said: str) -> None:
    shared = place.folder / "shared.toml"
    if text is not None:
        shared.write_text(text)
    done = place.run("phrases", "test", shared)
    assert done.returncode == 2
    assert f"{shared}: " in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("word", ["1", WORDING.pattern])
def test_remove_forgets_by_number_or_pattern(place: Place, word: str) -> None:
    add_phrase(place.phrases, WORDING)
    add_phrase(place.phrases, OTHER)
    done = place.run("phrases", "remove", word)
    assert done.returncode == 0, done.stderr
    left = place.run("phrases", "list", "--json").stdout.splitlines()
    assert [json.loads(line)["pattern"] for line in left] == [OTHER.pattern]


@pytest.mark.parametrize("word", ["0", "3", "-1", "nothing like it", "²"])
def test_remove_of_none_ends_with_two(place: Place, word: str) -> None:
    add_phrase(place.phrases, WORDING)
    done = place.run("phrases", "remove", "--", word)
    assert done.returncode == 2
    assert "There is no phrase" in done.stderr


def test_a_shared_file_is_never_changed(place: Place) -> None:
    place.phrases.mkdir()
    shared = place.phrases / "shared.toml"
    shared.write_text(phrase_toml(WORDING))
    done = place.run("phrases", "remove", "1")
    assert done.returncode == 2
    assert str(shared) in done.stderr
    assert shared.read_text() == phrase_toml(WORDING)


def test_parse_and_reparse_read_by_own_wordings(place: Place) -> None:
    raw = place.keep(1, "zingled plonky for")
    (place.folder / "mail.eml").write_bytes(raw)
    assert "changed" in place.run("reparse").stdout
    assert place.run("list", "--json").stdout == ""
    add_phrase(place.phrases, WORDING)
    (place.phrases / "broken.toml").write_text("[")
    parsed = place.run("parse", "--json", place.folder / "mail.eml")
    assert json.loads(parsed.stdout)["kind"] == "endorsement"
    done = place.run("reparse", "--jobs", "1")
    assert done.returncode == 0
    assert "Read 1 kept mails again; 1 of them changed." in done.stdout
    for told in (parsed, done):
        assert "broken.toml: no valid TOML" in told.stderr
    assert json.loads(place.run("list", "--json").stdout)["person"] == "Ada Quill 1"
    assert json.loads((place.folder / "data" / "reparsed.json").read_bytes())["recogniser"] > 0


def test_reparse_never_runs_beside_a_fetch(place: Place) -> None:
    place.keep(1, "endorsed you for")
    with alone(Paths(place.folder / "config.toml", place.folder / "data")):
        done = place.run("reparse")
    assert done.returncode == 1
    assert "Another fetch is under way" in done.stderr
    assert not (place.folder / "data" / "ledger.jsonl").exists()
