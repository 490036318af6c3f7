"""Reading all kept mails again in several processes, and once for each new recogniser."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.support.fetching import NOW, FetchBench
from tests.support.framed import card, framed, person

from endorseback.errors import EndorsebackError
from endorseback.ledger.events.events import ReadingFixed
from endorseback.mail.phrases.user_phrases import UserPhrase, UserPhrases
from endorseback.model.list_rows import State
from endorseback.services.locks import alone
from endorseback.services.reparse import recogniser_version, worker_pool
from endorseback.services.reparse.reparse_run import ReparseReport, needed, reparse, run_once
from endorseback.services.reparse.worker_pool import in_chunks
from endorseback.settings import Config, LocalSource

MAILS = 150


def letter(number: int, wording: str = "endorsed you for") -> bytes:
    name = person(f"Person {number}", f"person-{number}")
    raw = framed(card(f"{name} {wording} <b>Rust</b>"), template="", subject=f"News {number}")
    return raw.replace(b"<77.1301.", f"<{number}.".encode())


@pytest.fixture
def filled(context: FetchBench) -> FetchBench:
    """Return a desk with kept mails that the ledger does not know."""
    for number in range(MAILS):
        context.kept.put("main", letter(number))
    return context


def run(context: FetchBench, **options: Any) -> ReparseReport:
    with context.open() as ledger:
        return reparse(
            None, ledger, context.kept, clock=lambda: NOW, landed=ledger.drain, **options
        )


def once(context: FetchBench, **options: Any) -> ReparseReport | None:
    with context.open() as ledger:
        return run_once(
            Config(), context.paths, ledger, context.kept, clock=lambda: NOW, landed=ledger.drain,
            **options,
        )  # fmt: skip


def test_two_processes_record_what_one_does(filled: FetchBench, tmp_path: Path) -> None:
    damaged = next(filled.paths.kept_mail.rglob("*.gz"))
    damaged.write_bytes(b"no gzip")
    steps: list[int] = []
    two = run(filled, jobs=2, progress=steps.append)
    mails = filled.mails()
    filled.paths.ledger.unlink()
    one = run(filled)
    assert (two.mails, two.changed) == (MAILS - 1, MAILS - 1)
    assert damaged.name in two.damaged[0]
    assert one == two
    assert filled.mails() == mails
    assert steps == sorted(steps)
    assert steps[-1] == MAILS - 1
    assert len(steps) > 2


def test_own_phrases_and_damage_go_with_the_work(context: FetchBench) -> None:
    for number in range(MAILS):
        context.kept.put("main", letter(number, "zingled plonky for"))
    own = UserPhrases((UserPhrase("{person} zingled plonky for {skill}"),))
    assert run(context, jobs=2).changed == 0
    assert run(context, jobs=2, user_phrases=own).changed == MAILS
    assert context.pairs()[0] == ("Person 0", "Rust")


def test_a_taught_mail_is_not_told_as_changed_and_stays_taught(context: FetchBench) -> None:
    context.kept.put("main", letter(1, "zingled plonky for"))
    context.kept.put("main", letter(2, "endorsed you for"))
    run(context)
    with context.open() as ledger:
        (mail,) = ledger.model.mails()
        ledger.record(
            ReadingFixed(mail=mail.mail), ReadingFixed(mail=mail.mail.replace("2.", "1.", 1))
        )
    own = UserPhrases((UserPhrase("{person} zingled plonky for {skill}"),))
    report = run(context, user_phrases=own)
    assert (report.mails, report.changed) == (2, 0)
    assert len(context.open().model.rows(State.OPEN, NOW)) == 0
    assert run(context, user_phrases=own).changed == 0


def test_it_can_be_stopped_and_what_was_read_stays(filled: FetchBench) -> None:
    seen: list[int] = []
    report = run(filled, jobs=2, progress=seen.append, stopped=lambda: bool(seen))
    assert report.stopped
    assert 0 < report.mails < MAILS
    assert len(filled.mails()) == report.changed == report.mails


class TestOnce:
    def test_a_new_recogniser_reads_all_once(self, filled: FetchBench) -> None:
        assert needed(filled.paths)
        report = once(filled)
        assert report is not None
        assert (report.mails, report.changed) == (MAILS, MAILS)
        assert not needed(filled.paths)
        assert once(filled) is None

    def test_a_newer_one_reads_again_and_finds_the_same(
        self, context: FetchBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        context.kept.put("main", letter(1))
        once(context)
        monkeypatch.setattr(
            recogniser_version, "RECOGNISER_VERSION", recogniser_version.RECOGNISER_VERSION + 1
        )
        assert needed(context.paths)
        assert once(context) == ReparseReport(mails=1)
        assert not needed(context.paths)

    def test_one_that_was_stopped_is_done_again(self, filled: FetchBench) -> None:
        report = once(filled, stopped=lambda: True)
        assert report is not None
        assert report.stopped
        assert needed(filled.paths)

    def test_it_waits_for_nobody(self, filled: FetchBench) -> None:
        with alone(filled.paths):
            assert once(filled) is None
        assert needed(filled.paths)

    def test_a_first_fetch_notes_the_recogniser_so_that_nothing_is_read_twice(
        self, context: FetchBench, tmp_path: Path
    ) -> None:
        folder = tmp_path / "eml"
        folder.mkdir()
        (folder / "1.eml").write_bytes(letter(1))
        context.fetch(LocalSource(name="disk", eml=str(folder)))
        assert not needed(context.paths)

    def test_a_fetch_after_an_update_does_not_note_it(self, filled: FetchBench) -> None:
        filled.fetch()
        assert needed(filled.paths)

    @pytest.mark.parametrize("data", [b"", b"[]", b'{"recogniser": "x"}', b"\xff"])
    def test_a_note_that_cannot_be_read_is_none(self, context: FetchBench, data: bytes) -> None:
        context.paths.data_dir.mkdir()
        context.paths.reparsed.write_bytes(data)
        assert needed(context.paths)
        assert once(context) == ReparseReport()
        assert not needed(context.paths)


def twice(number: int) -> int:
    return 2 * number


def end_at(number: int) -> int:
    if number == 120:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def process_id(_number: int) -> int:
    time.sleep(0.001)
    return os.getpid()


class TestWorkers:
    @pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 333])
    def test_results_come_in_order(self, count: int) -> None:
        chunks = list(in_chunks(twice, range(count), jobs=2))
        assert [one for chunk in chunks for one in chunk] == list(range(0, 2 * count, 2))
        assert all(0 < len(chunk) <= worker_pool.CHUNK for chunk in chunks)

    def test_other_processes_do_the_work(self) -> None:
        done = {one for chunk in in_chunks(process_id, range(600), jobs=2) for one in chunk}
        assert len(done) == 2
        assert os.getpid() not in done

    def test_no_more_is_read_ahead_than_needed(self) -> None:
        class Counting(list[int]):
            taken = 0

            def __getitem__(self, key: Any) -> Any:
                Counting.taken = max(Counting.taken, key.stop)
                return super().__getitem__(key)

        chunks = in_chunks(twice, Counting(range(5_000)), jobs=2)
        next(chunks)
        assert Counting.taken <= 7 * worker_pool.CHUNK
        chunks.close()

    def test_a_killed_worker_is_told(self) -> None:
        with pytest.raises(EndorsebackError, match="ended too early"):
            list(in_chunks(end_at, range(400), jobs=2))

    def test_it_runs_on_a_thread_while_stderr_has_no_descriptor(self) -> None:
        done = subprocess.run(
            [sys.executable, "-c", IN_A_TEXTUAL_APP], capture_output=True, text=True, check=False
        )
        assert (done.stdout, done.stderr) == (f"{sum(range(-199, 1))}\n", "")


IN_A_TEXTUAL_APP = """
import operator, sys, threading
from endorseback.services.reparse.worker_pool import in_chunks

class NoDescriptor:
    def write(self, text): return len(text)
    def flush(self): pass
    def fileno(self): return -1

def run():
    for chunk in in_chunks(operator.neg, range(200), jobs=2, gentle=True):
        found.extend(chunk)

found = []
sys.stderr = NoDescriptor()
thread = threading.Thread(target=run)
thread.start()
thread.join()
print(sum(found))
"""
