"""The registry of actions: everything that is derived from it holds together."""

from pathlib import Path

import pytest
from tests.support.dialogs import screen_text, wait_until
from tests.support.filled import NOW, endorsement, fill, incomplete, make_app, paths_in, suspicious
from tests.support.keys_page import PAGE, keys_page
from textual.command import CommandList
from textual.widgets import Input

from endorseback.model.list_rows import State
from endorseback.settings import Config
from endorseback.tui.actions import ACTIONS, BY_ID, Focus, help_rows, key_problems, keys_of
from endorseback.tui.screens.inbox import Inbox
from endorseback.tui.screens.palette import NOT_LISTED


def test_every_action_has_a_method_and_a_sentence() -> None:
    for action in ACTIONS:
        assert callable(getattr(Inbox, f"action_{action.id}")), action.id
        assert action.help.endswith("."), action.id
        assert action.keys, action.id


def test_every_action_of_ours_is_declared() -> None:
    own = {
        name.removeprefix("action_")
        for kind in Inbox.__mro__
        if kind.__module__.startswith("endorseback.")
        for name in vars(kind)
        if name.startswith("action_")
    }
    assert own == set(BY_ID)


def test_no_two_actions_share_a_key() -> None:
    assert key_problems({}) == []


def test_keys_that_cannot_work_are_told() -> None:
    assert key_problems({"skpi": "y"}) == ["keys.skpi: there is no such action"]
    assert key_problems({"skip": "r"}) == ["keys: r stands for both reciprocate and skip"]


def test_help_lists_every_action_once_with_the_keys_in_force() -> None:
    rows = [row for group in help_rows({"skip": "y,f9"}).values() for row in group]
    assert len(rows) == len(ACTIONS)
    assert ("y, f9", "skip as gratuitous", BY_ID["skip"].help) in rows


def test_nothing_to_decide_applies_to_an_empty_list() -> None:
    needs_a_row = {action.id for action in ACTIONS if not action.applies(Focus())}
    assert {
        "skip",
        "reciprocate",
        "message",
        "snooze",
        "dismiss_mail",
        "trust",
        "undo",
    } <= needs_a_row
    assert "help" not in needs_a_row


async def test_every_action_has_its_key_bound(tmp_path: Path) -> None:
    app = make_app(paths_in(tmp_path), Config())
    async with app.run_test():
        for action in ACTIONS:
            for key in action.keys:
                bindings = app.screen._bindings.key_to_bindings[key]
                assert [binding.action for binding in bindings] == [action.id]


@pytest.mark.parametrize("tab", ["1", "6", "7"])
async def test_the_palette_offers_what_applies(tmp_path: Path, tab: str) -> None:
    paths = paths_in(tmp_path)
    fill(paths, [endorsement(1), incomplete(2), suspicious(3)])
    app = make_app(paths)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(tab)
        inbox = app.screen
        assert isinstance(inbox, Inbox)
        focus = inbox.where()
        await pilot.press("ctrl+p")
        await wait_until(pilot, lambda: app.screen.query(CommandList))
        commands = app.screen.query_one(CommandList)
        applying = {
            action.title.capitalize()
            for action in ACTIONS
            if action.applies(focus) and action.id not in NOT_LISTED
        }
        await wait_until(pilot, lambda: commands.option_count == len(applying))
        assert {option.hit.text for option in commands.options} == applying


async def test_the_palette_runs_an_action_and_finds_a_person(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    fill(paths, [endorsement(number) for number in range(8)])
    app = make_app(paths)
    async with app.run_test(size=(120, 40)) as pilot:
        inbox = app.screen
        assert isinstance(inbox, Inbox)
        for typed, met in (
            ("go to samuel", lambda: inbox.row_list.row.name == "Samuel Mensah"),
            ("skip as grat", lambda: app.context.model.counts(NOW)[State.SKIPPED] == 1),
        ):
            await pilot.press("ctrl+p")
            await wait_until(pilot, lambda: app.screen.query(CommandList))
            app.screen.query_one(Input).value = typed
            await wait_until(pilot, lambda: app.screen.query_one(CommandList).option_count == 1)
            await pilot.press("enter")
            await wait_until(pilot, met)


async def test_the_users_own_keys_are_in_force(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    fill(paths, [endorsement(number) for number in range(3)])
    app = make_app(paths, Config(keys={"skip": "y"}))
    async with app.run_test() as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert app.context.model.counts(NOW)[State.OPEN] == 3
        await pilot.press("y")
        await wait_until(pilot, lambda: app.context.model.counts(NOW)[State.OPEN] == 2)
        assert "y skip" in screen_text(app)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_overrides_replace_the_built_in_keys(action: object) -> None:
    assert keys_of(action, {action.id: " f9 , y "}) == ("f9", "y")
    assert keys_of(action, {}) == action.keys


def test_the_page_of_keys_is_up_to_date() -> None:
    page = "run `python -m tests.support.keys_page` to write docs/keys.md anew"
    assert PAGE.read_text(encoding="utf-8") == keys_page(), page
