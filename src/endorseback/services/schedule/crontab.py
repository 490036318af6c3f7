"""A crontab entry that runs the fetch, for machines without a user's systemd."""

from __future__ import annotations

import shutil
from typing import Final

from endorseback.errors import UnreachableError
from endorseback.services.schedule import crontab_text
from endorseback.services.schedule.job import FetchJob, in_words
from endorseback.services.schedule.scheduler import Plan, ScheduleStatus
from endorseback.services.schedule.scheduler_tools import answer_of, run

_NONE_YET: Final = b"no crontab for"
"""What every cron says, with exit code 1, to somebody who has no crontab."""


class Crontab:
    """The user's crontab, of which one marked block is ours."""

    name = "crontab"

    def unusable(self) -> str | None:
        """Return why there is no cron here, or None where there is."""
        return None if shutil.which("crontab") else "there is no `crontab` command"

    def plan(self, job: FetchJob) -> Plan:
        """Return the entry, and a note where cron cannot keep the interval."""
        kept = crontab_text.nearest_interval(job.interval)
        entry = crontab_text.entry_for(job)
        notes = []
        if kept != job.interval:
            notes.append(
                f"cron cannot run anything {in_words(job.interval)}: "
                f"it will run {in_words(kept)}, which is nearest."
            )
        if job.search_path and "PATH=" not in entry:
            notes.append(
                "Your PATH is too long for a crontab: give the program of each password_command "
                "by its absolute path."
            )
        return Plan(every=in_words(kept), entry=entry, notes=tuple(notes))

    def install(self, job: FetchJob) -> Plan:
        """Write the entry into the crontab, unless it stands there already."""
        plan = self.plan(job)
        before = _read()
        after = crontab_text.with_block(before, plan.entry)
        if after != before:
            _write(after)
        return plan

    def remove(self) -> bool:
        """Take our block out; a crontab that held nothing else is removed."""
        before = _read()
        after = crontab_text.without_block(before)
        if after == before:
            return False
        _write(after)
        return True

    def standing(self) -> ScheduleStatus:
        """Return what our block says; without a cron there is none."""
        if self.unusable():
            return ScheduleStatus(installed=False)
        entry = crontab_text.entry_in(_read())
        if entry is None:
            return ScheduleStatus(installed=False)
        every, command = crontab_text.read_entry(entry)
        return ScheduleStatus(installed=True, command=command, every=every)


def _read() -> bytes:
    """Return the user's crontab, empty where there is none."""
    done = run("crontab", "-l")
    if done.returncode == 0:
        return done.stdout
    if _NONE_YET in done.stderr:
        return b""
    raise UnreachableError(f"The crontab could not be read: {answer_of(done)}.")


def _write(crontab: bytes) -> None:
    """Replace the user's crontab; an empty one is removed."""
    done = run("crontab", "-", given=crontab) if crontab else run("crontab", "-r")
    if done.returncode != 0:
        raise UnreachableError(f"The crontab could not be written: {answer_of(done)}.")
