"""How an endorsement looks before the user judges it, with the reasons that led there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from endorseback.insight.case import Case, Reason
from endorseback.insight.evidence import (
    connection_history,
    endorsed_skills,
    messages_written,
    past_exchanges,
    recommendations_written,
    shared_employers,
    user_words,
)
from endorseback.model.archive_data import Owner
from endorseback.model.list_rows import Assessment, State
from endorseback.model.person_card import PersonCard, ReceivedSkill
from endorseback.settings import Assessing
from endorseback.text import fold

Evidence = Callable[[Case], Iterator[Reason]]

EVIDENCE: Final[tuple[Evidence, ...]] = (
    user_words.tags,
    recommendations_written.recommendations,
    shared_employers.shared_employers,
    messages_written.messages,
    past_exchanges.your_verdict,
    past_exchanges.you_endorsed,
    past_exchanges.endorsed_before,
    endorsed_skills.their_role,
    endorsed_skills.your_positions,
    connection_history.long_connected,
    connection_history.invitation,
    user_words.skip_rule,
    connection_history.just_connected,
    endorsed_skills.burst,
    endorsed_skills.outside_role,
    endorsed_skills.foreign_skills,
    endorsed_skills.preselected,
)
"""All that is looked at; where two weigh the same, the earlier is told first."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How some endorsements of one person look."""

    assessment: Assessment
    reasons: tuple[Reason, ...] = ()
    """Those that agree with the assessment first, the weightiest first among them."""
    score: float = 0.0
    """How much more speaks for than against them."""
    knows_well: bool = False
    """Whether the two know each other well, so that an unusual skill is a friendly wink."""

    @property
    def told(self) -> tuple[str, ...]:
        """The reasons as lists show them, `+` for and `-` against."""
        return tuple(map(str, self.reasons))

    @property
    def first_against(self) -> Reason | None:
        """The weightiest reason against, or None."""
        return next((reason for reason in self.reasons if not reason.is_for), None)


def assess(
    card: PersonCard,
    owner: Owner,
    now: datetime,
    settings: Assessing | None = None,
    received: Collection[str] | None = None,
) -> Judgement:
    """Judge endorsements of the user by one person.

    What is not known counts neither way, so without evidence they are unclear. Evidence that the
    two know each other (a shared employer, messages, recommendations, earlier exchanges, a tag)
    never makes the judgement worse.

    Args:
        card: All that is known of the person.
        owner: The user; `Owner()` without an archive.
        now: The present moment, aware; days are told in its zone.
        settings: Weights and thresholds; the defaults if None.
        received: The skills in question; left out, those that are open, else all of theirs.
    """
    settings = settings or Assessing()
    case = Case(
        card=card,
        owner=owner,
        now=now,
        weights=settings.weights,
        tags=frozenset(map(fold, settings.tags)),
        judged=_in_question(card, received),
    )
    found = [reason for look in EVIDENCE for reason in look(case) if reason.weight > 0]
    speaking_for = sum(reason.weight for reason in found if reason.is_for)
    score = speaking_for - sum(reason.weight for reason in found if not reason.is_for)
    assessment = _assessment(score, settings)
    agreeing = assessment is not Assessment.GRATUITOUS
    return Judgement(
        assessment=assessment,
        reasons=tuple(
            sorted(found, key=lambda reason: (reason.is_for is not agreeing, -reason.weight))
        ),
        score=score,
        knows_well=score >= settings.known_well,
    )


def _assessment(score: float, settings: Assessing) -> Assessment:
    """Return what the balance of the evidence amounts to."""
    if score >= settings.sincere:
        return Assessment.SINCERE
    if score <= -settings.gratuitous:
        return Assessment.GRATUITOUS
    return Assessment.UNCLEAR


def _in_question(card: PersonCard, received: Collection[str] | None) -> tuple[ReceivedSkill, ...]:
    """Return the endorsements of some skills; without skills the open ones, else all."""
    if received is not None:
        wanted = set(map(fold, received))
        return tuple(skill for skill in card.received if fold(skill.skill) in wanted)
    return tuple(s for s in card.received if s.state is State.OPEN) or card.received
