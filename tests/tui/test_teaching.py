"""Teaching in the app: what the user says of a mail, on disk and on the screen, and undone."""

from pathlib import Path
from typing import Any

import pytest
from tests.support.dialogs import screen_text, wait_until
from tests.support.filled import NOW, endorsement, fill, incomplete, opened, paths_in, suspicious
from textual.pilot import Pilot

from endorseback.ledger.ledger import Ledger
from endorseback.model.list_rows import State
from endorseback.paths import Paths
from endorseback.tui.dialogs.mail.mail_view import MailView
from endorseback.tui.dialogs.mail.teach import TeachDialog


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """An installation with a person, a mail that needs a look, and a suspicious one."""
    paths = paths_in(tmp_path)
    people = (("Leïla Duarte", "leila-duarte"),)
    fill(paths, [endorsement(1), incomplete(50, people=people), suspicious(51)])
    return paths


async def teach_dialog(pilot: Pilot[Any]) -> TeachDialog:
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, TeachDialog))
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, TeachDialog)
    return screen


def pairs_on_disk(paths: Paths) -> dict[str, tuple[str, ...]]:
    """Return what waits in the inbox: the skills of each person."""
    ledger = Ledger(paths.ledger)
    rows = {row.name: row.skills for row in ledger.model.rows(State.OPEN, NOW)}
    ledger.close()
    return rows


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (20, 5)], ids=str)
async def test_a_mail_that_needs_a_look_is_read_by_the_user(
    paths: Paths, size: tuple[int, int]
) -> None:
    async with opened(paths, size) as (inbox, pilot):
        await pilot.press("6", "e")
        dialog = await teach_dialog(pilot)
        assert dialog.person.value == "Leïla Duarte"
        await pilot.press("tab", "tab", *"Rust", "enter")
        await wait_until(pilot, lambda: not inbox.row_list.rows)
        assert pairs_on_disk(paths)["Leïla Duarte"] == ("Rust",)
        card = inbox.context.model.card("in:leila-duarte")
        assert card is not None
        assert card.mails == ("50@example.com",)
        await pilot.press("u")
        await wait_until(pilot, lambda: len(inbox.row_list.rows) == 1)
        assert "Leïla Duarte" not in pairs_on_disk(paths)


async def test_what_was_done_is_told(paths: Paths) -> None:
    async with opened(paths) as (_inbox, pilot):
        await pilot.press("6", "e")
        await teach_dialog(pilot)
        await pilot.press("tab", "tab", *"Rust", "enter")
        said = "Noted: Leïla Duarte for Rust. u undoes it."
        await wait_until(pilot, lambda: said in screen_text(pilot.app))
        await pilot.press("u")
        await wait_until(pilot, lambda: "The mail is read as before." in screen_text(pilot.app))


async def test_undo_reaches_a_lesson_of_an_earlier_day(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await pilot.press("6", "e")
        await teach_dialog(pilot)
        await pilot.press("n")
        await wait_until(pilot, lambda: not inbox.row_list.rows)
    async with opened(paths) as (inbox, pilot):
        await pilot.press("6")
        assert not inbox.row_list.rows
        await pilot.press("u")
        await wait_until(pilot, lambda: len(inbox.row_list.rows) == 1)


async def test_a_reading_is_corrected_from_the_row(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        before = pairs_on_disk(paths)
        fill(paths, [endorsement(1, kept="main/00/" + "0" * 64)])
        await wait_until(pilot, lambda: inbox.where().readable)
        await pilot.press("e")
        await teach_dialog(pilot)
        await pilot.press("n")
        await wait_until(pilot, lambda: pairs_on_disk(paths) == {})
        assert before != {}


async def test_a_reading_is_corrected_from_the_mail_view(paths: Paths) -> None:
    fill(
        paths, [endorsement(1, kept="main/00/" + "0" * 64, endorsements=(("Jonas", None, "Go!"),))]
    )
    async with opened(paths) as (_inbox, pilot):
        await pilot.press("v")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, MailView))
        await pilot.press("e")
        dialog = await teach_dialog(pilot)
        assert (dialog.person.value, dialog.skill.value) == ("Jonas", "Go!")
        await pilot.press("tab", "tab", "end", "backspace", "enter")
        await wait_until(pilot, lambda: pairs_on_disk(paths) == {"Jonas": ("Go",)})
        await pilot.press("v")
        await wait_until(pilot, lambda: "you said yourself" in screen_text(pilot.app))


async def test_a_suspicious_mail_is_not_taught_before_it_is_trusted(paths: Paths) -> None:
    fill(paths, [suspicious(51, kept="main/00/" + "0" * 64)])
    async with opened(paths) as (inbox, pilot):
        await pilot.press("7", "e")
        await pilot.pause()
        assert pilot.app.screen is inbox
        await pilot.press("v")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, MailView))
        assert "Correct" not in screen_text(pilot.app)


async def test_the_same_again_or_nothing_is_not_recorded(paths: Paths) -> None:
    fill(paths, [endorsement(1, kept="main/00/" + "0" * 64)])
    before = paths.ledger.read_bytes()
    async with opened(paths) as (inbox, pilot):
        for key, said in (("escape", "Nothing is recorded"), ("enter", "counts already")):
            await pilot.press("e")
            await teach_dialog(pilot)
            await pilot.press(key)
            await wait_until(pilot, lambda said=said: said in screen_text(pilot.app))
            assert pilot.app.screen is inbox
    assert paths.ledger.read_bytes() == before
