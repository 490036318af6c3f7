"""Sends a text to the clipboard: by the desktop's own tool, else through the terminal (OSC 52).

Neither way is acknowledged by the clipboard, so the sentence says "sent", never "copied".
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from endorseback.desktop.desktop_environment import Desktop, program_name
from endorseback.desktop.handover import Placed, TerminalWriter
from endorseback.desktop.osc52 import for_screen, for_tmux, set_clipboard

_LONGEST_THROUGH_TERMINAL: Final = 74_000
"""Bytes of text; terminals drop sequences beyond some 100,000 bytes of base64."""
_MUTE_TERMINALS: Final = frozenset({"", "dumb", "linux"})
"""Values of `$TERM` of terminals without a clipboard."""


@dataclass(frozen=True, slots=True)
class DesktopClipboard:
    """The clipboard that the user pastes from."""

    desktop: Desktop = field(default_factory=Desktop)
    patience: float = 2.0
    """Seconds that a clipboard tool may take."""

    def put(self, text: str, terminal: TerminalWriter) -> Placed:
        """Send a text to the clipboard; blocks for `patience` seconds at most for each tool."""
        if any(self._pipe(command, text) for command in self._tools()):
            return Placed(True, "Sent to the clipboard.")
        if not self._terminal_can():
            return Placed(
                False,
                "No clipboard was found (install wl-clipboard or xclip); select the text instead.",
            )
        if len(text.encode("utf-8", "replace")) > _LONGEST_THROUGH_TERMINAL:
            return Placed(False, "Too long for the terminal's clipboard; select the text instead.")
        terminal(self._sequence(text))
        return Placed(True, "Sent to the clipboard through the terminal.")

    def way(self) -> str | None:
        """Return by what the clipboard would be reached, in words; None where by nothing."""
        for command in self._tools():
            return program_name(command[0])
        return "the terminal (OSC 52)" if self._terminal_can() else None

    def _tools(self) -> Iterator[list[str]]:
        """Yield the installed tools that reach the clipboard the user pastes from, best first."""
        for words in self._usual():
            program = self.desktop.find(words[0])
            if program is not None:
                yield [program, *words[1:]]

    def _usual(self) -> Iterator[tuple[str, ...]]:
        """Yield the tools of these surroundings; a forwarded display reaches the user over SSH."""
        if self.desktop.get("WAYLAND_DISPLAY"):
            yield ("wl-copy",)
        if self.desktop.get("DISPLAY"):
            yield ("xclip", "-selection", "clipboard", "-in")
            yield ("xsel", "--clipboard", "--input")
        if self.desktop.macos and not self.desktop.remote:
            yield ("pbcopy",)
        if self.desktop.windows and not self.desktop.remote:
            yield ("clip.exe",)
        if self.desktop.get("TMUX"):
            yield ("tmux", "load-buffer", "-w", "-")

    def _pipe(self, command: list[str], text: str) -> bool:
        """Give a tool the text on its standard input; tell whether it took it in time."""
        encoding = "utf-16" if command[0].endswith("clip.exe") else "utf-8"
        try:
            done = subprocess.run(  # noqa: S603 - every command is one of ours, as an argument list
                command,
                input=text.encode(encoding, "replace"),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=dict(self.desktop.environment),
                timeout=self.patience,
                check=False,
                start_new_session=True,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0

    def _terminal_can(self) -> bool:
        """Tell whether the terminal may know OSC 52; Apple's Terminal is known not to."""
        known_not_to = self.desktop.get("TERM_PROGRAM") == "Apple_Terminal"
        return not known_not_to and self.desktop.get("TERM") not in _MUTE_TERMINALS

    def _sequence(self, text: str) -> str:
        sequence = set_clipboard(text)
        if self.desktop.get("TMUX"):
            return for_tmux(sequence)
        return for_screen(sequence) if self.desktop.get("STY") else sequence
