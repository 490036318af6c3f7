"""What the two have written about each other."""

from __future__ import annotations

from collections.abc import Iterator

from endorseback.insight.case import Case, Reason
from endorseback.model.direction import Direction
from endorseback.model.person_card import Recommendation


def recommendations(case: Case) -> Iterator[Reason]:
    """Yield the recommendations either way, and that they asked for one."""
    weights = case.weights
    written = [one for one in case.card.recommendations if not one.is_request]
    asked = [
        one
        for one in case.card.recommendations
        if one.is_request and one.direction is Direction.RECEIVED
    ]
    received = [one for one in written if one.direction is Direction.RECEIVED]
    given = [one for one in written if one.direction is Direction.GIVEN]
    yield from _told("They recommended you", received, weights.recommended_you, case)
    yield from _told("You recommended them", given, weights.you_recommended, case)
    yield from _told(
        "They asked you for a recommendation", asked, weights.asked_recommendation, case
    )


def _told(text: str, found: list[Recommendation], weight: float, case: Case) -> Iterator[Reason]:
    """Yield one reason for some recommendations, dated by the newest."""
    if found:
        when = case.when(one.at for one in found)
        yield Reason(is_for=True, text=text + when, weight=weight)
