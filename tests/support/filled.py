"""Ledgers filled with invented people, through the real `Ledger`, and the app opened on them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from tests.support.dialogs import NotingClipboard, NotingOpener
from textual.pilot import Pilot

from endorseback.ledger.events.events import MailSeen
from endorseback.ledger.ledger import Ledger
from endorseback.model.notification import Authenticity, Kind
from endorseback.paths import Paths
from endorseback.settings import Config
from endorseback.tui.app import EndorsebackApp
from endorseback.tui.screens.inbox import Inbox

NOW: Final = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""The present moment of the tests on screens."""

_FIRST: Final = (
    "Maya",
    "Jonas",
    "Ana",
    "Ravi",
    "Chloé",
    "Tomasz",
    "Aiko",
    "Samuel",
    "Leïla",
    "Olek",
)
_LAST: Final = (
    "Okafor",
    "Weber",
    "Lima",
    "Nair",
    "Brandt",
    "Zieliński",
    "Sato",
    "Mensah",
    "Duarte",
)
_SKILLS: Final = ("Kubernetes", "Go", "Terraform", "Email marketing", "Leadership", "SQL", "Rust")


def paths_in(folder: Path) -> Paths:
    """Return the paths of an installation that lies in one folder."""
    return Paths(folder / "config.toml", folder / "data")


def endorsement(number: int, *, hours: float | None = None, **changes: Any) -> MailSeen:
    """Return the mail of the person with a number: the higher, the longer ago."""
    name = f"{_FIRST[number % 10]} {_LAST[number % 9]}" + (f" {number}" if number >= 90 else "")
    skills = [_SKILLS[(number + step) % 7] for step in range(1 + number % 3)]
    values: dict[str, Any] = {
        "mail": f"{number}@example.com",
        "account": "main",
        "subject": f"{name} endorsed you",
        "sender": "LinkedIn <endorsements@linkedin.example.com>",
        "received_at": NOW - timedelta(hours=2 + 9 * number if hours is None else hours),
        "type": Kind.ENDORSEMENT,
        "language": "en",
        "endorsements": tuple((name, f"person-{number}", skill) for skill in skills),
        "authenticity": Authenticity.VERIFIED if number % 4 else Authenticity.UNVERIFIED,
        "reasons": ("the wording of an endorsement", "LinkedIn's frame"),
    }
    return MailSeen(**(values | changes))


def suspicious(number: int, **changes: Any) -> MailSeen:
    """Return a mail that failed authentication."""
    return endorsement(number, authenticity=Authenticity.FAILED, **changes)


def incomplete(number: int, **changes: Any) -> MailSeen:
    """Return a mail that needs a look."""
    return endorsement(number, type=Kind.REVIEW, endorsements=(), **changes)


def fill(paths: Paths, mails: Iterable[MailSeen]) -> None:
    """Record mails in the ledger of an installation, as a fetch in another process would."""
    ledger = Ledger(paths.ledger, clock=lambda: NOW)
    ledger.record(*mails)
    ledger.close()


def make_app(paths: Paths, config: Config | None = None, **changes: Any) -> EndorsebackApp:
    """Return the app on an installation, with a desktop that takes notes."""
    values: dict[str, Any] = {
        "clock": lambda: NOW,
        "opener": NotingOpener(),
        "clipboard": NotingClipboard(),
        "poll": 0.05,
    }
    return EndorsebackApp(paths, config, **(values | changes))


@asynccontextmanager
async def opened(
    paths: Paths, size: tuple[int, int] = (80, 24), **changes: Any
) -> AsyncIterator[tuple[Inbox, Pilot[Any]]]:
    """Open the app on an installation: its inbox, and the pilot that presses keys."""
    app = make_app(paths, **changes)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        inbox = app.screen_stack[0]
        assert isinstance(inbox, Inbox)
        yield inbox, pilot
