"""What benchmarks share: actions timed in turn, and a ratio held against its bound."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import NamedTuple


class Measure(NamedTuple):
    """One line of the table."""

    what: str
    ratio: float
    bound: float

    @property
    def ok(self) -> bool:
        """Whether it is within its bound."""
        return self.ratio <= self.bound


def timed(action: Callable[[], object], clock: Callable[[], float] = perf_counter) -> float:
    """Return the milliseconds that an action takes by a clock.

    `time.thread_time` suits what only computes: other programs do not count then.
    """
    start = clock()
    action()
    return (clock() - start) * 1000


def in_turn(
    times: int, *actions: Callable[[], object], clock: Callable[[], float] = perf_counter
) -> list[float]:
    """Return the median milliseconds of each of some actions, done in turn."""
    taken: list[list[float]] = [[] for _ in actions]
    for _ in range(times):
        for index, action in enumerate(actions):
            taken[index].append(timed(action, clock))
    return [median(one) for one in taken]
