"""Importing an archive in the app: choosing it, looking on, the report, and taking it back."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from tests.support.dialogs import drive, screen_text, screen_words, wait_until
from tests.support.filled import endorsement, fill, opened, paths_in
from tests.support.peopled import archive
from textual.pilot import Pilot
from textual.widgets import Input

from endorseback.archive import ReadingStopped
from endorseback.errors import EndorsebackError
from endorseback.model.archive_data import ReadReport, RefusedRow
from endorseback.paths import Paths
from endorseback.services.archive_import.import_report import ImportReport
from endorseback.services.archive_import.novelty import Novelty
from endorseback.tui.dialogs.archive.choose_archive import ChooseArchiveDialog, ChosenArchive
from endorseback.tui.dialogs.archive.import_progress import ImportProgressDialog, ImportReading
from endorseback.tui.dialogs.archive.import_result import ImportReportDialog, report_text
from endorseback.tui.state.archive_paths import complete_path, typed_path

SIZES = [(80, 24), (120, 40), (20, 5)]
TODAY = date(2026, 11, 23)
NAME = "Basic_LinkedInDataExport_11-20-2026.zip"
HOSTILE = "[/] [@click=app.quit]quit[/] [bold"
REPORT = ImportReport(
    "import-1",
    ReadReport(
        files_used=("Connections.csv",),
        files_skipped=("Logins.csv",),
        files_missing=("messages.csv",),
        rows_read=12,
        rows_refused=(RefusedRow("x.csv", 7, "odd"),),
    ),
    Novelty(received=3, given=1, connections=4),
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a downloads folder, in which there is an archive."""
    (tmp_path / "Downloads").mkdir()
    archive(tmp_path / "Downloads" / NAME)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = paths_in(tmp_path / "installed")
    fill(paths, [endorsement(number) for number in range(3)])
    return paths


async def test_an_archive_is_found_imported_and_taken_back(home: Path, paths: Paths) -> None:
    async with opened(paths, (120, 40)) as (inbox, pilot):
        await wait_until(pilot, lambda: inbox.context.people.is_read)
        assert len(inbox.context.people.rows) == 3
        await pilot.press("I")
        await wait_until(pilot, lambda: NAME in screen_text(pilot.app))
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, ImportReportDialog))
        await pilot.pause()
        text = screen_words(pilot.app)
        assert "Connections 4" in text
        assert "They endorsed 2" in text
        await pilot.press("enter")
        await wait_until(pilot, lambda: len(inbox.context.people.rows) == 6)
        await pilot.press("2")
        await pilot.pause()
        assert "Example Widgets" in screen_text(pilot.app)
        await pilot.press("u")
        await wait_until(pilot, lambda: len(inbox.context.people.rows) == 3)
        await wait_until(pilot, lambda: "The import of" in screen_words(pilot.app))


async def test_the_same_archive_again_changes_nothing(home: Path, paths: Paths) -> None:
    async with opened(paths, (120, 40)) as (_, pilot):
        for told in ("taken in", "nothing changed"):
            await pilot.press("I")
            await wait_until(pilot, lambda: NAME in screen_text(pilot.app))
            await pilot.press("enter")
            await wait_until(pilot, lambda: isinstance(pilot.app.screen, ImportReportDialog))
            await wait_until(pilot, lambda told=told: told in screen_words(pilot.app))
            await pilot.press("enter")
            await pilot.pause()


async def test_what_is_no_archive_is_told(home: Path, paths: Paths) -> None:
    other = home / "other.zip"
    other.write_bytes(b"this is no zip")
    async with opened(paths, (120, 40)) as (inbox, pilot):
        await pilot.press("I")
        await wait_until(pilot, lambda: NAME in screen_text(pilot.app))
        pilot.app.screen.query_one("#path", Input).value = str(other)
        await pilot.press("enter")
        await wait_until(pilot, lambda: "other.zip" in screen_words(pilot.app))
        await wait_until(pilot, lambda: pilot.app.screen is inbox)
        assert not inbox.context.model.imports()


