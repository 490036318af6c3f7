"""What the two have exchanged before: endorsements, and the user's own decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from endorseback.insight.case import Case, Reason
from endorseback.model.decisions import Decision, DecisionKind
from endorseback.model.interactions import VISIT
from endorseback.model.list_rows import State
from endorseback.text import fold

_MOST_NAMED: Final = 2


def you_endorsed(case: Case) -> Iterator[Reason]:
    """Yield which of their skills the user endorsed before they endorsed the user."""
    until = _newest(case)
    earlier = [
        skill for skill in case.card.given if skill.at is None or until is None or skill.at <= until
    ]
    if not earlier:
        return
    text = f"You endorsed them for {_named([skill.skill for skill in earlier])}"
    when = case.when(skill.at for skill in earlier)
    yield Reason(is_for=True, text=text + when, weight=case.weights.you_endorsed)


def endorsed_before(case: Case) -> Iterator[Reason]:
    """Yield that they endorsed the user on an earlier occasion, which the user did not skip."""
    until = _oldest(case)
    judged = {fold(skill.skill) for skill in case.judged}
    times = [
        skill.at
        for skill in case.card.received
        if fold(skill.skill) not in judged
        and skill.at is not None
        and skill.state is not State.SKIPPED
    ]
    earlier = [at for at in times if until is not None and at < until - VISIT]
    if earlier:
        yield Reason(
            is_for=True,
            text=f"They endorsed you before{case.when(earlier)}",
            weight=case.weights.endorsed_before,
        )


def your_verdict(case: Case) -> Iterator[Reason]:
    """Yield what the user last decided about them, apart from what settled these endorsements."""
    judged = {fold(skill.skill) for skill in case.judged}
    for at, decision in case.card.decisions:
        if decision.action is DecisionKind.SNOOZED or not judged.isdisjoint(
            map(fold, decision.covers)
        ):
            continue
        yield _verdict(at, decision, case)
        return


def _verdict(at: datetime, decision: Decision, case: Case) -> Reason:
    """Return one decision as a reason."""
    when = case.when([at])
    if decision.action is DecisionKind.SKIPPED:
        why = f": {decision.reason}" if decision.reason else ""
        text = f"You skipped their endorsement{when}{why}"
        return Reason(is_for=False, text=text, weight=case.weights.you_skipped)
    if decision.action is DecisionKind.MESSAGED:
        text = f"You wrote to them{when}"
    elif decision.covers:
        text = f"You returned their endorsement{when}"
    else:
        text = f"You endorsed them first{when}"
    return Reason(is_for=True, text=text, weight=case.weights.you_returned)


def _newest(case: Case) -> datetime | None:
    """Return when the newest of the endorsements in question came, where that is known."""
    return max((skill.at for skill in case.judged if skill.at is not None), default=None)


def _oldest(case: Case) -> datetime | None:
    """Return when the oldest of the endorsements in question came, where that is known."""
    return min((skill.at for skill in case.judged if skill.at is not None), default=None)


def _named(skills: Sequence[str]) -> str:
    """Return the first skills, and how many more there are."""
    more = len(skills) - _MOST_NAMED
    told = ", ".join(skills[:_MOST_NAMED])
    return f"{told} and {more} more" if more > 0 else " and ".join(skills)
