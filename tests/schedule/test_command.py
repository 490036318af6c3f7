"""`endorseback schedule` from outside, with stand-ins for `crontab` and `systemctl`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.ostools import Tools

CONFIG = """
fetch_interval = "20m"
[[accounts]]
name = "main"
host = "imap.example.com"
username = "sam@example.com"
password_command = ["pass", "mail/sam"]
"""
OTHERS = b"MAILTO=sam@example.com\n@daily /usr/bin/tidy \xff\n"


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tools:
    (tmp_path / "my config.toml").write_text(CONFIG)
    return Tools(tmp_path, monkeypatch)


def schedule(tools: Tools, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            *("-m", "endorseback", "--config", str(tools.folder / "my config.toml")),
            *("--data-dir", str(tools.folder / "data 100%"), "schedule", *words),
        ],
        capture_output=True,
        text=True,
        check=False,
    )


def standing(tools: Tools) -> dict[str, object]:
    done = schedule(tools, "status", "--json")
    assert done.returncode == 0, done.stderr
    record: dict[str, object] = json.loads(done.stdout)
    return record


def test_cron_from_install_to_remove(tools: Tools) -> None:
    tools.give_crontab()
    tools.crontab_file.write_bytes(OTHERS)
    for _ in range(2):
        assert schedule(tools, "install").returncode == 0
    crontab = tools.crontab_file.read_bytes()
    assert crontab.startswith(OTHERS)
    assert crontab.count(b"fetch >/dev/null") == 1
    record = standing(tools)
    assert (record["scheduler"], record["every"]) == ("crontab", "every 20 minutes")
    assert f"'{tools.folder}/data 100%' fetch" in str(record["command"])
    assert schedule(tools, "remove").returncode == 0
    assert tools.crontab_file.read_bytes() == OTHERS
    assert standing(tools)["installed"] is False


def test_a_crontab_of_ours_alone_is_gone_after_remove(tools: Tools) -> None:
    tools.give_crontab()
    schedule(tools, "install")
    schedule(tools, "remove")
    assert not tools.crontab_file.exists()


def test_a_dry_run_changes_nothing(tools: Tools) -> None:
    tools.give_crontab()
    tools.crontab_file.write_bytes(OTHERS)
    done = schedule(tools, "install", "--dry-run")
    assert done.returncode == 0
    assert "*/20 * * * * PATH=" in done.stdout
    assert tools.crontab_file.read_bytes() == OTHERS
    schedule(tools, "install")
    before = tools.crontab_file.read_bytes()
    assert "Would be removed" in schedule(tools, "remove", "--dry-run").stdout
    assert tools.crontab_file.read_bytes() == before


def test_systemd_is_preferred_and_takes_over(tools: Tools) -> None:
    tools.give_crontab()
    schedule(tools, "install")
    assert tools.crontab_file.exists()
    tools.start_systemd()
    for _ in range(2):
        done = schedule(tools, "install")
        assert done.returncode == 0, done.stderr
    assert not tools.crontab_file.exists()
    assert sorted(path.name for path in tools.units.iterdir()) == [
        "endorseback-fetch.service",
        "endorseback-fetch.timer",
    ]
    assert "--user enable --now endorseback-fetch.timer" in tools.systemctl_calls()
    record = standing(tools)
    assert (record["scheduler"], record["every"]) == ("systemd", "every 20 minutes")
    assert record["problem"] is None
    assert schedule(tools, "remove").returncode == 0
    assert not list(tools.units.iterdir())
    assert "--user disable --now endorseback-fetch.timer" in tools.systemctl_calls()


def test_a_dry_run_for_systemd_shows_files_and_commands(tools: Tools) -> None:
    tools.start_systemd()
    done = schedule(tools, "install", "--dry-run")
    assert "[Timer]" in done.stdout
    assert "$ systemctl --user enable --now endorseback-fetch.timer" in done.stdout
    assert not tools.units.exists()


def test_an_installed_timer_that_cannot_run_is_a_problem(tools: Tools) -> None:
    tools.start_systemd()
    schedule(tools, "install")
    tools.running.unlink()
    assert "systemd does not run for you" in str(standing(tools)["problem"])


def test_without_any_scheduler_it_says_why(tools: Tools) -> None:
    done = schedule(tools, "install")
    assert done.returncode == 2
    assert "there is no `crontab` command" in done.stderr
    assert "systemd does not run for you" in done.stderr
    shown = schedule(tools, "install", "--dry-run")
    assert shown.returncode == 0
    assert "*/20 * * * *" in shown.stdout
    assert "No scheduler can be used here" in shown.stderr


def test_an_interval_that_cron_cannot_keep_is_told(tools: Tools) -> None:
    tools.give_crontab()
    config = tools.folder / "my config.toml"
    config.write_text(CONFIG.replace("20m", "25m"))
    done = schedule(tools, "install")
    assert "every 30 minutes" in done.stdout
    assert "cron cannot run anything every 25 minutes" in done.stderr


def test_a_crontab_that_cannot_be_read_is_not_overwritten(tools: Tools) -> None:
    (tools.bin / "crontab").write_text('#!/bin/sh\necho "You are not allowed" >&2\nexit 1\n')
    (tools.bin / "crontab").chmod(0o755)
    done = schedule(tools, "install")
    assert done.returncode == 1
    assert "You are not allowed" in done.stderr


def test_nothing_installed_and_nothing_fetched(tools: Tools) -> None:
    assert standing(tools) == {
        "scheduler": None,
        "installed": False,
        "every": None,
        "command": None,
        "problem": None,
        "last_fetch": None,
    }
    assert "Nothing is installed." in schedule(tools, "remove").stdout
