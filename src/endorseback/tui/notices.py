"""Short notices at the corner of the screen: made here alone, and always as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from endorseback.text import calm, clean_lines

if TYPE_CHECKING:
    from textual.app import App

    from endorseback.errors import EndorsebackError

_SECONDS: Final = 5.0
_SECONDS_FOR_TROUBLE: Final = 12.0
_LONGEST: Final = 400


def tell(app: App[Any], sentence: str) -> None:
    """Tell what was done."""
    app.notify(_plain(sentence), timeout=_SECONDS, markup=False)


def warn(app: App[Any], sentence: str) -> None:
    """Tell what did not work, and what to do about it."""
    app.notify(_plain(sentence), severity="warning", timeout=_SECONDS_FOR_TROUBLE, markup=False)


def tell_error(app: App[Any], error: EndorsebackError) -> None:
    """Tell an error: what, where and what to do."""
    warn(app, str(error))


def _plain(sentence: str) -> str:
    """Return a sentence that may hold foreign names, safe for a terminal and not too long."""
    safe = calm(clean_lines(sentence)).strip()
    return safe if len(safe) <= _LONGEST else safe[: _LONGEST - 1] + "…"
