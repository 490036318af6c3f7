"""The command line; its entry knows the way to the app, which people wait for, by heart."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final, NoReturn

_PLACES: Final = {"--config": "config_file", "--data-dir": "data_dir"}
"""The options that may stand before no command at all."""


def main() -> NoReturn:
    """Run the command line, in UTF-8 whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    places = app_places(sys.argv[1:])
    if places is None or "_ENDORSEBACK_COMPLETE" in os.environ:
        from endorseback.cli.group import group

        group(prog_name="endorseback")
    else:
        _open_app(places)
    raise SystemExit(0)


def app_places(words: list[str]) -> dict[str, Path] | None:
    """Return the places named where nothing but the app is asked for; None for all else.

    The parser would come to the same, after an import that is a good part of the way to the first
    frame.
    """
    places: dict[str, Path] = {}
    for option, value in zip(words[::2], words[1::2], strict=False):
        if option not in _PLACES or value.startswith("-"):
            return None
        places[_PLACES[option]] = Path(value)
    return None if len(words) % 2 else places


def _open_app(places: dict[str, Path]) -> None:
    """Open the app on these places."""
    from endorseback.cli.app_launcher import open_app
    from endorseback.cli.error_boundary import error_boundary
    from endorseback.cli.invocation import Invocation
    from endorseback.paths import find_paths

    paths = find_paths(**places)
    with error_boundary(lambda: paths):
        open_app(Invocation(paths))
