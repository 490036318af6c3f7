"""The pictures of the README, drawn by the app itself: `python -m tests.support.screenshots`.

The people are the demo's invented ones and the clock stands still: a picture changes only when the
program does.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from tests.support.dialogs import NotingClipboard, NotingOpener

from endorseback.demo.demo_snapshot import fill_ledger
from endorseback.ledger.events.events import Decided
from endorseback.ledger.ledger import Ledger
from endorseback.model.decisions import DecisionKind
from endorseback.paths import Paths
from endorseback.settings import Config, LocalSource
from endorseback.tui.app import EndorsebackApp

FOLDER: Final = Path(__file__).parents[2] / "screenshots"
NOW: Final = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

HENRIK, HENRIKS = "Henrik Vestergaard-Holm", "henrik-vestergaard-holm"
AMARA, AMARAS = "Amara Fontaine-Diallo", "amara-fontaine-diallo"


@dataclass(frozen=True)
class Picture:
    """One screenshot: its file's name, and the keys that lead to what it shows."""

    name: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (112, 30)


PICTURES: Final[Sequence[Picture]] = (
    Picture("inbox"),
    Picture("narrow", size=(80, 24)),
    Picture("card", ("enter",), size=(80, 24)),
    Picture("reciprocate", ("r",)),
    Picture("message", ("m",)),
    Picture("mail", ("v",)),
    Picture("people", ("2", "j", "j")),
    Picture("waiting", ("3",)),
    Picture("look", ("6",)),
    Picture("teach", ("6", "e", "v", "w", "w")),
    Picture("suspicious", ("7",)),
    Picture("done", ("s", "j", "s", "4")),
    Picture("filter", ("slash", *"skill:sql")),
    Picture("help", ("question_mark",)),
)


STARTED: Final = (
    (
        75,
        Decided(
            action=DecisionKind.RECIPROCATED, name=HENRIK, slug=HENRIKS, given=("Grid Operations",)
        ),
    ),
    (
        33,
        Decided(
            action=DecisionKind.MESSAGED,
            name="Mireille Eze",
            slug="mireille-eze-05b",
            text="How is the museum?",
        ),
    ),
    (9, Decided(action=DecisionKind.MESSAGED, name=AMARA, slug=AMARAS, text="Coffee in May?")),
)
"""What the user began of themselves, and how many days ago."""


def start_some(paths: Paths) -> None:
    """Record what the user began, each on its day."""
    for days, decision in STARTED:
        with Ledger(paths.ledger, clock=lambda days=days: NOW - timedelta(days=days)) as ledger:
            ledger.record(decision)


async def draw(picture: Picture, folder: Path) -> str:
    """Return a screenshot as SVG, under ids that do not change from run to run."""
    empty = folder / "nothing-new"
    empty.mkdir()
    paths = fill_ledger(folder, NOW)
    start_some(paths)
    app = EndorsebackApp(
        paths,
        Config(sources=(LocalSource(name="demo", eml=str(empty)),)),
        clock=lambda: NOW,
        opener=NotingOpener(),
        clipboard=NotingClipboard(),
        demo=True,
    )
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause(1)
        for key in picture.keys:
            await pilot.press(key)
            await pilot.pause(0.3)
        svg = app.export_screenshot(title="endorseback", simplify=True)
    return re.sub(r"terminal-\d+", f"terminal-{picture.name}", svg)


async def main() -> None:
    """Draw all pictures, or those that the command line names."""
    FOLDER.mkdir(exist_ok=True)
    wanted = sys.argv[1:]
    for picture in PICTURES:
        if not wanted or picture.name in wanted:
            with tempfile.TemporaryDirectory() as folder:
                svg = await draw(picture, Path(folder))
            (FOLDER / f"{picture.name}.svg").write_text(svg, encoding="utf-8")
            print(f"screenshots/{picture.name}.svg")


if __name__ == "__main__":
    # Times on screen are local ones: the pictures must not tell where they were drawn.
    import os

    os.environ["TZ"] = "UTC"
    time.tzset()
    asyncio.run(main())
