"""Ranges of UIDs: the same sets as Python's own."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from endorseback.mail.sources.uid_ranges import Range, gaps, merged, split

NUMBERS = st.integers(1, 60)
RANGES = st.lists(st.tuples(NUMBERS, NUMBERS))


def members(ranges: list[Range]) -> set[int]:
    return {number for low, high in ranges for number in range(low, high + 1)}


@given(RANGES)
def test_merging_keeps_the_numbers_and_leaves_no_two_ranges_touching(ranges: list[Range]) -> None:
    result = merged(ranges)
    assert members(result) == members(ranges)
    assert all(one[1] + 1 < other[0] for one, other in pairwise(result))


@given(RANGES, NUMBERS, NUMBERS)
def test_gaps_are_what_the_ranges_leave_out(ranges: list[Range], low: int, high: int) -> None:
    missing = gaps(ranges, low, high)
    assert members(missing) == set(range(low, high + 1)) - members(ranges)
    assert missing == merged(missing)


@given(st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] <= pair[1]), st.lists(NUMBERS))
def test_splitting_keeps_the_numbers_and_begins_a_piece_at_each_cut(
    whole: Range, cuts: list[int]
) -> None:
    pieces = split(whole, cuts)
    assert members(pieces) == members([whole])
    assert {low for low, _high in pieces} == {whole[0]} | {
        cut for cut in cuts if whole[0] < cut <= whole[1]
    }


def test_a_range_of_huge_numbers_costs_nothing() -> None:
    assert gaps([(5, 2**32 - 3)], 1, 2**32 - 1) == [(1, 4), (2**32 - 2, 2**32 - 1)]
