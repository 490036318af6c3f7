"""A checkpoint changes how fast a ledger opens, and nothing that it shows."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from tests.ledger.test_fold_properties import payloads
from tests.support.ledgers import NOW, as_events, decided, everything, fill, invented, mail

from endorseback.errors import DamagedError
from endorseback.ledger import checkpoint, ledger
from endorseback.ledger.checkpoint import load_checkpoint
from endorseback.ledger.events.events import AnyPayload, Undone
from endorseback.ledger.ledger import Cursor, Ledger
from endorseback.ledger.projection.state import ModelState
from endorseback.ledger.views.read_model import ReadModel
from endorseback.model.decisions import DecisionKind
from endorseback.model.list_rows import State


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path of a ledger with a checkpoint beside it."""
    monkeypatch.setattr(ledger, "CHECKPOINT_EVERY", 1000)
    path = tmp_path / "ledger.jsonl"
    fill(path, invented(120), batch=10)
    assert load_checkpoint(path) is not None
    return path


def without_checkpoint(path: Path) -> Ledger:
    path.with_suffix(".checkpoint").unlink()
    return Ledger(path)


@settings(max_examples=200, deadline=None)
@given(payloads, payloads)
def test_a_fold_taken_up_again_goes_on_as_if_it_had_never_stopped(
    first: list[AnyPayload], second: list[AnyPayload]
) -> None:
    events = as_events(first + second)
    whole = ReadModel()
    whole.apply(events[: len(first)])
    everything(whole)
    whole.state.store()
    stored = msgspec.msgpack.encode(whole.state)
    again = ReadModel(msgspec.msgpack.decode(stored, type=ModelState))
    assert everything(again) == everything(whole)
    for model in (whole, again):
        model.apply(events[len(first) :])
    assert everything(again) == everything(whole)


def test_it_is_taken_up_and_what_came_after_it_is_folded(path: Path) -> None:
    writer = Ledger(path)
    assert writer.model.state.folded == 120
    writer.record(mail("m1", ("Maya Okafor", "maya", "Go")), cursors=[Cursor("a", "b", {"c": 1})])
    opened = Ledger(path)
    assert opened.model.state.folded == 121
    assert opened.drain().people == frozenset()
    assert opened.cursor("a", "b") == {"c": 1}
    assert everything(opened.model) == everything(without_checkpoint(path).model)


def test_undo_reaches_behind_it(path: Path) -> None:
    opened = Ledger(path)
    while (last := opened.model.last_undoable()) is not None:
        opened.record(Undone(event=last.id))
        opened.drain()
    assert all(row.decision is None for row in opened.model.rows(State.OPEN, NOW))
    assert opened.model.counts(NOW)[State.SKIPPED] == 0
    assert everything(opened.model) == everything(without_checkpoint(path).model)


def test_any_flipped_byte_of_it_leaves_it_out(path: Path) -> None:
    stored = path.with_suffix(".checkpoint")
    whole = stored.read_bytes()
    for place in [*range(40), *range(40, len(whole), 977)]:
        damaged = bytearray(whole)
        damaged[place] ^= 1
        stored.write_bytes(damaged)
        assert load_checkpoint(path) is None
    stored.write_bytes(whole[:3])
    assert load_checkpoint(path) is None
    assert Ledger(path).model.state.folded == 120


def test_it_is_left_out_where_other_code_made_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoint, "code_version", lambda: "other")
    assert load_checkpoint(path) is None


def test_it_is_left_out_where_the_journal_is_another(path: Path) -> None:
    other = path.with_name("other.jsonl")
    fill(other, invented(130, seed=8))
    other.replace(path)
    opened = Ledger(path)
    assert opened.model.state.folded == 130
    assert everything(opened.model) == everything(without_checkpoint(path).model)


def test_it_is_left_out_where_the_journal_is_shorter(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
    assert Ledger(path).model.state.folded == 110


def test_damage_in_what_it_covers_is_found_all_the_same(path: Path) -> None:
    damaged = bytearray(path.read_bytes())
    damaged[100] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(DamagedError, match="line 1,"):
        Ledger(path)


def test_damage_after_it_is_named_by_its_line(path: Path) -> None:
    lines = path.read_bytes().count(b"\n")
    with path.open("ab") as file:
        file.write(b"noise\n")
    with pytest.raises(DamagedError, match=f"line {lines + 1},"):
        Ledger(path)


def test_a_compacted_journal_gets_another(path: Path) -> None:
    opened = Ledger(path)
    opened.record(decided(DecisionKind.SKIPPED, "Maya Okafor", "maya", "Go"))
    opened.compact()
    opened.close()
    found = load_checkpoint(path)
    assert found is not None
    assert found.extent.size == path.stat().st_size
    assert everything(Ledger(path).model) == everything(without_checkpoint(path).model)


def test_a_reader_leaves_none(path: Path) -> None:
    opened = without_checkpoint(path)
    opened.close()
    assert load_checkpoint(path) is None


def test_what_landed_but_was_not_drained_is_in_it(path: Path) -> None:
    with Ledger(path) as writer:
        for number in range(20):
            writer.record(mail(f"m{number}", (f"Late {number}", f"late-{number}", "Go")))
    found = load_checkpoint(path)
    assert found is not None
    assert found.state.folded == 140
    assert everything(Ledger(path).model) == everything(without_checkpoint(path).model)


def test_only_the_owner_can_read_it(path: Path) -> None:
    assert path.with_suffix(".checkpoint").stat().st_mode & 0o777 == 0o600
