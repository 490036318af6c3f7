"""A wording remembered after a lesson: seen before it is written, in force then, and forgotten."""

from pathlib import Path
from typing import Any

import pytest
from tests.support.dialogs import drive, screen_text, screen_words, wait_until
from tests.support.filled import NOW, opened, paths_in
from tests.support.hostile import CLEANED
from textual.pilot import Pilot

from endorseback.errors import DamagedError
from endorseback.ledger.events.events import MailSeen
from endorseback.ledger.ledger import Ledger
from endorseback.mail.mail_store import MailStore
from endorseback.mail.phrases.phrase_files import load_phrases
from endorseback.mail.phrases.user_phrases import LEARNED_FILE
from endorseback.model.list_rows import State
from endorseback.model.notification import Authenticity, Kind
from endorseback.paths import Paths
from endorseback.services.fetch.mail_event import MailOrigin, read_event
from endorseback.services.reparse.phrase_preview import Preview, ReadingChange
from endorseback.settings import Account
from endorseback.tui.dialogs.mail.phrases_dialog import WordingsDialog
from endorseback.tui.dialogs.mail.remember_phrase import WordingDialog
from endorseback.tui.dialogs.mail.teach import TeachDialog
from endorseback.tui.screens.inbox import Inbox

LETTER = Path(__file__).parents[1] / "corpus" / "notifications" / "030-en-2024-text-only.eml"
ACCOUNT = Account(name="main", host="h", username="u", trusted_authserv_ids=("mx.example.net",))
PEOPLE = (("Wilma Castell", "Beekeeping"), ("Ferdinand Ogletree", "Scheduling"))
PATTERN = "{person} vouches for your gift of {skill}"
SIZES = [(80, 24), (120, 40), (20, 5)]


def letter(name: str, skill: str) -> bytes:
    """Return an endorsement by a wording that no phrase of the program has."""
    raw = LETTER.read_bytes().replace(b"endorsed you for", b"vouches for your gift of")
    raw = raw.replace(b"Message-ID: <", b"Message-ID: <" + skill.encode() + b".")
    slug = name.lower().replace(" ", "-").encode()
    raw = raw.replace(b"ferdinand-ogletree", slug).replace(b"Scheduling", skill.encode())
    return raw.replace(b"Ferdinand Ogletree", name.encode())


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """An installation with two mails of an unknown wording, which therefore need a look."""
    paths = paths_in(tmp_path)
    kept = MailStore(paths.kept_mail)
    ledger = Ledger(paths.ledger, clock=lambda: NOW)
    for raw in (letter(*person) for person in PEOPLE):
        origin = MailOrigin(kept.put("main", raw), "INBOX")
        ledger.record(read_event(raw, ACCOUNT, origin, lambda: NOW))
    ledger.close()
    return paths


async def teach_the_first(inbox: Inbox, pilot: Pilot[Any]) -> None:
    """Say what the mail under the cursor tells, in the words of its subject."""
    await pilot.press("6")
    assert len(inbox.row_list.rows) == 2
    row = inbox.row_list.row
    assert row is not None
    name, skill = next(person for person in PEOPLE if person[0] in row.subject)
    await pilot.press("e")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, TeachDialog))
    await pilot.pause()
    dialog = pilot.app.screen
    assert isinstance(dialog, TeachDialog)
    dialog.person.value, dialog.skill.value = name, skill
    await pilot.press("enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, WordingDialog))


async def wait_for_words(pilot: Pilot[Any], words: str) -> None:
    await wait_until(pilot, lambda: words in screen_words(pilot.app))


def in_inbox(inbox: Inbox) -> set[tuple[str, tuple[str, ...]]]:
    return {(row.name, row.skills) for row in inbox.context.model.rows(State.OPEN, NOW)}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_a_wording_is_seen_remembered_and_reads_the_other_mail(
    paths: Paths, size: tuple[int, int]
) -> None:
    async with opened(paths, size) as (inbox, pilot):
        await teach_the_first(inbox, pilot)
        assert PATTERN in screen_words(pilot.app)
        await wait_for_words(pilot, "1 kept mail is read otherwise")
        assert not (paths.phrases / LEARNED_FILE).exists()
        await pilot.press("enter")
        await wait_until(pilot, lambda: not inbox.context.model.mail_rows(State.LOOK))
        assert in_inbox(inbox) == {(name, (skill,)) for name, skill in PEOPLE}
        (phrase,) = load_phrases(paths.phrases).phrases
        assert phrase.pattern == PATTERN
        await wait_for_words(pilot, "Remembered; W lists it. 1 mail is read anew.")


async def test_a_remembered_wording_is_forgotten_and_mails_read_as_before(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await teach_the_first(inbox, pilot)
        await wait_for_words(pilot, "Enter Yes")
        await pilot.press("enter")
        await wait_until(pilot, lambda: not inbox.context.model.mail_rows(State.LOOK))
        await pilot.press("W")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, WordingsDialog))
        await wait_for_words(pilot, f"{PATTERN} today")
        await pilot.press("x")
        await wait_for_words(pilot, "Forget this wording?")
        await wait_for_words(pilot, "then needs a look")
        await pilot.press("enter")
        await wait_until(pilot, lambda: len(inbox.context.model.mail_rows(State.LOOK)) == 1)
        assert load_phrases(paths.phrases).phrases == ()
        await pilot.press("u")
        await wait_until(pilot, lambda: len(inbox.context.model.mail_rows(State.LOOK)) == 2)


