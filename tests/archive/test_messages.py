"""Messages: whom they are counted for, and who of all these people is the owner."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.archives import HEADERS, SAM, Message, csv_bytes, make_archive, profile_row, put

from endorseback.archive import read_archive
from endorseback.archive.correspondence import SMALL_GROUP
from endorseback.model.archive_data import Archive, Correspondence, Invitation, Owner
from endorseback.model.direction import Direction

SITE = "https://www.linkedin.com/in/"
ME = ("Sam Exampleson", SITE + "sam-exampleson")
ZOE = ("Zoë Lima", SITE + "zoë-lima")
ANA = ("Ana Ruiz", SITE + "ana-ruiz")
CLOSED = ("LinkedIn Member", "")
DAY = datetime(2025, 3, 5, 9, 7, 3, tzinfo=UTC)

Party = tuple[str, str]


def row(sender: Party, *to: Party, day: int = 0, **cells: str) -> list[str]:
    """Return the row of a message, on some day after the first."""
    known = {
        "FROM": sender[0],
        "SENDER PROFILE URL": sender[1],
        "TO": ",".join(name for name, _ in to),
        "RECIPIENT PROFILE URLS": ",".join(url for _, url in to if url),
        "DATE": f"{DAY + timedelta(day):%Y-%m-%d %H:%M:%S} UTC",
        "CONVERSATION ID": "2-QUJD==",
        "FOLDER": "INBOX",
        "IS MESSAGE DRAFT": "No",
        **cells,
    }
    return [known.get(title, "") for title in HEADERS["messages.csv"].split(",")]


def read(path: Path, rows: Iterable[list[str]], owner: Owner | None = SAM) -> Archive:
    """Return what is read of messages, and of the owner's profile where there is one."""
    files = {"messages.csv": csv_bytes(HEADERS["messages.csv"], rows)}
    if owner:
        files["Profile.csv"] = csv_bytes(HEADERS["Profile.csv"], [profile_row(owner)])
    return read_archive(put(path, files))


def counts(archive: Archive) -> dict[str, tuple[int, int]]:
    """Return by slug or name how many messages were sent and received."""
    return {one.slug or one.name: (one.sent, one.received) for one in archive.correspondence}


def test_drafts_adverts_and_spam_are_not_counted(tmp_path: Path) -> None:
    archive = read(
        tmp_path,
        [
            row(ME, ZOE),
            row(ME, ZOE, **{"IS MESSAGE DRAFT": "Yes"}),
            row(ZOE, ME, **{"CONVERSATION TITLE": "Sponsored Conversation"}),
            row(ZOE, ME, FOLDER="SPAM"),
            row(ZOE, ME, FOLDER="ARCHIVE"),
        ],
    )
    assert counts(archive) == {"zoë-lima": (1, 1)}
    assert archive.report.rows_read == 1 + 5
    assert archive.report.rows_passed_over == 3
    assert archive.report.rows_refused == ()


def test_before_drafts_had_a_column_they_had_no_folder(tmp_path: Path) -> None:
    header = HEADERS["messages.csv"].removesuffix(",IS MESSAGE DRAFT")
    rows = [row(ME, ZOE)[:-1], row(ME, ZOE, FOLDER="")[:-1]]
    files = {"messages.csv": csv_bytes(header, rows)}
    files["Profile.csv"] = csv_bytes(HEADERS["Profile.csv"], [profile_row(SAM)])
    assert counts(read_archive(put(tmp_path, files))) == {"zoë-lima": (1, 0)}


def test_closed_accounts_and_companies_are_nobody(tmp_path: Path) -> None:
    company = ("Example Widgets", "https://www.linkedin.com/company/example-widgets")
    rows = [row(CLOSED, ME), row(ME, CLOSED), row(company, ME), row(ZOE, ME)]
    archive = read(tmp_path, rows)
    assert counts(archive) == {"zoë-lima": (0, 1)}
    assert archive.report.rows_refused == ()


def test_a_small_group_counts_for_each(tmp_path: Path) -> None:
    """Names have commas in them, so that the addresses tell who is meant."""
    zoe = ("Zoë Lima, PMP®", ZOE[1])
    rows = [row(ME, zoe, ANA), row(zoe, ME, ANA, day=1), row(ANA, ME, day=2, FOLDER="INBOX")]
    archive = read(tmp_path, rows)
    assert counts(archive) == {"zoë-lima": (1, 1), "ana-ruiz": (1, 1)}
    names = {one.slug: one.name for one in archive.correspondence}
    assert names == {"zoë-lima": "Zoë Lima, PMP®", "ana-ruiz": "Ana Ruiz"}


