"""Opens a page in the user's own browser, and says so where that is not possible.

`webbrowser` of the standard library is not used: it may start a text browser in the middle of the
screen, wait for it, or start one on the far end of an SSH connection.
"""

from __future__ import annotations

import shlex
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from endorseback.desktop.desktop_environment import Desktop, program_name
from endorseback.desktop.handover import Opened

_TEXT_BROWSERS: Final = frozenset({"w3m", "lynx", "links", "links2", "elinks", "www-browser"})
"""They would draw over the screen."""
_LINUX_OPENERS: Final = (("xdg-open",), ("gio", "open"), ("x-www-browser",))
_WINDOWS_OPENER: Final = ("rundll32.exe", "url.dll,FileProtocolHandler")


@dataclass(frozen=True, slots=True)
class Browser:
    """The user's browser: `$BROWSER` where it is set, else the platform's opener."""

    desktop: Desktop = field(default_factory=Desktop)
    patience: float = 1.5
    """Seconds after which a command that has not ended counts as a browser that stays open."""

    def open(self, url: str) -> Opened:
        """Open a page; blocks for `patience` seconds at most for each command tried."""
        if not url.startswith("https://"):
            return Opened(False, "Only https pages are opened.")
        if any(self._start(command) for command in self._commands(url)):
            return Opened(True, "Opened in your browser.")
        return Opened(False, self._why_not())

    def way(self) -> str | None:
        """Return the name of the program that would open a page; None where there is none."""
        for command in self._commands("https://www.linkedin.com/"):
            return program_name(command[0])
        return None

    def _commands(self, url: str) -> Iterator[list[str]]:
        """Yield the commands to try, best first; each has an installed program."""
        for words in (*self._chosen(url), *self._usual(url)):
            program = self.desktop.find(words[0])
            if program is not None:
                yield [program, *words[1:]]

    def _chosen(self, url: str) -> Iterator[list[str]]:
        """Yield what `$BROWSER` asks for: commands parted by colons, `%s` standing for the page."""
        for command in self.desktop.get("BROWSER").split(":"):
            try:
                words = shlex.split(command)
            except ValueError:
                continue
            if not words or program_name(words[0]) in _TEXT_BROWSERS:
                continue
            placed = [word.replace("%s", url) for word in words]
            yield placed if placed != words else [*words, url]

    def _usual(self, url: str) -> Iterator[list[str]]:
        """Yield the platform's ways; none where the window would open far from the user."""
        if self.desktop.remote:
            return
        if self.desktop.macos:
            yield ["open", url]
        elif self.desktop.windows:
            yield ["wslview", url]
            yield [*_WINDOWS_OPENER, url]
        elif self.desktop.has_display:
            yield from ([*words, url] for words in _LINUX_OPENERS)

    def _start(self, command: list[str]) -> bool:
        """Start a command, never through a shell; tell whether it took the page."""
        try:
            process = subprocess.Popen(  # noqa: S603 - the words are ours or the user's own $BROWSER
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=dict(self.desktop.environment),
                start_new_session=True,
            )
        except OSError:
            return False
        try:
            return process.wait(self.patience) == 0
        except subprocess.TimeoutExpired:
            threading.Thread(target=process.wait, name="browser-reaper", daemon=True).start()
            return True

    def _why_not(self) -> str:
        if self.desktop.remote:
            return "Over SSH no browser is opened here: open the link on your own machine."
        if not (self.desktop.has_display or self.desktop.macos or self.desktop.windows):
            return "There is no display to open a browser on: open the link yourself."
        return "No browser could be started: open the link yourself, or set $BROWSER."


@dataclass(frozen=True, slots=True)
class ClosedBrowser:
    """The demo's browser, which never opens: real people may bear its invented slugs."""

    def open(self, url: str) -> Opened:
        """Decline, so that whoever asked shows the page instead."""
        return Opened(False, "The demo opens no browser; it would show this page:")
