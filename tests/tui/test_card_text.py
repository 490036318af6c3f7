"""What the card says of a person, from mails, the archive and the user's own words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.support.dialogs import screen_text, wait_until
from tests.support.filled import NOW, opened, paths_in
from tests.support.peopled import opened_people, peopled

from endorseback.ledger.events.archive_events import Noted, Tagged
from endorseback.ledger.ledger import Ledger
from endorseback.model.archive_data import Connection, Correspondence, Invitation, Month
from endorseback.model.direction import Direction
from endorseback.model.interactions import Reciprocation, SkipRule, Step, Wait
from endorseback.model.list_rows import Assessment, Row, State
from endorseback.model.notification import Authenticity
from endorseback.model.person_card import (
    Confirmation,
    GivenSkill,
    Origin,
    Overlap,
    PersonCard,
    ReceivedSkill,
    Recommendation,
)
from endorseback.tui.widgets.card.card_text import person_text

HOSTILE = "[/] [@click=app.quit]quit[/] [bold"
BARE = PersonCard("in:ada", "Ada Quill", "ada", None)
FULL = replace(
    BARE,
    authenticity=Authenticity.VERIFIED,
    received=(
        ReceivedSkill("Go", NOW - timedelta(hours=3), State.OPEN),
        ReceivedSkill("SQL", NOW - timedelta(days=900), State.DONE, (Origin.ARCHIVE,), "PENDING"),
        ReceivedSkill(
            "C", NOW - timedelta(days=9), State.OPEN, (Origin.MAIL, Origin.ARCHIVE), "ACCEPTED"
        ),
        ReceivedSkill("Rust", None, State.DONE, (Origin.ARCHIVE,), is_absent=True),
    ),
    given=(
        GivenSkill("Writing", NOW - timedelta(days=400), Confirmation.CONFIRMED),
        GivenSkill("Research", NOW - timedelta(days=90), Confirmation.NOT_FOUND),
        GivenSkill("Sales", NOW - timedelta(days=1)),
    ),
    recommendations=(
        Recommendation(Direction.RECEIVED, datetime(2020, 1, 2, tzinfo=UTC), text="Ada\nis kind."),
        Recommendation(Direction.GIVEN, datetime(2021, 1, 2, tzinfo=UTC), status="HIDDEN"),
    ),
    note="met at a fair\nlikes tea",
    tags=("client", "worked with"),
    returning=Reciprocation(Step.OPENED, ("Go", "SQL"), NOW),
    rule=SkipRule(NOW, "fishing"),
    waits=(
        Wait(NOW - timedelta(days=3), ("Go",), messaged=True),
        Wait(NOW - timedelta(days=40), ("SQL",), answered_at=NOW - timedelta(days=31)),
    ),
    connection=Connection("Ada Quill", "ada", "Example", "Engineer", date(2019, 3, 4)),
    overlaps=(Overlap("Example Widgets", Month(2016), Month(2018)), Overlap("Lagoon")),
    correspondence=Correspondence(
        "Ada Quill",
        "ada",
        sent=9,
        received=5,
        first=datetime(2016, 1, 2, tzinfo=UTC),
        last=datetime(2025, 3, 2, tzinfo=UTC),
    ),
    invitation=Invitation(Direction.RECEIVED, "Ada Quill", "ada", has_note=True),
)


@pytest.mark.parametrize(
    "line",
    [
        "Engineer · Example",
        "Verified: LinkedIn sent it.",
        "#client  #worked with",
        "Endorsing Go and SQL: opened, not confirmed.",
        "Your rule skips their endorsements: fishing.",
        "Go    3h",
        "SQL   Jun 2024  done · pending · by your archive",
        "C     14 Nov    mail and archive",
        "Rust  -         done · gone from your newest archive",
        "Writing   Oct 2025  ✓",
        "Research  25 Aug  not found in your archive",
        "Sales     1d",
        "Connected  since Mar 2019, they invited you with a note",
        "Worked at  Example Widgets, you 2016\N{EN DASH}2018",
        "Worked at  Lagoon",
        "Messages   14 since Jan 2016; the last Mar 2025, theirs",
        "A recommendation for you  Jan 2020",
        "“Ada",
        "is kind.”",
        "Your recommendation for them  Jan 2021 · hidden",
        "met at a fair",
        "likes tea",
        "14 Oct    SQL  returned after 9 days",
    ],
)
def test_the_card_tells(line: str) -> None:
    assert line in person_text(FULL, None, NOW).plain.splitlines()


def test_a_page_opened_before_anything_was_picked_is_told_whole() -> None:
    begun = replace(BARE, returning=Reciprocation(Step.OPENED, (), NOW))
    lines = person_text(begun, None, NOW).plain.splitlines()
    assert "Endorsing them: opened, not confirmed." in lines


def test_what_is_not_known_takes_no_room() -> None:
    assert person_text(BARE, None, NOW).plain.splitlines() == [
        "Ada Quill",
        "linkedin.com/in/ada",
        "",
        "They endorsed you",
        "Nothing yet.",
        "",
        "You endorsed them",
        "Nothing yet.",
    ]


def test_the_assessment_stands_with_its_reasons() -> None:
    row = Row("in:ada", "Ada", None, ("Go",), NOW, State.OPEN, Authenticity.VERIFIED, ())
    judged = row._replace(assessment=Assessment.SINCERE, reasons=("+ 14 messages", "- a burst"))
    text = person_text(BARE, judged, NOW).plain
    assert "Sincere, because\n+ 14 messages\n- a burst" in text
    assert "because" not in person_text(BARE, row, NOW).plain


def test_ideas_and_proposals_are_told() -> None:
    text = person_text(BARE, None, NOW, ideas=("Go", "SQL"), why=("You were at Lagoon, too",)).plain
    assert "Might fit them\nGo, SQL" in text
    assert "Why get in touch\n· You were at Lagoon, too" in text


async def test_hostile_words_of_an_archive_and_of_notes_are_plain_text(tmp_path: Path) -> None:
    from tests.support.archives import make_archive

    from endorseback.services.archive_import.importer import import_archive

    paths = paths_in(tmp_path)
    known = Connection(HOSTILE, "hostile", HOSTILE, "\x1b[31m\u202e" + HOSTILE, date(2020, 1, 2))
    source = make_archive(tmp_path / "a.zip", connections=[known])
    import_archive(paths, source, clock=lambda: NOW)
    ledger = Ledger(paths.ledger, clock=lambda: NOW)
    ledger.record(
        Noted(name=HOSTILE, slug="hostile", text=HOSTILE),
        Tagged(name=HOSTILE, slug="hostile", added=(HOSTILE,)),
    )
    ledger.close()
    for size in ((120, 40), (80, 24), (20, 5)):
        async with opened(paths, size) as (inbox, pilot):
            await wait_until(pilot, lambda inbox=inbox: inbox.context.people.is_read)
            await pilot.press("2", "enter")
            await pilot.pause()
            text = screen_text(pilot.app)
            assert "\x1b" not in text
            assert "\u202e" not in text
            if size[0] >= 80:
                assert text.count("[@click=app.quit]quit[/]") >= 3
            await pilot.press("escape", "R", "O", "apostrophe", "escape")
            await pilot.pause()


async def test_the_inbox_shows_how_its_rows_look(tmp_path: Path) -> None:
    async with opened_people(peopled(tmp_path), (120, 40)) as (_, pilot):
        await pilot.press("1")
        await pilot.pause()
        line = next(line for line in screen_text(pilot.app).splitlines() if "Jonas" in line)
        assert "unclear" in line or "sincere" in line
        assert "because" in screen_text(pilot.app)
