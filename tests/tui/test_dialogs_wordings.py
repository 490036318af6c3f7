"""The list of remembered wordings: one can be forgotten, those of others only seen."""

from datetime import date
from typing import Any

import pytest
from tests.support.dialogs import NOW, drive, screen_text, screen_words
from tests.support.hostile import CLEANED
from textual.pilot import Pilot

from endorseback.mail.phrases.user_phrases import UserPhrase, UserPhrases
from endorseback.tui.dialogs.mail.phrases_dialog import WordingsDialog

OLD = UserPhrase("{person} vouches for your {skill}", added=date(2026, 10, 12))
NEW = UserPhrase("{person} sagt, {skill} sei deine Stärke", added=date(2026, 11, 22))
SHARED = UserPhrase("{person} praises your {skill} to {any}", file="friends.toml")


def dialog(*phrases: UserPhrase, problems: tuple[str, ...] = ()) -> WordingsDialog:
    return WordingsDialog(UserPhrases(phrases, problems), NOW)


async def test_wordings_are_listed_with_where_they_come_from() -> None:
    async def act(pilot: Pilot[None]) -> None:
        words = screen_words(pilot.app)
        assert "{person} vouches for your {skill} 12 Oct" in words
        assert "Stärke yesterday" in words
        assert "{any} from friends.toml" in words

    await drive(dialog(OLD, NEW, SHARED), act)


async def test_the_one_under_the_cursor_is_forgotten() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("j", "x")

    assert await drive(dialog(OLD, NEW), act) == [NEW]


async def test_one_of_somebody_else_stays() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("j", "x")
        await pilot.pause()
        assert "Forget" not in screen_text(pilot.app)
        await pilot.press("escape")

    assert await drive(dialog(OLD, SHARED), act) == [None]


async def test_where_there_is_none_it_says_how_one_comes() -> None:
    async def act(pilot: Pilot[None]) -> None:
        assert "No wording is remembered yet." in screen_text(pilot.app)
        assert "Forget" not in screen_text(pilot.app)
        await pilot.press("x", "escape")

    assert await drive(dialog(), act) == [None]


async def test_what_is_wrong_with_a_file_is_told() -> None:
    async def act(pilot: Pilot[None]) -> None:
        assert "friends.toml: line 3: pattern is missing" in screen_words(pilot.app)

    await drive(dialog(problems=("friends.toml: line 3: pattern is missing",)), act)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (20, 5)], ids=str)
async def test_hostile_words_are_text(size: tuple[int, int]) -> None:
    phrases: list[Any] = [UserPhrase(f"{{person}} {word} {{skill}}") for word in CLEANED]

    async def act(pilot: Pilot[None]) -> None:
        for _ in CLEANED[1:]:
            await pilot.press("j")
        assert "\x1b" not in screen_text(pilot.app)
        await pilot.press("x")

    asked = dialog(*phrases, problems=CLEANED)
    assert await drive(asked, act, size) == [phrases[-1]]
