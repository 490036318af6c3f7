"""Foreign text on every dialog: shown as it is, never obeyed, and no dialog falls over it."""

import re
import sys
from collections.abc import Callable
from typing import Any

import pytest
from tests.support.dialogs import (
    NOW,
    TODAY,
    DialogApp,
    NotingClipboard,
    NotingOpener,
    card,
    drive,
    screen_text,
    wait_until,
)
from tests.support.hostile import CLEANED
from tests.support.terminal import Terminal
from textual.pilot import Pilot
from textual.screen import Screen

from endorseback.model.card import GivenSkill, ReceivedSkill
from endorseback.model.inbox import State
from endorseback.outreach.messages import MessageFacts, write_drafts
from endorseback.tui.screens.confirm import ConfirmDialog
from endorseback.tui.screens.help import HelpScreen
from endorseback.tui.screens.message import MessageDialog
from endorseback.tui.screens.reciprocate import ReciprocateDialog
from endorseback.tui.screens.snooze import SnoozeDialog

CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
PROFILE = "https://www.linkedin.com/in/maya-okafor/"


def reciprocate(text: str) -> Screen[Any]:
    person = card(
        name=text,
        received=(ReceivedSkill(text, NOW, State.OPEN), ReceivedSkill("Go", NOW, State.OPEN)),
        given=(GivenSkill(text, NOW),),
    )
    opener, clipboard = NotingOpener(), NotingClipboard()
    return ReciprocateDialog(person, (text, "Go"), opener=opener, clipboard=clipboard, now=NOW)


def message(text: str) -> Screen[Any]:
    facts = MessageFacts(text, (text, "Go"), (text,))
    opener, clipboard = NotingOpener(), NotingClipboard()
    return MessageDialog(
        text, PROFILE, lambda: write_drafts(facts), opener=opener, clipboard=clipboard
    )


def snooze(text: str) -> Screen[Any]:
    return SnoozeDialog(f"Snooze · {text}", TODAY)


def confirm(text: str) -> Screen[Any]:
    return ConfirmDialog(text, f"Dismiss {text}?", detail=text)


def help_screen(text: str) -> Screen[Any]:
    return HelpScreen({text: [(text, text, text)]})


DIALOGS = {make.__name__: make for make in (reciprocate, message, snooze, confirm, help_screen)}


async def settle(pilot: Pilot[None]) -> None:
    """Wait until what the dialog fetches is there."""
    dialog = pilot.app.screen
    if isinstance(dialog, MessageDialog):
        await wait_until(pilot, lambda: dialog.editor.text)
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (20, 5)], ids=str)
@pytest.mark.parametrize("make", DIALOGS.values(), ids=DIALOGS)
async def test_no_dialog_falls_over_foreign_text(
    make: Callable[[str], Screen[Any]], size: tuple[int, int]
) -> None:
    app = DialogApp(make(CLEANED[0]))
    async with app.run_test(size=size) as pilot:
        for text in CLEANED[1:]:
            await settle(pilot)
            assert not CONTROLS.search(screen_text(app))
            await pilot.press("escape")
            await app.push_screen(make(text))
        await settle(pilot)
        assert not CONTROLS.search(screen_text(app))


@pytest.mark.parametrize("make", DIALOGS.values(), ids=DIALOGS)
async def test_markup_is_shown_not_obeyed(make: Callable[[str], Screen[Any]]) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await settle(pilot)
        assert "[@click=app.bell]click[/]" in screen_text(pilot.app)

    await drive(make("[@click=app.bell]click[/]"), act)


@pytest.mark.parametrize("name", DIALOGS)
def test_in_a_real_terminal_no_byte_of_foreign_text_is_obeyed(name: str) -> None:
    argv = [sys.executable, "-m", "tests.tui.test_dialogs_hostile", name]
    with Terminal(argv, columns=100, lines=30) as terminal:
        terminal.wait_for("Eve", "Esc")
        terminal.press("escape")
        terminal.wait_for("closed")
        sent = terminal.raw.decode("utf-8", "replace")
    assert "ZXZpbA==" in sent or name == "message"
    assert "\x1b]52" not in sent
    assert "\x1b[31m" not in sent
    assert not re.search("[\x80-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", sent)


class ClosingApp(DialogApp):
    """Ends with the dialog, and says so, for a terminal to wait for."""

    def take_answer(self, answer: Any) -> None:
        self.exit(message="closed")


if __name__ == "__main__":
    ClosingApp(DIALOGS[sys.argv[1]](" ".join(CLEANED[:2]))).run()
