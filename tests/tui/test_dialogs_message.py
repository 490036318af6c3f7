"""Writing a message: a draft to change, the way it leaves, and the user's word that it was sent."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.support.dialogs import (
    NotingClipboard,
    NotingOpener,
    Writes,
    drive,
    screen_text,
    screen_words,
    wait_until,
)
from tests.support.programs import program
from textual.pilot import Pilot

from endorseback.errors import EndorsebackError
from endorseback.model.outgoing_message import Channel
from endorseback.outreach.message_drafts import Draft, TemplateVariables, write_drafts
from endorseback.tui.dialogs.answers import Mailed, MarkedSent
from endorseback.tui.dialogs.messages.message import MessageDialog
from endorseback.tui.dialogs.messages.send_email import MailingChoice, MailingDialog
from endorseback.tui.dialogs.messages.templates import TemplateDialog

PROFILE = "https://www.linkedin.com/in/maya-okafor/"
CHOICE = MailingChoice(
    senders=[("main", "sam@example.com"), ("work", "sam@example.org")],
    drafting=["main", "work"],
    to="maya@example.net",
    subject="Thank you",
)


def two_drafts() -> Sequence[Draft]:
    return (Draft("reconnect", "Hi Maya"), Draft("thanks", "Thanks, Maya"))


def dialog(
    write: Callable[[], Sequence[Draft]] = two_drafts, writes: Writes | None = None
) -> MessageDialog:
    writes = writes or Writes()
    writes.write = write
    return MessageDialog("Maya Okafor", PROFILE, writes.tools())


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
    asked = dialog(writes=Writes(opener=opener, clipboard=clipboard))

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.press("!")
        await hand_over(pilot)
        assert PROFILE in screen_text(pilot.app)
        await pilot.press("s")

    assert await drive(asked, act) == [MarkedSent("Hi Maya!")]
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


async def test_what_is_typed_is_kept_while_the_dialog_is_open() -> None:
    writes = Writes()
    asked = dialog(writes=writes)

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.press("!", "!")
        await wait_until(pilot, lambda: writes.kept)
        await wait_until(pilot, lambda: "kept" in screen_text(pilot.app))
        assert writes.kept == ["Hi Maya!!"]

    assert await drive(asked, act) == []


async def test_leaving_keeps_the_text_and_says_so() -> None:
    writes = Writes()
    asked = dialog(writes=writes)

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.press("!", "escape")
        await wait_until(pilot, lambda: pilot.app.screen is not asked)
        assert [note.message for note in pilot.app._notifications] == [
            "Your text for Maya Okafor is kept."
        ]

    assert await drive(asked, act) == [None]
    assert writes.kept == ["Hi Maya!"]


async def test_leaving_the_app_in_mid_sentence_keeps_the_text() -> None:
    writes = Writes()
    asked = dialog(writes=writes)

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.press("!")
        assert writes.kept == []

    await drive(asked, act)
    assert writes.kept == ["Hi Maya!"]


async def test_a_text_begun_before_is_there_again() -> None:
    asked = dialog(writes=Writes(begun="Hi Maya, I was"))

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.press(*" about to", "escape")

    assert await drive(asked, act) == [None]


async def test_an_untouched_draft_in_the_place_of_a_kept_text_forgets_it() -> None:
    writes = Writes(begun="Hi Maya, I was")
    asked = dialog(writes=writes)

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await wait_until(pilot, lambda: asked.check_action("choose_template", ()))
        await pilot.press("ctrl+t")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, TemplateDialog))
        await pilot.press("2")
        await wait_until(pilot, lambda: asked.editor.text == "Thanks, Maya")
        await pilot.press("escape")
        await wait_until(pilot, lambda: pilot.app.screen is not asked)

    assert await drive(asked, act) == [None]
    assert writes.kept == [""]


async def test_a_text_that_cannot_be_kept_is_told_and_stays() -> None:
    trouble = EndorsebackError("Your text cannot be kept: the disk is full.")
    asked = dialog(writes=Writes(trouble=trouble))

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.press("!")
        await wait_until(pilot, lambda: "the disk is full" in screen_text(pilot.app))
        assert asked.editor.text == "Hi Maya!"

    await drive(asked, act)


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

    assert await drive(asked, act) == [MarkedSent("Hi Maya?")]


async def test_another_template_takes_the_place_of_the_text_until_that_is_undone() -> None:
    asked = dialog()

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.press("!", "ctrl+t")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, TemplateDialog))
        await pilot.press("j")
        await wait_until(pilot, lambda: "Thanks, Maya" in screen_text(pilot.app))
        await pilot.press("enter")
        await wait_until(pilot, lambda: asked.editor.text == "Thanks, Maya")
        await pilot.press("ctrl+z")
        assert asked.editor.text == "Hi Maya!"

    await drive(asked, act)


async def test_without_another_template_there_is_none_to_choose() -> None:
    asked = dialog(lambda: two_drafts()[:1])

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert pilot.app.screen is asked

    await drive(asked, act)


async def test_the_counter_lives() -> None:
    asked = dialog()

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.press("!")
        await pilot.pause()
        assert "8 of 8,000 characters" in screen_text(pilot.app)
        asked.editor.text = "\U0001f680" * 3950
        await pilot.pause()
        assert "7,900 of 8,000 characters: nearly full" in screen_text(pilot.app)
        asked.editor.text = "\U0001f680" * 4001
        await pilot.pause()
        assert "8,002 of 8,000 characters: 2 too many" in screen_text(pilot.app)

    await drive(asked, act)


async def test_an_empty_message_is_not_handed_over() -> None:
    clipboard = NotingClipboard()

    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "There is no message yet." in screen_text(pilot.app)

    await drive(dialog(lambda: (), Writes(clipboard=clipboard)), act)
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
        await wait_until(pilot, lambda: asked.check_action("choose_template", ()))
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
    asked = dialog(writes=Writes(clipboard=clipboard))

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        asked.editor.text = "one\x1b]52;c;eA==\x07\n\u202etwo\n"
        await hand_over(pilot)

    await drive(asked, act)
    assert clipboard.texts == ["one]52;c;eA==\ntwo"]


async def test_the_real_drafts_are_shown() -> None:
    asked = dialog(lambda: write_drafts(TemplateVariables("Maya Okafor", ("Go",))))

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

    assert await drive(asked, act, size) == [MarkedSent("Hi Maya")]


async def ask_for_mail(pilot: Pilot[None], asked: MessageDialog) -> None:
    """Press the key, and wait for the last look at the message."""
    await has_draft(pilot, asked)
    await pilot.press("ctrl+s")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, MailingDialog))
    await pilot.pause()


async def test_a_mail_leaves_by_a_key_on_that_very_text() -> None:
    asked = dialog(writes=Writes(mailing=CHOICE))

    async def act(pilot: Pilot[None]) -> None:
        await ask_for_mail(pilot, asked)
        words = screen_words(pilot.app)
        assert "sam@example.com" in words
        assert "maya@example.net" in words
        assert "Hi Maya" in words
        await pilot.press("ctrl+s")

    mailed = Mailed(Channel.EMAIL, "main", "maya@example.net", "Thank you")
    assert await drive(asked, act) == [MarkedSent("Hi Maya", mailed)]


async def test_a_mail_leaves_by_the_other_account_to_what_was_typed() -> None:
    choice = MailingChoice(CHOICE.senders, CHOICE.drafting, to="", subject="Hello")
    asked = dialog(writes=Writes(mailing=choice))

    async def act(pilot: Pilot[None]) -> None:
        await ask_for_mail(pilot, asked)
        await pilot.press(*"Maya <maya@example.net>", "ctrl+n", "ctrl+s")

    mailed = Mailed(Channel.EMAIL, "work", "maya@example.net", "Hello")
    assert await drive(asked, act) == [MarkedSent("Hi Maya", mailed)]


async def test_a_draft_may_lack_the_address() -> None:
    choice = MailingChoice(senders=(), drafting=["main"], subject="Hello")
    asked = dialog(writes=Writes(mailing=choice))

    async def act(pilot: Pilot[None]) -> None:
        await ask_for_mail(pilot, asked)
        assert "Send it" not in screen_text(pilot.app)
        await pilot.press("ctrl+s", "ctrl+d")

    assert await drive(asked, act) == [
        MarkedSent("Hi Maya", Mailed(Channel.DRAFTS, "main", "", "Hello"))
    ]


@pytest.mark.parametrize(
    ("typed", "why"),
    [("", "There is no e-mail address yet."), ("maya.example.net", "there is no @ in it")],
)
async def test_an_address_that_is_none_gets_a_sentence_and_nothing_leaves(
    typed: str, why: str
) -> None:
    choice = MailingChoice(CHOICE.senders, to="", subject="Hello")
    asked = dialog(writes=Writes(mailing=choice))

    async def act(pilot: Pilot[None]) -> None:
        await ask_for_mail(pilot, asked)
        await pilot.press(*typed, "ctrl+s")
        await wait_until(pilot, lambda: why in screen_words(pilot.app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: pilot.app.screen is asked)
        assert asked.editor.text == "Hi Maya"

    assert await drive(asked, act) == []


async def test_a_mail_without_a_subject_does_not_leave() -> None:
    asked = dialog(writes=Writes(mailing=MailingChoice(CHOICE.senders, to=CHOICE.to)))

    async def act(pilot: Pilot[None]) -> None:
        await ask_for_mail(pilot, asked)
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: "no subject" in screen_text(pilot.app))
        await pilot.press(*"Hi", "ctrl+s")

    mailed = Mailed(Channel.EMAIL, "main", CHOICE.to, "Hi")
    assert await drive(asked, act) == [MarkedSent("Hi Maya", mailed)]


async def test_without_an_account_there_is_no_mail() -> None:
    asked = dialog()

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert pilot.app.screen is asked
        assert "Mail" not in screen_text(pilot.app)

    await drive(asked, act)


async def test_an_editor_that_is_missing_is_told_and_the_text_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor")
    monkeypatch.delenv("VISUAL", raising=False)
    asked = dialog()

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.press("ctrl+e")
        await wait_until(pilot, lambda: "which is not installed" in screen_words(pilot.app))
        assert asked.editor.text == "Hi Maya"

    await drive(asked, act)


async def test_a_terminal_that_cannot_be_handed_over_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", str(program(tmp_path, "own", "exit 0")))
    asked = dialog()

    async def act(pilot: Pilot[None]) -> None:
        await has_draft(pilot, asked)
        await pilot.press("ctrl+e")
        await wait_until(pilot, lambda: "cannot be opened in this" in screen_words(pilot.app))

    await drive(asked, act)
