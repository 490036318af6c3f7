"""Dialogs with invented people, for the tests that drive them and for a look at them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from endorseback.desktop.handover import Clipboard, Opened, Opener, Placed, TerminalWriter
from endorseback.errors import EndorsebackError
from endorseback.insight.pasted_skills import skills_of_page
from endorseback.insight.suggestions import Suggestion, Suggestions
from endorseback.model.interactions import Step, Wait
from endorseback.model.list_rows import Row, State
from endorseback.model.notification import Authenticity
from endorseback.model.person_card import GivenSkill, PersonCard, ReceivedSkill
from endorseback.outreach.message_drafts import Draft
from endorseback.tui.dialogs.messages.send_email import MailingChoice
from endorseback.tui.dialogs.tools import MessageTools, ReturnTools

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
        "slug": "maya-okafor",
        "authenticity": Authenticity.VERIFIED,
        "received": (
            ReceivedSkill("Kubernetes", NOW - timedelta(hours=2), State.OPEN),
            ReceivedSkill("Go", NOW - timedelta(hours=2), State.OPEN),
            ReceivedSkill("Incident Response", NOW - timedelta(days=40), State.DONE),
        ),
        "given": (GivenSkill("Go", NOW - timedelta(days=1500)),),
    }
    return PersonCard(**(values | changes))


def waiting_row(**changes: Any) -> Row:
    """Return the row of somebody whom the user endorsed and wrote to ten days ago."""
    values: dict[str, Any] = {
        "person": "in:maya-okafor",
        "name": "Maya Okafor",
        "slug": "maya-okafor",
        "skills": (),
        "received_at": None,
        "state": State.WAITING,
        "authenticity": Authenticity.VERIFIED,
        "mails": (),
        "wait": Wait(NOW - timedelta(days=10), ("Go",), messaged=True),
    }
    return Row(**(values | changes))


def suggested(*skills: str, parity: int = 2, unusual: str = "") -> Suggestions:
    """Return suggestions without reasons."""
    wink = Suggestion(unusual, on_profile=True) if unusual else None
    return Suggestions(tuple(Suggestion(skill) for skill in skills), parity, wink)


@dataclass
class Returns:
    """The tools of the dialog that gives skills back, with notes of what it records."""

    ideas: Suggestions = field(default_factory=lambda: suggested("Kubernetes", "SQL"))
    opener: Opener = field(default_factory=NotingOpener)
    clipboard: Clipboard = field(default_factory=NotingClipboard)
    moves: list[tuple[Step, tuple[str, ...]]] = field(default_factory=list)
    told: list[tuple[str, ...]] = field(default_factory=list)

    def tools(self) -> ReturnTools:
        """Return the tools."""
        return ReturnTools(
            opener=self.opener,
            clipboard=self.clipboard,
            suggest=self._suggest,
            understand=skills_of_page,
            moved=lambda step, skills: self.moves.append((step, skills)),
            told=self.told.append,
        )

    def _suggest(self, person: PersonCard) -> Suggestions:
        return suggested(*person.known_skills) if person.known_skills else self.ideas


@dataclass
class Writes:
    """The tools of the dialog that writes a message, with notes of what it keeps."""

    write: Callable[[], Sequence[Draft]] = lambda: ()
    begun: str = ""
    opener: Opener = field(default_factory=NotingOpener)
    clipboard: Clipboard = field(default_factory=NotingClipboard)
    mailing: MailingChoice | None = None
    kept: list[str] = field(default_factory=list)
    trouble: EndorsebackError | None = None
    """Why no text can be kept."""

    def keep(self, text: str) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.kept.append(text)

    def tools(self) -> MessageTools:
        """Return the tools."""
        return MessageTools(
            opener=self.opener,
            clipboard=self.clipboard,
            write=lambda: self.write(),
            begun=lambda: self.begun,
            keep=self.keep,
            mailing=self.mailing,
        )


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
