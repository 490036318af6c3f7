"""A ledger that holds every kind of event, written once and kept, still shows the same lists.

`every-kind.jsonl` is never made anew: what it holds is what users have on their disks.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.support.corpus import CORPUS
from tests.support.ledgers import NOW

from endorseback.cli.group import group
from endorseback.cli.row_output import MAIL_STATES, PERSON_STATES, row_json
from endorseback.ledger.ledger import Ledger
from endorseback.model.clock import json_time

FOLDER = CORPUS / "ledgers"


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder with a copy of the kept ledger."""
    shutil.copyfile(FOLDER / "every-kind.jsonl", tmp_path / "ledger.jsonl")
    return tmp_path


def lists(data_dir: Path) -> dict[str, Any]:
    """Return what the commands print of a ledger, and what no command prints."""
    with Ledger(data_dir / "ledger.jsonl") as ledger:
        model = ledger.model
        rows = {
            state.value: [
                [row.person, row_json(row), row.history, json_time(row.decided_at)]
                for row in model.rows(state, NOW)
            ]
            for state in PERSON_STATES
        }
        mails = {
            state.value: [[row.mail, row_json(row)] for row in model.mail_rows(state)]
            for state in MAIL_STATES
        }
        write_back = {
            account: [[due.mail, due.folder, due.settle, len(due.copies)] for due in due_in]
            for account in ("main", "other")
            if (due_in := sorted(model.mailbox_changes(account), key=lambda due: due.mail))
            is not None
        }
        imports = [
            [known.id, known.file, json_time(known.imported_at)] for known in model.imports()
        ]
        cards = [card for person in sorted(model.persons()) if (card := model.card(person))]
        people = [[card.person, card.keys, card.known_skills, len(card.mails)] for card in cards]
        undo = model.last_undoable()
        return {
            "rows": rows,
            "mails": mails,
            "people": people,
            "write_back": write_back,
            "imports": imports,
            "undo": undo and undo.id,
            "cursors": [ledger.cursor("main", "INBOX"), ledger.cursor("other", "Archive")],
            "export": json.loads(_printed(data_dir, "export", "--format", "json")),
            "rules": _lines(_printed(data_dir, "rules", "--json")),
            "outbox": _lines(_printed(data_dir, "outbox", "list", "--all", "--json")),
        }


def test_an_old_ledger_shows_the_same_lists(data_dir: Path) -> None:
    expected = json.loads((FOLDER / "every-kind.expected.json").read_text("utf-8"))
    shown = json.loads(json.dumps(lists(data_dir)))
    for name, content in expected.items():
        assert shown[name] == content, name
    assert shown == expected


def test_an_old_ledger_is_only_read(data_dir: Path) -> None:
    before = (data_dir / "ledger.jsonl").read_bytes()
    lists(data_dir)
    assert (data_dir / "ledger.jsonl").read_bytes() == before


def _printed(data_dir: Path, *words: str) -> str:
    done = CliRunner().invoke(group, ["--data-dir", str(data_dir), *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def _lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]