async def test_the_lesson_stays_where_the_wording_is_not_remembered(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await teach_the_first(inbox, pilot)
        await pilot.press("escape")
        await wait_until(pilot, lambda: pilot.app.screen is inbox)
        await wait_until(pilot, lambda: len(in_inbox(inbox)) == 1)
        assert not (paths.phrases / LEARNED_FILE).exists()
        assert len(inbox.context.model.mail_rows(State.LOOK)) == 1


async def test_a_file_that_cannot_be_changed_is_told(paths: Paths) -> None:
    paths.phrases.mkdir()
    (paths.phrases / LEARNED_FILE).write_text("[[phrase\n")
    async with opened(paths) as (inbox, pilot):
        await teach_the_first(inbox, pilot)
        await wait_for_words(pilot, "Enter Yes")
        await pilot.press("enter")
        await wait_for_words(pilot, "cannot be read")
        assert len(inbox.context.model.mail_rows(State.LOOK)) == 1
    assert (paths.phrases / LEARNED_FILE).read_text() == "[[phrase\n"


async def test_no_wording_is_offered_where_none_can_be_learned(paths: Paths) -> None:
    async with opened(paths) as (inbox, pilot):
        await pilot.press("6", "e")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, TeachDialog))
        dialog = pilot.app.screen
        assert isinstance(dialog, TeachDialog)
        await pilot.pause()
        dialog.person.value, dialog.skill.value = "Somebody Else", "Juggling"
        await pilot.press("enter")
        await wait_until(pilot, lambda: len(in_inbox(inbox)) == 1)
        await pilot.pause()
        assert pilot.app.screen is inbox


def reading(kind: Kind, name: str, skill: str) -> MailSeen:
    pairs = ((name, None, skill),) if kind is Kind.ENDORSEMENT else ()
    return MailSeen(mail="m", type=kind, authenticity=Authenticity.VERIFIED, endorsements=pairs)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_hostile_words_are_text(size: tuple[int, int]) -> None:
    changes = tuple(
        ReadingChange(
            "m", word, reading(Kind.REVIEW, "", ""), reading(Kind.ENDORSEMENT, word, word)
        )
        for word in CLEANED
    )
    asked = WordingDialog("Remember?", f"{{person}} {CLEANED[1]}", lambda _: Preview(changes))

    async def act(pilot: Pilot[None]) -> None:
        await wait_until(pilot, lambda: asked.check_action("agree", ()))
        await pilot.press("j", "space", "pageup", "k", "enter")

    assert await drive(asked, act, size) == [Preview(changes)]


async def test_without_a_look_nobody_can_agree() -> None:
    def fails(_stopped: object) -> Preview:
        raise DamagedError("It is [/damaged].", hint="Mend it.")

    asked = WordingDialog("Remember?", PATTERN, fails)

    async def act(pilot: Pilot[None]) -> None:
        await wait_for_words(pilot, "It is [/damaged]. Mend it.")
        await pilot.press("enter")
        assert "Enter" not in screen_text(pilot.app)

    assert await drive(asked, act) == []
