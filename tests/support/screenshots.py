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
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.support.dialogs import NotingClipboard, NotingOpener

from endorseback.demo.snapshot import fill_ledger
from endorseback.settings import Config, LocalSource
from endorseback.tui.app import EndorsebackApp

FOLDER: Final = Path(__file__).parents[2] / "screenshots"
NOW: Final = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


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
    Picture("look", ("6",)),
    Picture("teach", ("6", "e", "v", "w", "w")),
    Picture("suspicious", ("7",)),
    Picture("done", ("s", "j", "s", "4")),
    Picture("filter", ("slash", "s", "q", "l")),
    Picture("help", ("question_mark",)),
)


async def draw(picture: Picture, folder: Path) -> str:
    """Return a screenshot as SVG, under ids that do not change from run to run."""
    empty = folder / "nothing-new"
    empty.mkdir()
    app = EndorsebackApp(
        fill_ledger(folder, NOW),
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
