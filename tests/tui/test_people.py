"""The list of people: everybody, in any order, filtered as one types, and acted on."""

from pathlib import Path
from typing import Any

import pytest
from tests.support.dialogs import screen_text, wait_until
from tests.support.filled import NOW, endorsement, fill
from tests.support.peopled import opened_people, peopled
from textual.pilot import Pilot

from endorseback.ledger.ledger import Ledger
from endorseback.model.list_rows import State
from endorseback.paths import Paths
from endorseback.tui.screens.inbox import Inbox

SIZES = [(80, 24), (120, 40), (20, 5)]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return peopled(tmp_path)


def names(inbox: Inbox) -> list[str]:
    return [row.name or "" for row in inbox.row_list.rows]


async def typed(pilot: Pilot[Any], text: str) -> None:
    await pilot.press(*("colon" if char == ":" else char for char in text))
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_everybody_is_listed_by_name(paths: Paths, size: tuple[int, int]) -> None:
    async with opened_people(paths, size) as (inbox, pilot):
        assert names(inbox) == [
            "Ada Quill",
            "Ana Lima",
            "Bo Lind",
            "Cy Marsh",
            "Jonas Weber",
            "Maya Okafor",
        ]
        assert "Ada" in screen_text(pilot.app)


async def test_a_row_tells_work_counts_and_the_last_exchange(paths: Paths) -> None:
    async with opened_people(paths) as (inbox, pilot):
        line = next(line for line in screen_text(pilot.app).splitlines() if "Ada Quill" in line)
        assert line.split() == [
            "▌",
            "Ada",
            "Quill",
            "Example",
            "Widgets",
            "·",
            "Engineer",
            "2",
            "1",
            "Mar",
            "2019",
        ]
        inbox.row_list.go_to("in:person-0")
        await pilot.pause()
        line = next(line for line in screen_text(pilot.app).splitlines() if "Maya" in line)
        assert line.split()[-2:] == ["1", "2h"]


async def test_one_key_goes_through_the_orders(paths: Paths) -> None:
    async with opened_people(paths) as (inbox, pilot):
        firsts = []
        for _ in range(5):
            firsts.append((inbox.context.people.order.value, names(inbox)[0]))
            await pilot.press("O")
            await pilot.pause()
        assert firsts == [
            ("name", "Ada Quill"),
            ("company", "Bo Lind"),
            ("connected since", "Bo Lind"),
            ("last exchange", "Maya Okafor"),
            ("endorsed you most", "Ana Lima"),
        ]
        assert inbox.context.people.order.value == "name"


async def test_the_header_shows_the_order(paths: Paths) -> None:
    async with opened_people(paths) as (_, pilot):
        assert "Name▾" in screen_text(pilot.app).splitlines()[1]
        await pilot.press("O", "O")
        await pilot.pause()
        assert "Since▾" in screen_text(pilot.app).splitlines()[1]
        assert "by connected since" in screen_text(pilot.app)
        await pilot.press("1")
        await pilot.pause()
        assert "▾" not in screen_text(pilot.app)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("lind", ["Bo Lind"]),
        ("north okafor", ["Maya Okafor"]),
        ("cy-marsh", ["Cy Marsh"]),
        ("is:never-returned", ["Ana Lima", "Jonas Weber", "Maya Okafor"]),
        ("is:partly-returned", ["Ada Quill"]),
        ("silent:1y", ["Ada Quill", "Bo Lind", "Cy Marsh"]),
        ("is:same-company", ["Ada Quill", "Cy Marsh", "Maya Okafor"]),
        ("is:repeated", ["Ada Quill"]),
        ("-is:connected", ["Ana Lima", "Jonas Weber"]),
    ],
)
async def test_the_filter_narrows_the_people(paths: Paths, text: str, shown: list[str]) -> None:
    async with opened_people(paths) as (inbox, pilot):
        await pilot.press("slash")
        await typed(pilot, text)
        assert names(inbox) == shown


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("1", ["Ana Lima", "Jonas Weber", "Maya Okafor"]),
        ("2", ["Ada Quill"]),
        ("3", ["Ada Quill", "Bo Lind", "Cy Marsh"]),
        ("4", ["Ada Quill", "Cy Marsh", "Maya Okafor"]),
        ("5", ["Ada Quill"]),
    ],
)
async def test_filters_are_on_keys(paths: Paths, key: str, shown: list[str]) -> None:
    async with opened_people(paths) as (inbox, pilot):
        await pilot.press("apostrophe")
        await wait_until(pilot, lambda: pilot.app.screen is not inbox)
        await pilot.press(key)
        await wait_until(pilot, lambda: names(inbox) == shown)
        await pilot.press("j")
        assert inbox.row_list.has_focus


