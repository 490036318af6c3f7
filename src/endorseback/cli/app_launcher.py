"""`endorseback` without a command: the full-screen app."""

from __future__ import annotations

import sys

from endorseback.cli.invocation import Invocation
from endorseback.errors import UsageError


def open_app(invocation: Invocation) -> None:
    """Open the app on the user's ledger; without a configuration it opens on its welcome screen.

    Raises:
        UsageError: If there is no terminal to draw on.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "The app needs a terminal.", hint="Without one, try `endorseback list` or `fetch`."
        )
    from endorseback.tui.collection import paused

    with paused():
        config = invocation.config_or_none()

        from endorseback.tui.start import run_app

        raise SystemExit(run_app(invocation.paths, config))
