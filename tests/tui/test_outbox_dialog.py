"""The outbox: what waits, what failed, what is unclear, and the user's word on each."""

from datetime import timedelta
from typing import Any

import pytest
from tests.support.dialogs import NOW, drive, screen_text, screen_words
from tests.support.ledgers import fold
from textual.pilot import Pilot

from endorseback.ledger.events.events import AnyPayload
from endorseback.ledger.events.outreach_events import MessageOutcome, MessageQueued, MessageTried
from endorseback.model.outgoing_message import Channel, Outcome
from endorseback.tui.dialogs.messages.outbox_dialog import OutboxDialog, OutboxVerdict

NAMES = {"failed": "Jonas Weber", "unclear": "Maya Okafor", "queued": "Ana Lima", "sent": "Ravi"}


def queued(which: str) -> MessageQueued:
    return MessageQueued(
        name=NAMES[which],
        message_id=f"<{which}@example.com>",
        channel=Channel.EMAIL,
        account="main",
        to=f"{which}@example.net",
        subject="Thank you",
        text=f"Dear {NAMES[which]},\n\nthank you",
    )


def outcome(which: str, what: Outcome, detail: str = "") -> list[AnyPayload]:
    identity = f"<{which}@example.com>"
    tried = MessageTried(message_id=identity)
    return [tried, MessageOutcome(message_id=identity, outcome=what, detail=detail)]


def dialog(*which: str) -> OutboxDialog:
    """Return the dialog with a message in each of some states."""
    became = {
        "failed": outcome("failed", Outcome.FAILED, "550 5.1.1 no such user"),
        "unclear": outcome("unclear", Outcome.UNCLEAR, "mail.example.com hung up."),
        "queued": [],
        "sent": outcome("sent", Outcome.SENT),
    }
    events: list[AnyPayload] = []
    for one in which:
        events += [queued(one), *became[one]]
    return OutboxDialog(fold(events).outbox, lambda: NOW + timedelta(hours=2, minutes=1))


async def test_each_message_is_told_with_how_it_stands_the_pressing_first() -> None:
    async def act(pilot: Pilot[None]) -> None:
        lines = [line for line in screen_text(pilot.app).split("\n") if "@example.net" in line]
        words = [line.split() for line in lines]
        assert [line[1:4] for line in words] == [
            ["Maya", "Okafor", "unclear"],
            ["Jonas", "Weber", "failed"],
            ["Ana", "Lima", "waits"],
            ["Ravi", "sent", "2h"],
        ]
        assert "mail.example.com hung up." in screen_words(pilot.app)
        assert "it is not sent again by itself" in screen_words(pilot.app)
        await pilot.press("j")
        await pilot.pause()
        assert "550 5.1.1 no such user" in screen_words(pilot.app)
        assert "Dear Jonas Weber," in screen_words(pilot.app)

    await drive(dialog("sent", "queued", "failed", "unclear"), act, (90, 30))


@pytest.mark.parametrize(
    ("which", "key", "answer"),
    [
        ("failed", "t", Outcome.RETRY),
        ("failed", "x", Outcome.WITHDRAWN),
        ("unclear", "t", Outcome.RETRY),
        ("unclear", "s", Outcome.SENT),
        ("unclear", "x", Outcome.WITHDRAWN),
        ("queued", "x", Outcome.WITHDRAWN),
    ],
)
async def test_the_users_word_settles_it(which: str, key: str, answer: Outcome) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press(key)

    (verdict,) = await drive(dialog(which), act)
    assert isinstance(verdict, OutboxVerdict)
    assert (verdict.message_id, verdict.outcome) == (f"<{which}@example.com>", answer)
    assert NAMES[which] in verdict.say


@pytest.mark.parametrize(("which", "key"), [("queued", "t"), ("failed", "s"), ("sent", "t")])
async def test_what_means_nothing_for_a_message_is_no_key(which: str, key: str) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press(key)

    assert await drive(dialog(which), act) == []


async def test_an_empty_outbox_says_how_mails_are_sent() -> None:
    async def act(pilot: Pilot[None]) -> None:
        assert "No message leaves by mail." in screen_text(pilot.app)
        await pilot.press("escape")

    assert await drive(dialog(), act) == [None]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (20, 5)])
async def test_it_fits_every_terminal(size: tuple[int, int]) -> None:
    async def act(pilot: Pilot[Any]) -> None:
        await pilot.press("j", "x")

    (verdict,) = await drive(dialog("queued", "failed"), act, size)
    assert verdict.message_id == "<queued@example.com>"
