"""Foreign text on every dialog: shown as it is, never obeyed, and no dialog falls over it."""

import re
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.support.dialogs import (
    NOW,
    TODAY,
    DialogApp,
    Returns,
    Writes,
    card,
    drive,
    screen_text,
    suggested,
    wait_until,
    waiting_row,
)
from tests.support.hostile import CLEANED
from tests.support.ledgers import fold
from tests.support.terminal import Terminal
from textual.pilot import Pilot
from textual.screen import Screen

from endorseback.ledger.events.outreach_events import MessageOutcome, MessageQueued, MessageTried
from endorseback.model.interactions import SkipRule, Wait
from endorseback.model.list_rows import State
from endorseback.model.outgoing_message import Channel, Outcome
from endorseback.model.person_card import GivenSkill, ReceivedSkill
from endorseback.outreach.message_drafts import Draft, TemplateVariables, write_drafts
from endorseback.tui.dialogs.confirm import ConfirmDialog
from endorseback.tui.dialogs.decisions.close_wait import CloseDialog
from endorseback.tui.dialogs.decisions.reciprocate import ReciprocateDialog
from endorseback.tui.dialogs.decisions.skip import SkipDialog
from endorseback.tui.dialogs.decisions.skip_rules_dialog import RulesDialog
from endorseback.tui.dialogs.decisions.snooze import SnoozeDialog
from endorseback.tui.dialogs.messages.message import MessageDialog
from endorseback.tui.dialogs.messages.outbox_dialog import OutboxDialog
from endorseback.tui.dialogs.messages.send_email import MailingChoice, MailingDialog
from endorseback.tui.dialogs.messages.templates import TemplateDialog
from endorseback.tui.screens.help import HelpScreen

CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
PROFILE = "https://www.linkedin.com/in/maya-okafor/"


def reciprocate(text: str) -> Screen[Any]:
    person = card(
        name=text,
        received=(ReceivedSkill(text, NOW, State.OPEN), ReceivedSkill("Go", NOW, State.OPEN)),
        given=(GivenSkill(text, NOW),),
    )
    tools = Returns(suggested(text, "Go", unusual=text)).tools()
    return ReciprocateDialog(person, tools, now=NOW, place="1 of 2")


def message(text: str) -> Screen[Any]:
    facts = TemplateVariables(text, (text, "Go"), (text,))
    return MessageDialog(text, PROFILE, Writes(lambda: write_drafts(facts)).tools())


def mailing(text: str) -> Screen[Any]:
    choice = MailingChoice([(text, text)], [text], text, text)
    return MailingDialog(text, f"{text}\n{text}", choice)


def templates(text: str) -> Screen[Any]:
    return TemplateDialog([Draft(text, text), Draft(text, "", text)], 0)


def skip(text: str) -> Screen[Any]:
    return SkipDialog(text, text)


def rules(text: str) -> Screen[Any]:
    return RulesDialog([card(name=text, rule=SkipRule(NOW, text))], NOW)


def outbox(text: str) -> Screen[Any]:
    queued = MessageQueued(
        name=text,
        message_id="<1@example.com>",
        channel=Channel.EMAIL,
        account=text,
        to=text,
        subject=text,
        text=text,
    )
    tried = MessageTried(message_id=queued.message_id)
    refused = MessageOutcome(message_id=queued.message_id, outcome=Outcome.FAILED, detail=text)
    return OutboxDialog(fold([queued, tried, refused]).outbox, lambda: NOW)


def closing(text: str) -> Screen[Any]:
    row = waiting_row(name=text, wait=Wait(NOW, (text,), messaged=True))
    return CloseDialog(row, timedelta(days=60), NOW)


def snooze(text: str) -> Screen[Any]:
    return SnoozeDialog(f"Snooze · {text}", TODAY)


def confirm(text: str) -> Screen[Any]:
    return ConfirmDialog(text, f"Dismiss {text}?", detail=text)


def help_screen(text: str) -> Screen[Any]:
    return HelpScreen({text: [(text, text, text)]})


MAKERS = (
    reciprocate,
    message,
    mailing,
    templates,
    skip,
    rules,
    outbox,
    closing,
    snooze,
    confirm,
    help_screen,
)
DIALOGS = {make.__name__: make for make in MAKERS}


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
