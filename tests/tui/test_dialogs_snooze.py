"""Until when a row is put away."""

from datetime import date

import pytest
from tests.support.dialogs import TODAY, drive, screen_text, screen_words
from textual.pilot import Pilot

from endorseback.tui.dialogs.decisions.snooze import SnoozeDialog


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
        (["tab", *"2w", "enter"], date(2026, 12, 7)),
        ([*"fri", "enter"], date(2026, 11, 27)),
        ([*"until they are online again next week", "enter"], date(2026, 11, 30)),
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


async def test_the_day_that_words_mean_is_told_while_they_are_typed() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press(*"fri")
        await pilot.pause()
        assert "that is Fri 27 Nov 2026, in 4 days" in screen_text(pilot.app)
        await pilot.press(*"ghtful")
        await pilot.pause()
        assert "that is" not in screen_text(pilot.app)

    assert await drive(dialog(), act) == []


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("2026-11-22", "2026-11-22 is not in the future. The earliest day is tomorrow."),
        ("yesterday", "not in the future"),
        ("whenever", "“whenever” is not understood as a day."),
    ],
)
async def test_a_day_in_the_past_or_none_at_all_is_a_sentence(typed: str, why: str) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("tab", *typed, "enter")
        await pilot.pause()
        assert why in screen_words(pilot.app)

    assert await drive(dialog(), act) == []


async def test_the_days_offered_are_named() -> None:
    async def act(pilot: Pilot[None]) -> None:
        text = screen_text(pilot.app)
        assert "Tomorrow    Tue 24 Nov 2026" in text
        assert "Next week   Mon 30 Nov 2026" in text

    await drive(dialog(), act)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (20, 5)])
async def test_it_fits_every_terminal(size: tuple[int, int]) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("2")

    assert await drive(dialog(), act, size) == [date(2026, 11, 26)]
