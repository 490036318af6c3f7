"""How a wording is shown: its places stand out from its words."""

from __future__ import annotations

import re
from typing import Final

from textual.content import Content

from endorseback.text import calm

_PLACE: Final = re.compile(r"(\{[a-z]+\})")


def pattern_line(pattern: str) -> Content:
    """Return a pattern with its places emphasised; `{person}` stays as it is written."""
    parts = [
        (calm(part), "bold $text-primary" if _PLACE.fullmatch(part) else "")
        for part in _PLACE.split(pattern)
    ]
    return Content.assemble(*parts)