async def test_the_card_tells_what_the_archive_tells(paths: Paths) -> None:
    async with opened_people(paths, (120, 40)) as (_, pilot):
        text = screen_text(pilot.app)
        for part in (
            "Engineer · Example Widgets",
            "since Mar 2019",
            "Example Widgets, you since 2020",
            "by your archive",
            "Rust  Feb 2018",
        ):
            assert part in text, part


async def test_the_card_opens_on_a_narrow_terminal(paths: Paths) -> None:
    async with opened_people(paths) as (inbox, pilot):
        inbox.row_list.go_to("in:cy-marsh")
        await pilot.press("enter")
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert "1, Jan 2020, theirs" in shown
        assert "Company" not in shown, "the columns' names belong to the list"
        await pilot.press("escape")
        await pilot.pause()
        assert "Company" in screen_text(pilot.app)


async def test_endorsing_first_begins_from_the_list(paths: Paths) -> None:
    async with opened_people(paths) as (inbox, pilot):
        inbox.row_list.go_to("in:bo-lind")
        await pilot.pause()
        assert inbox.check_action("reciprocate", ())
        assert inbox.check_action("message", ())
        assert inbox.check_action("open_profile", ())
        assert not inbox.check_action("skip", ())
        assert not inbox.check_action("reopen", ())


async def test_what_is_open_of_somebody_is_decided_in_the_list_too(paths: Paths) -> None:
    async with opened_people(paths) as (inbox, pilot):
        inbox.row_list.go_to("in:person-1")
        await pilot.press("s")
        await wait_until(pilot, lambda: not inbox.context.recorder.saving)
        assert inbox.context.model.counts(NOW)[State.SKIPPED] == 1
        assert len(names(inbox)) == 6


async def test_what_another_process_brings_enters_the_list(paths: Paths) -> None:
    async with opened_people(paths) as (inbox, pilot):
        fill(paths, [endorsement(5, hours=1)])
        await wait_until(pilot, lambda: len(names(inbox)) == 7)
        assert names(inbox) == sorted(names(inbox))


async def test_marks_reach_over_a_range(paths: Paths) -> None:
    async with opened_people(paths) as (inbox, pilot):
        await pilot.press("j", "V", "j", "j")
        assert inbox.row_list.marked_count == 3
        await pilot.press("V", "G", "x")
        assert [row.name for row in inbox.row_list.marked] == [
            "Ana Lima",
            "Bo Lind",
            "Cy Marsh",
            "Maya Okafor",
        ]
        await pilot.press("escape")
        assert inbox.row_list.marked_count == 0
        await pilot.press("g", "shift+down", "shift+down", "shift+up")
        assert [row.name for row in inbox.row_list.marked] == ["Ada Quill", "Ana Lima"]


async def test_all_in_a_filter_are_marked(paths: Paths) -> None:
    async with opened_people(paths) as (inbox, pilot):
        await pilot.press("slash")
        await typed(pilot, "is:connected")
        await pilot.press("enter", "X")
        assert inbox.row_list.marked_count == 4
        await pilot.press("escape")
        await pilot.pause()
        assert inbox.row_list.marked_count == 4
        assert len(names(inbox)) == 6


async def test_whom_to_get_in_touch_with(paths: Paths) -> None:
    async with opened_people(paths, (120, 40)) as (inbox, pilot):
        await pilot.press("R")
        await wait_until(pilot, lambda: inbox.tab.id == "reconnect")
        assert names(inbox) == ["Ada Quill", "Cy Marsh", "Bo Lind"]
        text = screen_text(pilot.app)
        assert "0 of 3 today" in text
        assert "Why get in touch" in text
        await pilot.press("O")
        assert inbox.tab.id == "people"
        assert inbox.context.people.order.value == "name"
        for shown in ("reconnect", "people"):
            await pilot.press("R")
            await wait_until(pilot, lambda shown=shown: inbox.tab.id == shown)


async def test_who_was_written_to_is_not_proposed_any_more(paths: Paths) -> None:
    async with opened_people(paths) as (inbox, pilot):
        await pilot.press("R")
        await wait_until(pilot, lambda: inbox.tab.id == "reconnect")
        with_message(paths, "Bo Lind", "bo-lind")
        await wait_until(pilot, lambda: names(inbox) == ["Ada Quill", "Cy Marsh"])
        assert "1 of 3 today" in screen_text(pilot.app)


def with_message(paths: Paths, name: str, slug: str) -> None:
    """Record, as another process would, that somebody was written to."""
    from endorseback.ledger.events.events import Decided
    from endorseback.model.decisions import DecisionKind

    ledger = Ledger(paths.ledger, clock=lambda: NOW)
    ledger.record(Decided(action=DecisionKind.MESSAGED, name=name, slug=slug, text="Hello again"))
    ledger.close()
