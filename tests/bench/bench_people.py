"""The list of people on a large archive: how soon it is there, and how soon each key shows.

Run it with `python -m tests.bench.bench_people`. Keys are measured in a real terminal, a pty, among
30,000 people and among 30, in turn: from the press until the rows are drawn anew.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import median

from tests.bench.bench_tui import BARE, Pty, first_paint
from tests.bench.big_archive import NOW, people, write_big_archive
from tests.bench.measures import Measure
from tests.support.archives import make_archive
from tests.support.filled import endorsement, fill, paths_in

from endorseback.services.archive_import.importer import import_archive

STARTS = 15
ROUNDS = 8
ROW = re.compile(rb"\x1b\[(?:[3-9]|1[0-9]|20);")
"""A place in the list: below the columns' names, and above where a filter is typed."""
READ = re.compile(rb"30(?:,001)? people")
"""What the status line says once everybody is read."""
CALM = 0.4
"""Seconds without output after which a long list has been looked through."""
KEY_BOUND, PAINT_BOUND = 1.5, 1.5
KEYS = {
    "cursor": "jjjkkk",
    "scroll": ["\x1b[6~", "\x1b[6~", "\x1b[5~", "\x1b[5~"],
    "filter as typed": ["a", "n", "\x7f", "\x7f"],
    "order": "OOOOO",
}
"""What is pressed again and again; afterwards all is as before."""


def app_on(folder: Path, archive: Path) -> list[str]:
    """Return the command that opens the app on an archive, and one endorsement by mail."""
    paths = paths_in(folder)
    fill(paths, [endorsement(0)])
    import_archive(paths, archive, clock=lambda: NOW)
    paths.config_file.touch(mode=0o600)
    where = ["--config", str(paths.config_file), "--data-dir", str(paths.data_dir)]
    return [str(Path(sys.executable).with_name("endorseback")), *where]


@contextmanager
def on_people(argv: list[str]) -> Iterator[Pty]:
    """Open the app on its list of people, and wait until they are read."""
    with Pty(argv) as terminal:
        terminal.read_until(b"Maya Okafor")
        terminal.settle()
        terminal.press("2")
        terminal.read_match(READ)
        terminal.settle()
        yield terminal


def until_drawn(terminal: Pty, key: str) -> float:
    """Return the milliseconds from a key press until the rows are drawn anew."""
    start = time.perf_counter()
    terminal.press(key)
    terminal.read_match(ROW)
    taken = (time.perf_counter() - start) * 1000
    terminal.settle(CALM)
    return taken


def compare(what: str, small: Pty, large: Pty) -> Measure:
    """Return how much longer some keys take among many people than among few."""
    taken: tuple[list[float], list[float]] = ([], [])
    if what == "filter as typed":
        for terminal in (small, large):
            terminal.press("/")
            terminal.settle()
    for key in islice(cycle(KEYS[what]), ROUNDS * len(KEYS[what])):
        for terminal, times in zip((small, large), taken, strict=True):
            times.append(until_drawn(terminal, key))
    if what == "filter as typed":
        for terminal in (small, large):
            terminal.press("\x1b")
            terminal.settle()
    print(f"   {what}: 30 people {median(taken[0]):.1f} ms, 30,000 {median(taken[1]):.1f} ms")
    return Measure(f"{what}, 30,000 people : 30", median(taken[1]) / median(taken[0]), KEY_BOUND)


def measure_keys(few: list[str], many: list[str]) -> list[Measure]:
    """Return the ratios of all kinds of keys."""
    with on_people(few) as small, on_people(many) as large:
        return [compare(what, small, large) for what in KEYS]


def measure_paint(many: list[str]) -> Measure:
    """Return how much longer than a bare app ours takes to its first frame."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(STARTS):
        taken[0].append(first_paint([sys.executable, "-c", BARE], b"bare"))
        taken[1].append(first_paint(many, b"Maya Okafor"))
    print(f"   bare {median(taken[0]) * 1000:.0f} ms, ours {median(taken[1]) * 1000:.0f} ms")
    ratio = median(taken[1]) / median(taken[0])
    return Measure("first frame with a large archive : bare app", ratio, PAINT_BOUND)


def main() -> int:
    """Print the table; fail where a bound is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        known = list(islice(people(Random(1)), 29))
        few = app_on(folder / "few", make_archive(folder / "few.zip", connections=known))
        many = app_on(folder / "many", write_big_archive(folder / "many.zip"))
        measures = [*measure_keys(few, many), measure_paint(many)]
    for one in measures:
        verdict = "ok" if one.ok else "TOO SLOW"
        print(f"{one.what:<52} {one.ratio:5.2f}  (at most {one.bound})  {verdict}")
    return int(not all(one.ok for one in measures))


if __name__ == "__main__":
    raise SystemExit(main())
