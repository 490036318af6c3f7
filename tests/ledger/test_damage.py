"""A journal that was cut off or damaged: what is whole is read, what is damaged is named."""

import random
from pathlib import Path

import pytest
from tests.support.ledgers import NOW, mail

from endorseback.errors import DamagedError, UsageError
from endorseback.ledger.journal.recovery import repair
from endorseback.ledger.ledger import Ledger
from endorseback.model.list_rows import State

COUNT = 5


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.jsonl"
    ledger = Ledger(path)
    for number in range(COUNT):
        ledger.record(mail(f"m{number}", (f"Person {number}", f"person-{number}", "Go")))
    ledger.close()
    return path


def people(ledger: Ledger) -> int:
    return len(ledger.model.rows(State.OPEN, NOW))


def opened(path: Path) -> int:
    ledger = Ledger(path)
    ledger.close()
    return people(ledger)


def test_cut_at_any_byte_all_whole_lines_are_read(path: Path) -> None:
    whole = path.read_bytes()
    for length in range(len(whole) + 1):
        path.write_bytes(whole[:length])
        assert opened(path) == whole[:length].count(b"\n")


def test_one_flipped_bit_before_the_last_line_is_found_and_named(path: Path) -> None:
    whole = path.read_bytes()
    last = whole.rstrip(b"\n").rfind(b"\n")
    rng = random.Random(5)
    for place in range(last + 1):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << rng.randrange(8)
        path.write_bytes(damaged)
        line = whole[:place].count(b"\n") + 1
        with pytest.raises(DamagedError, match=f"line {line},") as caught:
            Ledger(path)
        assert str(path) in caught.value.message
        assert "endorseback repair" in caught.value.hint


def test_a_reader_leaves_the_rest_of_a_cut_line_alone(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b'{"crc32":"0')
    before = path.read_bytes()
    ledger = Ledger(path)
    assert not ledger.poll()
    assert (people(ledger), ledger.notices, path.read_bytes()) == (COUNT, (), before)


def test_a_writer_removes_the_rest_of_a_cut_line_and_says_so(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b'{"crc32":"0')
    ledger = Ledger(path)
    ledger.record(mail("late", ("Late Riser", "late", "Go")))
    assert "cut off" in ledger.notices[0]
    assert opened(path) == COUNT + 1


def test_damage_that_comes_while_open_is_found_each_time(path: Path) -> None:
    ledger = Ledger(path)
    with path.open("ab") as file:
        file.write(b"noise\n")
    for _ in range(2):
        with pytest.raises(DamagedError, match=f"line {COUNT + 1},"):
            ledger.poll()
        with pytest.raises(DamagedError):
            ledger.record(mail("late", ("Late Riser", "late", "Go")))
    assert path.read_bytes().endswith(b"noise\n")


def test_a_taken_back_write_that_was_already_read_does_no_harm(path: Path) -> None:
    reader = Ledger(path)
    before = path.stat().st_size
    writer = Ledger(path)
    writer.record(mail("taken back", ("Gone Again", "gone", "Go")))
    reader.poll()
    with path.open("rb+") as file:
        file.truncate(before)
    Ledger(path).record(mail("a longer one", ("Somebody Else", "else", "Go, and a lot more")))
    assert reader.poll()
    reader.drain()
    assert {row.name for row in reader.model.rows(State.OPEN, NOW)} >= {"Somebody Else"}


def test_repair_saves_every_intact_line_and_keeps_the_damaged_file(path: Path) -> None:
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    damaged = lines[0] + b"noise" + lines[1] + lines[2] + lines[3][:-9] + b"\n" + lines[4] + b"torn"
    path.write_bytes(damaged)
    report = repair(path, clock=lambda: NOW)
    assert (report.saved, report.lost) == (3, (2, 4, 6))
    assert report.damaged_copy == path.with_name("ledger.jsonl.damaged-20261123T120000Z")
    assert report.damaged_copy.read_bytes() == damaged
    assert path.read_bytes() == lines[0] + lines[2] + lines[4]
    assert opened(path) == 3
    assert path.stat().st_mode & 0o777 == 0o600


def test_repair_of_any_flipped_byte_loses_that_line_alone(path: Path) -> None:
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        damaged = bytearray(whole)
        damaged[place] ^= 0x55
        path.write_bytes(damaged)
        report = repair(path, clock=lambda: NOW)
        merged = whole[place : place + 1] == b"\n"
        assert report.saved == COUNT - 1 - merged
        assert report.damaged_copy is not None
        report.damaged_copy.unlink()


def test_repair_of_a_whole_journal_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    report = repair(path)
    assert (report.saved, report.lost, report.damaged_copy) == (COUNT, (), None)
    assert path.read_bytes() == before


def test_two_repairs_in_one_second_keep_both_damaged_files(path: Path) -> None:
    copies = set()
    for _ in range(2):
        with path.open("ab") as file:
            file.write(b"noise\n")
        copies.add(repair(path, clock=lambda: NOW).damaged_copy)
    assert len(copies) == 2
    assert all(copy is not None and copy.exists() for copy in copies)


def test_nothing_to_repair_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no ledger"):
        repair(tmp_path / "ledger.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_an_open_reader_goes_on_after_a_repair(path: Path) -> None:
    reader = Ledger(path)
    with path.open("ab") as file:
        file.write(b"noise\n")
    repair(path, clock=lambda: NOW)
    Ledger(path).record(mail("late", ("Late Riser", "late", "Go")))
    assert reader.poll()
    reader.drain()
    assert people(reader) == COUNT + 1