async def choose(
    act: Callable[[Pilot[None]], Any], found: list[Path], size: tuple[int, int] = (80, 24)
) -> list[Any]:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    dialog = ChooseArchiveDialog(lambda: [(path, at) for path in found], complete_path, TODAY)
    return await drive(dialog, act, size)


@pytest.mark.parametrize("size", SIZES)
async def test_the_newest_download_is_at_hand(size: tuple[int, int]) -> None:
    async def act(pilot: Pilot[None]) -> None:
        path = pilot.app.screen.query_one("#path", Input)
        await wait_until(pilot, lambda: path.value == "/a/new.zip")
        await pilot.press("down")
        await wait_until(pilot, lambda: path.value == "/a/old.zip")
        await pilot.press("enter")

    answers = await choose(act, [Path("/a/new.zip"), Path("/a/old.zip")], size)
    assert answers == [ChosenArchive(Path("/a/old.zip"), None)]


async def test_the_first_day_that_is_no_history_is_asked() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press(*"/x", "tab", *"2020", "enter")
        await pilot.pause()
        assert "A day is written like" in screen_text(pilot.app)
        await pilot.press(*"-01-02", "enter")

    assert await choose(act, []) == [ChosenArchive(Path("/x"), date(2020, 1, 2))]


async def test_without_a_path_nothing_is_imported() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        await pilot.pause()
        assert "Type the path" in screen_text(pilot.app)
        await pilot.press("escape")

    assert await choose(act, []) == [None]


def test_a_path_is_completed(home: Path) -> None:
    assert complete_path("~/Down") == "~/Downloads"
    assert complete_path("~/Downloads/Ba") == f"~/Downloads/{NAME}"
    assert complete_path(f"{home}/Downloads/") == f"{home}/Downloads/{NAME}"
    assert complete_path("~/nothing/") is None
    assert complete_path("Down") is None
    assert complete_path("~nobody-at-all/") is None


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        (" ~/a b.zip ", "{home}/a b.zip"),
        ("'/a/b c.zip' ", "/a/b c.zip"),
        ('"~/x.zip"', "{home}/x.zip"),
        ("'", "'"),
        ("~nobody-at-all/x.zip", "~nobody-at-all/x.zip"),
    ],
)
def test_a_path_may_be_dropped_on_the_terminal(home: Path, typed: str, path: str) -> None:
    assert typed_path(typed) == Path(path.format(home=home))


async def test_an_import_that_is_stopped_takes_nothing() -> None:
    begun = Event()

    def run(reading: ImportReading) -> ImportReport:
        reading.moved("messages.csv", 1, 2)
        begun.set()
        reading.stop.wait(10)
        raise ReadingStopped("Reading was stopped.")

    async def act(pilot: Pilot[None]) -> None:
        await wait_until(pilot, begun.is_set)
        await wait_until(pilot, lambda: "Reading messages.csv" in screen_text(pilot.app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: not isinstance(pilot.app.screen, ImportProgressDialog))

    answers = await drive(ImportProgressDialog("an archive", run), act)
    assert isinstance(answers[0], EndorsebackError)


@pytest.mark.parametrize("size", SIZES)
async def test_the_report_fits_every_terminal(size: tuple[int, int]) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("j", "k", "space", "pageup")
        await pilot.pause()
        assert screen_text(pilot.app).strip()
        await pilot.press("enter")

    assert await drive(ImportReportDialog(REPORT), act, size) == [None]


def test_the_report_tells_files_rows_and_what_is_new() -> None:
    text = report_text(REPORT).plain
    for part in (
        "Connections.csv",
        "Not taken\nLogins.csv",
        "Not in it\nmessages.csv",
        "12 rows",
        "1 row that could not be used\nx.csv:7  odd",
    ):
        assert part in text, part


def test_hostile_names_in_a_report_are_plain_text() -> None:
    odd = RefusedRow(HOSTILE, 1, "\x1b[31m")
    read = ReadReport((HOSTILE,), (HOSTILE,), (HOSTILE,), 1, rows_refused=(odd,))
    text = report_text(ImportReport("x", read, Novelty())).plain
    assert HOSTILE in text
    assert "\x1b" not in text
