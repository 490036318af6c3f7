"""Killed or out of room in the middle of an import: it counts whole or not at all."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.support.filled import paths_in
from tests.support.imported import GIVEN, RECEIVED, connection, endorsed, export, reference_of

from endorseback.contacts.directory import brought_by
from endorseback.errors import EndorsebackError
from endorseback.ledger.ledger import Ledger
from endorseback.paths import Paths
from endorseback.services.archive_import.importer import import_archive, imports

PEOPLE = 600


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that takes a while to import."""
    people = [(f"Person {number}", f"person-{number}") for number in range(PEOPLE)]
    return export(
        tmp_path_factory.mktemp("export"),
        date(2026, 11, 23),
        connections=[connection(who) for who in people],
        endorsements=[
            endorsed(who, skill, 10, direction)
            for who in people
            for skill, direction in (("Go", RECEIVED), ("C", RECEIVED), ("SQL", GIVEN))
        ],
    )


def whole_or_nothing(paths: Paths) -> int:
    """Check what is on disk, and return how many imports count."""
    counting = imports(paths)
    with Ledger(paths.ledger) as ledger:
        assert len(list(ledger.model.persons())) == (PEOPLE if counting else 0)
    assert len(reference_of(paths).people) == (PEOPLE if counting else 0)
    assert all(brought_by(paths, one.id).exists() for one in counting)
    return len(counting)


def run(folder: Path, archive: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Import in a process of its own."""
    command = [sys.executable, "-m", "tests.archive_import.importer", str(folder), str(archive)]
    return subprocess.run([*command, *options], capture_output=True, text=True, check=False)


@pytest.mark.crash
def test_killed_at_any_step_an_import_counts_whole_or_not_at_all(
    tmp_path: Path, archive: Path
) -> None:
    steps = int(run(tmp_path / "whole", archive).stdout)
    counted = []
    for step in range(1, steps + 1):
        folder = tmp_path / str(step)
        assert run(folder, archive, "--die-at", str(step)).returncode == -signal.SIGKILL
        paths = paths_in(folder)
        counted.append(whole_or_nothing(paths))
        import_archive(paths, archive)
        assert whole_or_nothing(paths) == 1
        assert len(list(paths.archives.glob("*"))) == 1
    assert counted == sorted(counted)
    assert set(counted) == {0, 1}


def test_without_room_nothing_is_imported_and_the_next_time_all(
    tmp_path: Path, archive: Path
) -> None:
    """A limit on the size of files stands for a full disk."""
    whole = paths_in(tmp_path / "whole")
    brought = brought_by(whole, import_archive(whole, archive).id).stat().st_size
    line = whole.ledger.stat().st_size
    assert line - 5000 > brought  # so the last limit has room for all but the ledger's line
    paths = paths_in(tmp_path / "small")
    for limit in (3000, brought - 1, line - 5000):
        done = run(tmp_path / "small", archive, "--room", str(limit))
        assert done.returncode == 1
        assert "no room left" in done.stderr
        assert whole_or_nothing(paths) == 0
    import_archive(paths, archive)
    assert whole_or_nothing(paths) == 1
    assert len(list(paths.archives.iterdir())) == 1


def test_what_cannot_be_written_is_told(tmp_path: Path, archive: Path) -> None:
    paths = paths_in(tmp_path)
    paths.data_dir.mkdir(parents=True, exist_ok=True)
    paths.archives.write_text("a file where the folder belongs")
    with pytest.raises(EndorsebackError, match="cannot be written"):
        import_archive(paths, archive)
    assert imports(paths) == ()
