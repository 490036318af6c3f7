"""An IMAP server that follows a script: for what no real server can be brought to say."""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.support.listening import listening

GREETING = b"* OK ready\r\n"
CAPABILITY = b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n{tag} OK done\r\n"
OK = b"{tag} OK done\r\n"
EXAMINED = (
    b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n* OK [UIDNEXT 4]\r\n{tag} OK [READ-ONLY] done\r\n"
)
CLOSE = b"<close>"
STALL = b"<stall>"


@dataclass
class ScriptedServer:
    """Answers each command by the first line of its script that fits; else `OK`."""

    script: list[tuple[str, bytes]]
    greeting: bytes = GREETING
    context: ssl.SSLContext | None = None
    port: int = 0
    commands: list[str] = field(default_factory=list)
    """What clients said, line by line."""
    _done: threading.Event = field(default_factory=threading.Event)

    def serve(self, plain: socket.socket) -> None:
        """Talk to one client."""
        with contextlib.suppress(OSError):
            client = self.context.wrap_socket(plain, server_side=True) if self.context else plain
            with client:
                client.sendall(self.greeting)
                self._talk(client)

    def _talk(self, client: socket.socket) -> None:
        """Answer line by line, until the script closes."""
        for line in client.makefile("rb"):
            text = line.decode("utf-8", "replace").rstrip("\r\n")
            self.commands.append(text)
            tag, _blank, command = text.partition(" ")
            answer = self._answer(command).replace(b"{tag}", tag.encode())
            for part in re.split(b"(<close>|<stall>)", answer):
                if part == CLOSE:
                    return
                if part == STALL:
                    self._done.wait(60)
                else:
                    client.sendall(part)

    def _answer(self, command: str) -> bytes:
        """Return what the script says to a command."""
        defaults = [
            ("CAPABILITY", CAPABILITY),
            ("EXAMINE", EXAMINED),
            ("LOGOUT", b"* BYE\r\n" + OK),
        ]
        for pattern, answer in [*self.script, *defaults]:
            if re.match(pattern, command):
                return answer
        return OK

    def stop(self) -> None:
        """Let stalled conversations end."""
        self._done.set()


@contextlib.contextmanager
def scripted_imap(
    *script: tuple[str, bytes],
    greeting: bytes = GREETING,
    context: ssl.SSLContext | None = None,
) -> Iterator[ScriptedServer]:
    """Yield a server that follows a script of (pattern of a command, answer)."""
    server = ScriptedServer(list(script), greeting, context)
    with listening(server):
        yield server
