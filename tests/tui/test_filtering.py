"""The filter bar: what is typed, completed, wrong, saved under keys, and recalled."""

from pathlib import Path
from typing import Any

import pytest
from tests.support.dialogs import screen_text, wait_until
from tests.support.filled import endorsement, fill, opened, paths_in
from textual.pilot import Pilot

from endorseback.errors import EndorsebackError
from endorseback.paths import Paths
from endorseback.tui.screens.inbox import Inbox
from endorseback.tui.state.saved_filters import BUILT_IN, load_filters, save_filter
from endorseback.tui.widgets.filter_bar import FilterBar, FilterInput

SIZES = [(80, 24), (120, 40), (20, 5)]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = paths_in(tmp_path)
    fill(paths, [endorsement(number) for number in range(12)])
    return paths


def names(inbox: Inbox) -> list[str]:
    return [row.name or "" for row in inbox.row_list.rows]


async def type_in(pilot: Pilot[Any], text: str) -> None:
    await pilot.press(*({":": "colon", " ": "space"}.get(char, char) for char in text))
    await pilot.pause()


async def test_fields_and_words_narrow_the_inbox(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        every = names(inbox)
        await pilot.press("slash")
        await type_in(pilot, "skill:terraform from:weber")
        assert 0 < len(names(inbox)) < len(every)
        assert all("Weber" in name for name in names(inbox))
        await pilot.press("escape")
        await pilot.pause()
        assert names(inbox) == every


async def test_what_is_wrong_is_told_and_the_last_filter_stays(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await pilot.press("slash")
        await type_in(pilot, "o")
        narrowed = names(inbox)
        assert 0 < len(narrowed) < 12
        await type_in(pilot, ":x")
        assert names(inbox) == narrowed
        assert "There is no field “o”." in screen_text(pilot.app)
        await pilot.press("backspace", "backspace")
        await pilot.pause()
        assert "There is no field" not in screen_text(pilot.app)


async def test_what_is_typed_is_completed(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await pilot.press("slash")
        await type_in(pilot, "sk")
        await pilot.press("tab")
        line = inbox.query_one(FilterInput)
        assert line.value == "skill:"
        await type_in(pilot, "ru")
        await pilot.press("tab")
        await pilot.pause()
        assert line.value == "skill:Rust"
        assert all("Rust" in row.skills for row in inbox.row_list.rows)
        assert names(inbox)


async def test_the_right_arrow_takes_what_is_shown_behind_the_cursor(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await pilot.press("slash")
        await type_in(pilot, "state:op")
        line = inbox.query_one(FilterInput)
        await wait_until(pilot, lambda: line._suggestion == "state:open")
        await pilot.press("right")
        assert line.value == "state:open"


@pytest.mark.parametrize("size", SIZES)
async def test_the_bar_fits_every_terminal(paths: Paths, size: tuple[int, int]) -> None:
    async with opened(paths, size) as (inbox, pilot):
        await pilot.press("slash")
        await type_in(pilot, "we")
        assert "we" in screen_text(pilot.app)
        assert inbox.row_list.size.height >= 1 or size[1] < 10
        await pilot.press("enter", "j", "escape")
        await pilot.pause()
        assert not inbox.query(FilterBar)


async def test_a_filter_is_saved_under_a_key_and_recalled_after_a_restart(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await pilot.press("slash")
        await type_in(pilot, "from:weber")
        await pilot.press("enter", "F")
        await wait_until(pilot, lambda: pilot.app.screen is not inbox)
        await pilot.press("plus", "w")
        await wait_until(pilot, lambda: "Saved as filter w." in screen_text(pilot.app))
    async with opened(paths) as (inbox, pilot):
        await pilot.press("apostrophe")
        await wait_until(pilot, lambda: pilot.app.screen is not inbox)
        assert "from:weber" in screen_text(pilot.app)
        await pilot.press("w")
        await wait_until(pilot, lambda: inbox.filter_text == "from:weber")
        assert all("Weber" in name for name in names(inbox))
        assert inbox.row_list.has_focus
        await pilot.press("apostrophe")
        await wait_until(pilot, lambda: pilot.app.screen is not inbox)
        await pilot.press(*["down"] * 5, "delete")
        await wait_until(pilot, lambda: "is forgotten" in screen_text(pilot.app))
    assert load_filters(paths.filters) == list(BUILT_IN)


async def test_a_damaged_file_of_filters_is_told_and_kept(paths: Paths) -> None:
    paths.filters.write_text("{")
    async with opened(paths) as (inbox, pilot):
        await pilot.press("F")
        await wait_until(pilot, lambda: "cannot be read" in screen_text(pilot.app))
        assert pilot.app.screen is inbox
    assert paths.filters.read_text() == "{"


def test_a_filter_of_ones_own_takes_the_place_of_one_built_in(paths: Paths) -> None:
    save_filter(paths.filters, "1", "skill:go")
    save_filter(paths.filters, "z", "  tag:team  ")
    filters = {one.key: one.text for one in load_filters(paths.filters)}
    assert filters["1"] == "skill:go"
    assert filters["z"] == "tag:team"
    assert paths.filters.stat().st_mode & 0o777 == 0o600
    save_filter(paths.filters, "1", "")
    assert load_filters(paths.filters)[0] == BUILT_IN[0]


def test_only_letters_and_digits_are_keys(paths: Paths) -> None:
    paths.filters.write_text('{"é": "x", "ab": "y", "\\u001b": "z", "b": "ok\\u001b[31m"}')
    own = [one for one in load_filters(paths.filters) if one not in BUILT_IN]
    assert [(one.key, one.text) for one in own] == [("b", "ok[31m")]


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(EndorsebackError):
        save_filter(tmp_path / "data" / "filters.json", "a", "x")
