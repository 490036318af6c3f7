"""Which of a person's skills to endorse: what reflects them best, and is not endorsed yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from endorseback.insight.fit import fit
from endorseback.model.archive import Owner
from endorseback.model.card import Confirmation, PersonCard
from endorseback.model.inbox import State
from endorseback.text import fold

MOST: Final = 9
"""As many are suggested as there are digits to pick them by."""

_ON_PROFILE: Final = 4.0
"""A skill that is known to be theirs comes before any guess."""
_FITTING: Final = 3.0
_LOST: Final = 2.0
_JUDGED: Final = 1.0
_SHARED: Final = 0.5
_ENOUGH: Final = 3
"""Skills of theirs that must be known, before one of them can be called unusual."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One skill that may be endorsed."""

    skill: str
    """As displayed."""
    reasons: tuple[str, ...] = ()
    """Why, in words for the user; the best first."""
    on_profile: bool = False
    """Whether it is known to stand on their profile; else it is a guess."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What to endorse somebody for."""

    ranked: tuple[Suggestion, ...] = ()
    """The best first, without those that they have from the user."""
    parity: int = 0
    """How many would make the two even: as many as are open, less what they have had already."""
    unusual: Suggestion | None = None
    """A skill of theirs that their position does not explain: a wink among people who know
    each other well. It is not among `ranked`."""


def suggest(
    card: PersonCard,
    owner: Owner,
    *,
    knows_well: bool = False,
    given_to_others: Iterable[str] = (),
) -> Suggestions:
    """Suggest skills to endorse a person for.

    Known to be theirs are skills that the user pasted from their profile, and those that the user
    said to have given and that their archive does not show. After them come guesses: what they
    endorsed the user for, as people mostly endorse within their own field, and what the user has
    given to others, where it fits their position.

    Args:
        card: All that is known of the person.
        owner: The user; `Owner()` without an archive.
        knows_well: Whether the two know each other well: see `insight.assessment`.
        given_to_others: Skills that the user gave to anybody, with repetitions.
    """
    role = card.connection.position if card.connection else ""
    have = {fold(s.skill) for s in card.given if s.confirmation is not Confirmation.NOT_FOUND}
    ideas = [idea for idea in _ideas(card, owner, role, given_to_others) if idea.key not in have]
    unusual = _unusual(ideas) if knows_well else None
    ranked = sorted((idea for idea in ideas if idea is not unusual), key=lambda idea: -idea.score)
    return Suggestions(
        ranked=tuple(idea.suggestion for idea in ranked[:MOST]),
        parity=_parity(card),
        unusual=None if unusual is None else unusual.suggestion,
    )


@dataclass(frozen=True, slots=True)
class _Idea:
    """A suggestion in the making."""

    key: str
    score: float
    suggestion: Suggestion


def _ideas(
    card: PersonCard, owner: Owner, role: str, given_to_others: Iterable[str]
) -> Iterator[_Idea]:
    """Yield every skill that comes into question once, with its reasons and their weight."""
    lost = {fold(s.skill) for s in card.given if s.confirmation is Confirmation.NOT_FOUND}
    pasted = set(map(fold, card.known_skills))
    judged = {fold(received.skill) for received in card.received}
    mine = set(map(fold, owner.skills))
    seen: set[str] = set()
    for skill in _skills(card, role, given_to_others):
        key = fold(skill)
        if key in seen:
            continue
        seen.add(key)
        score = 0.0
        reasons: list[str] = []
        fitting = fit(skill, role)
        for holds, weight, words in (
            (key in pasted or key in lost, _ON_PROFILE, ""),
            (fitting > 0, _FITTING * fitting, f"fits their role, {role}"),
            (key in lost, _LOST, "you gave it, and your archive does not show it"),
            (key in judged, _JUDGED, "they endorsed you for it"),
            (key in mine, _SHARED, "it is yours too, so you can judge it"),
        ):
            if holds:
                score += weight
                reasons.append(words)
        told = tuple(filter(None, reasons))
        yield _Idea(key, score, Suggestion(skill, told, key in pasted or key in lost))


def _skills(card: PersonCard, role: str, given_to_others: Iterable[str]) -> Iterator[str]:
    """Yield the skills that come into question, in the order in which equals are suggested."""
    yield from card.known_skills
    yield from (s.skill for s in card.given if s.confirmation is Confirmation.NOT_FOUND)
    yield from (received.skill for received in card.received)
    often = [skill for skill, _count in Counter(given_to_others).most_common()]
    yield from sorted(often, key=lambda skill: -fit(skill, role))


def _unusual(ideas: list[_Idea]) -> _Idea | None:
    """Return a skill of theirs that nothing explains, the last on their profile; or None."""
    own = [idea for idea in ideas if idea.suggestion.on_profile]
    unexplained = [idea for idea in own if idea.score <= _ON_PROFILE]
    return unexplained[-1] if unexplained and len(own) >= _ENOUGH else None


def _parity(card: PersonCard) -> int:
    """Return how many endorsements would make the two even on what is open."""
    opened = sum(received.state is State.OPEN for received in card.received)
    more = len(card.received) - len(card.given)
    return max(0, min(opened or more, more))
