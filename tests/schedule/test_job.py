"""The job: this very endorseback, by absolute paths, with what its password commands need."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from endorseback.errors import UsageError
from endorseback.paths import Paths
from endorseback.services.schedule.job import (
    fetch_job,
    in_words,
    missing_at_run_time,
    program,
)
from endorseback.settings import Account, Config


def test_the_program_is_the_one_that_runs() -> None:
    done = subprocess.run([*program(), "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("endorseback")


def test_paths_are_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    job = fetch_job(Paths(Path("c.toml"), Path("data")), Config(fetch_interval="2h"))
    assert job.interval == 7200
    assert job.command[-5:] == (
        "--config",
        str(tmp_path / "c.toml"),
        "--data-dir",
        str(tmp_path / "data"),
        "fetch",
    )
    assert Path(job.command[0]).is_absolute()


def test_only_what_a_schedule_can_carry_is_taken_from_path(tmp_path: Path) -> None:
    environ = {"PATH": os.pathsep.join(["/usr/bin", "relative", "/a\\b", "/c\nd", "/opt/e f"])}
    job = fetch_job(Paths(tmp_path / "c", tmp_path), Config(), environ)
    assert job.search_path == "/usr/bin:/opt/e f"


@pytest.mark.parametrize("name", ["line\nend", "bell\a", "not-utf8-\udcff"])
def test_a_path_that_no_file_can_carry_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="control character") as refused:
        fetch_job(Paths(tmp_path / "c", tmp_path / name), Config())
    assert str(refused.value).isascii()


def test_a_password_in_the_environment_is_warned_of() -> None:
    account = Account(name="main", host="h", username="u", password_env="SECRET_OF_MINE")
    (sentence,) = missing_at_run_time(Config(accounts=(account,)))
    assert "$SECRET_OF_MINE" in sentence


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (60, "every minute"),
        (900, "every 15 minutes"),
        (3600, "every hour"),
        (90, "every 90 seconds"),
    ],
)
def test_intervals_in_words(interval: int, words: str) -> None:
    assert in_words(interval) == words
