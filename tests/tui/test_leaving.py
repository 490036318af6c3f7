"""Leaving the app loses nothing silently."""

from pathlib import Path

from endorseback.ledger.events import Dismissed
from endorseback.ledger.ledger import Ledger
from endorseback.paths import Paths
from endorseback.tui.runtime.ledger_thread import LedgerThread


def test_a_decision_that_cannot_be_written_any_more_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").touch()  # a file where the data folder should be
    paths = Paths(tmp_path / "config.toml", tmp_path / "data")
    with Ledger(tmp_path / "elsewhere" / "ledger.jsonl") as ledger:
        ledger.record(Dismissed(mail="first"))
        ledger.path.unlink()
        thread = LedgerThread(ledger, paths, lambda message: False, poll=0.05)
        thread.start()
        thread.record(1, Dismissed(mail="second"))
        thread.stop()
        (error,) = thread.unsaved
        assert str(ledger.path) in error.message
