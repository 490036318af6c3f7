"""A relay in front of a real server that fails at a chosen point of the dialogue."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.support.listening import listening


@dataclass
class FaultProxy:
    """Relays connections; they end, or stall, after so many bytes of the server or the client.

    A limit counts the bytes of one connection; None relays everything.
    """

    target: tuple[str, int]
    close_after: int | None = None
    stall_after: int | None = None
    cut_after: int | None = None
    """Bytes of the client after which the connection ends, without an answer to them."""
    port: int = 0
    relayed: int = 0
    """Bytes of the server's answers in the last connection."""
    connections: int = 0
    sent: bytearray = field(default_factory=bytearray)
    """What the clients said, in all connections."""
    on_client: list[tuple[bytes, object]] = field(default_factory=list)
    """(words, callable): called once when a client's data first holds these words."""
    _released: threading.Event = field(default_factory=threading.Event)
    _idle: threading.Condition = field(default_factory=threading.Condition)
    _active: int = 0

    def wait_idle(self) -> None:
        """Wait until no connection is relayed any more."""
        with self._idle:
            assert self._idle.wait_for(lambda: not self._active, timeout=20)

    def stop(self) -> None:
        """Let stalled connections end."""
        self._released.set()

    def serve(self, client: socket.socket) -> None:
        """Relay one connection until either side, or the fault, ends it."""
        self.connections += 1
        self.relayed = 0
        with self._counted(), client, socket.create_connection(self.target) as server:
            up = threading.Thread(target=self._relay_up, args=(client, server), daemon=True)
            up.start()
            with contextlib.suppress(OSError):
                self._relay_down(client, server)
            for end in (client, server):
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
            up.join(10)

    @contextlib.contextmanager
    def _counted(self) -> Iterator[None]:
        """Count a connection while it is relayed."""
        self._active += 1
        try:
            yield
        finally:
            with self._idle:
                self._active -= 1
                self._idle.notify_all()

    def _relay_up(self, client: socket.socket, server: socket.socket) -> None:
        """Pass on what the client says; a `ConnectionError` of `on_client` ends it before that."""
        try:
            passed = 0
            while data := client.recv(65_536):
                room = len(data) if self.cut_after is None else self.cut_after - passed
                self.sent += data[:room]
                self._notice(data)
                if room <= len(data) and self.cut_after is not None:
                    self._cut(client, server, data[:room])
                    return
                server.sendall(data)
                passed += len(data)
            server.shutdown(socket.SHUT_WR)
        except ConnectionError:
            with contextlib.suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def _cut(self, client: socket.socket, server: socket.socket, last: bytes) -> None:
        """Pass on the client's last bytes, and end the connection on its side at once."""
        with contextlib.suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)
        server.sendall(last)
        server.shutdown(socket.SHUT_WR)

    def _notice(self, data: bytes) -> None:
        """Call what waits for words of the client."""
        for entry in list(self.on_client):
            words, call = entry
            if words in data:
                self.on_client.remove(entry)
                call()  # type: ignore[operator]

    def _relay_down(self, client: socket.socket, server: socket.socket) -> None:
        """Pass on what the server answers, up to the fault."""
        limits = [limit for limit in (self.close_after, self.stall_after) if limit is not None]
        limit = min(limits) if limits else None
        while data := server.recv(65_536):
            room = len(data) if limit is None else limit - self.relayed
            client.sendall(data[:room])
            self.relayed += min(room, len(data))
            if limit is not None and self.relayed >= limit:
                if limit == self.stall_after:
                    self._released.wait(60)
                return


@contextlib.contextmanager
def fault_proxy(
    port: int, *, close_after: int | None = None, stall_after: int | None = None
) -> Iterator[FaultProxy]:
    """Yield a proxy before a port of this machine; its fault can be changed between connections."""
    proxy = FaultProxy(("127.0.0.1", port), close_after, stall_after)
    with listening(proxy):
        yield proxy
