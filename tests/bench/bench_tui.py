"""Screen: how soon the first frame shows the newest rows, and how soon a key shows its effect.

Run it with `python -m tests.bench.bench_tui`. Everything runs in a real terminal, a pty, and every
figure is a ratio of two medians of one run, taken in turn.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NoReturn

from msgspec.structs import replace
from tests.support.filled import endorsement, fill, paths_in

COLUMNS, LINES = 80, 24
STARTS = 21
KEYS = 60
DECISIONS = 40
PAINT_BOUND, KEY_BOUND, SAVING_BOUND = 1.35, 1.5, 1.5

BARE = """
from textual.app import App
from textual.widgets import OptionList

class Bare(App):
    def compose(self):
        yield OptionList()

    def on_mount(self):
        self.query_one(OptionList).border_title = "bare"
        self.query_one(OptionList).styles.border = ("round", "white")

Bare().run()
"""


def app_on(folder: Path, people: int) -> list[str]:
    """Return the command that opens the app on a ledger of so many people, one endorsement each."""
    paths = paths_in(folder)
    mails = (endorsement(number) for number in range(people))
    fill(paths, [replace(mail, endorsements=mail.endorsements[:1]) for mail in mails])
    paths.config_file.touch(mode=0o600)
    where = ["--config", str(paths.config_file), "--data-dir", str(paths.data_dir)]
    return [str(Path(sys.executable).with_name("endorseback")), *where]


class Pty:
    """A program on a pty, its output only read: an emulator would add its own time."""

    def __init__(self, argv: Sequence[str]) -> None:
        self._fd, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        env = {**os.environ, "TERM": "xterm-256color"}
        self._process = subprocess.Popen(
            argv, stdin=child, stdout=child, stderr=child, env=env, start_new_session=True
        )
        os.close(child)

    def __enter__(self) -> Pty:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._fd)

    def read_until(self, marker: bytes) -> None:
        """Read until a text has come."""
        seen = b""
        while marker not in seen:
            seen += self._read(60) or fail(seen)

    def read_match(self, pattern: re.Pattern[bytes]) -> None:
        """Read until something has come that matches."""
        seen = b""
        while not pattern.search(seen):
            seen += self._read(5) or fail(seen)

    def press(self, key: str) -> None:
        """Press a key."""
        os.write(self._fd, key.encode())

    def read_some(self) -> None:
        """Read what comes first."""
        self._read(10) or fail(b"nothing")

    def settle(self, calm: float = 0.05) -> None:
        """Read until nothing more is drawn for so many seconds."""
        while self._read(calm):
            pass

    def _read(self, patience: float) -> bytes:
        """Return what comes within so many seconds, empty where nothing does."""
        ready, _, _ = select.select([self._fd], [], [], patience)
        return os.read(self._fd, 65536) if ready else b""


def fail(seen: bytes) -> NoReturn:
    """Give up on a program that does not draw what it should."""
    raise TimeoutError(seen.decode(errors="replace"))


def first_paint(argv: Sequence[str], marker: bytes) -> float:
    """Return the seconds from the start of a program until it has drawn a text."""
    start = time.perf_counter()
    with Pty(argv) as terminal:
        terminal.read_until(marker)
        return time.perf_counter() - start


def key_to_repaint(terminal: Pty, key: str) -> float:
    """Return the seconds from a key press until the terminal gets something to draw for it."""
    start = time.perf_counter()
    terminal.press(key)
    terminal.read_some()
    taken = time.perf_counter() - start
    terminal.settle()
    return taken


def measure_paint(folder: Path) -> float:
    """Return how much longer than a bare app ours takes to its first frame."""
    ours = app_on(folder, 10_000)
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(STARTS):
        taken[0].append(first_paint([sys.executable, "-c", BARE], b"bare"))
        taken[1].append(first_paint(ours, b"Maya Okafor"))
    print(f"   bare {median(taken[0]) * 1000:.0f} ms, ours {median(taken[1]) * 1000:.0f} ms")
    return median(taken[1]) / median(taken[0])


def measure_keys(few: Path, many: Path) -> float:
    """Return how much longer a key takes among 30,000 rows than among 30."""
    with Pty(app_on(few, 30)) as small, Pty(app_on(many, 30_000)) as large:
        taken: tuple[list[float], list[float]] = ([], [])
        for terminal in (small, large):
            terminal.read_until(b"Maya Okafor")
            terminal.settle()
        for number in range(KEYS):
            key = "j" if number % 40 < 20 else "k"
            for terminal, times in zip((small, large), taken, strict=True):
                times.append(key_to_repaint(terminal, key))
    print(f"   30 rows {median(taken[0]) * 1000:.1f} ms, 30,000 {median(taken[1]) * 1000:.1f} ms")
    return median(taken[1]) / median(taken[0])


def measure_deciding(folder: Path) -> float:
    """Return how much longer a decided row takes to be repainted than the cursor takes to move.

    It says "saving", unless the disk was faster than the frame.
    """
    with Pty(app_on(folder, 1_000)) as terminal:
        terminal.read_until(b"Maya Okafor")
        terminal.settle()
        taken: tuple[list[float], list[float]] = ([], [])
        for _ in range(DECISIONS):
            taken[0].append(key_to_repaint(terminal, "j"))
            taken[1].append(key_to_repaint(terminal, "s"))
    print(f"   move {median(taken[0]) * 1000:.1f} ms, skip {median(taken[1]) * 1000:.1f} ms")
    return median(taken[1]) / median(taken[0])


def main() -> int:
    """Print the table; fail where a bound is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paint = measure_paint(folder / "paint")
        keys = measure_keys(folder / "few", folder / "many")
        saving = measure_deciding(folder / "deciding")
    lines = [
        ("first frame with 10,000 endorsements : bare app", paint, PAINT_BOUND),
        ("key press to repaint, 30,000 rows : 30", keys, KEY_BOUND),
        ("skip to the repainted row : cursor move", saving, SAVING_BOUND),
    ]
    for what, ratio, bound in lines:
        verdict = "ok" if ratio <= bound else "TOO SLOW"
        print(f"{what:<52} {ratio:5.2f}  (at most {bound})  {verdict}")
    return int(any(ratio > bound for _, ratio, bound in lines))


if __name__ == "__main__":
    raise SystemExit(main())
