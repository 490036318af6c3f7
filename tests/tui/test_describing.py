"""Notes, tags, and who is who, said in the app, kept in the ledger, and taken back by `u`."""

from pathlib import Path
from typing import Any

import pytest
from tests.support.dialogs import drive, screen_text, wait_until
from tests.support.peopled import opened_people, peopled
from textual.pilot import Pilot
from textual.widgets import Input

from endorseback.model.person_card import PersonCard
from endorseback.model.person_summary import PersonSummary
from endorseback.paths import Paths
from endorseback.tui.dialogs.people.find_person import FindPersonDialog
from endorseback.tui.dialogs.people.note import NoteDialog
from endorseback.tui.dialogs.people.split_person import ApartDialog
from endorseback.tui.dialogs.people.tags import Retagged, TagsDialog, read_tags
from endorseback.tui.screens.inbox import Inbox

SIZES = [(80, 24), (120, 40), (20, 5)]
HOSTILE = "[/] [@click=app.quit]quit[/] [bold"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return peopled(tmp_path)


def card(inbox: Inbox, person: str) -> PersonCard:
    found = inbox.context.acquaintances.card(person)
    assert found is not None
    return found


async def ask(pilot: Pilot[Any], inbox: Inbox, key: str) -> None:
    """Open a dialog by its key."""
    await pilot.press(key)
    await wait_until(pilot, lambda: pilot.app.screen is not inbox)
    await pilot.pause()


async def saved(pilot: Pilot[Any], inbox: Inbox) -> None:
    await wait_until(pilot, lambda: pilot.app.screen is inbox)
    await wait_until(pilot, lambda: not inbox.context.recorder._flights)
    await pilot.pause()


async def test_a_note_is_written_changed_and_taken_back(paths: Paths) -> None:
    async with opened_people(paths, (120, 40)) as (inbox, pilot):
        await ask(pilot, inbox, "n")
        await pilot.press(*"met", "ctrl+s")
        await saved(pilot, inbox)
        assert card(inbox, "in:ada-quill").note == "met"
        assert "Noted about Ada Quill. u undoes it." in screen_text(pilot.app)
        assert "Your note" in screen_text(pilot.app)
        await ask(pilot, inbox, "n")
        await pilot.press(*" her", "ctrl+s")
        await saved(pilot, inbox)
        assert card(inbox, "in:ada-quill").note == "met her"
        await pilot.press("u")
        await wait_until(pilot, lambda: card(inbox, "in:ada-quill").note == "met")
        assert "The note about Ada Quill is as it was before." in screen_text(pilot.app)


async def test_a_note_that_is_left_changes_nothing(paths: Paths) -> None:
    async with opened_people(paths) as (inbox, pilot):
        await ask(pilot, inbox, "n")
        await pilot.press(*"met", "escape")
        await saved(pilot, inbox)
        assert card(inbox, "in:ada-quill").note == ""
        assert inbox.context.model.last_undoable() is not None  # the import, and nothing after it


async def test_tags_of_one_person_are_changed(paths: Paths) -> None:
    async with opened_people(paths) as (inbox, pilot):
        await ask(pilot, inbox, "T")
        await pilot.press(*"client, #worked with", "enter")
        await saved(pilot, inbox)
        assert card(inbox, "in:ada-quill").tags == ("client", "worked with")
        await pilot.press("slash", *"tag:client".replace(":", " ").split()[:1])
        await pilot.press("escape")
        await ask(pilot, inbox, "T")
        pilot.app.screen.query_one(Input).value = "worked with"
        await pilot.press("enter")
        await saved(pilot, inbox)
        assert card(inbox, "in:ada-quill").tags == ("worked with",)
        row = next(row for row in inbox.rows if row.name == "Ada Quill")
        assert isinstance(row, PersonSummary)
        assert row.tags == ("worked with",)


