"""Import: what the largest archive costs, beside merely reading its files.

Run it with `python -m tests.bench.bench_import`. Every figure is a ratio of two medians of one run,
taken in turn, each in a process of its own; memory is that of the whole process at its peak.
"""

from __future__ import annotations

import csv
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from tests.bench.big_archive import CONNECTIONS, ENDORSEMENTS, MESSAGES
from tests.bench.measures import Measure, timed

from endorseback.archive import read_archive
from endorseback.archive.file_kinds import named
from endorseback.paths import Paths
from endorseback.services.archive_import.importer import import_archive

ROUNDS: Final = 5
MAX_MEMORY: Final = 400
"""Megabytes that an import may take."""


class Cost(NamedTuple):
    """What one action cost a process."""

    milliseconds: float
    megabytes: float


def plainly(folder: Path) -> None:
    """Read the same files by `csv.reader`, and do nothing with them."""
    for path in folder.iterdir():
        if named(path.name):
            with path.open(encoding="utf-8", newline="") as file:
                for _ in csv.reader(file):
                    pass


def read(path: Path) -> None:
    """Read an archive, and store nothing."""
    archive = read_archive(path)
    assert len(archive.connections) == CONNECTIONS
    assert len(archive.endorsements) == 2 * ENDORSEMENTS
    assert sum(one.count for one in archive.correspondence) == MESSAGES


def take(path: Path) -> None:
    """Import an archive into a ledger that is not there yet."""
    with tempfile.TemporaryDirectory() as folder:
        report = import_archive(Paths(Path(folder, "config.toml"), Path(folder, "data")), path)
        assert report.id


ACTIONS: Final = {"csv": plainly, "read": read, "import": take}


def written(path: Path) -> Path:
    """Let another process write the archive: the peak of this one is handed down to the others."""
    command = [sys.executable, "-m", "tests.bench.big_archive", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path


def cost(action: str, path: Path) -> Cost:
    """Let another process do one of `ACTIONS`, and return what it cost."""
    command = [sys.executable, "-m", "tests.bench.bench_import", action, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Cost(*json.loads(done.stdout))


def main() -> int:
    """Print the table; return 1 if a figure is out of its bound."""
    if sys.argv[1:]:
        action, path = sys.argv[1:]
        taken = timed(lambda: ACTIONS[action](Path(path)))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps([taken, peak]))
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = written(Path(temporary, "export"))
        zipped = written(Path(temporary, "Complete_LinkedInDataExport_11-20-2026.zip"))
        tasks = {
            "merely reading the CSVs": ("csv", folder),
            "reading the folder": ("read", folder),
            "reading the zip": ("read", zipped),
            "importing the folder": ("import", folder),
            "importing the zip": ("import", zipped),
        }
        costs: dict[str, list[Cost]] = {name: [] for name in tasks}
        for _ in range(ROUNDS):
            for name, task in tasks.items():
                costs[name].append(cost(*task))
    return _told(costs)


def _told(costs: dict[str, list[Cost]]) -> int:
    """Print what was measured; return 1 if a figure is out of its bound."""
    times = {name: median(one.milliseconds for one in some) for name, some in costs.items()}
    peaks = {name: max(one.megabytes for one in some) for name, some in costs.items()}
    for name in costs:
        print(f"{name:<40}{times[name]:>8.0f} ms {peaks[name]:>6.0f} MB")
    base, *_ = times.values()
    measures = [
        Measure(f"{name} / the CSVs", times[name] / base, 4)
        for name in times
        if name.startswith("importing")
    ]
    measures.append(Measure(f"peak memory / {MAX_MEMORY} MB", max(peaks.values()) / MAX_MEMORY, 1))
    print(f"{'what':<52}{'ratio':>7}{'bound':>7}")
    for measure in measures:
        verdict = "ok" if measure.ok else "TOO MUCH"
        print(f"{measure.what:<52}{measure.ratio:>7.2f}{measure.bound:>7.2f}  {verdict}")
    return 0 if all(measure.ok for measure in measures) else 1


if __name__ == "__main__":
    sys.exit(main())
