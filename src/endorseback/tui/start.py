"""The way into the app, light enough to be imported before it is known that a screen is wanted."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from endorseback.model.clock import Clock, utc_now
from endorseback.tui.collection import paused

if TYPE_CHECKING:
    from endorseback.desktop import Clipboard, Opened, Opener, Placed, TerminalWriter
    from endorseback.paths import Paths
    from endorseback.settings import Config


def run_app(
    paths: Paths,
    config: Config | None,
    *,
    clock: Clock = utc_now,
    opener: Opener | None = None,
    clipboard: Clipboard | None = None,
    demo: bool = False,
) -> int:
    """Run the app until the user leaves it, and return the exit code.

    Args:
        paths: Where everything lies.
        config: The configuration; None opens the welcome screen where there is no ledger either.
        clock: Tells the present moment.
        opener: Opens pages; left out, the platform's browser.
        clipboard: Takes texts; left out, the platform's clipboard.
        demo: The mailbox is invented.

    Raises:
        DamagedError: If the ledger cannot be read.
        EndorsebackError: If the last decisions could not be written.
        Exception: A fault of our own that ended the app.
    """
    with paused():
        from endorseback.tui.app import EndorsebackApp

        app = EndorsebackApp(
            paths,
            config,
            clock=clock,
            opener=opener or _PlatformBrowser(),
            clipboard=clipboard or _PlatformClipboard(),
            demo=demo,
        )
        choice = app.run()
    for error in (app.fault, *app.unsaved):
        if error is not None:
            raise error
    return (app.return_code or 0) if choice is None else _run_command(paths, choice.value)


class _PlatformBrowser:
    """The platform's browser, looked for when it is first wanted."""

    def open(self, url: str) -> Opened:
        """Open a page."""
        from endorseback.desktop import Browser

        return Browser().open(url)


class _PlatformClipboard:
    """The platform's clipboard, looked for when it is first wanted."""

    def put(self, text: str, terminal: TerminalWriter) -> Placed:
        """Put a text there."""
        from endorseback.desktop import DesktopClipboard

        return DesktopClipboard().put(text, terminal)


def _run_command(paths: Paths, command: str) -> int:
    """Run another command of ours on the same files, and return its exit code."""
    import subprocess

    return subprocess.call(_command_line(paths, command))  # noqa: S603 (our own program)


def _command_line(paths: Paths, command: str) -> Sequence[str]:
    """Return the words that start a command on the same files."""
    where = ["--config", str(paths.config_file), "--data-dir", str(paths.data_dir)]
    return [sys.executable, "-m", "endorseback", *where, command]
