"""Ids of events: unique across machines, and in the order of time on one."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from typing import Final

_RANDOM_BITS: Final = 80


def _random_bits() -> int:
    return int.from_bytes(os.urandom(_RANDOM_BITS // 8))


class EventIds:
    """Makes ids of 32 hexadecimal digits: 48 bits of milliseconds, then 80 random ones.

    That is the idea of UUID version 7 (RFC 9562 section 5.7). Within one instance each id is
    greater than the one before, also where the clock stands still or goes back.
    """

    def __init__(self, random_bits: Callable[[], int] = _random_bits) -> None:
        self._random_bits = random_bits
        self._last = 0

    def make(self, moment: datetime) -> str:
        """Return the id of an event that happens at a moment."""
        milliseconds = int(moment.timestamp() * 1000)
        fresh = milliseconds << _RANDOM_BITS | self._random_bits()
        self._last = max(fresh, self._last + 1)
        return f"{self._last:032x}"
