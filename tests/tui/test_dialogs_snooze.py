"""Until when a row is put away."""

from datetime import date

import pytest
from tests.support.dialogs import TODAY, drive, screen_text
from textual.pilot import Pilot

from endorseback.tui.screens.snooze import SnoozeDialog


def dialog() -> SnoozeDialog:
    return SnoozeDialog("Snooze · Maya Okafor", TODAY)


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        (["1"], date(2026, 11, 24)),
        (["2"], date(2026, 11, 26)),
        (["3"], date(2026, 11, 30)),
        (["enter"], date(2026, 11, 24)),
        (["j", "enter"], date(2026, 11, 26)),
        (["down", "down", "enter"], date(2026, 11, 30)),
        (["tab", *"2027-03-31", "enter"], date(2027, 3, 31)),
        (["escape"], None),
    ],
)
async def test_a_day_is_answered(keys: list[str], day: date | None) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press(*keys)

    assert await drive(dialog(), act) == [day]


async def test_a_bad_day_gets_a_sentence_that_goes_when_typing_goes_on() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("tab", *"2026-02-30", "enter")
        await pilot.pause()
        assert "There is no day 2026-02-30" in screen_text(pilot.app)
        await pilot.press("backspace")
        await pilot.pause()
        assert "There is no day" not in screen_text(pilot.app)

    assert await drive(dialog(), act) == []


async def test_the_days_offered_are_named() -> None:
    async def act(pilot: Pilot[None]) -> None:
        text = screen_text(pilot.app)
        assert "Tomorrow    Tue 2026-11-24" in text
        assert "Next week   Mon 2026-11-30" in text

    await drive(dialog(), act)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (20, 5)])
async def test_it_fits_every_terminal(size: tuple[int, int]) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("2")

    assert await drive(dialog(), act, size) == [date(2026, 11, 26)]
