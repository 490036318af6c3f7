"""Which of a person's skills to endorse: what reflects them best, and is not endorsed yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from endorseback.insight.skill_fit import fit
from endorseback.model.archive_data import Owner
from endorseback.model.list_rows import State
from endorseback.model.person_card import Confirmation, PersonCard
from endorseback.text import fold

MOST: Final = 9
"""As many are suggested as there are digits to pick them by."""

_ON_PROFILE: Final = 4.0
"""A skill that is known to be theirs comes before any guess."""
_FITTING: Final = 3.0
_LOST: Final = 2.0
_JUDGED: Final = 1.0
_SHARED: Final = 0.5


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
    given to others. What fits their position goes before.

    Args:
        card: All that is known of the person.
        owner: The user; `Owner()` without an archive.
        knows_well: Whether the two know each other well: see `insight.assessment`.
        given_to_others: Skills that the user gave to anybody, with repetitions.
    """
    known = _Known.of(card, owner)
    seen: dict[str, _Idea] = {}
    for skill in _skills(card, given_to_others):
        key = fold(skill)
        if key not in seen and key not in known.had:
            seen[key] = _idea(skill, key, known)
    ideas = list(seen.values())
    unusual = _unusual(ideas) if knows_well else None
    ranked = sorted((idea for idea in ideas if idea is not unusual), key=lambda idea: -idea.score)
    return Suggestions(
        ranked=tuple(idea.suggestion for idea in ranked[:MOST]),
        parity=_parity(card, len(known.had)),
        unusual=None if unusual is None else unusual.suggestion,
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What skills are looked up in; all of them folded."""

    role: str
    """The title of the person's position, or empty."""
    had: frozenset[str]
    """What they have from the user."""
    lost: frozenset[str]
    """What the user said to have given, and the archive does not show."""
    theirs: frozenset[str]
    """What stands on their profile."""
    judged: frozenset[str]
    """What they endorsed the user for."""
    mine: frozenset[str]
    """What stands on the user's profile."""

    @classmethod
    def of(cls, card: PersonCard, owner: Owner) -> _Known:
        """Return what a card and the user's archive tell."""
        lost = {fold(s.skill) for s in card.given if s.confirmation is Confirmation.NOT_FOUND}
        kept = {fold(s.skill) for s in card.given if s.confirmation is not Confirmation.NOT_FOUND}
        return cls(
            role=card.connection.position if card.connection else "",
            had=frozenset(kept),
            lost=frozenset(lost - kept),
            theirs=frozenset(map(fold, card.known_skills)) | lost,
            judged=frozenset(fold(received.skill) for received in card.received),
            mine=frozenset(map(fold, owner.skills)),
        )


@dataclass(frozen=True, slots=True)
class _Idea:
    """A suggestion in the making."""

    suggestion: Suggestion
    score: float
    fit: float


def _idea(skill: str, key: str, known: _Known) -> _Idea:
    """Return a skill with what speaks for it."""
    fitting = fit(skill, known.role)
    found = [
        (weight, words)
        for holds, weight, words in (
            (key in known.theirs, _ON_PROFILE, ""),
            (fitting > 0, _FITTING * fitting, f"fits their role, {known.role}"),
            (key in known.lost, _LOST, "you gave it, and your archive does not show it"),
            (key in known.judged, _JUDGED, "they endorsed you for it"),
            (key in known.mine, _SHARED, "it is yours too, so you can judge it"),
        )
        if holds
    ]
    reasons = tuple(words for _, words in found if words)
    suggestion = Suggestion(skill, reasons, key in known.theirs)
    return _Idea(suggestion, sum(weight for weight, _ in found), fitting)


def _skills(card: PersonCard, given_to_others: Iterable[str]) -> Iterator[str]:
    """Yield the skills that come into question, in the order in which equals are suggested."""
    yield from card.known_skills
    yield from (given.skill for given in card.given)
    yield from (received.skill for received in card.received)
    yield from (skill for skill, _count in Counter(given_to_others).most_common())


def _unusual(ideas: list[_Idea]) -> _Idea | None:
    """Return the last skill of their profile that nothing explains, or None.

    It takes skills that their position explains, to tell that one is unusual.
    """
    own = [idea for idea in ideas if idea.suggestion.on_profile]
    unexplained = [idea for idea in own if not idea.suggestion.reasons]
    return unexplained[-1] if unexplained and any(idea.fit > 0 for idea in own) else None


def _parity(card: PersonCard, had: int) -> int:
    """Return how many endorsements would make the two even on what is open."""
    opened = sum(received.state is State.OPEN for received in card.received)
    more = max(0, len(card.received) - had)
    return min(opened or more, more)
