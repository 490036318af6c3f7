"""A systemd user timer that runs the fetch."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Final

from endorseback.errors import UnreachableError
from endorseback.services.schedule.job import FetchJob, in_words
from endorseback.services.schedule.scheduler import Plan, ScheduleStatus
from endorseback.services.schedule.scheduler_tools import answer_of, run

UNIT: Final = "endorseback-fetch"
_RELOAD: Final = ("systemctl", "--user", "daemon-reload")
_ENABLE: Final = ("systemctl", "--user", "enable", "--now", f"{UNIT}.timer")
_RESTART: Final = ("systemctl", "--user", "restart", f"{UNIT}.timer")
_DISABLE: Final = ("systemctl", "--user", "disable", "--now", f"{UNIT}.timer")
_ODD_PROGRAM: Final = re.compile(r"""["'\\]""")
"""systemd refuses a program with such a character in its path, however it is quoted."""
_EVERY: Final = "OnUnitActiveSec="


class SystemdTimer:
    """A timer and a service in the user's own systemd."""

    name = "systemd"

    def __init__(self, folder: Path | None = None) -> None:
        """Use the units in `folder`; left out, where systemd.unit(5) looks for a user's own."""
        config_home = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
        self.folder = folder or Path(config_home).expanduser() / "systemd" / "user"
        self.service = self.folder / f"{UNIT}.service"
        self.timer = self.folder / f"{UNIT}.timer"

    def unusable(self) -> str | None:
        """Return why there is no systemd of the user's here, or None where there is."""
        if not shutil.which("systemctl"):
            return "there is no `systemctl` command"
        done = run("systemctl", "--user", "show-environment")
        return f"systemd does not run for you ({answer_of(done)})" if done.returncode else None

    def plan(self, job: FetchJob) -> Plan:
        """Return the two unit files and the commands that put them to work."""
        return Plan(
            every=in_words(job.interval),
            files=((str(self.service), service_unit(job)), (str(self.timer), timer_unit(job))),
            commands=(_RELOAD, _ENABLE, _RESTART),
            notes=("It runs while you are logged in; `loginctl enable-linger` lifts that.",),
        )

    def install(self, job: FetchJob) -> Plan:
        """Write the units, then start the timer; one with another interval is restarted."""
        plan = self.plan(job)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for path, contents in plan.files:
                Path(path).write_text(contents, encoding="utf-8", errors="surrogateescape")
        except OSError as error:
            raise UnreachableError(f"The timer could not be written: {error}.") from None
        for words in plan.commands:
            done = run(*words)
            if done.returncode != 0:
                raise UnreachableError(f"`{' '.join(words)}` failed: {answer_of(done)}.")
        return plan

    def remove(self) -> bool:
        """Stop the timer and delete both units."""
        there = [path for path in (self.timer, self.service) if path.exists()]
        if not there:
            return False
        if self.unusable() is None:
            run(*_DISABLE)
        for path in there:
            path.unlink()
        if self.unusable() is None:
            run(*_RELOAD)
        return True

    def standing(self) -> ScheduleStatus:
        """Return what the units say, and whether the timer runs."""
        if not (self.timer.exists() and self.service.exists()):
            return ScheduleStatus(installed=False)
        command = _value(self.service, "ExecStart=").replace("%%", "%").replace("$$", "$")
        interval = _value(self.timer, _EVERY).removesuffix("s")
        every = in_words(int(interval)) if interval.isdigit() else interval
        return ScheduleStatus(installed=True, command=command, every=every, problem=self._problem())

    def _problem(self) -> str | None:
        """Return why an installed timer does not run, or None where it does."""
        if reason := self.unusable():
            return f"The timer does not run: {reason}."
        done = run("systemctl", "--user", "is-active", f"{UNIT}.timer")
        if done.returncode == 0:
            return None
        return "The timer does not run: `endorseback schedule install` starts it again."


def service_unit(job: FetchJob) -> str:
    """Return the service that fetches once (systemd.service(5))."""
    words = _through_shell(job.command) if _ODD_PROGRAM.search(job.command[0]) else job.command
    program, *arguments = words
    command = " ".join([_quote(program), *(_quote(word).replace("$", "$$") for word in arguments)])
    return (
        "[Unit]\n"
        "Description=Fetch LinkedIn endorsement mails (endorseback)\n"
        "\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"Environment={_quote('PATH=' + job.search_path)}\n"
        f"ExecStart={command}\n"
    )


def timer_unit(job: FetchJob) -> str:
    """Return the timer: soon after it is started, then at the interval (systemd.timer(5))."""
    return (
        "[Unit]\n"
        "Description=Fetch LinkedIn endorsement mails at intervals (endorseback)\n"
        "\n"
        "[Timer]\n"
        "OnActiveSec=60s\n"
        f"{_EVERY}{job.interval}s\n"
        "\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )


def _through_shell(command: tuple[str, ...]) -> tuple[str, ...]:
    """Return a command that starts another one whose program systemd would not start itself."""
    return ("/bin/sh", "-c", 'exec "$0" "$@"', *command)


def _quote(word: str) -> str:
    """Return a word as systemd takes it literally (systemd.syntax(7), "Quoting"; systemd.unit(5)).

    `$` is not doubled here: systemd expands it in arguments, but not in the program's own path.
    """
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def _value(unit: Path, key: str) -> str:
    """Return what stands after a key in a unit file, or nothing."""
    for line in unit.read_text("utf-8", "surrogateescape").splitlines():
        if line.startswith(key):
            return line.removeprefix(key)
    return ""
