"""What is under way: steps, reasons, rules, waits and messages, from the keys to the disk."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.support.dialogs import NotingOpener, screen_text, screen_words, wait_until
from tests.support.filled import NOW, endorsement, fill, make_app, paths_in
from textual.pilot import Pilot

from endorseback.ledger.events.events import AnyPayload, Decided
from endorseback.ledger.ledger import Ledger
from endorseback.model.decisions import DecisionKind
from endorseback.model.interactions import Step
from endorseback.model.person_card import PersonCard
from endorseback.outreach.draft_store import DraftStore
from endorseback.outreach.linkedin_pages import OWN_SKILLS
from endorseback.paths import Paths
from endorseback.tui.dialogs.decisions.close_wait import CloseDialog
from endorseback.tui.dialogs.decisions.reciprocate import ReciprocateDialog
from endorseback.tui.dialogs.decisions.skip import SkipDialog
from endorseback.tui.dialogs.decisions.skip_rules_dialog import RulesDialog
from endorseback.tui.dialogs.messages.message import MessageDialog
from endorseback.tui.screens.inbox import Inbox

MAYA = "in:person-0"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """An installation with six people."""
    paths = paths_in(tmp_path)
    fill(paths, [endorsement(number) for number in range(6)])
    return paths


@asynccontextmanager
async def opened(paths: Paths, **changes: Any) -> AsyncIterator[tuple[Inbox, Pilot[Any]]]:
    """Open the app and wait for its first frame."""
    app = make_app(paths, **changes)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        inbox = app.screen_stack[0]
        assert isinstance(inbox, Inbox)
        yield inbox, pilot


def names(inbox: Inbox) -> list[str]:
    return [row.name or "" for row in inbox.row_list.rows]


def line_of(pilot: Pilot[Any], name: str) -> str:
    """Return the line of the screen that holds a name."""
    return next(line for line in screen_text(pilot.app).split("\n") if name in line)


def told(pilot: Pilot[Any]) -> list[str]:
    """Return the notices, the newest last."""
    return [note.message for note in pilot.app._notifications]


async def dialog(pilot: Pilot[Any], key: str, kind: type[Any]) -> Any:
    """Press a key and return the dialog that it opens."""
    await pilot.press(key)
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()
    return pilot.app.screen


async def saved(pilot: Pilot[Any], inbox: Inbox) -> None:
    await wait_until(pilot, lambda: not inbox.context.recorder.saving)
    await pilot.pause()


def card_on_disk(paths: Paths, person: str = MAYA) -> PersonCard:
    ledger = Ledger(paths.ledger, clock=lambda: NOW)
    card = ledger.model.card(person)
    ledger.close()
    assert card is not None
    return card


def record(paths: Paths, *payloads: AnyPayload, at: datetime = NOW) -> None:
    """Record what another process did at some moment."""
    ledger = Ledger(paths.ledger, clock=lambda: at)
    ledger.record(*payloads)
    ledger.close()


def approach(number: int, **changes: Any) -> Decided:
    """Return the decision to write first to somebody who endorsed nobody."""
    values: dict[str, Any] = {
        "action": DecisionKind.MESSAGED,
        "name": f"Known {number}",
        "slug": f"known-{number}",
        "text": "Hi",
    }
    return Decided(**(values | changes))


async def test_quitting_half_way_shows_it_in_the_row_and_asks_again(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        asked = await dialog(pilot, "r", ReciprocateDialog)
        await pilot.press("1", "enter")
        await wait_until(pilot, lambda: asked.check_action("done", ()))
        picked = asked.picker.picked
        await pilot.press("ctrl+q")
    returning = card_on_disk(paths).returning
    assert returning is not None
    assert (returning.step, returning.skills) == (Step.OPENED, picked)
    async with opened(paths) as (inbox, pilot):
        assert "opened, not confirmed" in screen_text(pilot.app)
        asked = await dialog(pilot, "r", ReciprocateDialog)
        assert "You opened their page just now" in screen_text(pilot.app)
        assert asked.picker.picked == picked
        await pilot.press("enter")
        await wait_until(pilot, lambda: "Maya Okafor" not in names(inbox))
        await saved(pilot, inbox)
    assert card_on_disk(paths).returning is None
    assert [given.skill for given in card_on_disk(paths).given] == list(picked)


async def test_marked_rows_are_walked_through_without_leaving_the_keyboard(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        before = names(inbox)
        await pilot.press("x", "x", "x")
        await dialog(pilot, "r", ReciprocateDialog)
        for at, name in enumerate(before[:3], 1):
            title = f"{name} · {at} of 3"
            await wait_until(pilot, lambda title=title: title in screen_text(pilot.app))
            await pilot.press("1", "enter")
            await wait_until(pilot, lambda: "Enter Done" in screen_text(pilot.app))
            await pilot.press("enter")
        await wait_until(pilot, lambda: names(inbox) == before[3:])


async def test_a_thank_you_goes_along_as_one_decision(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        asked = await dialog(pilot, "r", ReciprocateDialog)
        await pilot.press("1", "enter")
        await wait_until(pilot, lambda: asked.check_action("done", ()))
        letter = await dialog(pilot, "m", MessageDialog)
        await wait_until(pilot, lambda: letter.editor.text)
        assert "Kubernetes" in letter.editor.text
        await pilot.press("ctrl+o")
        await wait_until(pilot, lambda: letter.check_action("sent", ()))
        await pilot.press("s")
        await wait_until(pilot, lambda: "Maya Okafor" not in names(inbox))
        await saved(pilot, inbox)
        assert told(pilot)[-1].endswith("to Maya Okafor, with a message. u undoes it.")
    (_, decision), *more = card_on_disk(paths).decisions
    assert not more
    assert decision.action is DecisionKind.RECIPROCATED
    assert decision.given == ("Kubernetes",)
    assert decision.text.startswith("Hi Maya")
    assert card_on_disk(paths).waits == ()


async def test_leaving_the_message_records_what_was_given_all_the_same(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        asked = await dialog(pilot, "r", ReciprocateDialog)
        await pilot.press("1", "enter")
        await wait_until(pilot, lambda: asked.check_action("done", ()))
        letter = await dialog(pilot, "m", MessageDialog)
        await wait_until(pilot, lambda: letter.editor.text)
        await pilot.press("escape")
        await wait_until(pilot, lambda: "Maya Okafor" not in names(inbox))
    (_, decision), *_ = card_on_disk(paths).decisions
    assert (decision.given, decision.text) == (("Kubernetes",), "")


async def test_saying_that_nothing_was_given_ends_what_was_under_way(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        asked = await dialog(pilot, "r", ReciprocateDialog)
        await pilot.press("1", "enter")
        await wait_until(pilot, lambda: asked.check_action("done", ()))
        await pilot.press("n")
        await wait_until(pilot, lambda: pilot.app.screen is inbox)
        assert names(inbox)[0] == "Maya Okafor"
    assert card_on_disk(paths).returning is None


async def test_a_skip_records_the_weightiest_reason_against(paths: Paths) -> None:
    skills = ("Go", "Rust", "SQL", "Leadership", "Kubernetes", "Terraform")
    burst = tuple(("Eve Sample", "eve", skill) for skill in skills)
    record(paths, endorsement(99, mail="burst@example.com", endorsements=burst, hours=1))
    async with opened(paths) as (inbox, pilot):
        await pilot.press("s")
        await wait_until(pilot, lambda: "Eve Sample" not in names(inbox))
        await saved(pilot, inbox)
    (_, decision), *_ = card_on_disk(paths, "in:eve").decisions
    assert decision.reason
    assert "six skills" in decision.reason or "6 skills" in decision.reason


async def test_skipping_for_a_reason_of_ones_own(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await dialog(pilot, "S", SkipDialog)
        await pilot.press("tab", *"met once, at a fair", "enter")
        await wait_until(pilot, lambda: "Maya Okafor" not in names(inbox))
        await saved(pilot, inbox)
        assert told(pilot)[-1].startswith("Skipped Maya Okafor: met once, at a fair.")
    (_, decision), *_ = card_on_disk(paths).decisions
    assert decision.reason == "met once, at a fair"
    assert card_on_disk(paths).rule is None


async def test_a_reason_by_its_digit_as_a_rule_that_is_listed_and_lifted(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await dialog(pilot, "S", SkipDialog)
        await pilot.press("a", "3")
        await wait_until(pilot, lambda: "Maya Okafor" not in names(inbox))
        await saved(pilot, inbox)
        rule = card_on_disk(paths).rule
        assert rule is not None
        assert rule.reason == "do not know them"
        more = (("Maya Okafor", "person-0", "Mentoring"),)
        record(paths, endorsement(0, mail="later@example.com", hours=-1, endorsements=more))
        await wait_until(pilot, lambda: inbox.context.model.mail("later@example.com") is not None)
        assert "Maya Okafor" not in names(inbox)
        await dialog(pilot, "A", RulesDialog)
        assert "do not know them" in screen_text(pilot.app)
        await pilot.press("x")
        await wait_until(pilot, lambda: not inbox.context.model.rules())
        await saved(pilot, inbox)
    assert card_on_disk(paths).rule is None


async def test_skip_and_rule_are_undone_in_one_step(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await dialog(pilot, "S", SkipDialog)
        await pilot.press("a", "1")
        await wait_until(pilot, lambda: inbox.context.model.rules())
        await saved(pilot, inbox)
        await pilot.press("u")
        await wait_until(pilot, lambda: names(inbox)[0] == "Maya Okafor")
        assert not inbox.context.model.rules()


async def test_the_own_skills_page_is_offered_never_forced(paths: Paths) -> None:
    opener = NotingOpener()
    async with opened(paths, opener=opener) as (inbox, pilot):
        await pilot.press("s")
        await dialog(pilot, "S", SkipDialog)
        await pilot.press("1")
        await saved(pilot, inbox)
        assert opener.urls == []
        await dialog(pilot, "S", SkipDialog)
        await pilot.press("o", "1")
        await wait_until(pilot, lambda: opener.urls)
        assert opener.urls == [OWN_SKILLS]


async def test_marked_rows_are_skipped_for_one_reason(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        before = names(inbox)
        await pilot.press("x", "x")
        await dialog(pilot, "S", SkipDialog)
        assert "2 people" in screen_text(pilot.app)
        await pilot.press("4")
        await wait_until(pilot, lambda: names(inbox) == before[2:])


async def test_a_text_begun_is_there_after_a_restart_and_gone_once_sent(paths: Paths) -> None:
    async with opened(paths) as (_inbox, pilot):
        letter = await dialog(pilot, "m", MessageDialog)
        await wait_until(pilot, lambda: letter.editor.text)
        await pilot.press(*" See you in May", "ctrl+q")
    assert DraftStore(paths.unsent).load([MAYA]).endswith("See you in May")
    async with opened(paths) as (inbox, pilot):
        letter = await dialog(pilot, "m", MessageDialog)
        await wait_until(pilot, lambda: letter.editor.text.endswith("See you in May"))
        await pilot.press("ctrl+o")
        await wait_until(pilot, lambda: letter.check_action("sent", ()))
        await pilot.press("s")
        await wait_until(pilot, lambda: "Maya Okafor" not in names(inbox))
        await wait_until(pilot, lambda: not DraftStore(paths.unsent).load([MAYA]))


@pytest.mark.parametrize(
    ("tab", "words"),
    [("1", "Thank you for endorsing me for Kubernetes."), ("3", "perhaps it came at a busy time")],
)
async def test_the_draft_fits_where_the_person_stands(paths: Paths, tab: str, words: str) -> None:
    record(paths, approach(1), at=NOW - timedelta(days=70))
    async with opened(paths) as (_inbox, pilot):
        await pilot.press(tab)
        letter = await dialog(pilot, "m", MessageDialog)
        await wait_until(pilot, lambda: letter.editor.text)
        assert words in letter.editor.text
        assert "in return" not in letter.editor.text


async def test_the_waiting_list_tells_since_when_what_and_how_it_stands(paths: Paths) -> None:
    for number, days in enumerate((2, 40, 70)):
        record(paths, approach(number), at=NOW - timedelta(days=days))
    answered = approach(7, action=DecisionKind.RECIPROCATED, given=("Go",), text="")
    record(paths, answered, at=NOW - timedelta(days=14))
    back = (("Known 7", "known-7", "SQL"),)
    record(paths, endorsement(7, mail="back@example.com", endorsements=back, hours=5 * 24))
    async with opened(paths) as (inbox, pilot):
        await pilot.press("3")
        await pilot.pause()
        assert names(inbox) == ["Known 0", "Known 1", "Known 2", "Known 7"]
        assert "a message" in line_of(pilot, "Known 0")
        assert "waiting" in line_of(pilot, "Known 0")
        assert "waiting" in line_of(pilot, "Known 1")
        assert "overdue" in line_of(pilot, "Known 2")
        assert "returned after 9 days" in line_of(pilot, "Known 7")
        assert "4 started, 1 came back, after 9 days in the median" in screen_words(pilot.app)


async def test_a_wait_is_closed_by_hand_with_a_line_and_taken_back(paths: Paths) -> None:
    record(paths, approach(1), at=NOW - timedelta(days=70))
    async with opened(paths) as (inbox, pilot):
        await pilot.press("3")
        await dialog(pilot, "c", CloseDialog)
        assert "Why not? It may tell something" in screen_words(pilot.app)
        await pilot.press(*"too long ago", "enter")
        await wait_until(pilot, lambda: names(inbox) == [])
        await saved(pilot, inbox)
        (wait,) = card_on_disk(paths, "in:known-1").waits
        assert (wait.is_open, wait.note) == (False, "too long ago")
        await pilot.press("u")
        await wait_until(pilot, lambda: names(inbox) == ["Known 1"])


async def test_the_card_of_an_overdue_wait_invites_a_thought(paths: Paths) -> None:
    record(paths, approach(1), at=NOW - timedelta(days=61))
    record(paths, approach(2), at=NOW - timedelta(days=59))
    async with opened(paths) as (_inbox, pilot):
        await pilot.press("3", "enter")
        await pilot.pause()
        assert "Known 2" in screen_text(pilot.app)
        assert "Why not?" not in screen_text(pilot.app)
        await pilot.press("escape", "j", "enter")
        await pilot.pause()
        assert "Why not? c closes it with a line." in screen_text(pilot.app)


async def test_what_came_back_is_no_wait_to_close(paths: Paths) -> None:
    record(paths, approach(7), at=NOW - timedelta(days=14))
    back = (("Known 7", "known-7", "SQL"),)
    record(paths, endorsement(7, mail="back@example.com", endorsements=back, hours=24))
    async with opened(paths) as (inbox, pilot):
        await pilot.press("3")
        await pilot.pause()
        assert names(inbox) == ["Known 7"]
        assert inbox.check_action("close_wait", ()) is False


async def test_a_snoozed_row_comes_back_at_local_midnight_with_the_app_open(paths: Paths) -> None:
    moment = [NOW]
    async with opened(paths, clock=lambda: moment[0]) as (inbox, pilot):
        await pilot.press("z")
        await wait_until(pilot, lambda: pilot.app.screen is not inbox)
        await pilot.press("1")
        await wait_until(pilot, lambda: "Maya Okafor" not in names(inbox))
        moment[0] = NOW + timedelta(days=1)
        inbox.refresh_rows()
        assert "Maya Okafor" in names(inbox)
