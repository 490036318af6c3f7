"""Saying oneself what a mail tells: words taken from its text or typed, then recorded."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.support.dialogs import drive, screen_text, screen_words, wait_until
from tests.support.hostile import CLEANED
from textual.pilot import Pilot

from endorseback.errors import DamagedError
from endorseback.ledger.events.events import MailSeen
from endorseback.mail.parsing.readable import ReadableMail
from endorseback.model.notification import Authenticity, Kind
from endorseback.tui.dialogs.answers import Endorsement, Lesson
from endorseback.tui.dialogs.mail.teach import TeachDialog

LINES = (
    "Hi Sam,",
    "Maya Okafor vouches for your (Kubernetes).",
    "Ana Lima vouches for your C#.",
)
MAYA: Endorsement = ("Maya Okafor", "maya-okafor", "Kubernetes")
ANA: Endorsement = ("Ana Lima", None, "C#")
SIZES = [(80, 24), (120, 40), (20, 5)]


def seen(**changes: Any) -> MailSeen:
    values: dict[str, Any] = {
        "mail": "a@example.com",
        "kept": "key",
        "subject": "A new endorsement",
        "type": Kind.REVIEW,
        "people": (("Maya Okafor", "maya-okafor"),),
        "authenticity": Authenticity.VERIFIED,
    }
    return MailSeen(**(values | changes))


def letter(lines: tuple[str, ...] = LINES) -> ReadableMail:
    return ReadableMail("A new endorsement", "x@example.com", "", "", lines)


def dialog(
    *known: Endorsement, read: Callable[[], ReadableMail | None] = letter, **changes: Any
) -> TeachDialog:
    return TeachDialog(seen(**changes), known, read)


async def shown(pilot: Pilot[None]) -> None:
    """Wait until the mail stands in the dialog."""
    await wait_until(pilot, lambda: pilot.app.screen.mail_text.text)


async def test_words_are_taken_from_the_mail_by_keys_alone() -> None:
    asked = dialog(people=())

    async def act(pilot: Pilot[None]) -> None:
        await shown(pilot)
        await pilot.press("j", "v", "w", "w", "p")
        assert asked.person.value == "Maya Okafor"
        await pilot.press("end", "b", "s")
        assert asked.skill.value == "Kubernetes"
        await pilot.press("enter")

    assert await drive(asked, act) == [Lesson((("Maya Okafor", None, "Kubernetes"),))]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_words_are_taken_from_the_mail_by_mouse(size: tuple[int, int]) -> None:
    asked = dialog(people=())

    async def act(pilot: Pilot[None]) -> None:
        await shown(pilot)
        for start, end, key in ((0, 11, "p"), (30, 40, "s")):
            await pilot.mouse_down(asked.mail_text, offset=(start, 1))
            await pilot.hover(asked.mail_text, offset=(end, 1))
            await pilot.mouse_up(asked.mail_text, offset=(end, 1))
            await pilot.press(key)
        await pilot.press("enter")

    assert await drive(asked, act, size) == [Lesson((("Maya Okafor", None, "Kubernetes"),))]


async def test_several_endorsements_are_named_one_after_the_other() -> None:
    asked = dialog(people=())

    async def act(pilot: Pilot[None]) -> None:
        await shown(pilot)
        await pilot.press("j", "v", "w", "w", "p", "end", "b", "s", "a")
        assert "Maya Okafor Kubernetes" in screen_words(pilot.app)
        await pilot.press("j", "home", "v", "w", "w", "p", "end", "left", "left", "s", "enter")

    (answer,) = await drive(asked, act)
    assert answer == Lesson((("Maya Okafor", None, "Kubernetes"), ("Ana Lima", None, "C#")))


async def test_names_can_be_typed() -> None:
    asked = dialog()

    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("tab")
        asked.person.value = ""
        await pilot.press(*"Ana", "enter", *"C++", "enter")

    assert await drive(asked, act) == [Lesson((("Ana", None, "C++"),))]


@pytest.mark.parametrize(
    ("keys", "slug"), [(("enter",), "maya-okafor"), (("shift+tab", "l", "enter"), None)]
)
async def test_the_profile_of_the_mail_comes_along_unless_left_away(
    keys: tuple[str, ...], slug: str | None
) -> None:
    asked = dialog()

    async def act(pilot: Pilot[None]) -> None:
        await shown(pilot)
        assert "linkedin.com/in/maya-okafor" in screen_text(pilot.app)
        assert asked.person.value == "Maya Okafor"
        await pilot.press("tab", "tab", *"Go", "shift+tab", *keys)

    assert await drive(asked, act) == [Lesson((("Maya Okafor", slug, "Go"),))]


async def test_somebody_else_does_not_get_the_only_profile() -> None:
    asked = dialog()

    async def act(pilot: Pilot[None]) -> None:
        asked.person.value, asked.skill.value = "Ana Lima", "Go"
        await pilot.pause()
        assert "none in this mail" in screen_text(pilot.app)
        assert "Profile link" not in screen_text(pilot.app)
        await pilot.press("enter")

    assert await drive(asked, act) == [Lesson((("Ana Lima", None, "Go"),))]


async def test_a_reading_is_corrected_in_its_fields() -> None:
    asked = dialog(MAYA, type=Kind.ENDORSEMENT)

    async def act(pilot: Pilot[None]) -> None:
        await shown(pilot)
        assert asked.skill.value == "Kubernetes"
        await pilot.press("j", "j", "end", "left", "s", "enter")

    assert await drive(asked, act) == [Lesson((("Maya Okafor", "maya-okafor", "C#"),))]


async def test_one_of_several_is_removed_and_one_is_changed() -> None:
    asked = dialog(MAYA, ANA, ("Ravi Nair", None, "SQL"), type=Kind.ENDORSEMENT)

    async def act(pilot: Pilot[None]) -> None:
        await shown(pilot)
        await pilot.press("tab", "tab", "tab", "j", "x")
        assert asked.pairs.option_count == 2
        await pilot.press("c")
        assert asked.person.value == "Ravi Nair"
        asked.skill.value = "PostgreSQL"
        await pilot.press("enter")

    assert await drive(asked, act) == [Lesson((MAYA, ("Ravi Nair", None, "PostgreSQL")))]


async def test_no_endorsement_is_one_key() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await shown(pilot)
        await pilot.press("n")

    assert await drive(dialog(MAYA, type=Kind.ENDORSEMENT), act) == [Lesson(())]


@pytest.mark.parametrize(
    ("person", "skill", "sentence"),
    [
        ("", "", "Name a person and a skill first"),
        ("Ana", " ", "Name the skill first"),
        ("", "Go", "Name the person first"),
        ("A" * 201, "Go", "too long for the name of a person"),
        ("Ana", "G" * 201, "too long for the name of a skill"),
    ],
)
async def test_what_cannot_be_recorded_gets_a_sentence(
    person: str, skill: str, sentence: str
) -> None:
    asked = dialog(people=())

    async def act(pilot: Pilot[None]) -> None:
        asked.person.value, asked.skill.value = person, skill
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert sentence in screen_words(pilot.app)

    assert await drive(asked, act) == []


async def test_an_empty_place_in_the_mail_names_nobody() -> None:
    asked = dialog(people=(), read=lambda: letter(("", "...")))

    async def act(pilot: Pilot[None]) -> None:
        await shown(pilot)
        await pilot.press("p", "j", "s")
        assert "Put the cursor on the words" in screen_words(pilot.app)
        assert asked.person.value == asked.skill.value == ""

    await drive(asked, act)


def fails(error: Exception) -> Callable[[], ReadableMail | None]:
    def read() -> ReadableMail | None:
        raise error

    return read


@pytest.mark.parametrize(
    ("read", "sentence"),
    [
        (lambda: None, "what it tells can be typed"),
        (fails(DamagedError("It is [/damaged].", hint="Fetch it.")), "It is [/damaged]. Fetch it."),
        (fails(PermissionError(13, "Permission denied")), "cannot be read: Permission denied."),
    ],
)
async def test_without_its_text_a_mail_can_still_be_told(
    read: Callable[[], ReadableMail | None], sentence: str
) -> None:
    asked = dialog(read=read)

    async def act(pilot: Pilot[None]) -> None:
        await wait_until(pilot, lambda: sentence in screen_words(pilot.app))
        asked.skill.value = "Go"
        await pilot.press("enter")

    assert await drive(asked, act) == [Lesson((("Maya Okafor", "maya-okafor", "Go"),))]


async def test_leaving_answers_nothing() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("escape")

    assert await drive(dialog(MAYA), act) == [None]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_hostile_words_are_text(size: tuple[int, int]) -> None:
    known = [(name, "slug", name) for name in CLEANED if name]
    people = tuple((name, "slug") for name in CLEANED)
    asked = TeachDialog(seen(subject=CLEANED[1], people=people), known, lambda: letter(CLEANED))

    async def act(pilot: Pilot[None]) -> None:
        await shown(pilot)
        for _ in CLEANED:
            await pilot.press("p", "s", "j")
        await pilot.press("G", "v", "g", "p", "tab", "tab", "tab", "j", "c")
        await pilot.pause()

    await drive(asked, act, size)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_mail_and_fields_have_room(size: tuple[int, int]) -> None:
    asked = dialog()

    async def act(pilot: Pilot[None]) -> None:
        await shown(pilot)
        for widget in (asked.mail_text, asked.person, asked.skill):
            assert widget.region.height >= 1
            assert asked.frame.content_region.contains_region(widget.region)

    await drive(asked, act, size)
