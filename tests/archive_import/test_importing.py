"""Importing real archives: once, in any order, and taken back as a whole."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from filelock import FileLock
from tests.support.filled import paths_in
from tests.support.imported import (
    ANA,
    GIVEN,
    JONAS,
    MAYA,
    card_of,
    connection,
    endorsed,
    export,
    message,
    names,
    reference_of,
    take,
)
from tests.support.ledgers import NOW, decided, everything, mail

from endorseback.archive import ReadingStopped, UnusableArchive
from endorseback.errors import BusyError, UsageError
from endorseback.ledger.events.archive_events import Noted
from endorseback.ledger.events.events import Undone
from endorseback.ledger.ledger import Ledger
from endorseback.model.decisions import DecisionKind
from endorseback.model.list_rows import State
from endorseback.model.person_card import Confirmation, Origin
from endorseback.paths import Paths
from endorseback.services.archive_import.importer import import_archive, imports, undo_import
from endorseback.services.archive_import.novelty import Novelty

TODAY = NOW.date()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return paths_in(tmp_path)


def full(folder: Path, day: date = TODAY, **more: Any) -> Path:
    """Write an archive with something of everything."""
    contents: dict[str, Any] = {
        "connections": [connection(MAYA), connection(ANA)],
        "endorsements": [
            endorsed(MAYA, "Go", 10),
            endorsed(MAYA, "SQL", 300),
            endorsed(MAYA, "SRE", 200, GIVEN),
        ],
        "messages": [message(MAYA, 5), message(MAYA, 6, mine=True)],
    }
    return export(folder, day, **(contents | more))


def all_there_is(paths: Paths) -> dict[str, Any]:
    """Return all that ledger and archives show, but for what can be undone next."""
    with Ledger(paths.ledger) as ledger:
        found = everything(ledger.model)
    del found["undo"]
    people = reference_of(paths)
    return found | {
        "owner": people.owner,
        "people": sorted(map(repr, people.people)),
        "messages": sorted(map(repr, people.correspondence)),
    }


def test_an_archive_comes_into_the_inbox_the_history_and_the_people(
    paths: Paths, tmp_path: Path
) -> None:
    report = take(paths, full(tmp_path))
    assert report.gain == Novelty(received=2, given=1, connections=2)
    assert not report.is_known
    with Ledger(paths.ledger) as ledger:
        (open_,) = ledger.model.rows(State.OPEN, NOW)
        (done,) = ledger.model.rows(State.DONE, NOW)
    assert (open_.skills, done.skills, done.history) == (("Go",), ("SQL",), True)
    found, messages, _ = reference_of(paths).find(["in:maya-okafor"])
    assert found == connection(MAYA)
    assert messages is not None
    assert (messages.sent, messages.received, messages.last_is_mine) == (1, 1, False)
    assert reference_of(paths).owner.name == "Sam Exampleson"


def test_the_same_archive_twice_changes_nothing(paths: Paths, tmp_path: Path) -> None:
    first = take(paths, full(tmp_path))
    before = {path: path.read_bytes() for path in paths.data_dir.rglob("*") if path.is_file()}
    later = NOW + timedelta(days=20)
    again = take(paths, full(tmp_path), now=later)
    assert (again.id, again.is_known, again.gain) == (first.id, True, Novelty())
    assert again.read == first.read
    after = {path: path.read_bytes() for path in paths.data_dir.rglob("*") if path.is_file()}
    assert after == before


def test_the_same_archive_unpacked_is_the_same(paths: Paths, tmp_path: Path) -> None:
    zipped = full(tmp_path)
    first = take(paths, zipped)
    with ZipFile(zipped) as archive:
        archive.extractall(tmp_path / "unpacked")
    assert take(paths, tmp_path / "unpacked").id == first.id
    assert len(imports(paths)) == 1


def test_an_archive_that_was_taken_back_can_be_imported_again(paths: Paths, tmp_path: Path) -> None:
    first = take(paths, full(tmp_path))
    before = all_there_is(paths)
    undo_import(paths, first.id)
    again = take(paths, full(tmp_path))
    assert (again.is_known, again.gain) == (False, first.gain)
    assert again.id != first.id
    after = all_there_is(paths)
    for found in (before, after):
        del found["imports"]
    assert repr(after) != ""
    assert after["cards"].keys() == before["cards"].keys()
    assert after["people"] == before["people"]


def test_history_begins_on_the_day_that_is_named(paths: Paths, tmp_path: Path) -> None:
    day = (NOW - timedelta(days=250)).date()
    report = take(
        paths,
        full(tmp_path, endorsements=[endorsed(MAYA, "Go", 248), endorsed(MAYA, "SQL", 252)]),
        history_before=day,
    )
    states = {one.skill: one.state for one in card_of(paths).received}
    assert states == {"Go": State.OPEN, "SQL": State.DONE}
    (known,) = imports(paths)
    assert known.id == report.id
    assert known.history_before is not None
    assert known.history_before.astimezone().date() == day
    assert known.history_before.astimezone().hour == 0


def test_a_newer_archive_adds_and_marks_what_it_lacks(paths: Paths, tmp_path: Path) -> None:
    take(paths, full(tmp_path, TODAY - timedelta(days=40)))
    newer = full(
        tmp_path,
        connections=[connection(MAYA, "Contoso Example"), connection(JONAS)],
        endorsements=[endorsed(MAYA, "Go", 10), endorsed(JONAS, "Rust", 1)],
    )
    report = take(paths, newer)
    assert report.gain == Novelty(received=1, connections=1)
    card = card_of(paths)
    assert {one.skill: one.is_absent for one in card.received} == {"Go": False, "SQL": True}
    people = {one.name: one for one in reference_of(paths).people}
    assert people["Maya Okafor"].company == "Contoso Example"
    assert {name: one.is_absent for name, one in people.items()} == {
        "Maya Okafor": False,
        "Jonas Weber": False,
        "Ana Lima": True,
    }


def test_notes_and_decisions_outlive_imports_and_their_undoing(
    paths: Paths, tmp_path: Path
) -> None:
    first = take(paths, full(tmp_path))
    with Ledger(paths.ledger) as ledger:
        ledger.record(
            Noted(name=MAYA[0], slug=MAYA[1], text="Met in Oslo"),
            decided(DecisionKind.SKIPPED, *MAYA, "Go"),
        )
    take(paths, full(tmp_path, TODAY + timedelta(days=9), connections=[connection(MAYA)]))
    card = card_of(paths)
    assert card.note == "Met in Oslo"
    assert {one.skill: one.state for one in card.received}["Go"] is State.SKIPPED
    undo_import(paths, first.id)
    assert card_of(paths).note == "Met in Oslo"
    assert len(card_of(paths).decisions) == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_imports_taken_back_in_any_order_leave_what_the_others_say(
    paths: Paths, tmp_path: Path, order: tuple[int, ...]
) -> None:
    archives = [
        full(tmp_path, TODAY - timedelta(days=30 * (3 - number)), **changes)
        for number, changes in enumerate(
            [
                {},
                {
                    "connections": [connection(ANA), connection(JONAS)],
                    "endorsements": [endorsed(ANA, "Go", 20)],
                },
                {
                    "connections": [connection(MAYA, "Contoso Example")],
                    "endorsements": [endorsed(MAYA, "Go", 10), endorsed(MAYA, "Rust", 2)],
                    "messages": [message(MAYA, 1)],
                },
            ]
        )
    ]
    with Ledger(paths.ledger) as ledger:
        ledger.record(mail("m1@x", (*MAYA, "Go"), days=10))
    reports = [take(paths, archive) for archive in archives]
    left = set(range(3))
    for number in order:
        undo_import(paths, reports[number].id)
        left.remove(number)
        alone = paths_in(tmp_path / f"alone-{number}")
        with Ledger(alone.ledger) as ledger:
            ledger.record(mail("m1@x", (*MAYA, "Go"), days=10))
        for other in sorted(left):
            take(alone, archives[other])
        assert shown(all_there_is(paths)) == shown(all_there_is(alone))


def shown(found: dict[str, Any]) -> dict[str, Any]:
    """Return what is shown, without the ids of imports and when they were made."""
    found["imports"] = [one.digest for one in found["imports"]]
    found["rows"] = {
        state: [row._replace(decided_at=None) for row in rows]
        for state, rows in found["rows"].items()
    }
    return found


def test_an_import_is_undone_by_its_event_too_and_the_people_follow(
    paths: Paths, tmp_path: Path
) -> None:
    take(paths, full(tmp_path, TODAY - timedelta(days=40)))
    take(paths, full(tmp_path, connections=[connection(JONAS)]))
    assert names(reference_of(paths).people) == ["Ana Lima", "Jonas Weber", "Maya Okafor"]
    with Ledger(paths.ledger) as ledger:
        last = ledger.model.last_undoable()
        assert last is not None
        ledger.record(Undone(event=last.id))
    assert names(reference_of(paths).people) == ["Ana Lima", "Maya Okafor"]
    assert not any(one.is_absent for one in reference_of(paths).people)


def test_mail_and_archive_are_one_whichever_was_first(paths: Paths, tmp_path: Path) -> None:
    other = paths_in(tmp_path / "other")
    told = mail("m1@x", (*MAYA, "go"), days=10)
    with Ledger(paths.ledger) as ledger:
        ledger.record(told)
    report = take(paths, full(tmp_path))
    assert report.gain.received == 1
    take(other, full(tmp_path))
    with Ledger(other.ledger) as ledger:
        ledger.record(told)
    for found in (paths, other):
        received = {one.skill: one.origins for one in card_of(found).received}
        assert received == {"go": (Origin.MAIL, Origin.ARCHIVE), "SQL": (Origin.ARCHIVE,)}


@pytest.mark.parametrize(
    ("days", "confirmation"), [(29, Confirmation.RECORDED), (32, Confirmation.NOT_FOUND)]
)
def test_what_was_given_must_stand_in_an_archive_of_a_month_later(
    paths: Paths, tmp_path: Path, days: int, confirmation: Confirmation
) -> None:
    with Ledger(paths.ledger, clock=lambda: NOW) as ledger:
        ledger.record(decided(DecisionKind.RECIPROCATED, *MAYA, given=("Kubernetes",)))
    made = TODAY + timedelta(days=days)
    take(paths, full(tmp_path, made), now=NOW + timedelta(days=days))
    given = {one.skill: one.confirmation for one in card_of(paths).given}
    assert given == {"Kubernetes": confirmation, "SRE": Confirmation.CONFIRMED}


def test_a_later_archive_that_says_the_same_tells_what_is_still_missing(
    paths: Paths, tmp_path: Path
) -> None:
    take(paths, full(tmp_path))
    with Ledger(paths.ledger, clock=lambda: NOW) as ledger:
        ledger.record(decided(DecisionKind.RECIPROCATED, *MAYA, given=("Kubernetes",)))
    later = NOW + timedelta(days=60)
    report = take(paths, full(tmp_path, TODAY + timedelta(days=60)), now=later)
    assert not report.is_known
    assert report.gain.total == 0
    given = {one.skill: one.confirmation for one in card_of(paths).given}
    assert given["Kubernetes"] is Confirmation.NOT_FOUND


def test_a_damaged_zip_imports_nothing(paths: Paths, tmp_path: Path) -> None:
    whole = full(tmp_path).read_bytes()
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(UnusableArchive):
        take(paths, cut)
    assert not paths.ledger.exists()
    assert not paths.archives.exists()


def test_an_import_that_is_stopped_takes_nothing(paths: Paths, tmp_path: Path) -> None:
    with pytest.raises(ReadingStopped):
        take(paths, full(tmp_path), stop=lambda: True)
    assert not paths.ledger.exists()


def test_of_two_imports_at_once_one_is_told_to_wait(paths: Paths, tmp_path: Path) -> None:
    paths.data_dir.mkdir(parents=True, exist_ok=True)
    with FileLock(paths.import_lock), pytest.raises(BusyError, match="import is under way"):
        take(paths, full(tmp_path))
    assert take(paths, full(tmp_path)).gain.total


def test_an_unknown_import_cannot_be_taken_back(paths: Paths, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no import nope\. Nothing was imported"):
        undo_import(paths, "nope")
    first = take(paths, full(tmp_path))
    with pytest.raises(UsageError, match=f"{first.id} .*LinkedInDataExport"):
        undo_import(paths, "nope")
    undo_import(paths, first.id)
    with pytest.raises(UsageError, match="was taken back before"):
        undo_import(paths, first.id)


def test_undoing_the_last_import_leaves_nothing_of_its_people_on_disk(
    paths: Paths, tmp_path: Path
) -> None:
    first = take(paths, full(tmp_path))
    second = take(paths, full(tmp_path, TODAY + timedelta(days=9), connections=[connection(ANA)]))
    reference_of(paths)
    undo_import(paths, second.id)
    undo_import(paths, first.id)
    assert list(paths.archives.iterdir()) == []


def test_an_open_ledger_sees_what_is_imported_on_another_thread(
    paths: Paths, tmp_path: Path
) -> None:
    archive = full(tmp_path)
    told: list[int] = []
    with Ledger(paths.ledger) as app:
        worker = threading.Thread(
            target=import_archive,
            args=(paths, archive),
            kwargs={"progress": lambda _file, done, _total: told.append(done)},
        )
        worker.start()
        worker.join()
        assert app.poll()
        changes = app.drain()
        assert changes.everything
        assert "in:maya-okafor" in changes.people
        assert len(app.model.imports()) == 1
    assert told == sorted(told)
    assert told


def test_all_files_are_the_owners_alone(paths: Paths, tmp_path: Path) -> None:
    take(paths, full(tmp_path))
    assert paths.archives.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in paths.archives.iterdir())
