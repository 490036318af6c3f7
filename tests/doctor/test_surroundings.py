"""What doctor says of the terminal, in terminals of several kinds."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.support.terminal import Terminal


def run_doctor(folder: Path, columns: int, lines: int, **environment: str) -> str:
    """Return what doctor prints in a terminal of this size and surroundings."""
    words = ("--config", str(folder / "c"), "--data-dir", str(folder / "d"), "doctor")
    inherited = {key: os.environ[key] for key in ("HOME", "PATH") if key in os.environ}
    with Terminal(
        [sys.executable, "-m", "endorseback", *words],
        columns=columns,
        lines=lines,
        env={**inherited, **environment},
    ) as terminal:
        assert terminal.end() == 1
        terminal.wait_until(lambda: b"browser" in terminal.raw, "the last check")
        return terminal.raw.decode("utf-8")


def test_a_large_terminal(tmp_path: Path) -> None:
    said = run_doctor(tmp_path, 120, 40, LANG="C.UTF-8", COLORTERM="truecolor")
    assert "xterm-256color, 120x40." in said
    assert "Millions." in said
    assert "shows more" not in said


def test_a_small_one_without_colours(tmp_path: Path) -> None:
    said = run_doctor(tmp_path, 40, 10, LANG="C.UTF-8", NO_COLOR="1")
    assert "80x24 shows more" in said
    assert "NO_COLOR" in said
    assert "\x1b[3" not in said


def test_a_locale_that_cannot_write_all_names(tmp_path: Path) -> None:
    said = run_doctor(tmp_path, 80, 24, LC_ALL="POSIX", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "cannot write all names" in said
