"""The inbox: what the keys do to the rows, on disk and on the screen."""

import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from tests.support.dialogs import screen_text, wait_until
from tests.support.filled import NOW, endorsement, fill, incomplete, make_app, paths_in, suspicious
from textual.pilot import Pilot

from endorseback.ledger.events.events import Decided, HistoryMoved
from endorseback.ledger.ledger import Ledger
from endorseback.model.decisions import DecisionKind
from endorseback.model.list_rows import State
from endorseback.paths import Paths
from endorseback.tui.app import EndorsebackApp
from endorseback.tui.dialogs.decisions.move_history import HistoryDialog
from endorseback.tui.screens.inbox import Inbox
from endorseback.tui.widgets.card.card import Card

SIZES = [(80, 24), (120, 40), (20, 5)]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """An installation with six people, a mail that needs a look, and a suspicious one."""
    paths = paths_in(tmp_path)
    fill(paths, [*(endorsement(number) for number in range(6)), incomplete(50), suspicious(51)])
    return paths


@asynccontextmanager
async def opened(
    paths: Paths, size: tuple[int, int] = (80, 24), **changes: Any
) -> AsyncIterator[tuple[Inbox, Pilot[Any]]]:
    """Open the app and wait for its first frame."""
    app = make_app(paths, **changes)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield inbox_of(app), pilot


def inbox_of(app: EndorsebackApp) -> Inbox:
    screen = app.screen_stack[0]
    assert isinstance(screen, Inbox)
    return screen


def names(inbox: Inbox) -> list[str]:
    return [row.name or "" for row in inbox.row_list.rows]


def here(inbox: Inbox) -> str | None:
    return None if inbox.row_list.row is None else inbox.row_list.row.name


async def saved(pilot: Pilot[Any], inbox: Inbox) -> None:
    await wait_until(pilot, lambda: not inbox.context.recorder.saving)
    await pilot.pause()


def on_disk(paths: Paths, state: State) -> list[str]:
    ledger = Ledger(paths.ledger)
    rows = [row.name for row in ledger.model.rows(state, NOW)]
    ledger.close()
    return rows


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_frame_shows_the_newest_rows(paths: Paths, size: tuple[int, int]) -> None:
    async with opened(paths, size) as (inbox, pilot):
        assert names(inbox)[:2] == ["Maya Okafor", "Jonas Weber"]
        assert "Maya" in screen_text(pilot.app)


