"""Starts the demo's IMAP server and ends it.

The listening socket is bound here and inherited, so that there is no port to wait for: a client
that connects before the server is up stands in the queue until it answers.
"""

from __future__ import annotations

import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import msgspec

from endorseback.demo.demo_mailbox import load_mailbox
from endorseback.demo.server_orders import ServerOrders
from endorseback.errors import UsageError

_LOOPBACK: Final = "127.0.0.1"
_PATIENCE: Final = 5.0
"""Seconds that the server has to end by itself."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where the demo's mailbox is to be had."""

    host: str
    port: int
    username: str
    password: str


@contextmanager
def run_server(folder: Path, now: datetime, *, pace: float = 0.0) -> Iterator[Server]:
    """Run the server; it answers soon after, and removes `folder` when this process is gone.

    Args:
        folder: The demo's throw-away folder.
        now: When the demo starts, in UTC: the mails are dated back from it.
        pace: How many seconds each second takes until the late mails arrive; 0 keeps them away.

    Raises:
        UsageError: If pymap, the IMAP server, is not installed.
    """
    if find_spec("pymap") is None:
        raise UsageError(
            "The demo needs an IMAP server of its own, which is not installed.",
            hint="Run `pip install 'endorseback[demo]'`.",
        )
    username, password = load_mailbox().reader.address, secrets.token_urlsafe(24)
    with socket.create_server((_LOOPBACK, 0)) as listener:
        port: int = listener.getsockname()[1]
        orders = ServerOrders(
            username=username,
            password=password,
            socket=listener.fileno(),
            now=now.isoformat(),
            pace=pace,
            folder=str(folder),
        )
        process = _spawn(listener, orders)
    try:
        yield Server(_LOOPBACK, port, username, password)
    finally:
        _end(process)


def _spawn(listener: socket.socket, orders: ServerOrders) -> subprocess.Popen[bytes]:
    """Start the server in a session of its own, so that Ctrl-C in the terminal is not for it."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "endorseback.demo.server_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=[listener.fileno()],
        start_new_session=True,
    )
    assert process.stdin is not None
    process.stdin.write(msgspec.json.encode(orders) + b"\n")
    process.stdin.flush()
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    """Close the pipe that keeps the server alive, and wait for it."""
    assert process.stdin is not None
    process.stdin.close()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
