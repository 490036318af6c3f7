"""The demo's own mailbox as a server to test against: real IMAP on loopback, stamped mail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from endorseback.demo.server import Server, run_server


@contextmanager
def demo_server(folder: Path, pace: float = 0.0) -> Iterator[Server]:
    """Run the demo's IMAP server, which takes a folder of its own away at the end."""
    own = folder / "demo-server"
    own.mkdir()
    with run_server(own, datetime.now(UTC), pace=pace) as server:
        yield server
