"""Checks of what is around us: the terminal, the clipboard, the browser."""

from __future__ import annotations

import locale
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from typing import Final

from endorseback.services.doctor.check import Check, advise, ok

_COLUMNS, _LINES = 80, 24
_MANY_COLOURS: Final = ("truecolor", "24bit")


def check_surroundings(environ: Mapping[str, str] = os.environ) -> Iterator[Check]:
    """Yield what is found about the terminal, the language, the clipboard and the browser."""
    yield from _check_terminal(environ)
    yield _check_encoding()
    yield from _check_desktop()


def _check_terminal(environ: Mapping[str, str]) -> Iterator[Check]:
    """Yield whether there is a terminal, how large it is, and how colourful."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield advise("terminal", "There is none here.", "The app needs one; commands do not.")
        return
    size = shutil.get_terminal_size()
    says = f"{environ.get('TERM', 'unknown')}, {size.columns}x{size.lines}."
    if size.columns < _COLUMNS or size.lines < _LINES:
        yield advise("terminal", says, f"{_COLUMNS}x{_LINES} shows more.")
    else:
        yield ok("terminal", says)
    yield _check_colours(environ)


def _check_colours(environ: Mapping[str, str]) -> Check:
    """Return how many colours the terminal says it has."""
    if environ.get("NO_COLOR"):
        return ok("colours", "None, as NO_COLOR asks.")
    if environ.get("COLORTERM", "").lower() in _MANY_COLOURS:
        return ok("colours", "Millions.")
    if "256color" in environ.get("TERM", ""):
        return ok("colours", "256.")
    return advise(
        "colours", "TERM and COLORTERM promise few.", "Set COLORTERM=truecolor if it has more."
    )


def _check_encoding() -> Check:
    """Return whether names of all scripts can be written to this terminal."""
    encoding = locale.getencoding()
    if encoding.lower().replace("-", "") == "utf8":
        return ok("locale", encoding)
    return advise(
        "locale", f"{encoding} cannot write all names.", "Set LANG to a UTF-8 one: C.UTF-8."
    )


def _check_desktop() -> Iterator[Check]:
    """Yield by what a text reaches the clipboard, and a page the browser."""
    from endorseback.desktop import Browser, DesktopClipboard

    way = DesktopClipboard().way()
    yield (
        ok("clipboard", f"By {way}.")
        if way
        else advise(
            "clipboard",
            "None was found; texts are shown to be selected.",
            "Install wl-clipboard or xclip.",
        )
    )
    way = Browser().way()
    yield (
        ok("browser", f"By {way}.")
        if way
        else advise(
            "browser", "None can be opened here; links are shown.", "Set $BROWSER to open pages."
        )
    )
