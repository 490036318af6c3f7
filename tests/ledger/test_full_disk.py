"""No room left: a clear error, and the ledger as it was."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.fulldisk import no_file_larger_than
from tests.support.ledgers import fill, invented, mail

from endorseback.errors import EndorsebackError
from endorseback.ledger.ledger import Ledger


@pytest.mark.parametrize("room", [1, 100, 300])
def test_a_change_for_which_there_is_no_room_leaves_no_trace(tmp_path: Path, room: int) -> None:
    path = tmp_path / "ledger.jsonl"
    ledger = Ledger(path)
    ledger.record(mail("m1", ("Maya Okafor", "maya", "Go")))
    before = path.read_bytes()
    with no_file_larger_than(len(before) + room):
        with pytest.raises(EndorsebackError, match="no room left") as caught:
            ledger.record(mail("m2", ("Jonas Weber", "jonas", "Go" * 200)))
        assert path.read_bytes() == before
    assert caught.value.hint
    ledger.record(mail("m3", ("Ana Lima", None, "Go")))
    ledger.drain()
    assert {seen.mail for seen in ledger.model.mails()} == {"m1", "m3"}
    assert {seen.mail for seen in Ledger(path).model.mails()} == {"m1", "m3"}


def test_no_room_even_for_the_first_event(tmp_path: Path) -> None:
    path = tmp_path / "data" / "ledger.jsonl"
    with no_file_larger_than(10), pytest.raises(EndorsebackError, match="no room left"):
        Ledger(path).record(mail("m1", ("Maya Okafor", "maya", "Go")))
    assert list(Ledger(path).model.mails()) == []


def test_no_room_to_compact_leaves_the_journal_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    fill(path, invented(50))
    before = path.read_bytes()
    with no_file_larger_than(1000), pytest.raises(EndorsebackError, match="no room left"):
        Ledger(path).compact()
    assert path.read_bytes() == before
    assert sorted(found.name for found in tmp_path.iterdir()) == ["ledger.jsonl", "ledger.lock"]


def test_a_process_that_runs_out_of_room_says_so_and_ends(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    command = [sys.executable, "-m", "tests.ledger.writer", str(path), "p", "1000", "20000"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "There is no room left" in done.stderr
    assert "Traceback" not in done.stderr
    assert {seen.mail for seen in Ledger(path).model.mails()} == set(done.stdout.split())