async def test_tags_are_put_on_all_who_are_marked_and_taken_back_together(paths: Paths) -> None:
    async with opened_people(paths) as (inbox, pilot):
        await pilot.press("x", "x")
        await ask(pilot, inbox, "T")
        assert "Tags · 2 people" in screen_text(pilot.app)
        await pilot.press(*"team", "enter")
        await saved(pilot, inbox)
        tagged = [row.name for row in inbox.rows if isinstance(row, PersonSummary) and row.tags]
        assert tagged == ["Ada Quill", "Ana Lima"]
        await pilot.press("u")
        await wait_until(
            pilot,
            lambda: not any(isinstance(row, PersonSummary) and row.tags for row in inbox.rows),
        )
        assert "are as they were before" in screen_text(pilot.app)


async def merge_with(pilot: Pilot[None], inbox: Inbox, typed: str) -> None:
    """Say that the first of six people is the one that a search finds, too."""
    await ask(pilot, inbox, "M")
    await pilot.press(*typed, "enter")
    await saved(pilot, inbox)
    await wait_until(pilot, lambda: len(inbox.rows) == 5)


async def test_two_are_merged_and_parted_again_by_undo(paths: Paths) -> None:
    async with opened_people(paths) as (inbox, pilot):
        await merge_with(pilot, inbox, "cy-mar")
        merged = card(inbox, "in:ada-quill")
        assert set(merged.keys) >= {"in:ada-quill", "in:cy-marsh"}
        await pilot.press("u")
        await wait_until(pilot, lambda: len(inbox.rows) == 6)
        assert "two people again" in screen_text(pilot.app)


async def test_a_part_of_a_card_is_told_apart(paths: Paths) -> None:
    async with opened_people(paths) as (inbox, pilot):
        await merge_with(pilot, inbox, "cy mar")
        inbox.row_list.go_to(card(inbox, "in:ada-quill").person)
        await ask(pilot, inbox, "D")
        await pilot.press("enter")
        await saved(pilot, inbox)
        await wait_until(pilot, lambda: len(inbox.rows) == 6)
        assert card(inbox, "in:ada-quill").keys == ("in:ada-quill",)
        assert "in:cy-marsh" in card(inbox, "in:cy-marsh").keys


async def test_who_is_known_under_one_key_alone_cannot_be_parted(paths: Paths) -> None:
    async with opened_people(paths) as (inbox, pilot):
        inbox.row_list.go_to("in:bo-lind")
        await pilot.press("D")
        await wait_until(pilot, lambda: "one name and profile alone" in screen_text(pilot.app))
        assert pilot.app.screen is inbox
        assert len(inbox.rows) == 6


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("", ()),
        (" , ,", ()),
        ("client", ("client",)),
        ("#client,  Client , team", ("Client", "team")),
        ("worked with,", ("worked with",)),
        ("a" * 300, ()),
    ],
)
def test_tags_are_read_from_a_line(text: str, tags: tuple[str, ...]) -> None:
    assert read_tags(text) == tags


async def test_a_tag_in_use_is_completed() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press(*"te")
        await wait_until(pilot, lambda: pilot.app.screen.query_one(Input)._suggestion)
        await pilot.press("right", "enter")

    answers = await drive(TagsDialog("Ada Quill", [], ["team", "client"]), act)
    assert answers == [Retagged(("team",), ())]


async def test_unchanged_tags_answer_nothing() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("enter")

    assert await drive(TagsDialog("Ada Quill", ["team"], []), act) == [None]


DIALOGS = [
    lambda: NoteDialog(HOSTILE, HOSTILE),
    lambda: TagsDialog(HOSTILE, [HOSTILE], [HOSTILE]),
    lambda: ApartDialog(HOSTILE, [f"name:{HOSTILE}", f"in:{HOSTILE}"]),
    lambda: FindPersonDialog(
        HOSTILE, HOSTILE, lambda _: [PersonSummary("in:x", HOSTILE, None, HOSTILE)]
    ),
]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("make", DIALOGS)
async def test_hostile_words_are_shown_as_they_are(make: Any, size: tuple[int, int]) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("a")
        await pilot.pause()
        assert screen_text(pilot.app).strip()
        if size == (120, 40):
            assert "[@click=app.quit]quit[/]" in screen_text(pilot.app)

    await drive(make(), act, size)
