"""Dialogs with invented people, for the tests that drive them and for a look at them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from endorseback.model.card import GivenSkill, PersonCard, ReceivedSkill
from endorseback.model.inbox import State
from endorseback.model.notification import Authenticity
from endorseback.outreach.handover import Opened, Placed, TerminalWriter

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@dataclass
class NotingOpener:
    """An opener that notes what it was asked for."""

    opened: bool = True
    urls: list[str] = field(default_factory=list)

    def open(self, url: str) -> Opened:
        self.urls.append(url)
        return Opened(self.opened, "Opened." if self.opened else "Open the link yourself.")


@dataclass
class NotingClipboard:
    """A clipboard that notes what it was given."""

    placed: bool = True
    texts: list[str] = field(default_factory=list)

    def put(self, text: str, terminal: TerminalWriter) -> Placed:
        self.texts.append(text)
        return Placed(self.placed, "Sent to the clipboard." if self.placed else "No clipboard.")


def card(**changes: Any) -> PersonCard:
    """Return somebody who endorsed the user three times, and was endorsed once."""
    values: dict[str, Any] = {
        "person": "in:maya-okafor",
        "name": "Maya Okafor",
        "profile_url": "https://www.linkedin.com/in/maya-okafor/",
        "authenticity": Authenticity.VERIFIED,
        "received": (
            ReceivedSkill("Kubernetes", NOW - timedelta(hours=2), State.OPEN),
            ReceivedSkill("Go", NOW - timedelta(hours=2), State.OPEN),
            ReceivedSkill("Incident Response", NOW - timedelta(days=40), State.DONE),
        ),
        "given": (GivenSkill("Go", NOW - timedelta(days=1500)),),
    }
    return PersonCard(**(values | changes))


class DialogApp(App[None]):
    """An app with one dialog open, which notes its answer."""

    def __init__(self, dialog: Screen[Any]) -> None:
        super().__init__()
        self.dialog = dialog
        self.answers: list[Any] = []

    def on_mount(self) -> None:
        self.push_screen(self.dialog, self.take_answer)

    def take_answer(self, answer: Any) -> None:
        """Note what the dialog answered."""
        self.answers.append(answer)


async def wait_until(pilot: Pilot[Any], met: Callable[[], object]) -> None:
    """Wait for a condition that a thread brings about."""
    async with asyncio.timeout(10):
        while not met():
            await pilot.pause(0.01)


async def drive(
    dialog: Screen[Any],
    act: Callable[[Pilot[None]], Awaitable[None]],
    size: tuple[int, int] = (80, 24),
) -> list[Any]:
    """Open a dialog, act on it, and return what it answered: empty while it is open."""
    app = DialogApp(dialog)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await act(pilot)
        await pilot.pause()
    return app.answers


def screen_text(app: App[Any]) -> str:
    """Return what stands on the screen, line by line."""
    width, _height = app.size
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.crop(0, width).text.rstrip() for strip in strips)


def screen_words(app: App[Any]) -> str:
    """Return what stands on the screen as one line, without frames and line ends."""
    return " ".join(re.sub("[│╭╮╰╯─]", " ", screen_text(app)).split())
