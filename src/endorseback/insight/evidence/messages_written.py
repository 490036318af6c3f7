"""What the two have written to each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from endorseback.insight.case import Case, Reason
from endorseback.model.archive_data import Correspondence

MANY: Final = 10
"""So many messages, both ways, are a conversation rather than a greeting."""


def messages(case: Case) -> Iterator[Reason]:
    """Yield the messages between the two; those of both count more than those of one."""
    written = case.card.correspondence
    if written is None or written.count == 0:
        return
    weights = case.weights
    weight = weights.they_wrote * bool(written.received) + weights.you_wrote * bool(written.sent)
    if written.count >= MANY and written.sent and written.received:
        weight += weights.many_messages
    yield Reason(is_for=True, text=_told(written, case), weight=weight)


def _told(written: Correspondence, case: Case) -> str:
    """Return how many there are, whose, and when the last was written."""
    count = "1 message" if written.count == 1 else f"{written.count} messages"
    last = "" if written.last is None else case.month(written.last)
    whose = "yours" if written.last_is_mine else "theirs"
    if written.sent and written.received:
        return f"{count}, the last in {last}, {whose}" if last else count
    whose = "yours" if written.sent else "theirs"
    if written.count == 1:
        return f"{count}, {whose}, in {last}" if last else f"{count}, {whose}"
    return f"{count}, all {whose}, the last in {last}" if last else f"{count}, all {whose}"
