"""Giving skills back: nothing is preselected, and only what the user says they gave is answered."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.support.dialogs import (
    NOW,
    NotingClipboard,
    NotingOpener,
    Returns,
    card,
    drive,
    screen_text,
    screen_words,
    suggested,
    wait_until,
)
from tests.support.programs import desktop, noting
from textual import events
from textual.pilot import Pilot

from endorseback.desktop.browser import Browser
from endorseback.insight.suggestions import Suggestion, Suggestions
from endorseback.model.interactions import Reciprocation, Step
from endorseback.model.list_rows import State
from endorseback.model.person_card import Confirmation, GivenSkill, ReceivedSkill
from endorseback.tui.dialogs.answers import NotGiven, SkillsGiven
from endorseback.tui.dialogs.decisions.reciprocate import ReciprocateDialog

PAGE = "https://www.linkedin.com/in/maya-okafor/details/skills/"
SEARCH = (
    "https://www.linkedin.com/search/results/people/"
    "?keywords=Maya%20Okafor&network=%5B%22F%22%5D&origin=FACETED_SEARCH"
)
IDEAS = suggested("Kubernetes", "SQL", "Incident Response")
SKILLS_PAGE = """Skills
All
Industry Knowledge
Site Reliability Engineering
Site Reliability Engineering
Endorsed by 3 colleagues at Example Widgets
12 endorsements
Postmortems
Postmortems
2 endorsements
"""


def dialog(returns: Returns | None = None, **changes: Any) -> ReciprocateDialog:
    return ReciprocateDialog(card(**changes), (returns or Returns(IDEAS)).tools(), now=NOW)


async def type_in(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*text)


async def open_page(pilot: Pilot[None]) -> None:
    """Press Enter, and wait until the dialog asks what was given."""
    await pilot.press("enter")
    await wait_until(pilot, lambda: pilot.app.screen.check_action("done", ()))
    await pilot.pause()


async def test_the_page_opens_and_its_link_is_on_the_clipboard_first() -> None:
    opener, clipboard = NotingOpener(), NotingClipboard()

    async def act(pilot: Pilot[None]) -> None:
        await open_page(pilot)
        text = screen_text(pilot.app)
        assert PAGE in text
        assert "Sent to the clipboard." in text
        assert "Opened." in text

    returns = Returns(IDEAS, opener=opener, clipboard=clipboard)
    assert await drive(dialog(returns), act) == []
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
    assert answers == [SkillsGiven(("Incident Response", "SQL", "Go, Rust and C"))]


async def test_what_was_picked_can_be_changed_after_seeing_the_page() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("1")
        await open_page(pilot)
        await pilot.press("1", "2", "d")

    assert await drive(dialog(), act) == [SkillsGiven(("SQL",))]


async def test_a_skill_left_in_the_field_counts() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await open_page(pilot)
        await pilot.press("tab")
        await type_in(pilot, "Mentoring")
        await pilot.press("shift+tab", "d")

    assert await drive(dialog(), act) == [SkillsGiven(("Mentoring",))]


async def test_a_skill_typed_that_is_listed_is_picked_there() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("tab")
        await type_in(pilot, "sql")
        await pilot.press("enter", "shift+tab")
        await open_page(pilot)
        await pilot.press("d")

    assert await drive(dialog(), act) == [SkillsGiven(("SQL",))]


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


@pytest.mark.parametrize("key", ["enter", "d", "y"])
async def test_done_is_one_key(key: str) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("1")
        await open_page(pilot)
        await pilot.press(key)

    assert await drive(dialog(), act) == [SkillsGiven(("Kubernetes",))]


async def test_a_message_can_go_along_by_one_key_and_what_is_picked_is_kept_before_it() -> None:
    returns = Returns(IDEAS)

    async def act(pilot: Pilot[None]) -> None:
        await open_page(pilot)
        await pilot.press("2", "m")

    assert await drive(dialog(returns), act) == [SkillsGiven(("SQL",), with_message=True)]
    assert returns.moves == [(Step.OPENED, ()), (Step.OPENED, ("SQL",))]


async def test_nothing_given_is_an_answer_of_its_own() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("1")
        await open_page(pilot)
        await pilot.press("n")

    assert await drive(dialog(), act) == [NotGiven()]


async def test_each_step_is_recorded_and_leaving_half_way_keeps_what_was_picked() -> None:
    returns = Returns(IDEAS)

    async def pick_and_leave(pilot: Pilot[None]) -> None:
        await pilot.press("3", "escape")

    async def open_and_leave(pilot: Pilot[None]) -> None:
        await pilot.press("3")
        await open_page(pilot)
        await pilot.press("1", "escape")

    assert await drive(dialog(returns), pick_and_leave) == [None]
    assert returns.moves == [(Step.PICKED, ("Incident Response",))]
    returns.moves.clear()
    assert await drive(dialog(returns), open_and_leave) == [None]
    assert returns.moves == [
        (Step.OPENED, ("Incident Response",)),
        (Step.OPENED, ("Incident Response", "Kubernetes")),
    ]


async def test_a_step_is_recorded_once() -> None:
    returns = Returns(IDEAS)

    async def act(pilot: Pilot[None]) -> None:
        await open_page(pilot)
        await pilot.press("escape")

    assert await drive(dialog(returns), act) == [None]
    assert returns.moves == [(Step.OPENED, ())]


async def test_who_endorsed_nothing_is_endorsed_first_and_nothing_is_called_returned() -> None:
    async def act(pilot: Pilot[None]) -> None:
        text = screen_text(pilot.app)
        assert "Endorse · Maya Okafor" in text
        assert "Reciprocate" not in text
        await pilot.press("escape")

    await drive(dialog(received=()), act)


async def test_leaving_without_having_picked_records_nothing() -> None:
    returns = Returns(IDEAS)

    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("escape")

    assert await drive(dialog(returns), act) == [None]
    assert returns.moves == []


async def test_a_page_that_was_opened_and_not_confirmed_is_asked_about_again() -> None:
    returns = Returns(IDEAS)
    began = Reciprocation(Step.OPENED, ("SQL", "Postmortems"), NOW - timedelta(hours=3))

    async def act(pilot: Pilot[None]) -> None:
        assert "You opened their page 3 h ago, and did not say" in screen_words(pilot.app)
        await pilot.press("d")

    answers = await drive(dialog(returns, returning=began), act)
    assert answers == [SkillsGiven(("SQL", "Postmortems"))]
    assert returns.moves == []


async def test_skills_picked_before_are_picked_again_before_the_page_is_opened() -> None:
    began = Reciprocation(Step.PICKED, ("SQL",), NOW - timedelta(days=1))

    async def act(pilot: Pilot[None]) -> None:
        await open_page(pilot)
        await pilot.press("enter")

    assert await drive(dialog(returning=began), act) == [SkillsGiven(("SQL",))]


async def test_the_text_of_their_page_is_understood_where_it_is_pasted() -> None:
    returns = Returns(IDEAS)
    asked = dialog(returns)

    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("2")
        pilot.app.post_message(events.Paste(SKILLS_PAGE))
        await wait_until(pilot, lambda: returns.told)
        await pilot.pause()
        assert "Noted 2 skills of their page." in screen_text(pilot.app)
        assert asked.picker.picked == ("SQL",)
        await pilot.press("2")
        await open_page(pilot)
        await pilot.press("enter")

    answers = await drive(asked, act)
    assert returns.told == [("Site Reliability Engineering", "Postmortems")]
    assert answers == [SkillsGiven(("SQL", "Postmortems"))]


async def test_the_area_for_pasting_says_what_it_understands() -> None:
    returns = Returns(IDEAS)

    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("p")
        await wait_until(pilot, lambda: "Nothing pasted yet." in screen_text(pilot.app))
        pilot.app.post_message(events.Paste(SKILLS_PAGE))
        await wait_until(pilot, lambda: "2 skills: Site Reliability" in screen_text(pilot.app))
        await pilot.press("ctrl+o")
        await wait_until(pilot, lambda: returns.told)

    await drive(dialog(returns), act)
    assert returns.told == [("Site Reliability Engineering", "Postmortems")]


async def test_what_is_no_page_of_skills_is_told() -> None:
    returns = Returns(IDEAS)

    async def act(pilot: Pilot[None]) -> None:
        pilot.app.post_message(events.Paste("---"))
        await wait_until(pilot, lambda: "No skill is recognised" in screen_text(pilot.app))

    await drive(dialog(returns), act)
    assert returns.told == []


async def test_reasons_and_the_unusual_pick_are_told() -> None:
    ideas = Suggestions(
        (Suggestion("Postmortems", ("fits their role, SRE",), on_profile=True),),
        parity=1,
        unusual=Suggestion("Bread baking", on_profile=True),
    )

    async def act(pilot: Pilot[None]) -> None:
        text = screen_text(pilot.app)
        assert "1 [ ] Postmortems" in text
        assert "on their profile · fits their role, SRE" in text
        assert "2 [ ] Bread baking" in text
        assert "unusual, a wink" in text
        assert "[x]" not in text

    await drive(dialog(Returns(ideas)), act)


async def test_more_than_they_gave_is_told_and_allowed() -> None:
    async def act(pilot: Pilot[None]) -> None:
        assert "2 would make the two of you even" in screen_text(pilot.app)
        await pilot.press("1", "2")
        await pilot.pause()
        assert "2 picked; 2 would make" in screen_text(pilot.app)
        await pilot.press("3")
        await pilot.pause()
        assert "3 picked: 1 more than would make the two of you even" in screen_text(pilot.app)
        await open_page(pilot)
        await pilot.press("enter")

    answers = await drive(dialog(), act)
    assert answers == [SkillsGiven(("Kubernetes", "SQL", "Incident Response"))]


async def test_what_the_archive_does_not_show_is_told() -> None:
    given = (GivenSkill("Go", NOW - timedelta(days=90), Confirmation.NOT_FOUND),)

    async def act(pilot: Pilot[None]) -> None:
        assert "Go  not found in your" in screen_text(pilot.app)

    await drive(dialog(given=given), act)


async def test_without_ideas_the_field_is_ready_to_type() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await type_in(pilot, "nodes")
        await pilot.press("enter")
        await open_page(pilot)
        await pilot.press("d")

    assert await drive(dialog(Returns(suggested())), act) == [SkillsGiven(("nodes",))]


async def test_a_name_too_long_for_a_skill_is_told() -> None:
    asked = dialog(Returns(suggested()))

    async def act(pilot: Pilot[None]) -> None:
        asked.other.value = "x" * 201
        await pilot.press("enter")
        await pilot.pause()
        assert "too long" in screen_text(pilot.app)
        assert asked.picker.picked == ()

    await drive(asked, act)


async def test_without_a_profile_the_search_by_name_opens() -> None:
    opener, clipboard = NotingOpener(), NotingClipboard()
    returns = Returns(IDEAS, opener=opener, clipboard=clipboard)

    async def act(pilot: Pilot[None]) -> None:
        await open_page(pilot)
        assert "keywords=Maya%20Okafor" in screen_text(pilot.app)

    await drive(dialog(returns, slug=None), act)
    assert opener.urls == [SEARCH]
    assert clipboard.texts == ["Maya Okafor"]


async def test_where_nothing_works_the_link_is_shown() -> None:
    returns = Returns(IDEAS, opener=NotingOpener(False), clipboard=NotingClipboard(False))

    async def act(pilot: Pilot[None]) -> None:
        await open_page(pilot)
        text = screen_text(pilot.app)
        assert PAGE in text
        assert "No clipboard." in text
        assert "Open the link yourself." in text

    await drive(dialog(returns), act)


async def test_what_was_exchanged_before_is_shown_with_its_age() -> None:
    async def act(pilot: Pilot[None]) -> None:
        lines = screen_text(pilot.app).split("\n")
        assert any("2h  Kubernetes" in line for line in lines)
        assert any("Oct 2022  Go" in line for line in lines)
        assert not any("[x]" in line for line in lines)

    await drive(dialog(), act)


async def test_a_browser_that_stays_open_does_not_hold_up_the_screen(tmp_path: Path) -> None:
    note = noting(tmp_path, "own")
    asked = dialog(Returns(IDEAS, opener=Browser(desktop(tmp_path, BROWSER="own"))))

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
    assert answers == [SkillsGiven(("Kubernetes",))]


async def test_a_click_on_a_key_is_the_key() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await open_page(pilot)
        line = next(line for line in screen_text(pilot.app).split("\n") if "Gave none" in line)
        row = screen_text(pilot.app).split("\n").index(line)
        await pilot.click(offset=(line.index("Gave none"), row))

    assert await drive(dialog(), act) == [NotGiven()]
