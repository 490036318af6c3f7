"""Giving skills back: nothing is preselected, and only what the user says they gave is answered."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.support.dialogs import (
    NOW,
    NotingClipboard,
    NotingOpener,
    card,
    drive,
    screen_text,
    wait_until,
)
from tests.support.programs import desktop, noting
from textual.pilot import Pilot

from endorseback.model.card import ReceivedSkill
from endorseback.model.inbox import State
from endorseback.outreach.browser import Browser
from endorseback.tui.screens.reciprocate import ReciprocateDialog
from endorseback.tui.screens.results import Reciprocation

PAGE = "https://www.linkedin.com/in/maya-okafor/details/skills/"
IDEAS = ("Kubernetes", "SQL", "Incident Response")


def dialog(candidates: Sequence[str] = IDEAS, **changes: Any) -> ReciprocateDialog:
    return ReciprocateDialog(
        card(**changes),
        candidates,
        opener=NotingOpener(),
        clipboard=NotingClipboard(),
        now=NOW,
    )


async def type_in(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*text)


async def open_page(pilot: Pilot[None]) -> None:
    """Press Enter, and wait until the dialog asks what was given."""
    await pilot.press("enter")
    await wait_until(pilot, lambda: pilot.app.screen.check_action("done", ()))
    await pilot.pause()


async def test_the_page_opens_and_its_link_is_on_the_clipboard_first() -> None:
    opener, clipboard = NotingOpener(), NotingClipboard()
    asked = ReciprocateDialog(card(), IDEAS, opener=opener, clipboard=clipboard, now=NOW)

    async def act(pilot: Pilot[None]) -> None:
        await open_page(pilot)
        text = screen_text(pilot.app)
        assert PAGE in text
        assert "Sent to the clipboard." in text
        assert "Opened." in text

    assert await drive(asked, act) == []
    assert opener.urls == [PAGE]
    assert clipboard.texts == [PAGE]


async def test_skills_picked_by_number_space_and_typing_are_answered_in_that_order() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("3", "j", "k", "k", "space", "tab")
        await type_in(pilot, "Go, Rust and C")
        await pilot.press("enter", "shift+tab")
        await open_page(pilot)
        await pilot.press("d")

    answers = await drive(dialog(), act)
    assert answers == [Reciprocation(("Incident Response", "SQL", "Go, Rust and C"))]


async def test_what_was_picked_can_be_changed_after_seeing_the_page() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("1")
        await open_page(pilot)
        await pilot.press("1", "2", "d")

    assert await drive(dialog(), act) == [Reciprocation(("SQL",))]


async def test_a_skill_left_in_the_field_counts() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await open_page(pilot)
        await pilot.press("tab")
        await type_in(pilot, "Mentoring")
        await pilot.press("shift+tab", "d")

    assert await drive(dialog(), act) == [Reciprocation(("Mentoring",))]


async def test_a_skill_typed_that_is_listed_is_picked_there() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("tab")
        await type_in(pilot, "sql")
        await pilot.press("enter", "shift+tab")
        await open_page(pilot)
        await pilot.press("d")

    assert await drive(dialog(), act) == [Reciprocation(("SQL",))]


async def test_done_without_a_skill_is_told_and_records_nothing() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await open_page(pilot)
        await pilot.press("d")
        await pilot.pause()
        assert "Pick or type the skills that you endorsed" in screen_text(pilot.app)

    assert await drive(dialog(), act) == []


async def test_before_the_page_was_opened_there_is_no_done() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("1", "d")

    assert await drive(dialog(), act) == []


@pytest.mark.parametrize("key", ["n", "escape"])
async def test_not_now_answers_nothing(key: str) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("1")
        await open_page(pilot)
        await pilot.press(key)

    assert await drive(dialog(), act) == [None]


async def test_without_ideas_the_field_is_ready_to_type() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await type_in(pilot, "nodes")
        await pilot.press("enter")
        await open_page(pilot)
        await pilot.press("d")

    assert await drive(dialog([]), act) == [Reciprocation(("nodes",))]


async def test_a_name_too_long_for_a_skill_is_told() -> None:
    asked = dialog([])

    async def act(pilot: Pilot[None]) -> None:
        asked.other.value = "x" * 201
        await pilot.press("enter")
        await pilot.pause()
        assert "too long" in screen_text(pilot.app)
        assert asked.picker.picked == ()

    await drive(asked, act)


async def test_without_a_profile_the_name_is_on_the_clipboard() -> None:
    opener, clipboard = NotingOpener(), NotingClipboard()
    asked = ReciprocateDialog(
        card(profile_url=None), IDEAS, opener=opener, clipboard=clipboard, now=NOW
    )

    async def act(pilot: Pilot[None]) -> None:
        await open_page(pilot)
        assert "search for them on LinkedIn" in screen_text(pilot.app)

    await drive(asked, act)
    assert opener.urls == []
    assert clipboard.texts == ["Maya Okafor"]


async def test_where_nothing_works_the_link_is_shown() -> None:
    asked = ReciprocateDialog(
        card(), IDEAS, opener=NotingOpener(False), clipboard=NotingClipboard(False), now=NOW
    )

    async def act(pilot: Pilot[None]) -> None:
        await open_page(pilot)
        text = screen_text(pilot.app)
        assert PAGE in text
        assert "No clipboard." in text
        assert "Open the link yourself." in text

    await drive(asked, act)


async def test_what_was_exchanged_before_is_shown_with_its_age() -> None:
    async def act(pilot: Pilot[None]) -> None:
        lines = screen_text(pilot.app).split("\n")
        assert any("2h  Kubernetes" in line for line in lines)
        assert any("Oct 2022  Go" in line for line in lines)
        assert not any("[x]" in line for line in lines)

    await drive(dialog(), act)


async def test_a_browser_that_stays_open_does_not_hold_up_the_screen(tmp_path: Path) -> None:
    note = noting(tmp_path, "own")
    asked = ReciprocateDialog(
        card(),
        IDEAS,
        opener=Browser(desktop(tmp_path, BROWSER="own")),
        clipboard=NotingClipboard(),
        now=NOW,
    )

    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("enter", "2")
        assert asked.picker.picked == ("SQL",)
        await wait_until(pilot, note.exists)

    await drive(asked, act)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (20, 5)])
async def test_it_fits_every_terminal(size: tuple[int, int]) -> None:
    many = tuple(ReceivedSkill(f"Skill {at}", NOW, State.OPEN) for at in range(30))

    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("1")
        await open_page(pilot)
        await pilot.press("d")

    answers = await drive(dialog(received=many), act, size)
    assert answers == [Reciprocation(("Kubernetes",))]


async def test_a_click_on_a_key_is_the_key() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await open_page(pilot)
        line = next(line for line in screen_text(pilot.app).split("\n") if "Not now" in line)
        row = screen_text(pilot.app).split("\n").index(line)
        await pilot.click(offset=(line.index("Not now"), row))

    assert await drive(dialog(), act) == [None]
