"""TinyDB on the journal does what TinyDB does, and writes only what changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from endorseback.ledger.journal.line import Change, decode_lines
from endorseback.ledger.journal.storage import Journal, open_tables

keys = st.sampled_from("abcd")
fields = st.dictionaries(st.sampled_from("xyz"), st.integers(0, 3), min_size=1, max_size=2)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), keys, fields),
        st.tuples(st.just("upsert"), keys, fields),
        st.tuples(st.just("update"), keys, fields),
        st.tuples(st.just("update where"), st.integers(0, 3), fields),
        st.tuples(st.just("remove"), keys, fields),
        st.tuples(st.just("remove where"), st.integers(0, 3), fields),
        st.tuples(st.just("truncate"), keys, fields),
    ),
    max_size=12,
)


class PlainTable(Table):
    """TinyDB's own table, with ids of text."""

    document_id_class = str


class PlainDatabase(TinyDB):
    """TinyDB in memory, as it is delivered."""

    table_class = PlainTable


def take_step(table: Table, step: tuple[str, Any, dict[str, int]]) -> object:
    """Do one operation, and return its result or the kind of its error."""
    name, key, values = step
    try:
        match name:
            case "insert":
                return table.insert(Document(values, doc_id=key))
            case "upsert":
                return table.upsert(Document(values, doc_id=key))
            case "update":
                return table.update(values, doc_ids=[key])
            case "update where":
                return table.update(values, where("x") == key)
            case "remove":
                return table.remove(doc_ids=[key])
            case "remove where":
                return table.remove(where("x") == key)
            case _:
                return table.truncate()
    except (KeyError, ValueError) as error:
        return type(error)


def contents(table: Table) -> dict[Any, dict[str, Any]]:
    return {document.doc_id: dict(document) for document in table}


def open_journal(path: Path) -> tuple[Journal, Table]:
    journal = Journal(path, lambda changes: None)
    journal.catch_up()
    return journal, open_tables(journal).table("things")


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps)
def test_it_is_tinydb(tmp_path: Path, sequence: list[tuple[str, Any, dict[str, int]]]) -> None:
    path = tmp_path / "journal.jsonl"
    path.unlink(missing_ok=True)
    journal, table = open_journal(path)
    plain = PlainDatabase(storage=MemoryStorage).table("things")
    for step in sequence:
        assert take_step(table, step) == take_step(plain, step)
        assert contents(table) == contents(plain)
        assert len(table) == len(plain)
        assert table.count(Query().x == 1) == plain.count(Query().x == 1)
        assert table.get(doc_id="a") == plain.get(doc_id="a")
        assert table.contains(doc_id="b") == plain.contains(doc_id="b")
    again, table_again = open_journal(path)
    assert contents(table_again) == contents(plain)
    journal.close()
    again.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.jsonl"


def test_an_update_of_some_writes_those_alone(path: Path) -> None:
    _, table = open_journal(path)
    table.insert_multiple(Document({"x": number % 2}, doc_id=str(number)) for number in range(6))
    table.update({"seen": True}, where("x") == 1)
    first, second = decode_lines(path.read_bytes())
    assert len(first) == 6
    assert {change.id for change in second} == {"1", "3", "5"}


def test_what_changes_nothing_writes_nothing(path: Path) -> None:
    _, table = open_journal(path)
    table.insert(Document({"x": 1}, doc_id="a"))
    table.update({"x": 1}, doc_ids=["a"])
    table.remove(where("x") == 2)
    assert path.read_bytes().count(b"\n") == 1


def test_a_document_that_was_read_is_not_the_stored_one(path: Path) -> None:
    _, table = open_journal(path)
    table.insert(Document({"list": [1]}, doc_id="a"))
    found = table.get(doc_id="a")
    assert isinstance(found, Document)
    found["list"].append(2)
    assert contents(table) == {"a": {"list": [1]}}


def test_an_id_must_be_given(path: Path) -> None:
    _, table = open_journal(path)
    with pytest.raises(ValueError, match="id"):
        table.insert({"x": 1})


def test_a_transaction_over_tables_is_one_line(path: Path) -> None:
    journal, table = open_journal(path)
    other = open_tables(journal).table("others")
    with journal.transaction():
        table.insert(Document({"x": 1}, doc_id="a"))
        other.insert(Document({"y": 2}, doc_id="b"))
        assert len(table) == 0
    (changes,) = decode_lines(path.read_bytes())
    assert [(change.table, change.id) for change in changes] == [("things", "a"), ("others", "b")]


def test_a_transaction_that_fails_writes_nothing(path: Path) -> None:
    journal, table = open_journal(path)

    def fail_in_the_middle() -> None:
        with journal.transaction():
            table.insert(Document({"x": 1}, doc_id="a"))
            table.insert(Document({"x": object()}, doc_id="b"))

    with pytest.raises(TypeError):
        fail_in_the_middle()
    assert not path.exists()
    table.insert(Document({"x": 2}, doc_id="a"))
    assert contents(table) == {"a": {"x": 2}}


def test_changes_are_handed_on_in_the_order_of_the_file_and_once(path: Path) -> None:
    landed: list[Change] = []
    follower = Journal(path, landed.extend)
    _, one = open_journal(path)
    _, two = open_journal(path)
    for number in range(3):
        one.insert(Document({"x": number}, doc_id=f"one {number}"))
        two.insert(Document({"x": number}, doc_id=f"two {number}"))
        follower.catch_up()
        follower.catch_up()
    expected = [f"{name} {number}" for number in range(3) for name in ("one", "two")]
    assert [change.id for change in landed] == expected
