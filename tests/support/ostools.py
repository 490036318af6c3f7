"""Stand-ins for the schedulers' own commands, which would change the machine under test."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_CRONTAB = """#!/bin/sh
# Keeps the crontab in a file, and speaks as cron's own command does.
case "$1" in
-l) if [ -e "{store}" ]; then cat "{store}"; else echo "no crontab for sam" >&2; exit 1; fi ;;
-r) rm "{store}" ;;
-) cat > "{store}.new"
   if [ -n "$(tail -c 1 "{store}.new")" ]; then
     echo "new crontab file is missing newline before EOF, can't install." >&2; exit 1
   fi
   mv "{store}.new" "{store}" ;;
*) exit 2 ;;
esac
"""
_SYSTEMCTL = """#!/bin/sh
# Notes what it was asked, and fails where systemd does not run for the user.
echo "$@" >> "{calls}"
if [ ! -e "{running}" ]; then echo "Failed to connect to bus: No medium found" >&2; exit 1; fi
"""


class Tools:
    """A PATH that holds a `crontab` and a `systemctl` of ours before the machine's own programs."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.crontab_file = folder / "crontab.txt"
        self.calls = folder / "systemctl-calls.txt"
        self.running = folder / "systemd-runs"
        self.units = folder / "config-home" / "systemd" / "user"
        self.path = f"{self.bin}{os.pathsep}{os.defpath}"
        self._write("systemctl", _SYSTEMCTL.format(calls=self.calls, running=self.running))
        monkeypatch.setenv("PATH", self.path)
        monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config-home"))

    def give_crontab(self) -> None:
        """Let there be a `crontab` command."""
        self._write("crontab", _CRONTAB.format(store=self.crontab_file))

    def start_systemd(self) -> None:
        """Let systemd run for the user."""
        self.running.touch()

    def systemctl_calls(self) -> list[str]:
        """Return what `systemctl` was asked, oldest first."""
        return self.calls.read_text().splitlines() if self.calls.exists() else []

    def _write(self, name: str, script: str) -> None:
        (self.bin / name).write_text(script)
        (self.bin / name).chmod(0o755)
