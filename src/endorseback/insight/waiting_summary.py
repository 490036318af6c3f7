"""What became of all that the user started: in numbers, and in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from endorseback.insight.reason_dates import days_between
from endorseback.model.interactions import Wait


class Age(StrEnum):
    """How long an open wait lasts already."""

    FRESH = "fresh"
    AGEING = "ageing"
    """More than half the time that is given to it is over."""
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class WaitingSummary:
    """How much the user started, and how much came back."""

    started: int
    came_back: int
    open: int
    """What is still waited for; the rest was closed by hand."""
    median: timedelta | None
    """The median time that an answer took; None where none came yet."""

    @property
    def words(self) -> str:
        """All of it as one line: `12 started, 5 came back, after 9 days in the median`."""
        told = f"{self.started} started, {self.came_back} came back"
        if self.median is None:
            return told
        if not self.median.days:
            return f"{told}, within a day in the median"
        return f"{told}, after {days_between(self.median.days)} in the median"


def summarise(waits: Iterable[Wait]) -> WaitingSummary:
    """Return what became of all waits."""
    all_of_them = list(waits)
    took = [wait.took for wait in all_of_them if wait.took is not None]
    return WaitingSummary(
        started=len(all_of_them),
        came_back=len(took),
        open=sum(wait.is_open for wait in all_of_them),
        median=_median(took),
    )


def _median(times: list[timedelta]) -> timedelta | None:
    """Return the middle of some times, or the mean of the middle two; None where there are none."""
    ordered = sorted(times)
    half = len(ordered) // 2
    if not ordered:
        return None
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def age_of(wait: Wait, now: datetime, overdue: timedelta) -> Age:
    """Return how long a wait lasts already, by how long it may."""
    lasted = now - wait.since
    if lasted >= overdue:
        return Age.OVERDUE
    return Age.AGEING if lasted >= overdue / 2 else Age.FRESH


def started_on(waits: Iterable[Wait], day: date) -> int:
    """Return how many waits began on a local day."""
    return sum(wait.since.astimezone().date() == day for wait in waits)


def returned_words(wait: Wait) -> str:
    """Return how long an answer took: `returned after 9 days`; empty where none came."""
    if wait.took is None:
        return ""
    days = wait.took.days
    return f"returned after {days_between(days)}" if days else "returned within a day"