async def test_a_skip_is_on_disk_and_the_cursor_goes_on(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await pilot.press("j", "s")
        assert here(inbox) == "Ana Lima"
        await saved(pilot, inbox)
        assert "Jonas Weber" not in names(inbox)
        assert here(inbox) == "Ana Lima"
        assert "Skipped Jonas Weber. u undoes it." in screen_text(pilot.app)
        assert on_disk(paths, State.SKIPPED) == ["Jonas Weber"]


async def test_undo_takes_back_one_after_the_other(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        before = names(inbox)
        await pilot.press("s", "s", "s")
        await saved(pilot, inbox)
        assert names(inbox) == before[3:]
        await pilot.press("u", "u", "u")
        await wait_until(pilot, lambda: names(inbox) == before)
        await saved(pilot, inbox)
        assert here(inbox) == before[0]
        await pilot.press("u")
        await pilot.pause()
        assert names(inbox) == before


async def test_undo_in_the_same_breath_undoes_that_very_decision(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        before = names(inbox)
        await pilot.press("s", "u")
        await wait_until(pilot, lambda: not inbox.context.model.last_undoable())
        await saved(pilot, inbox)
        assert names(inbox) == before


async def test_undo_reaches_back_before_a_restart(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await pilot.press("s")
        await saved(pilot, inbox)
    async with opened(paths) as (inbox, pilot):
        assert names(inbox)[0] == "Jonas Weber"
        await pilot.press("u")
        await wait_until(pilot, lambda: here(inbox) == "Maya Okafor")
    assert on_disk(paths, State.SKIPPED) == []


async def test_leaving_at_once_loses_no_decision(paths: Paths) -> None:
    async with opened(paths) as (_inbox, pilot):
        await pilot.press("s", "s", "q")
    assert sorted(on_disk(paths, State.SKIPPED)) == ["Jonas Weber", "Maya Okafor"]


async def test_marked_rows_are_decided_and_undone_together(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        before = names(inbox)
        await pilot.press("x", "j", "x", "s")
        await saved(pilot, inbox)
        assert names(inbox) == [before[1], *before[3:]]
        assert "Skipped 2 people." in screen_text(pilot.app)
        await pilot.press("u")
        await wait_until(pilot, lambda: names(inbox) == before)


async def test_snooze_puts_away_until_the_day(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await pilot.press("z")
        await wait_until(pilot, lambda: pilot.app.screen is not inbox)
        await pilot.press("1")
        await wait_until(pilot, lambda: "Maya Okafor" not in names(inbox))
        await pilot.press("5")
        assert names(inbox) == ["Maya Okafor"]
        assert "tomorrow" in screen_text(pilot.app)


async def test_reciprocating_records_the_skills_given(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await pilot.press("r")
        await wait_until(pilot, lambda: pilot.app.screen is not inbox)
        await pilot.press("1", "enter")
        await wait_until(pilot, lambda: "Enter Done" in screen_text(pilot.app))
        await pilot.press("d")
        await wait_until(pilot, lambda: on_disk(paths, State.DONE) == ["Maya Okafor"])
        await wait_until(pilot, lambda: pilot.app.screen is inbox)
        await pilot.press("4")
        assert "returned" in screen_text(pilot.app)
        card = inbox.context.model.card("in:person-0")
        assert card is not None
        assert [known.skill for known in card.given] == ["Kubernetes"]


async def test_leaving_a_dialog_records_nothing(paths: Paths) -> None:
    before = paths.ledger.read_bytes()
    async with opened(paths) as (inbox, pilot):
        for key in ("r", "m", "z"):
            await pilot.press(key)
            await wait_until(pilot, lambda: pilot.app.screen is not inbox)
            await pilot.press("escape")
            await wait_until(pilot, lambda: pilot.app.screen is inbox)
    assert paths.ledger.read_bytes() == before


async def test_a_message_sent_settles_the_row(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await pilot.press("m")
        await wait_until(pilot, lambda: "Hi Maya" in screen_text(pilot.app))
        await pilot.press("ctrl+o")
        await wait_until(pilot, lambda: "s Sent" in screen_text(pilot.app))
        await pilot.press("s")
        await wait_until(pilot, lambda: "Maya Okafor" not in names(inbox))
        await pilot.press("4")
        assert "messaged" in screen_text(pilot.app)


async def test_dismissing_and_trusting_mails(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await pilot.press("6", "d")
        await wait_until(pilot, lambda: not inbox.row_list.rows)
        assert "Every mail could be read completely." in screen_text(pilot.app)
        await pilot.press("7")
        claimed = inbox.row_list.row
        assert claimed is not None
        await pilot.press("t")
        await wait_until(pilot, lambda: not inbox.row_list.rows)
        await pilot.press("1")
        assert claimed.name in names(inbox)
        await pilot.press("u", "u")
        await wait_until(pilot, lambda: inbox.context.model.counts(NOW)[State.LOOK] == 1)
        assert inbox.context.model.counts(NOW)[State.SUSPICIOUS] == 1


async def test_a_settled_row_is_brought_back(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await pilot.press("s", "s")
        await saved(pilot, inbox)
        await pilot.press("4", "j", "b")
        await wait_until(pilot, lambda: len(inbox.row_list.rows) == 1)
        assert len(on_disk(paths, State.SKIPPED)) == 1


async def test_a_row_skipped_by_a_rule_is_brought_back_with_one_key(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        before = names(inbox)
        await pilot.press("S", "a", "1")
        await saved(pilot, inbox)
        await pilot.press("4")
        await wait_until(pilot, lambda: len(inbox.row_list.rows) == 1)
        await pilot.press("b")
        await wait_until(pilot, lambda: not inbox.row_list.rows)
        await pilot.press("1")
        assert names(inbox) == before
        assert not inbox.context.model.rules()


async def test_keys_that_do_not_apply_do_nothing(paths: Paths) -> None:
    before = paths.ledger.read_bytes()
    async with opened(paths) as (inbox, pilot):
        await pilot.press("t", "d", "b", "u", "f", "v", "6", "r", "s", "m", "z", "t")
        assert pilot.app.screen is inbox
    assert paths.ledger.read_bytes() == before


async def test_the_filter_narrows_as_one_types(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await pilot.press("slash", *"SQL", "space", *"toma")
        assert names(inbox) == ["Tomasz Zieliński"]
        await pilot.press("enter", "s")
        await saved(pilot, inbox)
        assert names(inbox) == []
        assert "No row holds that." in screen_text(pilot.app)
        await pilot.press("escape")
        assert len(names(inbox)) == 5


async def test_new_mail_leaves_the_cursor_on_its_row(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await pilot.press("j", "j")
        fill(paths, [endorsement(number, hours=number / 1000) for number in range(80, 90)])
        await wait_until(pilot, lambda: len(names(inbox)) == 16)
        assert here(inbox) == "Ana Lima"
        assert inbox.row_list.cursor == 12


async def test_new_mail_leaves_the_cursor_on_its_line_of_the_window(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    fill(paths, [endorsement(number) for number in range(60)])
    async with opened(paths) as (inbox, pilot):
        for _ in range(40):
            await pilot.press("j")
        line = inbox.row_list.cursor - inbox.row_list.scroll_offset.y
        fill(paths, [endorsement(number, hours=number / 1000) for number in range(100, 110)])
        await wait_until(pilot, lambda: len(names(inbox)) == 70)
        await pilot.pause()
        assert inbox.row_list.cursor == 50
        assert inbox.row_list.cursor - inbox.row_list.scroll_offset.y == line


async def test_a_decision_of_another_process_appears(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        async with opened(paths) as (other, pilot_of_other):
            await pilot_of_other.press("s")
            await saved(pilot_of_other, other)
        await wait_until(pilot, lambda: "Maya Okafor" not in names(inbox))
        assert here(inbox) == "Jonas Weber"


async def test_while_another_process_writes_the_row_shows_as_being_saved(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        with FileLock(paths.ledger.with_suffix(".lock")):
            await pilot.press("s", "j", "s")
            await pilot.pause()
            assert screen_text(pilot.app).count("saving…") == 2
            assert here(inbox) == "Ravi Nair"
            assert on_disk(paths, State.SKIPPED) == []
        await saved(pilot, inbox)
        assert on_disk(paths, State.SKIPPED) == ["Maya Okafor", "Ana Lima"]
        assert "saving…" not in screen_text(pilot.app)


@contextmanager
def full_disk(file: Path) -> Iterator[None]:
    """Let no file of this process grow beyond the size of one."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


async def test_a_decision_that_cannot_be_saved_puts_the_row_back(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        with full_disk(paths.ledger):
            await pilot.press("s")
            await wait_until(pilot, lambda: not inbox.context.recorder.saving)
        await wait_until(pilot, lambda: "There is no room left" in screen_text(pilot.app))
        assert here(inbox) == "Maya Okafor"
        assert on_disk(paths, State.SKIPPED) == []
        await pilot.press("s")
        await saved(pilot, inbox)
    assert on_disk(paths, State.SKIPPED) == ["Maya Okafor"]


async def test_the_card_takes_the_place_of_the_list_on_a_narrow_terminal(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        assert not inbox.query(Card)
        await pilot.press("enter")
        assert not inbox.row_list.display
        assert "linkedin.com/in/person-0" in screen_text(pilot.app)
        await pilot.press("j")
        assert "linkedin.com/in/person-1" in screen_text(pilot.app)
        await pilot.press("s")
        await saved(pilot, inbox)
        assert "linkedin.com/in/person-2" in screen_text(pilot.app)
        await pilot.press("escape")
        assert inbox.row_list.display


async def test_list_and_card_stand_side_by_side_on_a_wide_one(paths: Paths) -> None:
    async with opened(paths, (120, 40)) as (inbox, pilot):
        assert inbox.row_list.display
        assert inbox.query_one(Card).display
        await pilot.press("j", "j")
        assert "linkedin.com/in/person-2" in screen_text(pilot.app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not inbox.query_one(Card).display


@pytest.mark.parametrize("size", SIZES)
async def test_every_list_can_be_shown_at_every_size(paths: Paths, size: tuple[int, int]) -> None:
    async with opened(paths, size) as (inbox, pilot):
        for key, tab in zip(
            "134567",
            ("inbox", "waiting", "done", "snoozed", "look", "suspicious"),
            strict=True,
        ):
            await pilot.press(key)
            assert inbox.tab.id == tab
            await pilot.press("enter", "escape")
        await pilot.press("tab", "shift+tab", "shift+tab")
        assert inbox.tab.id == "look"


async def test_old_rows_are_moved_to_history(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    old = [endorsement(number, hours=24 * 200) for number in range(30, 34)]
    fill(paths, [*(endorsement(number) for number in range(3)), *old])
    async with opened(paths) as (inbox, pilot):
        await pilot.press("H")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, HistoryDialog))
        assert "4 move, 3 stay" in screen_text(pilot.app)
        await pilot.press("enter")
        await wait_until(pilot, lambda: len(names(inbox)) == 3)
        await pilot.press("4")
        assert "history" in screen_text(pilot.app)
        await pilot.press("u", "1")
        await wait_until(pilot, lambda: len(names(inbox)) == 7)


async def test_history_keeps_its_own_time_and_buries_no_decision(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    fill(paths, [endorsement(0), *(endorsement(number, hours=4800) for number in (1, 2))])
    with Ledger(paths.ledger, clock=lambda: NOW - timedelta(days=1)) as ledger:
        (name, slug, skill), *_ = endorsement(0).endorsements
        ledger.record(Decided(action=DecisionKind.SKIPPED, name=name, slug=slug, covers=(skill,)))
    with Ledger(paths.ledger, clock=lambda: NOW) as ledger:
        ledger.record(HistoryMoved(before=NOW - timedelta(days=90)))
    async with opened(paths, (120, 40)) as (inbox, pilot):
        await pilot.press("4")
        assert [row.history for row in inbox.rows] == [False, True, True]
        first, *others = [line for line in screen_text(pilot.app).splitlines() if "▏" in line][:3]
        assert "1d" in first
        assert all("7 May" in line for line in others)


async def test_the_mouse_chooses_rows_tabs_and_keys(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await pilot.click("#rows", offset=(5, 2))
        assert here(inbox) == "Ana Lima"
        await pilot.click(
            "#keys", offset=(screen_text(pilot.app).splitlines()[-1].index("s skip"), 0)
        )
        await saved(pilot, inbox)
        assert on_disk(paths, State.SKIPPED) == ["Ana Lima"]
        tabs = screen_text(pilot.app).splitlines()[0]
        await pilot.click("#tabs", offset=(tabs.index("Done") + 1, 0))
        assert inbox.tab.id == "done"
