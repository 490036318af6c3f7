"""The people of archives: found by slug or by a name of their own, and joined from several."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.support.filled import paths_in
from tests.support.imported import ANA, JONAS, MAYA, connection, names
from tinydb import TinyDB

from endorseback.contacts.directory import ContactDirectory, brought_by
from endorseback.contacts.merge import joined
from endorseback.contacts.snapshot import Snapshot, encode
from endorseback.errors import DamagedError
from endorseback.model.archive_data import Connection, Correspondence, Invitation, Owner, Position
from endorseback.model.direction import Direction
from endorseback.paths import Paths

WHEN = datetime(2025, 3, 1, tzinfo=UTC)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return paths_in(tmp_path)


def wrote(who: tuple[str, str | None], sent: int, received: int, day: int) -> Correspondence:
    return Correspondence(*who, sent, received, last=WHEN.replace(day=day), last_is_mine=day > 15)


def put(paths: Paths, archive: str, brought: Snapshot) -> None:
    paths.archives.mkdir(parents=True, exist_ok=True)
    brought_by(paths, archive).write_bytes(encode(brought))


def test_a_person_is_found_by_any_of_their_slugs() -> None:
    found = ContactDirectory(Snapshot(connections=(connection(MAYA), connection(ANA))))
    assert found.find(["in:nobody", "in:ana-lima"])[0] == connection(ANA)
    assert found.find(["in:nobody"]) == (None, None, None)


def test_a_name_finds_who_alone_bears_it() -> None:
    found = ContactDirectory(
        Snapshot(connections=(connection(MAYA),), correspondence=(wrote(MAYA, 1, 2, 3),))
    )
    for keys, told in ((["name:maya okafor"], []), ([], ["MAYA OKAFOR"])):
        person, messages, invitation = found.find(keys, told)
        assert (person, messages, invitation) == (connection(MAYA), wrote(MAYA, 1, 2, 3), None)


def test_a_name_that_several_bear_finds_nobody_in_any_file() -> None:
    other = ("maya okafor", "maya-2")
    found = ContactDirectory(
        Snapshot(
            connections=(connection(MAYA), connection(other)),
            correspondence=(wrote(MAYA, 1, 2, 3),),
        )
    )
    assert found.find(["name:maya okafor"], ["Maya Okafor"]) == (None, None, None)
    assert found.find(["in:maya-2"])[0] == connection(other)


def test_a_readable_slug_contradicts_a_name_and_an_opaque_one_does_not() -> None:
    found = ContactDirectory(Snapshot(connections=(connection(MAYA),)))
    assert found.find(["in:other-maya"], ["Maya Okafor"])[0] is None
    assert found.find(["in:ACoAAxyz"], ["Maya Okafor"])[0] == connection(MAYA)


def test_a_connection_of_an_old_archive_is_found_by_its_name_alone() -> None:
    old = connection(("Maya Okafor", None))
    found = ContactDirectory(Snapshot(connections=(old,)))
    assert found.find(["in:maya-okafor"], ["Maya Okafor"])[0] == old


def test_rows_without_a_name_are_never_anybody() -> None:
    found = ContactDirectory(Snapshot(connections=(Connection("", None),)))
    assert found.find(["in:maya-okafor"], ["Maya Okafor"])[0] is None


def test_what_is_written_is_what_is_read_and_any_tinydb_reads_it(paths: Paths) -> None:
    brought = Snapshot(
        Owner("Sam", "sam", "Head", ("Go",), (Position("Example Widgets", "Engineer"),)),
        (connection(MAYA), connection(("Zoë 東", "zoë-東"))),
        (wrote(MAYA, 1, 2, 3),),
        (Invitation(Direction.GIVEN, *MAYA, WHEN, has_note=True),),
    )
    put(paths, "a1", brought)
    found = ContactDirectory.load(paths, ["a1"])
    assert found.people == brought.connections
    assert found.owner == brought.owner
    assert found.find(["in:maya-okafor"]) == (
        connection(MAYA),
        brought.correspondence[0],
        brought.invitations[0],
    )
    with TinyDB(brought_by(paths, "a1"), access_mode="r") as database:
        assert [one["name"] for one in database.table("connections")] == ["Maya Okafor", "Zoë 東"]


def test_the_newest_archive_counts_and_older_ones_are_kept_and_marked(paths: Paths) -> None:
    put(
        paths,
        "a1",
        Snapshot(
            Owner("Sam Old", "sam", "Old", ("Go",)),
            (connection(MAYA, "Old Example"), connection(ANA)),
            (wrote(MAYA, 5, 2, 10), wrote(ANA, 1, 0, 2)),
        ),
    )
    put(
        paths,
        "a2",
        Snapshot(
            Owner("Sam New"),
            (connection(MAYA, "New Example"), connection(JONAS)),
            (wrote(MAYA, 1, 3, 20),),
        ),
    )
    for _ in range(2):  # made, then read from the file that was left
        found = ContactDirectory.load(paths, ["a1", "a2"])
        assert (found.owner.name, found.owner.slug, found.owner.skills) == (
            "Sam New",
            "sam",
            ("Go",),
        )
        assert names(found.people) == ["Ana Lima", "Jonas Weber", "Maya Okafor"]
        ana, messages, _ = found.find(["in:ana-lima"])
        assert ana is not None
        assert ana.is_absent
        assert messages == wrote(ANA, 1, 0, 2)
        person, messages, _ = found.find(["in:maya-okafor"])
        assert person == connection(MAYA, "New Example")
        assert messages is not None
        assert (messages.sent, messages.received) == (5, 3)
        assert (messages.last, messages.last_is_mine) == (WHEN.replace(day=20), True)


def test_the_joined_file_is_made_anew_where_other_imports_count(paths: Paths) -> None:
    put(paths, "a1", Snapshot(connections=(connection(MAYA),)))
    put(paths, "a2", Snapshot(connections=(connection(ANA),)))
    put(paths, "a3", Snapshot(connections=(connection(JONAS),)))
    assert len(ContactDirectory.load(paths, ["a1", "a2"]).people) == 2
    assert names(ContactDirectory.load(paths, ["a2", "a3"]).people) == ["Ana Lima", "Jonas Weber"]
    joined_file = paths.archives / "people.json"
    joined_file.write_bytes(joined_file.read_bytes()[:50])
    assert names(ContactDirectory.load(paths, ["a2", "a3"]).people) == ["Ana Lima", "Jonas Weber"]


def test_a_basic_archive_without_connections_marks_nobody() -> None:
    found = joined([Snapshot(connections=(connection(MAYA),)), Snapshot(Owner("Sam"))])
    assert [one.is_absent for one in found.connections] == [False]


def test_an_old_row_without_a_slug_is_who_bears_its_name_in_a_newer_archive() -> None:
    old = (connection(("Maya Okafor", None)), connection(("Ana Lima", None)))
    found = joined([Snapshot(connections=old), Snapshot(connections=(connection(MAYA),))])
    assert [(one.name, one.slug, one.is_absent) for one in found.connections] == [
        ("Maya Okafor", "maya-okafor", False),
        ("Ana Lima", None, True),
    ]


def test_who_comes_back_is_absent_no_more() -> None:
    there, gone = (
        Snapshot(connections=(connection(MAYA),)),
        Snapshot(connections=(connection(ANA),)),
    )
    found = joined([there, gone, there])
    assert {one.name: one.is_absent for one in found.connections} == {
        "Maya Okafor": False,
        "Ana Lima": True,
    }


def test_what_is_gone_or_damaged_is_told(paths: Paths) -> None:
    with pytest.raises(DamagedError, match="import it again"):
        ContactDirectory.load(paths, ["a1"])
    put(paths, "a1", Snapshot(connections=(connection(MAYA),)))
    brought_by(paths, "a1").write_bytes(b'{"owner": 3}')
    with pytest.raises(DamagedError, match="import it again"):
        ContactDirectory.load(paths, ["a1"])


def test_nothing_imported_is_nobody(paths: Paths) -> None:
    found = ContactDirectory.load(paths, [])
    assert (list(found.people), found.owner) == ([], Owner())
