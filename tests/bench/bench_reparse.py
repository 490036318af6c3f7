"""Reparse: what a second process gains when all kept mails are read again.

Run it with `python -m tests.bench.bench_reparse [MAILS]`. One and two processes read the same mails
in turn, for so long that their start does not count; the figure is the ratio of their times, so
that a slow machine does not change it. It needs two processors that have nothing else to do.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from tests.support.framed import card, framed, person

from endorseback.ledger.ledger import Ledger
from endorseback.mail.mail_store import MailStore
from endorseback.services.reparse.reparse_run import reparse

MAILS = 20_000
ROUNDS = 2
LEAST = 1.6


class Cost(NamedTuple):
    """What one reading of all mails takes."""

    seconds: float
    processor: float
    """Seconds of all processors together."""


def letter(number: int) -> bytes:
    """Return the mail with a number."""
    body = card(f"{person(f'Person {number}', f'person-{number}')} endorsed you for <b>Rust</b>")
    raw = framed(body, subject=f"Person {number} endorsed you")
    return raw.replace(b"<77.1301.", f"<{number}.".encode())


def fill(folder: Path, count: int) -> MailStore:
    """Keep so many mails."""
    kept = MailStore(folder / "mail")
    for number in range(count):
        kept.put("main", letter(number))
    return kept


def read_again(path: Path, kept: MailStore, jobs: int, count: int) -> Cost:
    """Read all mails again, and return what it costs."""
    with Ledger(path) as ledger:
        start, used = perf_counter(), sum(os.times()[:4])
        report = reparse(None, ledger, kept, jobs=jobs, landed=ledger.drain)
        cost = Cost(perf_counter() - start, sum(os.times()[:4]) - used)
    assert (report.mails, report.changed) == (count, 0), report
    return cost


def main() -> int:
    """Print what two processes gain; return 1 if it is too little."""
    count = int(sys.argv[1]) if sys.argv[1:] else MAILS
    costs: dict[int, list[Cost]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as folder:
        kept, path = fill(Path(folder), count), Path(folder) / "ledger.jsonl"
        with Ledger(path) as ledger:
            report = reparse(None, ledger, kept, jobs=2, landed=ledger.drain)
            assert report.changed == count
        for _ in range(ROUNDS):
            for jobs, taken in costs.items():
                taken.append(read_again(path, kept, jobs, count))
    # Other programs can only make it slower: the best of the rounds is nearest to the truth.
    one, two = (min(taken) for taken in costs.values())
    ratio = one.seconds / two.seconds
    print(f"{count} kept mails: {one.seconds:.1f} s with one process, {two.seconds:.1f} s with two")
    print(f"processor time of two: {two.processor / one.processor:.2f} times that of one")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    verdict = "ok" if ratio >= LEAST else "TOO LITTLE"
    print(f"two processes are {ratio:.2f} times as fast (at least {LEAST})  {verdict}")
    return 0 if ratio >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
