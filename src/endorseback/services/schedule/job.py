"""The job that a scheduler is to run: the fetch of one installation, by absolute paths."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from endorseback.errors import UsageError
from endorseback.paths import Paths
from endorseback.settings import Config, seconds


@dataclass(frozen=True, slots=True)
class FetchJob:
    """What runs, how often, and where it looks for programs."""

    command: tuple[str, ...]
    """The words of the command, the program as an absolute path."""
    interval: int
    """Seconds between two runs."""
    search_path: str
    """PATH for the run, so that a `password_command` is found as it is in the terminal."""


_UNSAFE: Final = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
"""What neither a unit file nor a crontab can carry: controls, and bytes that are no UTF-8."""


def fetch_job(paths: Paths, config: Config, environ: Mapping[str, str] = os.environ) -> FetchJob:
    """Return the job that fetches with this configuration into this data folder.

    Raises:
        UsageError: If a path holds a character that no scheduler's file can carry.
    """
    command = (
        *program(),
        "--config",
        str(paths.config_file.absolute()),
        "--data-dir",
        str(paths.data_dir.absolute()),
        "fetch",
    )
    for word in command:
        if _UNSAFE.search(word):
            raise UsageError(
                f"No scheduler can run a path with a control character in it: {word!a}.",
                hint="Move the file, or name another with --config or --data-dir.",
            )
    return FetchJob(command, int(seconds(config.fetch_interval)), _search_path(environ))


def _search_path(environ: Mapping[str, str]) -> str:
    """Return the absolute folders of PATH, less those that a scheduler's file cannot carry."""
    folders = environ.get("PATH", os.defpath).split(os.pathsep)
    return os.pathsep.join(
        folder
        for folder in folders
        if folder.startswith("/") and "\\" not in folder and not _UNSAFE.search(folder)
    )


def program() -> tuple[str, ...]:
    """Return the words that start this very endorseback: its script, else Python and its module."""
    script = Path(sys.executable).with_name("endorseback")
    if os.access(script, os.X_OK):
        return (str(script),)
    return (sys.executable, "-P", "-m", "endorseback")


def missing_at_run_time(config: Config) -> list[str]:
    """Return what the terminal has and a scheduled run will not, a sentence each."""
    return [
        f"The account {account.name!r} takes its password from ${account.password_env}, which a "
        "scheduled fetch does not see: use password_command or the keyring for it."
        for account in config.accounts
        if account.password_env
    ]


def in_words(interval: int) -> str:
    """Return an interval in seconds as people say it."""
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if interval % size == 0:
            count = interval // size
            return f"every {unit}" if count == 1 else f"every {count} {unit}s"
    return f"every {interval} seconds"
