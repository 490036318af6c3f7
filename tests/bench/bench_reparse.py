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

from tests.support.framed import card, framed, person

from endorseback.background.reparse import reparse
from endorseback.ledger.ledger import Ledger
from endorseback.mail.kept import KeptMail

MAILS = 20_000
LEAST = 1.6


def letter(number: int) -> bytes:
    """Return the mail with a number."""
    body = card(f"{person(f'Person {number}', f'person-{number}')} endorsed you for <b>Rust</b>")
    raw = framed(body, subject=f"Person {number} endorsed you")
    return raw.replace(b"<77.1301.", f"<{number}.".encode())


def fill(folder: Path, count: int) -> KeptMail:
    """Keep so many mails."""
    kept = KeptMail(folder / "mail")
    for number in range(count):
        kept.put("main", letter(number))
    return kept


def read_again(path: Path, kept: KeptMail, jobs: int, count: int) -> float:
    """Read all mails again, and return the seconds that it takes."""
    with Ledger(path) as ledger:
        start = perf_counter()
        report = reparse(None, ledger, kept, jobs=jobs, landed=ledger.drain)
        taken = perf_counter() - start
    assert (report.mails, report.changed) == (count, 0), report
    return taken


def main() -> int:
    """Print what two processes gain; return 1 if it is too little."""
    count = int(sys.argv[1]) if sys.argv[1:] else MAILS
    with tempfile.TemporaryDirectory() as folder:
        kept, path = fill(Path(folder), count), Path(folder) / "ledger.jsonl"
        with Ledger(path) as ledger:
            report = reparse(None, ledger, kept, jobs=2, landed=ledger.drain)
            assert report.changed == count
        one, two = (read_again(path, kept, jobs, count) for jobs in (1, 2))
    ratio = one / two
    print(f"{count} kept mails: {one:.1f} s with one process, {two:.1f} s with two")
    verdict = "ok" if ratio >= LEAST else "TOO LITTLE"
    print(f"two processes are {ratio:.2f} times as fast (at least {LEAST})  {verdict}")
    print(f"load of the machine besides: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    return 0 if ratio >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
