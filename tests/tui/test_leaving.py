"""Leaving the app loses nothing silently."""

import os
import sys
from pathlib import Path
from typing import Final

import pytest
from tests.support.terminal import Terminal

from endorseback.ledger.events.events import Dismissed
from endorseback.ledger.ledger import Ledger
from endorseback.paths import Paths
from endorseback.tui.threads.ledger_thread import LedgerThread

APP: Final = (sys.executable, "-m", "endorseback")


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


@pytest.mark.e2e
def test_it_ends_by_itself_when_its_terminal_is_gone(tmp_path: Path) -> None:
    """Nobody could see or press anything any more, and a dead terminal reads as ready for ever."""
    with Terminal(APP, env={**os.environ, "ENDORSEBACK_DATA_DIR": str(tmp_path)}) as terminal:
        terminal.wait_for("Set up")
        terminal.hang_up()
        assert terminal.process.wait(30) == 0
