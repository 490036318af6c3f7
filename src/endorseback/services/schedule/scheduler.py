"""What each scheduler can do for us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from endorseback.services.schedule.job import FetchJob


@dataclass(frozen=True, slots=True)
class Plan:
    """What an installation writes and runs, shown by `--dry-run` and then carried out."""

    every: str
    """How often the fetch will run, in words."""
    files: tuple[tuple[str, str], ...] = ()
    """(path, contents) of files to write."""
    commands: tuple[tuple[str, ...], ...] = ()
    """Commands to run, word by word."""
    entry: str = ""
    """The lines for a table that holds other entries too."""
    notes: tuple[str, ...] = ()
    """What the user should know: an interval that cannot be had, a session that must be open."""


@dataclass(frozen=True, slots=True)
class ScheduleStatus:
    """What is installed with one scheduler."""

    installed: bool
    command: str | None = None
    """The command as the scheduler has it."""
    every: str | None = None
    """How often it runs, in words or in the scheduler's own notation."""
    problem: str | None = None
    """What keeps an installed job from running, with what to do about it."""


class Scheduler(Protocol):
    """One way to run a job at intervals: systemd, cron, and later launchd or Task Scheduler."""

    name: str

    def unusable(self) -> str | None:
        """Return why this scheduler cannot be used here, as a sentence, or None where it can."""
        ...

    def plan(self, job: FetchJob) -> Plan:
        """Return what installing would do, without doing any of it."""
        ...

    def install(self, job: FetchJob) -> Plan:
        """Install the job; one that is there already is replaced, never doubled.

        Raises:
            EndorsebackError: If the scheduler refuses.
        """
        ...

    def remove(self) -> bool:
        """Remove the job and tell whether there was one."""
        ...

    def standing(self) -> ScheduleStatus:
        """Return what is installed."""
        ...
