"""Killed in the middle of writing: nothing acknowledged is lost, and the file stays readable."""

import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from endorseback.ledger.ledger import Ledger

KILLS = 200
ENDLESS = str(10**9)


def write_and_die(path: Path, number: int, seconds: float) -> set[str]:
    """Kill a writing process with signal 9 at a moment, and return what it had acknowledged.

    The moments begin with its first acknowledgement, so that every process dies while it writes.
    """
    command = [sys.executable, "-m", "tests.ledger.writer", str(path), f"p{number}", ENDLESS]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    told = [writer.stdout.readline()]
    timer = threading.Timer(seconds, writer.kill)
    timer.start()
    told += writer.stdout.read().splitlines(keepends=True)
    timer.join()
    assert writer.wait() == -signal.SIGKILL
    writer.stdout.close()
    return {line.strip() for line in told if line.endswith("\n")}


@pytest.mark.crash
def test_killed_200_times_no_acknowledged_event_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    rng = random.Random(9)
    acknowledged: set[str] = set()
    for number in range(KILLS):
        acknowledged |= write_and_die(path, number, rng.uniform(0, 0.01))
        if number % 20 == 0 or number == KILLS - 1:
            known = {seen.mail for seen in Ledger(path).model.mails()}
            assert acknowledged <= known
            assert len(known) <= len(acknowledged) + number + 1
    assert len(acknowledged) > KILLS
