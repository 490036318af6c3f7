"""The units for systemd, checked by systemd itself where it is there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from endorseback.services.schedule.job import FetchJob
from endorseback.services.schedule.systemd import SystemdTimer, service_unit, timer_unit

ODD = '/home/sam/my "mail" 100% $HOME it\'s \\ data'


def job_in(folder: Path, name: str = "bin %h $x") -> FetchJob:
    """Return a job whose program exists, under a path that holds what systemd would expand."""
    program = folder / name / "endorseback"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return FetchJob((str(program), "--data-dir", ODD, "fetch"), 900, "/usr/bin:/opt/%h/bin")


def test_what_systemd_would_expand_is_escaped() -> None:
    unit = service_unit(FetchJob(("/opt/a$b/x", "--data-dir", ODD, "fetch"), 900, "/bin:/50%"))
    assert 'ExecStart="/opt/a$b/x" "--data-dir" ' in unit
    assert '"/home/sam/my \\"mail\\" 100%% $$HOME it\'s \\\\ data" "fetch"\n' in unit
    assert 'Environment="PATH=/bin:/50%%"\n' in unit


def test_the_timer_keeps_the_interval() -> None:
    assert "OnUnitActiveSec=5400s\n" in timer_unit(FetchJob(("/x",), 5400, ""))


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not here")
@pytest.mark.parametrize("name", ["bin", "bin %h $x", 'it\'s "mine"'])
def test_systemd_accepts_the_units(tmp_path: Path, name: str) -> None:
    job = job_in(tmp_path, name)
    for name, unit in (("x.service", service_unit(job)), ("x.timer", timer_unit(job))):
        (tmp_path / name).write_text(unit)
        done = subprocess.run(
            ["systemd-analyze", "verify", "--user", "--man=no", str(tmp_path / name)],
            capture_output=True,
            text=True,
            check=False,
            env={"XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        )
        complaints = [line for line in done.stderr.splitlines() if str(tmp_path) in line]
        assert not complaints
        assert done.returncode == 0, done.stderr


def test_what_was_planned_is_read_back(tmp_path: Path) -> None:
    scheduler = SystemdTimer(tmp_path)
    for path, contents in scheduler.plan(job_in(tmp_path)).files:
        Path(path).write_text(contents)
    standing = scheduler.standing()
    assert standing.installed
    assert standing.every == "every 15 minutes"
    assert "100% $HOME" in (standing.command or "")
