"""Dialogs that ask one thing: why to skip, which rule to lift, whether to wait on, and more."""

from datetime import timedelta
from typing import Any

import pytest
from tests.support.dialogs import NOW, card, drive, screen_text, screen_words, waiting_row
from textual.pilot import Pilot
from textual.screen import Screen

from endorseback.model.decisions import SkipReason
from endorseback.model.interactions import SkipRule, Wait
from endorseback.outreach.message_drafts import Draft
from endorseback.tui.dialogs.answers import Closed, Skipped
from endorseback.tui.dialogs.decisions.close_wait import CloseDialog
from endorseback.tui.dialogs.decisions.skip import SkipDialog
from endorseback.tui.dialogs.decisions.skip_rules_dialog import RulesDialog
from endorseback.tui.dialogs.messages.send_email import MailingChoice, MailingDialog
from endorseback.tui.dialogs.messages.templates import TemplateDialog
from endorseback.tui.dialogs.people.paste_skills import PasteDialog

SIXTY_DAYS = timedelta(days=60)
RULED = [
    card(rule=SkipRule(NOW - timedelta(days=3), "fishing for endorse-backs")),
    card(name="Jonas Weber", rule=SkipRule(NOW - timedelta(days=80))),
]


async def escape(pilot: Pilot[None]) -> None:
    await pilot.press("escape")


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["1"], Skipped("connected three days ago")),
        (["2"], Skipped(SkipReason.GRATUITOUS)),
        (["enter"], Skipped("connected three days ago")),
        (["j", "j", "enter"], Skipped(SkipReason.CANNOT_JUDGE)),
        (["tab", *"a stranger", "enter"], Skipped("a stranger")),
        (["a", "4"], Skipped(SkipReason.UNKNOWN, always=True)),
        (["o", "a", "a", "6"], Skipped(SkipReason.IRRELEVANT, hide=True)),
        (["escape"], None),
    ],
)
async def test_a_reason_is_one_key_or_ones_own_words(
    keys: list[str], answer: Skipped | None
) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press(*keys)

    dialog = SkipDialog("Maya Okafor", "connected three days ago")
    assert await drive(dialog, act) == [answer]


async def test_without_a_reason_against_the_usual_ones_are_offered() -> None:
    async def act(pilot: Pilot[None]) -> None:
        text = screen_text(pilot.app)
        assert all(f"{at}  {reason}" in text for at, reason in enumerate(SkipReason, 1))
        await pilot.press("7", "5")

    assert await drive(SkipDialog("Maya Okafor"), act) == [Skipped(SkipReason.IRRELEVANT)]


async def test_rules_are_listed_with_their_reason_and_one_is_lifted() -> None:
    async def act(pilot: Pilot[None]) -> None:
        assert "fishing for endorse-backs" in screen_text(pilot.app)
        await pilot.press("j", "x")

    assert await drive(RulesDialog(RULED, NOW), act) == [RULED[1]]


async def test_without_a_rule_it_is_told_how_to_make_one() -> None:
    async def act(pilot: Pilot[None]) -> None:
        assert "There is no rule." in screen_text(pilot.app)
        await pilot.press("x", "enter", "q")

    assert await drive(RulesDialog([], NOW), act) == [None]


@pytest.mark.parametrize(
    ("days", "question"), [(70, "Why not? It may tell"), (10, "Closing it ends the wait.")]
)
async def test_an_overdue_answer_invites_a_line_of_reflection(days: int, question: str) -> None:
    async def act(pilot: Pilot[None]) -> None:
        assert question in screen_words(pilot.app)
        assert "You endorsed them for Go" in screen_words(pilot.app)
        await pilot.press(*"we hardly met", "enter")

    row = waiting_row(wait=Wait(NOW - timedelta(days=days), ("Go",)))
    assert await drive(CloseDialog(row, SIXTY_DAYS, NOW), act) == [Closed("we hardly met")]


async def test_going_on_waiting_records_nothing() -> None:
    assert await drive(CloseDialog(waiting_row(), SIXTY_DAYS, NOW), escape) == [None]


async def test_nothing_pasted_is_nothing_to_take() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+o", "escape")

    assert await drive(PasteDialog("Maya Okafor", lambda text: ()), act) == [None]


SMALL = {
    "skip": lambda: SkipDialog("Maya Okafor"),
    "rules": lambda: RulesDialog(RULED, NOW),
    "closing": lambda: CloseDialog(waiting_row(), SIXTY_DAYS, NOW, "1 of 2"),
    "pasting": lambda: PasteDialog("Maya Okafor", lambda text: ("Go",)),
    "templates": lambda: TemplateDialog([Draft("thanks", "Hi " * 200)] * 12, 3),
    "mailing": lambda: MailingDialog("Maya", "Hi\n" * 90, MailingChoice([("main", "a@b.org")])),
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (20, 5)], ids=str)
@pytest.mark.parametrize("name", SMALL)
async def test_they_fit_every_terminal(name: str, size: tuple[int, int]) -> None:
    dialog: Screen[Any] = SMALL[name]()

    async def act(pilot: Pilot[None]) -> None:
        await pilot.pause()
        assert all(len(line) <= size[0] for line in screen_text(pilot.app).split("\n"))
        await pilot.press("escape")

    assert await drive(dialog, act, size) == [None]