def test_what_goes_to_many_is_nobodys_correspondence(tmp_path: Path) -> None:
    crowd = [(f"Guest {number}", f"{SITE}guest-{number}") for number in range(SMALL_GROUP + 1)]
    archive = read(tmp_path, [row(ME, *crowd), row(crowd[0], ME, *crowd[1:]), row(ME, ZOE)])
    assert counts(archive) == {"zoë-lima": (1, 0)}


def test_the_thread_is_the_newest_of_the_two_alone(tmp_path: Path) -> None:
    rows = [
        row(ME, ZOE, ANA, day=9, **{"CONVERSATION ID": "2-GROUP=="}),
        row(ZOE, ME, ANA, day=8, **{"CONVERSATION ID": "2-GROUP=="}),
        row(ME, ZOE, day=5, **{"CONVERSATION ID": "2-NEW=="}),
        row(ZOE, ME, day=2, **{"CONVERSATION ID": "2-OLD=="}),
    ]
    for order in (rows, rows[::-1]):
        threads = {one.slug: one.thread for one in read(tmp_path, order).correspondence}
        assert threads == {"zoë-lima": "2-NEW==", "ana-ruiz": ""}


def test_messages_without_dates_still_count(tmp_path: Path) -> None:
    archive = read(tmp_path, [row(ME, ZOE, DATE=""), row(ZOE, ME, DATE="long ago")])
    assert counts(archive) == {"zoë-lima": (1, 0)}
    (one,) = archive.correspondence
    assert (one.first, one.last, one.last_is_mine) == (None, None, False)
    (refused,) = archive.report.rows_refused
    assert (refused.file, refused.line) == ("messages.csv", 3)
    assert refused.reason == "has a date that is not understood: 'long ago'"


def test_an_old_archive_knows_recipients_by_name_only(tmp_path: Path) -> None:
    """A name stands for the slug that bears it in the messages, if only one does."""
    rows = [
        row(ZOE, ME),
        row(ME, (ZOE[0], ""), day=1),
        row(ME, ("Ana Ruiz", ""), day=2),
        row(("Jo Twin", SITE + "jo-1"), ME),
        row(("Jo Twin", SITE + "jo-2"), ME),
        row(ME, ("Jo Twin", ""), day=3),
        row(ME, ("Ana Ruiz,Zoë Lima", ""), day=4),
    ]
    index = HEADERS["messages.csv"].split(",").index("RECIPIENT PROFILE URLS")
    header = HEADERS["messages.csv"].replace("RECIPIENT PROFILE URLS,", "")
    old = [cells[:index] + cells[index + 1 :] for cells in rows]
    files = {"messages.csv": csv_bytes(header, old)}
    files["Profile.csv"] = csv_bytes(HEADERS["Profile.csv"], [profile_row(SAM)])
    assert counts(read_archive(put(tmp_path, files))) == {
        "zoë-lima": (1, 1),
        "Ana Ruiz": (1, 0),
        "jo-1": (0, 1),
        "jo-2": (0, 1),
        "Jo Twin": (1, 0),
    }


def test_the_owner_is_who_meets_most_others(tmp_path: Path) -> None:
    rows = [row(ME, ZOE), row(ANA, ME), row(ZOE, ME), row(ZOE, ME)]
    archive = read(tmp_path, rows, owner=None)
    assert (archive.owner.slug, archive.owner.name) == ("sam-exampleson", "Sam Exampleson")
    assert counts(archive) == {"zoë-lima": (1, 2), "ana-ruiz": (0, 1)}


def test_the_profiles_name_tells_the_owner_where_numbers_do_not(tmp_path: Path) -> None:
    archive = read(tmp_path, [row(ME, ZOE), row(ZOE, ME)])
    assert archive.owner.slug == "sam-exampleson"
    assert counts(archive) == {"zoë-lima": (1, 1)}


def test_a_namesake_is_not_the_owner(tmp_path: Path) -> None:
    namesake = ("Sam Exampleson", SITE + "sam-exampleson-2")
    archive = read(tmp_path, [row(ME, namesake), row(namesake, ME), row(ME, ZOE), row(ANA, ME)])
    assert archive.owner.slug == "sam-exampleson"
    assert counts(archive)["sam-exampleson-2"] == (1, 1)


