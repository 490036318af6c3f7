"""Which skills might be given back to somebody; ideas only, their page knows best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from endorseback.model.card import PersonCard
from endorseback.text import fold

MOST_CANDIDATES: Final = 9
"""As many as there are digits to pick them by."""


def candidates(card: PersonCard, given_to_others: Iterable[str] = ()) -> tuple[str, ...]:
    """Return skills that may fit a person, best first, without those they have from the user.

    People mostly endorse within their own field, so what they saw in the user comes first, newest
    first; then what the user has given to others, most often given first.

    Args:
        card: What the two have exchanged.
        given_to_others: Every skill that the user gave to anybody, with repetitions.
    """
    received = [known.skill for known in card.received]
    often = [skill for skill, _count in Counter(given_to_others).most_common()]
    have = {fold(known.skill) for known in card.given}
    ideas: dict[str, str] = {}
    for skill in (*received, *often):
        if fold(skill) not in have:
            ideas.setdefault(fold(skill), skill)
    return tuple(ideas.values())[:MOST_CANDIDATES]
