"""Sets of whole numbers kept as a few closed ranges: what of a folder has been scanned."""

from __future__ import annotations

from collections.abc import Iterable

Range = tuple[int, int]
"""A closed range: both ends belong to it."""


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Return the same numbers as the fewest ranges, in ascending order; empty ranges vanish."""
    result: list[Range] = []
    for low, high in sorted(pair for pair in ranges if pair[0] <= pair[1]):
        if result and low <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(result[-1][1], high))
        else:
            result.append((low, high))
    return result


def gaps(ranges: Iterable[Range], low: int, high: int) -> list[Range]:
    """Return what `low` to `high` holds beside the given ranges, in ascending order."""
    missing: list[Range] = []
    start = low
    for first, last in merged(ranges):
        if first > high:
            break
        if first > start:
            missing.append((start, first - 1))
        start = max(start, last + 1)
    if start <= high:
        missing.append((start, high))
    return missing


def split(whole: Range, cuts: Iterable[int]) -> list[Range]:
    """Return a range as pieces that each begin at a cut, in ascending order."""
    low, high = whole
    starts = [low, *sorted({cut for cut in cuts if low < cut <= high})]
    ends = [start - 1 for start in starts[1:]] + [high]
    return list(zip(starts, ends, strict=True))