def test_invitations_tell_the_owner_for_certain(tmp_path: Path) -> None:
    path = make_archive(
        tmp_path / "export",
        owner=Owner("Sam Married", "sam-exampleson"),
        invitations=[Invitation(Direction.RECEIVED, "Zoë Lima", "zoë-lima", DAY)],
        messages=[Message("Zoë Lima", "zoë-lima", DAY, mine=True)],
    )
    assert read_archive(path).owner.slug == "sam-exampleson"


def test_nobody_is_guessed_to_be_the_owner(tmp_path: Path) -> None:
    archive = read(tmp_path, [row(ME, ZOE), row(ZOE, ME)], owner=None)
    assert archive.owner.slug is None
    assert archive.correspondence == ()
    (refused,) = archive.report.rows_refused
    assert "nothing tells who of the people in it is the owner" in refused.reason


def test_a_name_that_nobody_bears_tells_nothing(tmp_path: Path) -> None:
    archive = read(tmp_path, [row(ME, ZOE), row(ZOE, ME)], owner=Owner("Somebody Else"))
    assert archive.correspondence == ()
    assert len(archive.report.rows_refused) == 1


def test_no_text_of_a_message_is_kept(tmp_path: Path) -> None:
    secret = "the secret text"
    archive = read(tmp_path, [row(ME, ZOE, CONTENT=secret, SUBJECT=secret)])
    assert counts(archive)
    assert secret not in repr(archive)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(seed=st.integers(0, 2**32), people=st.integers(1, 6), number=st.integers(1, 60))
def test_counts_are_those_of_a_plain_count(
    tmp_path: Path, seed: int, people: int, number: int
) -> None:
    random = Random(seed)
    parties = [(f"Person {one}", f"person-{one}") for one in range(people)]
    sent = [
        Message(
            *random.choice(parties), DAY + timedelta(seconds=random.randrange(99)), one % 2 == 0
        )
        for one in range(number)
    ]
    archive = read_archive(make_archive(tmp_path / "export", messages=sent))
    assert {one.slug for one in archive.correspondence} == {one.slug for one in sent}
    for found in archive.correspondence:
        theirs = [one for one in sent if one.slug == found.slug]
        assert found == plainly_counted(theirs, found.last_is_mine)


def plainly_counted(messages: list[Message], last_is_mine: bool) -> Correspondence:
    """Return what a person's messages come to; who wrote the last of two at once is open."""
    mine = [one.at for one in messages if one.mine]
    theirs = [one.at for one in messages if not one.mine]
    last = max([*mine, *theirs])
    assert last in (mine if last_is_mine else theirs)
    return Correspondence(
        name=messages[0].name,
        slug=messages[0].slug,
        sent=len(mine),
        received=len(theirs),
        first=min([*mine, *theirs]),
        last=last,
        last_is_mine=last_is_mine,
        last_sent=max(mine, default=None),
        last_received=max(theirs, default=None),
        thread=messages[0].conversation,
    )


def test_more_messages_need_no_more_memory(tmp_path: Path) -> None:
    peaks = []
    for number in (1_000, 20_000):
        rows = [row(ME, ZOE, day=day % 50, CONTENT="x" * 200) for day in range(number)]
        path = tmp_path / str(number)
        read(path, rows)
        tracemalloc.start()
        assert counts(read_archive(path)) == {"zoë-lima": (number, 0)}
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


@pytest.mark.parametrize("name", ["Zoë Lima", "Sam Exampleson"])
def test_two_directions_of_one_name(tmp_path: Path, name: str) -> None:
    """In the oldest archives the direction tells who wrote, even to a namesake."""
    header = "From,To,Date,Subject,Content,Direction,Folder"
    rows = [
        [name, "Sam Exampleson", "4/10/18, 7:05 AM", "", "x", "INCOMING", "INBOX"],
        ["Sam Exampleson", name, "4/11/18, 7:05 AM", "", "x", "OUTGOING", "SENT"],
    ]
    files = {"Messages.csv": csv_bytes(header, rows)}
    files["Profile.csv"] = csv_bytes(HEADERS["Profile.csv"], [profile_row(SAM)])
    assert counts(read_archive(put(tmp_path, files))) == {name: (1, 1)}
