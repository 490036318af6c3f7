"""Ledger: what a decision costs among many, and what opening costs.

Run it with `python -m tests.bench.bench_ledger`. Every figure is a ratio of two medians of one run,
taken in turn, so that a slow or busy machine does not change it much.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.bench.measures import Measure, in_turn, timed
from tests.support.ledgers import NOW, decided, fill, invented, invented_import, mail

from endorseback.ledger.ledger import Ledger
from endorseback.model.decisions import DecisionKind
from endorseback.model.list_rows import State

FEW, MANY, USUAL = 1_000, 100_000, 10_000
ROWS_EACH_WAY = 3_000


def decide(ledger: Ledger) -> None:
    """Skip the newest open row, durably, and look at the inbox."""
    row = ledger.model.rows(State.OPEN, NOW)[0]
    ledger.record(decided(DecisionKind.SKIPPED, row.name, row.slug, *row.skills))
    ledger.drain()
    assert ledger.model.rows(State.OPEN, NOW)[0].person != row.person


def receive(reader: Ledger, writer: Ledger, numbers: list[int]) -> float:
    """Let one ledger see one mail that another wrote; return the milliseconds that it takes."""
    numbers.append(len(numbers))
    identity = f"late-{numbers[-1]}"
    writer.record(mail(identity, (f"Late {identity}", identity, "Go")))

    def see() -> None:
        assert reader.poll()
        reader.drain()
        reader.model.rows(State.OPEN, NOW)[0]

    return timed(see)


def measure_decision(few: Ledger, many: Ledger) -> Measure:
    """Compare one durable decision among few events and among many."""
    among_few, among_many = in_turn(200, lambda: decide(few), lambda: decide(many))
    return Measure("decision, 100,000 events / 1,000", among_many / among_few, 3)


def measure_following(few: Ledger, many: Ledger) -> Measure:
    """Compare seeing one event of another process among few events and among many."""
    taken = []
    for reader in (few, many):
        writer, numbers = Ledger(reader.path), list[int]()
        reader.poll()
        reader.drain()
        taken.append(median(receive(reader, writer, numbers) for _ in range(100)))
    return Measure("seeing another's event, 100,000 / 1,000", taken[1] / taken[0], 3)


def measure_opening(path: Path) -> list[Measure]:
    """Compare opening with parsing every line of the journal by the standard library.

    Each is the first thing that a process does, because what lies in memory slows it down.
    """
    checkpoint = path.with_suffix(".checkpoint")
    aside = path.with_suffix(".aside")
    taken: dict[str, list[float]] = {"parse": [], "quick": [], "anew": []}
    for _ in range(9):
        for name, action in (("parse", "parse"), ("quick", "show"), ("anew", "show")):
            if name == "anew":
                checkpoint.rename(aside)
            taken[name].append(float(in_a_process_of_its_own(action, path)))
            if name == "anew":
                aside.rename(checkpoint)
    plain, quick, anew = (median(one) for one in taken.values())
    print(f"opening 10,000 events: {quick:.0f} ms, without a checkpoint {anew:.0f} ms")
    return [
        Measure("open and show 10,000 events / json.loads of them", quick / plain, 1.5),
        Measure("the same without a checkpoint", anew / plain, 4),
    ]


def measure_archive(plain: Path, listing: Path) -> Measure:
    """Compare opening with and without what an archive lists, each in a process of its own."""
    taken: dict[Path, list[float]] = {plain: [], listing: []}
    for _ in range(9):
        for path in taken:
            taken[path].append(float(in_a_process_of_its_own("show", path)))
    without, with_rows = (median(one) for one in taken.values())
    return Measure("open with 6,000 rows of an archive / without", with_rows / without, 1.5)


def in_a_process_of_its_own(action: str, path: Path) -> str:
    """Let another process do one of `ACTIONS`, and return the milliseconds that it prints."""
    command = [sys.executable, "-m", "tests.bench.bench_ledger", action, str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def parse(path: Path) -> None:
    """Parse every line of a journal by the standard library."""
    for line in path.read_bytes().splitlines():
        json.loads(line)


def show(path: Path) -> None:
    """Open a ledger and make the rows of a first screen."""
    assert len(Ledger(path).model.rows(State.OPEN, NOW)[:40]) == 40


ACTIONS = {"parse": parse, "show": show}


def make(folder: Path, count: int) -> Path:
    """Return the path of a ledger with so many events."""
    path = folder / str(count) / "ledger.jsonl"
    fill(path, invented(count, skills=100), batch=1 if count == USUAL else 500)
    return path


def make_listing(folder: Path) -> Path:
    """Return the path of a ledger with as many events as usual and the rows of an archive."""
    path = folder / "listing" / "ledger.jsonl"
    fill(path, invented(USUAL, skills=100), batch=1)
    with Ledger(path) as ledger:
        ledger.record(*invented_import(ROWS_EACH_WAY))
    return path


def main() -> int:
    """Print the table; return 1 if a figure is out of its bound."""
    if sys.argv[1:]:
        action, path = sys.argv[1:]
        print(timed(lambda: ACTIONS[action](Path(path))))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        few, many = (Ledger(make(Path(folder), count)) for count in (FEW, MANY))
        gc.collect()
        measures = [measure_decision(few, many), measure_following(few, many)]
        for ledger in (few, many):
            ledger.close()
        usual = make(Path(folder), USUAL)
        measures += measure_opening(usual)
        measures.append(measure_archive(usual, make_listing(Path(folder))))
    print(f"{'what':<52}{'ratio':>7}{'bound':>7}")
    for measure in measures:
        verdict = "ok" if measure.ok else "TOO MUCH"
        print(f"{measure.what:<52}{measure.ratio:>7.2f}{measure.bound:>7.2f}  {verdict}")
    return 0 if all(measure.ok for measure in measures) else 1


if __name__ == "__main__":
    sys.exit(main())
