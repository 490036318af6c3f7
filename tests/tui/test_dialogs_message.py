"""Writing a message: a draft to change, the clipboard, and the user's word that it was sent."""

import threading
from collections.abc import Callable, Sequence

import pytest
from tests.support.dialogs import NotingClipboard, NotingOpener, drive, screen_text, wait_until
from textual.pilot import Pilot

from endorseback.outreach.messages import Draft, MessageFacts, write_drafts
from endorseback.tui.screens.message import MessageDialog
from endorseback.tui.screens.results import Sent

PROFILE = "https://www.linkedin.com/in/maya-okafor/"


def two_drafts() -> Sequence[Draft]:
    return (Draft("reconnect", "Hi Maya"), Draft("thanks", "Thanks, Maya"))


def dialog(
    write: Callable[[], Sequence[Draft]] = two_drafts,
    opener: NotingOpener | None = None,
    clipboard: NotingClipboard | None = None,
) -> MessageDialog:
    return MessageDialog(
        "Maya Okafor",
        PROFILE,
        write,
        opener=opener or NotingOpener(),
        clipboard=clipboard or NotingClipboard(),
    )


async def has_draft(pilot: Pilot[None], asked: MessageDialog) -> None:
    """Wait until the drafts are there."""
    await wait_until(pilot, lambda: asked.editor.text)


async def hand_over(pilot: Pilot[None]) -> None:
    """Press the key, and wait until the dialog asks whether it was sent."""
    await pilot.press("ctrl+o")
    await wait_until(pilot, lambda: pilot.app.screen.check_action("sent", ()))
    await pilot.pause()


async def test_the_text_goes_to_the_clipboard_and_the_profile_opens() -> None:
    opener, clipboard = NotingOpener(), NotingClipboard()
    asked = dialog(opener=opener, clipboard=clipboard)

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.press("!")
        await hand_over(pilot)
        assert PROFILE in screen_text(pilot.app)
        await pilot.press("s")

    assert await drive(asked, act) == [Sent("Hi Maya!")]
    assert opener.urls == [PROFILE]
    assert clipboard.texts == ["Hi Maya!"]


@pytest.mark.parametrize("key", ["n", "escape"])
async def test_not_sent_answers_nothing(key: str) -> None:
    asked = dialog()

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await hand_over(pilot)
        await pilot.press(key)

    assert await drive(asked, act) == [None]


async def test_a_draft_left_as_it_is_may_go_unasked() -> None:
    asked = dialog()

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.press("escape")

    assert await drive(asked, act) == [None]


async def test_a_text_is_not_thrown_away_unasked() -> None:
    asked = dialog()

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.press("!", "escape")
        await wait_until(pilot, lambda: "Throw your text away?" in screen_text(pilot.app))
        await pilot.press("n")
        await wait_until(pilot, lambda: pilot.app.screen is asked)
        assert asked.editor.text == "Hi Maya!"
        await pilot.press("escape")
        await wait_until(pilot, lambda: pilot.app.screen is not asked)
        await pilot.press("y")

    assert await drive(asked, act) == [None]


async def test_while_writing_letters_are_text() -> None:
    asked = dialog()

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.press("s", "n", "e")
        assert asked.editor.text == "Hi Mayasne"

    assert await drive(asked, act) == []


async def test_the_text_can_be_changed_once_more() -> None:
    asked = dialog()

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await hand_over(pilot)
        await pilot.press("x", "e", "?")
        await hand_over(pilot)
        await pilot.press("s")

    assert await drive(asked, act) == [Sent("Hi Maya?")]


async def test_another_draft_takes_the_place_of_the_text() -> None:
    asked = dialog()

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.press("ctrl+t")
        assert asked.editor.text == "Thanks, Maya"
        await pilot.press("ctrl+t")
        assert asked.editor.text == "Hi Maya"

    await drive(asked, act)


async def test_the_counter_lives() -> None:
    asked = dialog()

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.press("!")
        await pilot.pause()
        assert "8 of 8,000 characters" in screen_text(pilot.app)
        asked.editor.text = "\U0001f680" * 4001
        await pilot.pause()
        assert "8,002 of 8,000 characters: LinkedIn may refuse it" in screen_text(pilot.app)

    await drive(asked, act)


async def test_an_empty_message_is_not_handed_over() -> None:
    clipboard = NotingClipboard()

    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "There is no message yet." in screen_text(pilot.app)

    await drive(dialog(lambda: (), clipboard=clipboard), act)
    assert clipboard.texts == []


async def test_drafts_that_come_late_do_not_replace_what_was_typed() -> None:
    gate = threading.Event()

    def late() -> Sequence[Draft]:
        gate.wait(10)
        return two_drafts()

    asked = dialog(late)

    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("H", "o")
        gate.set()
        await wait_until(pilot, lambda: asked.check_action("next_draft", ()))
        assert asked.editor.text == "Ho"

    await drive(asked, act)


async def test_a_wrong_template_is_told_beside_the_draft() -> None:
    asked = dialog(lambda: (Draft("reconnect", "Hi", "The template [/x] cannot be used: why."),))

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.pause()
        assert "The template [/x] cannot be used: why." in screen_text(pilot.app)

    await drive(asked, act)


async def test_controls_that_were_pasted_do_not_leave_the_editor() -> None:
    clipboard = NotingClipboard()
    asked = dialog(clipboard=clipboard)

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        asked.editor.text = "one\x1b]52;c;eA==\x07\n\u202etwo\n"
        await hand_over(pilot)

    await drive(asked, act)
    assert clipboard.texts == ["one]52;c;eA==\ntwo"]


async def test_the_real_drafts_are_shown() -> None:
    asked = dialog(lambda: write_drafts(MessageFacts("Maya Okafor", ("Go",))))

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.pause()
        assert "Thank you for endorsing me for Go." in screen_text(pilot.app)

    await drive(asked, act)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (20, 5)])
async def test_it_fits_every_terminal(size: tuple[int, int]) -> None:
    asked = dialog()

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await hand_over(pilot)
        await pilot.press("s")

    assert await drive(asked, act, size) == [Sent("Hi Maya")]
