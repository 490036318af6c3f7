"""Several processes at one ledger: nobody's events are lost, and each sees the others'."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.support.ledgers import NOW, everything, fill, invented, mail

from endorseback.ledger.journal.journal_file import JournalFile
from endorseback.ledger.ledger import Ledger
from endorseback.model.list_rows import State

WRITER = [sys.executable, "-m", "tests.ledger.writer"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.jsonl"


def open_people(ledger: Ledger) -> set[str]:
    ledger.drain()
    return {row.name for row in ledger.model.rows(State.OPEN, NOW)}


def test_two_processes_writing_a_thousand_events_each_keep_them_all(path: Path) -> None:
    writers = [
        subprocess.Popen([*WRITER, str(path), name, "1000"], stdout=subprocess.PIPE, text=True)
        for name in ("one", "two")
    ]
    told = [writer.communicate()[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert [len(events) for events in told] == [1000, 1000]
    ledger = Ledger(path)
    assert {seen.mail for seen in ledger.model.mails()} == {*told[0], *told[1]}
    assert len(path.read_bytes().splitlines()) == 2000


def test_threads_of_one_ledger_lose_nothing(path: Path) -> None:
    ledger = Ledger(path)

    def write(name: str) -> None:
        for number in range(50):
            ledger.record(mail(f"{name}-{number}", (f"{name} {number}", None, "Go")))

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ledger.drain()
    assert len(list(ledger.model.mails())) == 200
    assert everything(ledger.model) == everything(Ledger(path).model)


def test_a_change_of_another_process_shows_without_reading_the_rest_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path, invented(300), batch=10)
    reader = Ledger(path)
    before = path.stat().st_size
    subprocess.run([*WRITER, str(path), "new", "1"], check=True, stdout=subprocess.DEVNULL)
    read: list[int] = []
    read_tail = JournalFile.read_tail

    def counted(file: JournalFile) -> bytes:
        data = read_tail(file)
        read.append(len(data))
        return data

    monkeypatch.setattr(JournalFile, "read_tail", counted)
    assert reader.poll()
    assert read == [path.stat().st_size - before]
    assert reader.drain().people == {"in:new-0"}
    assert "Person new-0" in open_people(reader)
    assert not reader.poll()


def test_what_another_wrote_comes_before_what_is_written_then(path: Path) -> None:
    first, second = Ledger(path), Ledger(path)
    first.record(mail("m1", ("Maya Okafor", "maya", "Go")))
    second.record(mail("m2", ("Jonas Weber", "jonas", "Go")))
    assert open_people(second) == {"Maya Okafor", "Jonas Weber"}
    assert everything(second.model) == everything(Ledger(path).model)


def test_a_change_that_is_still_being_written_is_not_seen_half(path: Path) -> None:
    writer = Ledger(path)
    writer.record(mail("m1", ("Maya Okafor", "maya", "Go")))
    reader = Ledger(path)
    whole = path.read_bytes()
    with path.open("ab") as file:
        for byte in whole[:-1]:
            file.write(bytes([byte]))
            file.flush()
            assert not reader.poll()
        file.write(b"\n")
    reader.poll()
    assert open_people(reader) == {"Maya Okafor"}


def test_compaction_while_others_have_it_open(path: Path) -> None:
    fill(path, invented(200), batch=7)
    others = [Ledger(path), Ledger(path)]
    for other in others:
        other.drain()
    Ledger(path).compact()
    others[0].record(mail("m1", ("Maya Okafor", "maya", "Go")))
    others[1].poll()
    for other in others:
        assert "Maya Okafor" in open_people(other)
    assert everything(others[0].model) == everything(others[1].model)
    assert everything(others[0].model) == everything(Ledger(path).model)


def test_compaction_brings_what_the_compacting_process_had_not_seen(path: Path) -> None:
    first, second = Ledger(path), Ledger(path)
    first.record(mail("m1", ("Maya Okafor", "maya", "Go")))
    second.compact()
    assert open_people(second) == {"Maya Okafor"}
    first.record(mail("m2", ("Jonas Weber", "jonas", "Go")))
    second.poll()
    assert open_people(second) == open_people(first) == {"Maya Okafor", "Jonas Weber"}


def test_another_file_of_the_same_size_in_its_place_is_read(path: Path) -> None:
    other = path.with_name("other.jsonl")
    fixed = {"clock": lambda: NOW, "device": "test"}
    Ledger(path, **fixed).record(mail("m1", ("Maya Okafor", "maya", "Go")))
    Ledger(other, **fixed).record(mail("m2", ("Nora Okafor", "nora", "Go")))
    assert other.stat().st_size == path.stat().st_size
    reader = Ledger(path)
    other.replace(path)
    assert reader.poll()
    assert open_people(reader) == {"Maya Okafor", "Nora Okafor"}


def test_waiting_for_a_writer_that_never_ends_has_an_end(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from endorseback.errors import BusyError
    from endorseback.ledger.journal import journal_file

    monkeypatch.setattr(journal_file, "LOCK_TIMEOUT", 0.2)
    with JournalFile(path).locked(), pytest.raises(BusyError, match="Another endorseback"):
        Ledger(path).record(mail("m1", ("Maya Okafor", "maya", "Go")))
