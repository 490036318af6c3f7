"""An SMTP server that follows a script: for what no real server can be brought to say."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.support.listening import listening

OK = b"250 fine\r\n"


@dataclass
class ScriptedSmtp:
    """Answers each command as its script says; `<close>` hangs up, `<stall>` keeps
    silent to the end, `<wait>` until the test lets it go on."""

    greeting: bytes = b"220 ready\r\n"
    features: bytes = b"250 SIZE 1000000\r\n"
    """The last line of the answer to EHLO."""
    auth: bytes = b"235 welcome\r\n"
    data: bytes = b"354 go ahead\r\n"
    end: bytes = OK
    """The answer to the end of the data."""
    port: int = 0
    heard: bytearray = field(default_factory=bytearray)
    """What clients said."""
    _done: threading.Event = field(default_factory=threading.Event)
    _stalled: threading.Event = field(default_factory=threading.Event)
    _going_on: threading.Event = field(default_factory=threading.Event)

    def go_on(self) -> None:
        """Let it give the answer that it waits with."""
        self._going_on.set()

    def serve(self, client: socket.socket) -> None:
        """Talk to one client."""
        with client, contextlib.suppress(OSError):
            lines = client.makefile("rb")
            if self._say(client, self.greeting):
                self._talk(client, lines)

    def _talk(self, client: socket.socket, lines: Iterator[bytes]) -> None:
        """Answer command by command, until either side ends it."""
        for line in lines:
            self.heard += line
            command = line[:4].upper()
            answers = {
                b"EHLO": b"250-x\r\n" + self.features,
                b"AUTH": self.auth,
                b"DATA": self.data,
            }
            answer = answers.get(command, OK)
            if not self._say(client, answer):
                return
            if command == b"DATA" and answer.startswith(b"354"):
                self._listen(lines)
                if not self._say(client, self.end):
                    return

    def _listen(self, lines: Iterator[bytes]) -> None:
        """Take the data, up to its end."""
        for line in lines:
            self.heard += line
            if line == b".\r\n":
                return

    def _say(self, client: socket.socket, answer: bytes) -> bool:
        """Send an answer; False where it ends the connection."""
        for part in re.split(b"(<close>|<stall>|<wait>)", answer):
            if part == b"<close>":
                return False
            if part == b"<stall>":
                self._stalled.set()
                self._done.wait(60)
                return False
            if part == b"<wait>":
                self._stalled.set()
                self._going_on.wait(60)
            else:
                client.sendall(part)
        return True

    def wait_for_stall(self) -> None:
        """Wait until a client waits for an answer that does not come."""
        assert self._stalled.wait(30)

    def stop(self) -> None:
        """Let stalled conversations end."""
        self._going_on.set()
        self._done.set()


@contextlib.contextmanager
def scripted_smtp(**script: bytes) -> Iterator[ScriptedSmtp]:
    """Yield a server that follows a script; see its fields."""
    server = ScriptedSmtp(**script)  # type: ignore[arg-type]
    with listening(server):
        yield server
