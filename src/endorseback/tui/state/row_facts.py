"""What a filter sees of the rows of a list, and which values it is offered to be typed with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from endorseback.filters import Facts, KnownFacts, MailFacts, RowFacts
from endorseback.model.list_rows import MailRow, Row
from endorseback.model.person_summary import PersonSummary

if TYPE_CHECKING:
    from endorseback.tui.context import AppContext
    from endorseback.tui.state.tabs import AnyRow

_SAMPLE: Final = 2_000
"""Rows whose values are offered: more cannot be gone through between two keys."""


def facts_of(context: AppContext) -> Callable[[AnyRow], Facts]:
    """Return what tells a filter about a row; more than the row holds is looked up when asked."""

    def judge(row: Row) -> Row:
        return context.acquaintances.judge(row, context.now())

    def facts(row: AnyRow) -> Facts:
        if isinstance(row, PersonSummary):
            return context.people.facts.get(row.person) or KnownFacts(row)
        if isinstance(row, MailRow):
            return MailFacts(row)
        return RowFacts(row, context.acquaintances.card, judge)

    return facts


def values_of(rows: Sequence[AnyRow]) -> Mapping[str, Iterable[str]]:
    """Return the values that occur in the first rows of a list, by field, most frequent first."""
    counters: dict[str, Counter[str]] = {}
    for row in islice(rows, _SAMPLE):
        for field, value in _values(row):
            counters.setdefault(field, Counter())[value] += 1
    return {
        field: [value for value, _ in counter.most_common()] for field, counter in counters.items()
    }


def _values(row: AnyRow) -> Iterator[tuple[str, str]]:
    """Yield what one row holds, with its field."""
    if row.name:
        yield "from", row.name
    if isinstance(row, PersonSummary):
        if row.company:
            yield "company", row.company
        yield from (("tag", tag) for tag in row.tags)
    else:
        yield from (("skill", skill) for skill in row.skills)
