"""Small real programs on a search path of the test's own."""

from __future__ import annotations

from pathlib import Path

from endorseback.desktop.desktop_environment import Desktop


def program(folder: Path, name: str, script: str) -> Path:
    """Put a shell script into a folder as an executable, and return its path."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def noting(folder: Path, name: str, *, code: int = 0) -> Path:
    """Put a program there that notes its arguments and ends with a code; return the note."""
    note = folder / f"{name}.note"
    program(folder, name, f"printf '%s\\n' \"$@\" >> '{note}'\nexit {code}")
    return note


def receiving(folder: Path, name: str, *, code: int = 0) -> Path:
    """Put a program there that keeps its standard input; return the path of what it kept."""
    kept = folder / f"{name}.kept"
    program(folder, name, f"/bin/cat > '{kept}'\nexit {code}")
    return kept


def desktop(folder: Path, *, platform: str = "linux", **environment: str) -> Desktop:
    """Return surroundings in which only the programs of one folder are installed."""
    return Desktop({"PATH": str(folder), **environment}, platform)
