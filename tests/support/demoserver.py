"""The demo's own mailbox as a server to test against: real IMAP on loopback, stamped mail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from endorseback.demo.server import Server, run_server


@contextmanager
def demo_server(folder: Path) -> Iterator[Server]:
    """Run the demo's IMAP server; it removes what lies in a folder of its own at the end."""
    own = folder / "demo-server"
    own.mkdir()
    with run_server(own, datetime.now(UTC), late=False) as server:
        yield server
