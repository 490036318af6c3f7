"""The ledger as its callers see it."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.ledgers import NOW, decided, everything, mail

from endorseback.errors import DamagedError, EndorsebackError
from endorseback.ledger.events.events import Decided, Undone
from endorseback.ledger.journal.line import encode_line
from endorseback.ledger.ledger import Cursor, Ledger
from endorseback.model.decisions import DecisionKind
from endorseback.model.list_rows import State

MAYA = ("Maya Okafor", "maya-okafor", "Go")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "ledger.jsonl"


def test_reading_creates_nothing(path: Path) -> None:
    ledger = Ledger(path)
    assert not ledger.poll()
    assert list(ledger.model.rows(State.OPEN, NOW)) == []
    assert ledger.cursor("main", "INBOX") is None
    ledger.compact()
    ledger.close()
    assert list(path.parents[1].iterdir()) == []


def test_nothing_to_write_writes_nothing(path: Path) -> None:
    assert Ledger(path).record() == ()
    assert not path.exists()


def test_what_is_recorded_shows_after_a_drain_and_after_a_restart(path: Path) -> None:
    ledger = Ledger(path, clock=lambda: NOW, device="laptop")
    (event,) = ledger.record(mail("m1", MAYA))
    assert (event.at, event.device) == (NOW, "laptop")
    assert len(ledger.model.rows(State.OPEN, NOW)) == 0
    assert ledger.drain().people == {"in:maya-okafor"}
    assert everything(ledger.model) == everything(Ledger(path).model)
    assert ledger.model.rows(State.OPEN, NOW)[0].skills == ("Go",)


def test_only_the_owner_can_read_it(path: Path) -> None:
    Ledger(path).record(mail("m1", MAYA))
    modes = {found.name: found.stat().st_mode & 0o777 for found in path.parent.iterdir()}
    assert modes == {"ledger.jsonl": 0o600, "ledger.lock": 0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_transaction_is_one_line_with_its_cursor(path: Path) -> None:
    ledger = Ledger(path)
    state = {"uidvalidity": 7, "scanned": [[1, 9]]}
    ledger.record(mail("m1", MAYA), mail("m2", MAYA), cursors=[Cursor("main", "INBOX", state)])
    assert path.read_bytes().count(b"\n") == 1
    assert ledger.cursor("main", "INBOX") == Ledger(path).cursor("main", "INBOX") == state


def test_a_cursor_replaces_the_one_before_it(path: Path) -> None:
    ledger = Ledger(path)
    ledger.record(cursors=[Cursor("main", "INBOX", {"old": 1}), Cursor("a", "b/c", {"x": 1})])
    ledger.record(cursors=[Cursor("main", "INBOX", {"new": 2}), Cursor("a/b", "c", {"x": 2})])
    for reader in (ledger, Ledger(path)):
        assert reader.cursor("main", "INBOX") == {"new": 2}
        assert reader.cursor("a", "b/c") == {"x": 1}
        assert reader.cursor("a/b", "c") == {"x": 2}


def test_undo_works_after_a_restart(path: Path) -> None:
    first = Ledger(path)
    first.record(mail("m1", MAYA))
    first.record(decided(DecisionKind.SKIPPED, *MAYA))
    second = Ledger(path)
    last = second.model.last_undoable()
    assert last is not None
    assert isinstance(last.payload, Decided)
    second.record(Undone(event=last.id))
    second.drain()
    assert len(second.model.rows(State.OPEN, NOW)) == 1
    assert second.model.last_undoable() is None


def test_a_newer_version_is_refused(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(encode_line([("meta", "schema", {"version": 2})]))
    with pytest.raises(DamagedError, match="written by a newer endorseback") as caught:
        Ledger(path)
    assert caught.value.exit_code == 3


def test_a_newer_version_that_comes_while_open_stops_reading_and_writing(path: Path) -> None:
    ledger = Ledger(path)
    ledger.record(mail("m1", MAYA))
    with path.open("ab") as file:
        file.write(encode_line([("meta", "schema", {"version": 2})]))
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(DamagedError, match="newer"):
            ledger.poll()
        with pytest.raises(DamagedError, match="newer"):
            ledger.record(mail("m2", MAYA))
    assert path.read_bytes() == before


def test_an_event_of_an_unknown_kind_is_refused_not_dropped(path: Path) -> None:
    path.parent.mkdir()
    stored = {"at": "2026-01-01T00:00:00Z", "device": "d", "payload": {"kind": "sang"}}
    path.write_bytes(encode_line([("events", "1", stored)]))
    with pytest.raises(DamagedError, match="not known here"):
        Ledger(path)


def test_a_folder_in_its_place_gets_a_sentence(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(EndorsebackError, match="cannot be read"):
        Ledger(path)


def test_a_ledger_removed_while_open_is_not_silently_begun_anew(path: Path) -> None:
    ledger = Ledger(path)
    ledger.record(mail("m1", MAYA))
    path.unlink()
    with pytest.raises(DamagedError, match="removed"):
        ledger.record(mail("m2", MAYA))
    assert not path.exists()


def test_importing_it_is_light() -> None:
    code = (
        "import sys, endorseback.ledger.ledger;"
        "print({'textual', 'imapclient', 'mailparser', 'rich', 'filelock', 'jinja2', 'asyncio'}"
        " & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
