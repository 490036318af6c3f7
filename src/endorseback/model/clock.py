"""Clocks are passed in, so that tests can move them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the present moment, aware, in UTC."""


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def json_time(moment: datetime | None) -> str | None:
    """Return a moment as `YYYY-MM-DDTHH:MM:SSZ`, the one form in which times leave the program."""
    return None if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
