"""What the endorsed skills themselves tell: who can judge them, and how they were given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from endorseback.insight.case import Case, Reason
from endorseback.insight.skill_fit import fit, is_outside
from endorseback.text import fold

BURST: Final = 5
"""So many skills at once are clicked, rather than chosen."""
BURST_TIME: Final = timedelta(minutes=1)
FIRST_SKILLS: Final = 3
"""How many of the user's skills stand first on the profile, where LinkedIn preselects one."""


def their_role(case: Case) -> Iterator[Reason]:
    """Yield that what they do touches a skill, so that they can judge it."""
    role = case.card.connection.position if case.card.connection else ""
    touched = [skill.skill for skill in case.judged if fit(skill.skill, role) > 0]
    if touched:
        text = f"Their role, {role}, touches {touched[0]}"
        yield Reason(is_for=True, text=text, weight=case.weights.their_role)


def outside_role(case: Case) -> Iterator[Reason]:
    """Yield that all the skills belong to other fields than what they do."""
    role = case.card.connection.position if case.card.connection else ""
    if case.judged and all(is_outside(skill.skill, role) for skill in case.judged):
        first = case.judged[0].skill
        lie = "lies" if len(case.judged) == 1 else "and the others lie"
        text = f"{first} {lie} outside their role, {role}"
        yield Reason(is_for=False, text=text, weight=case.weights.outside_role)


def your_positions(case: Case) -> Iterator[Reason]:
    """Yield that a skill belongs to a position of the user, the newest such."""
    for position in case.owner.positions:
        for skill in case.judged:
            if fit(skill.skill, position.title) > 0:
                text = f"{skill.skill} belongs to your work as {position.title}"
                yield Reason(is_for=True, text=text, weight=case.weights.your_positions)
                return


def foreign_skills(case: Case) -> Iterator[Reason]:
    """Yield that none of the skills is on the user's profile or touches a position of theirs.

    Without the user's skills from an archive nothing is known, so there is nothing to hold
    against anybody.
    """
    mine = {fold(skill) for skill in case.owner.skills}
    if not mine or not case.judged:
        return
    titles = [position.title for position in case.owner.positions]
    for skill in case.judged:
        if fold(skill.skill) in mine or any(fit(skill.skill, title) > 0 for title in titles):
            return
    first = case.judged[0].skill
    are = "is" if len(case.judged) == 1 else "and the others are"
    text = f"{first} {are} not on your profile, nor part of your positions"
    yield Reason(is_for=False, text=text, weight=case.weights.foreign_skill)


def preselected(case: Case) -> Iterator[Reason]:
    """Yield that all they ever endorsed is one of the first skills of the user's profile."""
    first = {fold(skill) for skill in case.owner.skills[:FIRST_SKILLS]}
    if len(case.card.received) > 1 or len(case.judged) != 1:
        return
    skill = case.judged[0].skill
    if fold(skill) in first:
        text = f"Only {skill}, among the first of your skills, as LinkedIn preselects them"
        yield Reason(is_for=False, text=text, weight=case.weights.preselected)


def burst(case: Case) -> Iterator[Reason]:
    """Yield that they endorsed many skills within a minute."""
    count = _most_at_once(sorted(s.at for s in case.judged if s.at is not None))
    if count >= BURST:
        text = f"{count} skills within a minute"
        yield Reason(is_for=False, text=text, weight=case.weights.burst)


def _most_at_once(times: list[datetime]) -> int:
    """Return how many of some times, in order, lie within one minute of each other at most."""
    most = begin = 0
    for end, at in enumerate(times):
        while at - times[begin] > BURST_TIME:
            begin += 1
        most = max(most, end - begin + 1)
    return most
