"""Help and confirmation."""

import pytest
from tests.support.dialogs import drive, screen_text, screen_words
from textual.pilot import Pilot

from endorseback.tui.actions import ACTIONS, help_rows
from endorseback.tui.dialogs.confirm import ConfirmDialog
from endorseback.tui.screens.help import HelpScreen

SIZES = [(80, 24), (120, 40), (20, 5)]


@pytest.mark.parametrize(
    ("key", "answer"), [("y", True), ("enter", True), ("n", None), ("escape", None)]
)
async def test_a_question_has_two_answers(key: str, answer: bool | None) -> None:
    async def act(pilot: Pilot[None]) -> None:
        assert "Really [/b]?" in screen_text(pilot.app)
        await pilot.press(key)

    dialog = ConfirmDialog("Sure", "Really [/b]?", detail="All of [it].")
    assert await drive(dialog, act) == [answer]


async def test_help_tells_every_action_with_the_keys_in_force() -> None:
    async def act(pilot: Pilot[None]) -> None:
        text = screen_words(pilot.app)
        assert all(action.help in text for action in ACTIONS)
        assert "F9 Set the endorsement aside" in text or "f9 Set the endorsement aside" in text

    await drive(HelpScreen(help_rows({"skip": "f9"})), act, (200, 120))


async def test_help_scrolls_by_keys_and_closes() -> None:
    screen = HelpScreen(help_rows({}))

    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("G")
        await pilot.pause()
        assert screen.page.scroll_offset.y == screen.page.max_scroll_y > 0
        await pilot.press("g")
        await pilot.pause()
        assert screen.page.scroll_offset.y == 0
        await pilot.press("j", "space", "k", "question_mark")

    assert await drive(screen, act) == [None]


@pytest.mark.parametrize("size", SIZES)
async def test_they_fit_every_terminal(size: tuple[int, int]) -> None:
    async def leave(pilot: Pilot[None]) -> None:
        await pilot.press("escape")

    assert await drive(HelpScreen(help_rows({})), leave, size) == [None]
    assert await drive(ConfirmDialog("Sure", "Really?"), leave, size) == [None]


async def test_help_is_laid_out_anew_for_another_width() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.resize_terminal(50, 24)
        await pilot.pause()
        assert "r             Give skills back: choose" in screen_text(pilot.app)
        await pilot.resize_terminal(30, 24)
        await pilot.pause()
        assert "Give skills back: choose" in screen_words(pilot.app)

    await drive(HelpScreen(help_rows({})), act, (120, 40))
