"""Serving on loopback, for the servers that follow a script and the relay that fails."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Protocol, TypeVar


class Serving(Protocol):
    """What talks to clients."""

    port: int

    def serve(self, client: socket.socket, /) -> None:
        """Talk to one client."""

    def stop(self) -> None:
        """Let stalled conversations end."""


Server = TypeVar("Server", bound=Serving)


@contextlib.contextmanager
def listening(server: Server) -> Iterator[Server]:
    """Yield a server with its port set, serving each client in a thread of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.port = listener.getsockname()[1]
        accepting = threading.Thread(target=_accept, args=(listener, server), daemon=True)
        accepting.start()
        try:
            yield server
        finally:
            server.stop()
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            accepting.join(5)


def _accept(listener: socket.socket, server: Serving) -> None:
    """Serve each connection, until the listener closes."""
    with contextlib.suppress(OSError):
        while True:
            client, _address = listener.accept()
            threading.Thread(target=server.serve, args=(client,), daemon=True).start()
