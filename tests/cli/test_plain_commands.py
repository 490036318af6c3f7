"""The commands that need no mail: as a script calls them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from endorseback.cli import app_places


def run(tmp_path: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program with its own config and data folder."""
    return subprocess.run(
        [sys.executable, "-m", "endorseback", *words],
        env=os.environ
        | {
            "ENDORSEBACK_CONFIG": str(tmp_path / "config.toml"),
            "ENDORSEBACK_DATA_DIR": str(tmp_path / "data"),
        }
        | variables,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


def test_paths_tells_where_things_lie_and_creates_nothing(tmp_path: Path) -> None:
    done = run(tmp_path, "paths", "--json")
    assert done.returncode == 0
    told = json.loads(done.stdout)
    assert told["config"] == str(tmp_path / "config.toml")
    assert told["ledger"] == str(tmp_path / "data" / "ledger.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_options_win_over_the_environment(tmp_path: Path) -> None:
    done = run(tmp_path, "--data-dir", str(tmp_path / "other"), "paths", "--json")
    assert json.loads(done.stdout)["data"] == str(tmp_path / "other")


@pytest.mark.parametrize("state", ["open", "done", "skipped", "snoozed", "waiting", "look", "all"])
def test_list_without_a_ledger_prints_nothing(tmp_path: Path, state: str) -> None:
    done = run(tmp_path, "list", "--state", state, "--json")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_config_check_tells_all_and_ends_with_two(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('fetch_intervall = "15m"\ntheme = 3\n')
    (tmp_path / "config.toml").chmod(0o600)
    done = run(tmp_path, "config", "check")
    assert done.returncode == 2
    assert (
        'config.toml:1: fetch_intervall: no such key; did you mean "fetch_interval"?' in done.stderr
    )
    assert "config.toml:2: theme: " in done.stderr
    assert "Traceback" not in done.stderr


def test_config_check_reports_a_file_that_others_can_read(tmp_path: Path) -> None:
    (tmp_path / "config.toml").touch()
    (tmp_path / "config.toml").chmod(0o644)
    done = run(tmp_path, "config", "check")
    assert done.returncode == 0
    assert "chmod 600" in done.stderr


def test_a_mistyped_command_names_the_nearest(tmp_path: Path) -> None:
    done = run(tmp_path, "lits")
    assert done.returncode == 2
    assert "'list'" in done.stderr


def test_the_app_without_a_terminal_says_so(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr


def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    done = run(tmp_path, "list")
    assert done.returncode == 2
    assert "is a file" in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_program(tmp_path: Path, shell: str) -> None:
    done = run(tmp_path, "completion", shell)
    assert done.returncode == 0
    assert "_ENDORSEBACK_COMPLETE" in done.stdout


def test_completion_offers_the_commands(tmp_path: Path) -> None:
    done = run(
        tmp_path,
        _ENDORSEBACK_COMPLETE="bash_complete",
        COMP_WORDS="endorseback re",
        COMP_CWORD="1",
    )
    assert {line.partition(",")[2] for line in done.stdout.split()} == {"repair", "reparse"}


def test_help_names_every_command(tmp_path: Path) -> None:
    from endorseback.cli.group import COMMANDS

    done = run(tmp_path, "--help")
    assert done.returncode == 0
    assert all(f"  {name} " in done.stdout for name in COMMANDS)


def test_a_fault_of_our_own_is_a_sentence_and_a_traceback_in_the_log(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import endorseback.cli.commands.paths as paths\npaths.print_json = None\n"
    )
    done = run(tmp_path, "paths", "--json", PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert "A fault in endorseback itself (TypeError)" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in (tmp_path / "data" / "endorseback.log").read_text()


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ([], {}),
        (["--config", "a"], {"config_file": Path("a")}),
        (["--data-dir", "b", "--config", "a"], {"config_file": Path("a"), "data_dir": Path("b")}),
        (["list"], None),
        (["--config"], None),
        (["--config", "--help"], None),
        (["--help"], None),
        (["--config", "a", "list"], None),
        (["--data-dir", "b", "list", "--json"], None),
        (["--config=a"], None),
    ],
)
def test_the_short_way_to_the_app_is_taken_only_where_nothing_else_is_asked_for(
    words: list[str], places: dict[str, Path] | None
) -> None:
    assert app_places(words) == places
