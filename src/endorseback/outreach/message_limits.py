"""How long a message may be that LinkedIn takes, and how much of that a text uses up.

The limit is soft: LinkedIn changes it, sources disagree, and nobody says how it counts. It is taken
to count as a browser's `maxlength` does, in UTF-16 code units (WHATWG HTML, section 4.10.5); a text
is warned about a little before it reaches the limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from endorseback.settings import Messages

_NEAR: Final = 0.97
"""The part of a limit from which on a text is close to it."""
_NEAR_AT_LEAST: Final = 20
"""Characters left at which a text is close to any limit."""


class Fit(StrEnum):
    """How a length stands to its limit."""

    ROOMY = "roomy"
    CLOSE = "close"
    """Still within it: the warning comes before the limit."""
    OVER = "over"
    """LinkedIn may refuse it."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long a text is, against how long it may be."""

    used: int
    """UTF-16 code units."""
    limit: int

    @property
    def fit(self) -> Fit:
        """How it stands to the limit."""
        if self.used > self.limit:
            return Fit.OVER
        near = min(int(self.limit * _NEAR), self.limit - _NEAR_AT_LEAST)
        return Fit.CLOSE if self.used > 0 and self.used >= near else Fit.ROOMY

    @property
    def says(self) -> str:
        """The counter in words: `7,990 of 8,000 characters: nearly full`."""
        words = f"{self.used:,} of {self.limit:,} characters"
        if self.fit is Fit.OVER:
            return f"{words}: {self.used - self.limit:,} too many, LinkedIn may refuse it"
        return f"{words}: nearly full" if self.fit is Fit.CLOSE else words


def measure(text: str, limits: Messages | None = None) -> Length:
    """Return how long a message is, against what LinkedIn takes.

    Args:
        text: As it would be pasted.
        limits: The settings; left out, the defaults.
    """
    return Length(utf16_units(text), (limits or Messages()).message_limit)


def utf16_units(text: str) -> int:
    """Return the length of a text as browsers count it: an emoji is two, half of one is one."""
    return len(text) + sum(char > "\uffff" for char in text)
