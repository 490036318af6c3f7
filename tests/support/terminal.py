"""A real terminal for the tests: a program on a pty, its screen read by an emulator."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType

import pyte

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "ctrl+c": "\x03",
    "ctrl+p": "\x10",
    "ctrl+q": "\x11",
}


class Terminal:
    """A program in a terminal of a given size: press keys, read the screen, see the raw bytes."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 80,
        lines: int = 24,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        self._lock = threading.Lock()
        self._fd, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.process = subprocess.Popen(
            argv,
            stdin=child,
            stdout=child,
            stderr=child,
            env={**(os.environ if env is None else env), "TERM": "xterm-256color"},
            start_new_session=True,
        )
        os.close(child)
        self._gone = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _read(self) -> None:
        """Feed the emulator until either side is closed."""
        poll = select.poll()
        poll.register(self._fd, select.POLLIN)
        while not self._gone.is_set():
            try:
                data = os.read(self._fd, 65536) if poll.poll(500) else None
            except OSError:
                return
            if data == b"":
                return
            if data:
                with self._lock:
                    self.raw += data
                    self._stream.feed(data)

    def hang_up(self) -> None:
        """Take the terminal away from the program, without a signal."""
        self._gone.set()
        self._reader.join(2)
        os.close(self._fd)

    def press(self, *keys: str) -> None:
        """Press keys by name, or type text as it is."""
        for key in keys:
            os.write(self._fd, KEYS.get(key, key).encode())
            # A pause tells the Escape key from the beginning of a sequence.
            time.sleep(0.25 if key == "escape" else 0.02)

    @property
    def text(self) -> str:
        """The screen as it stands, trailing blanks left out."""
        with self._lock:
            return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, *words: str, gone: bool = False, timeout: float = 30) -> str:
        """Wait until all words stand on the screen (or none of them does) and return it."""

        def there() -> bool:
            text = self.text
            return not any(w in text for w in words) if gone else all(w in text for w in words)

        return self.wait_until(there, f"{words!r} {'gone' if gone else 'on screen'}", timeout)

    def wait_until(self, done: Callable[[], bool], what: str, timeout: float = 30) -> str:
        """Wait for a condition; a screen that never shows it fails the test with what it showed."""
        deadline = time.monotonic() + timeout
        while not done():
            if time.monotonic() > deadline:
                raise AssertionError(f"waited in vain for {what}; the screen shows:\n{self.text}")
            if self.process.poll() is not None and not done():
                raise AssertionError(f"the program ended before {what}:\n{self.text}")
            time.sleep(0.02)
        return self.text

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size, and tell the program."""
        with self._lock:
            self.screen.resize(lines, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        os.killpg(self.process.pid, signal.SIGWINCH)

    def end(self, timeout: float = 15) -> int:
        """Wait for the program to end by itself and return its exit code."""
        return self.process.wait(timeout)

    def close(self) -> None:
        """End the program, if it still runs, and the terminal."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if not self._gone.is_set():
            self.hang_up()
