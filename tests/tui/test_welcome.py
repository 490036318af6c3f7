"""The first screen without a configuration, and the way into the app."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.dialogs import screen_text, wait_until
from tests.support.filled import endorsement, fill, make_app, paths_in
from tests.support.peopled import archive
from tests.support.terminal import Terminal

from endorseback.settings import Config
from endorseback.tui.dialogs.archive.import_result import ImportReportDialog
from endorseback.tui.screens.welcome import Start, Welcome


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (["d"], Start.DEMO),
        (["s"], Start.SET_UP),
        (["enter"], Start.DEMO),
        (["j", "enter"], Start.SET_UP),
        (["q"], None),
        (["escape"], None),
    ],
)
async def test_one_key_starts(tmp_path: Path, keys: list[str], chosen: Start | None) -> None:
    app = make_app(paths_in(tmp_path))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, Welcome)
        await pilot.press(*keys)
    assert app.return_value == chosen
    assert not paths_in(tmp_path).data_dir.exists()


@pytest.mark.parametrize("keys", [["i"], ["j", "j", "enter"]])
async def test_an_archive_is_a_way_to_start_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: list[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "Downloads").mkdir()
    name = archive(tmp_path / "Downloads" / "Basic_LinkedInDataExport_11-20-2026.zip").name
    app = make_app(paths_in(tmp_path / "installed"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await wait_until(pilot, lambda: name in screen_text(app))
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, ImportReportDialog))
        await pilot.press("enter", "2")
        await wait_until(pilot, lambda: "Ada Quill" in screen_text(app))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (20, 5)])
async def test_it_says_what_to_do_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    app = make_app(paths_in(tmp_path))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "demo" in screen_text(app)


async def test_who_has_a_ledger_or_a_mailbox_is_not_asked(tmp_path: Path) -> None:
    fill(paths_in(tmp_path), [endorsement(1)])
    for app in (make_app(paths_in(tmp_path)), make_app(paths_in(tmp_path / "new"), Config())):
        async with app.run_test() as pilot:
            await pilot.pause()
            assert not isinstance(app.screen, Welcome)


async def test_an_empty_inbox_says_why(tmp_path: Path) -> None:
    app = make_app(paths_in(tmp_path), Config())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Nothing waits for you." in screen_text(app)
        assert "no mailbox yet: endorseback init" in screen_text(app)


@pytest.mark.e2e
def test_the_installed_command_opens_on_it_and_leaves(tmp_path: Path) -> None:
    argv = [sys.executable, "-m", "endorseback"]
    env = {
        **os.environ,
        "ENDORSEBACK_CONFIG": str(tmp_path / "none.toml"),
        "ENDORSEBACK_DATA_DIR": str(tmp_path / "data"),
    }
    with Terminal(argv, env=env) as terminal:
        terminal.wait_for("Try the demo", "Set up your mailbox")
        terminal.press("q")
        assert terminal.end() == 0


HEAVY_AT_FIRST = """
import os, sys
from pathlib import Path
from textual.drivers.linux_driver import LinuxDriver
from endorseback.cli import main
HEAVY = {"imapclient", "mailparser", "selectolax", "jinja2", "keyring", "dkim", "authres"}
out = Path(os.environ["TEST_OUT"])
write = LinuxDriver.write
def report(self, data):
    if "Jonas" in data and not out.exists():
        out.write_text(f"heavy: {sorted(HEAVY & set(sys.modules))}")
    write(self, data)
LinuxDriver.write = report
main()
"""


@pytest.mark.e2e
def test_no_mail_library_is_loaded_before_the_first_frame(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    fill(paths, [endorsement(1)])
    paths.config_file.write_text(f'[[sources]]\nname = "old"\neml = "{tmp_path}"\n')
    paths.config_file.chmod(0o600)
    env = {
        **os.environ,
        "ENDORSEBACK_CONFIG": str(paths.config_file),
        "ENDORSEBACK_DATA_DIR": str(paths.data_dir),
        "TEST_OUT": str(tmp_path / "heavy.txt"),
    }
    with Terminal([sys.executable, "-c", HEAVY_AT_FIRST], columns=100, env=env) as terminal:
        terminal.wait_for("Jonas", "synced")
        assert (tmp_path / "heavy.txt").read_text() == "heavy: []"


def test_choosing_runs_our_own_command_on_the_same_files(tmp_path: Path) -> None:
    from endorseback.tui.start import _command_line

    argv = _command_line(paths_in(tmp_path), "paths")
    done = subprocess.run(argv, capture_output=True, text=True, check=True)
    assert str(tmp_path / "data") in done.stdout
