"""Compaction drops what later lines replaced, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.ledger.test_fold_properties import payloads
from tests.support.ledgers import NOW, everything, fill, invented, mail

from endorseback.ledger.events.events import AnyPayload
from endorseback.ledger.journal import compaction
from endorseback.ledger.journal.line import decode_lines
from endorseback.ledger.ledger import Cursor, Ledger
from endorseback.model.notification import Kind


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.jsonl"


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(payloads)
def test_a_compacted_ledger_shows_the_same(path: Path, sequence: list[AnyPayload]) -> None:
    path.unlink(missing_ok=True)
    fill(path, sequence, batch=3)
    before = everything(Ledger(path).model)
    ledger = Ledger(path)
    ledger.compact()
    assert everything(ledger.model) == before
    assert everything(Ledger(path).model) == before


def test_replaced_readings_and_cursors_are_dropped(path: Path) -> None:
    ledger = Ledger(path, clock=lambda: NOW)
    for number in range(20):
        ledger.record(
            mail("m1", ("Maya Okafor", "maya", f"Skill {number}")),
            mail(f"n{number}", type=Kind.REVIEW),
            cursors=[Cursor("main", "INBOX", {"number": number})],
        )
    ledger.compact()
    stored = [change for changes in decode_lines(path.read_bytes()) for change in changes]
    assert sum(change.table == "events" for change in stored) == 21
    assert sum(change.table == "cursors" for change in stored) == 1
    assert ledger.cursor("main", "INBOX") == Ledger(path).cursor("main", "INBOX") == {"number": 19}


def test_compacting_twice_changes_nothing_more(path: Path) -> None:
    fill(path, invented(100))
    ledger = Ledger(path)
    ledger.compact()
    size = path.stat().st_size
    ledger.compact()
    assert path.stat().st_size == size
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_ledger_that_doubles_is_compacted_by_itself(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compaction, "SMALLEST", 4000)
    ledger = Ledger(path)
    for number in range(200):
        ledger.record(mail("m1", ("Maya Okafor", "maya", f"Skill {number}")))
        assert path.stat().st_size < 9000
    ledger.drain()
    assert everything(ledger.model) == everything(Ledger(path).model)
    assert ledger.model.mail("m1") is not None


def test_what_never_shrinks_is_not_compacted_each_time(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compaction, "SMALLEST", 4000)
    ledger = Ledger(path)
    files = set()
    for payload in invented(300):
        ledger.record(payload)
        files.add(path.stat().st_ino)
    assert 2 <= len(files) <= 8
