"""A session by keys alone: twenty rows of the demo are triaged with under three keys a row."""

from collections import Counter
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from tests.support.dialogs import NotingOpener, wait_until
from tests.support.filled import NOW, make_app
from textual.pilot import Pilot

from endorseback.demo.demo_snapshot import fill_ledger
from endorseback.ledger.ledger import Ledger
from endorseback.model.decisions import DecisionKind
from endorseback.model.list_rows import State
from endorseback.paths import Paths
from endorseback.tui.dialogs.decisions.reciprocate import ReciprocateDialog
from endorseback.tui.dialogs.messages.message import MessageDialog
from endorseback.tui.screens.inbox import Inbox

ROWS = 20
MOST_KEYS_A_ROW = 2.8


class Session:
    """Presses keys one by one, counts each of them, and waits until it has shown its effect."""

    def __init__(self, inbox: Inbox, pilot: Pilot[Any]) -> None:
        self.inbox = inbox
        self.pilot = pilot
        self.keys = 0

    async def press(self, key: str, met: Callable[[], object]) -> None:
        """Press a key, and wait for what it brings about."""
        await self.pilot.press(key)
        self.keys += 1
        await wait_until(self.pilot, met)

    async def press_deciding(self, key: str) -> None:
        """Press the key that decides, and wait until the row is away and the next one is there."""
        before = len(self.inbox.row_list.rows)
        await self.press(key, lambda: len(self.inbox.row_list.rows) == before - 1)
        await wait_until(self.pilot, lambda: self.pilot.app.screen is self.inbox)

    async def reciprocate(self) -> None:
        """Pick the first idea, open the page, and say that it is done."""
        await self.press("r", lambda: isinstance(self.pilot.app.screen, ReciprocateDialog))
        dialog = self.pilot.app.screen
        assert isinstance(dialog, ReciprocateDialog)
        await wait_until(self.pilot, lambda: dialog.picker.option_count)
        assert dialog.picker.picked == ()
        await self.press("1", lambda: len(dialog.picker.picked) == 1)
        await self.press("enter", lambda: dialog.check_action("done", ()))
        await self.press_deciding("enter")

    async def skip(self) -> None:
        """Skip at once."""
        await self.press_deciding("s")

    async def message(self) -> None:
        """Take the draft as it is, open the page, and say that it was sent."""
        await self.press("m", lambda: isinstance(self.pilot.app.screen, MessageDialog))
        dialog = self.pilot.app.screen
        assert isinstance(dialog, MessageDialog)
        await wait_until(self.pilot, lambda: dialog.editor.text)
        await self.press("ctrl+o", lambda: dialog.check_action("sent", ()))
        await self.press_deciding("s")


async def test_twenty_rows_need_at_most_2_8_keys_each(tmp_path: Path) -> None:
    paths = fill_ledger(tmp_path, NOW)
    opener = NotingOpener()
    app = make_app(paths, opener=opener)
    async with app.run_test(size=(80, 24)) as pilot:
        inbox = app.screen
        assert isinstance(inbox, Inbox)
        before = len(inbox.row_list.rows)
        assert before >= ROWS
        session = Session(inbox, pilot)
        turns = (session.reciprocate, session.skip, session.message, session.skip)
        for act in islice(cycle((*turns, session.reciprocate)), ROWS):
            await act()
        assert len(inbox.row_list.rows) == before - ROWS
    print(f"{session.keys} keys for {ROWS} rows, {session.keys / ROWS} each")
    assert decided(paths) == {
        DecisionKind.RECIPROCATED: 8,
        DecisionKind.SKIPPED: 8,
        DecisionKind.MESSAGED: 4,
    }
    assert len(opener.urls) == 12
    assert session.keys / ROWS <= MOST_KEYS_A_ROW


def decided(paths: Paths) -> Counter[DecisionKind]:
    """Return how many rows on the disk were decided in which way."""
    ledger = Ledger(paths.ledger)
    rows = [row for state in (State.DONE, State.SKIPPED) for row in ledger.model.rows(state, NOW)]
    ledger.close()
    found = [row.decision for row in rows if row.decision]
    assert all(one.given for one in found if one.action is DecisionKind.RECIPROCATED)
    assert all(one.text for one in found if one.action is DecisionKind.MESSAGED)
    return Counter(one.action for one in found)
