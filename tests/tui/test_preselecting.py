"""The switch that marks what looks gratuitous: it marks, and decides nothing."""

from pathlib import Path
from typing import Any

import pytest
from tests.support.filled import NOW, endorsement, fill, make_app, paths_in
from textual.pilot import Pilot

from endorseback.ledger.events.events import Decided
from endorseback.ledger.ledger import Ledger
from endorseback.model.decisions import DecisionKind
from endorseback.model.list_rows import State
from endorseback.paths import Paths
from endorseback.settings import Assessing, Config
from endorseback.tui.screens.inbox import Inbox

FISHING = ("Jonas Weber", "person-1")
PRESELECT = Config(assessment=Assessing(preselect=True))


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Return an installation in whose inbox one of three was skipped before."""
    paths = paths_in(tmp_path)
    old = endorsement(1, mail="old@example.com", hours=900, endorsements=((*FISHING, "Rust"),))
    fill(paths, [old])
    name, slug = FISHING
    skip = Decided(action=DecisionKind.SKIPPED, name=name, slug=slug, covers=("Rust",))
    with Ledger(paths.ledger, clock=lambda: NOW) as ledger:
        ledger.record(skip)
    fill(paths, [endorsement(0), endorsement(1, endorsements=((*FISHING, "Go"),)), endorsement(2)])
    return paths


async def settle(app: Any, pilot: Pilot[Any]) -> Inbox:
    """Wait until everybody is read and judged."""
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()
    inbox = app.screen_stack[0]
    assert isinstance(inbox, Inbox)
    assert inbox.context.people.is_read
    return inbox


async def test_what_looks_gratuitous_is_marked_and_nothing_decided(paths: Paths) -> None:
    app = make_app(paths, PRESELECT)
    async with app.run_test(notifications=True) as pilot:
        inbox = await settle(app, pilot)
        assert [row.name for row in inbox.row_list.marked] == ["Jonas Weber"]
        told = [notice.message for notice in app._notifications]
        assert "1 row looks gratuitous and is marked: s skips, Esc unmarks." in told
        assert len(inbox.context.model.rows(State.OPEN, NOW)) == 3
        await pilot.press("escape")
        assert inbox.row_list.marked == []
        inbox.read_people()
        await settle(app, pilot)
        assert inbox.row_list.marked == []


async def test_one_key_skips_them_all(paths: Paths) -> None:
    app = make_app(paths, PRESELECT)
    async with app.run_test() as pilot:
        inbox = await settle(app, pilot)
        await pilot.press("s")
        while inbox.context.recorder.saving:
            await pilot.pause(0.01)
        await pilot.pause()
        names = [row.name for row in inbox.context.model.rows(State.OPEN, NOW)]
        assert len(names) == 2
        assert "Jonas Weber" not in names


async def test_it_is_off_unless_the_user_wants_it(paths: Paths) -> None:
    app = make_app(paths)
    async with app.run_test() as pilot:
        inbox = await settle(app, pilot)
        assert inbox.row_list.marked == []


async def test_marks_of_the_users_own_are_left_alone(paths: Paths) -> None:
    app = make_app(paths, PRESELECT)
    async with app.run_test() as pilot:
        inbox = app.screen_stack[0]
        assert isinstance(inbox, Inbox)
        inbox.row_list.toggle_mark()
        own = [row.name for row in inbox.row_list.marked]
        inbox = await settle(app, pilot)
        assert [row.name for row in inbox.row_list.marked] == own
