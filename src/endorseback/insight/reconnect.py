"""Whom to get in touch with again: those long unheard of, the closest first."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from endorseback.insight.reason_dates import month_of
from endorseback.model.person_summary import PersonSummary
from endorseback.text import fold

_WORKED_TOGETHER: Final = 4.0
_TAG: Final = 4.0
_THEY_ENDORSED: Final = 1.0
"""For each occasion, up to `_MOST_TIMES`."""
_MOST_TIMES: Final = 3
_YOU_ENDORSED: Final = 1.0
_MANY_MESSAGES: Final = 10
_MESSAGES: Final = 2.0
"""For `_MANY_MESSAGES` and more; for fewer, as large a part of it."""
_FADES: Final = timedelta(days=5 * 365)
"""A silence as long as this, and longer, leaves nothing of `_WARMTH`."""
_WARMTH: Final = 1.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody to get in touch with again."""

    known: PersonSummary
    closeness: float
    """How close the two are: only its order counts."""
    reasons: tuple[str, ...]
    """What they have in common, and how long they have been silent; the weightiest first."""


def reconnect_queue(
    people: Iterable[PersonSummary],
    now: datetime,
    *,
    silent_for: timedelta,
    tags: Iterable[str] = (),
    busy: Container[str] = (),
) -> list[Proposal]:
    """Return whom to get in touch with again, the closest first; linear but for the sorting.

    Who was never heard of at all counts as silent since the two were connected; who has nothing in
    common with the user but the connection comes last.

    Args:
        people: Everybody known.
        now: The present moment.
        silent_for: How long the last message or endorsement, either way, must lie back.
        tags: The user's tags that say that the two know each other.
        busy: Keys of those who are left out: something is under way with them already.
    """
    before = now - silent_for
    telling = frozenset(map(fold, tags))
    found = [
        _proposal(known, now, telling)
        for known in people
        if known.person not in busy and _is_silent(known, before)
    ]
    found.sort(key=lambda one: (-one.closeness, one.known.name.casefold(), one.known.person))
    return found


def _is_silent(known: PersonSummary, before: datetime) -> bool:
    """Tell whether the last exchange, else the connection, lies before a moment."""
    if known.last_exchange is not None:
        return known.last_exchange < before
    return known.connected_on is None or known.connected_on < before.date()


def _proposal(known: PersonSummary, now: datetime, tags: frozenset[str]) -> Proposal:
    """Return somebody with how close they are, and why."""
    weighed = [*_from_work(known, tags), *_from_exchanges(known)]
    weighed.sort(key=lambda one: -one[0])
    closeness = sum(weight for weight, _ in weighed) + _warmth(known, now)
    return Proposal(known, closeness, (*(reason for _, reason in weighed), _silence(known, now)))


def _from_work(known: PersonSummary, tags: frozenset[str]) -> list[tuple[float, str]]:
    """Return what working together and the user's own tags, folded, say."""
    found = []
    if known.same_company:
        found.append((_WORKED_TOGETHER, f"You were at {known.company}, too"))
    if told := next((tag for tag in known.tags if fold(tag) in tags), ""):
        found.append((_TAG, f"You tagged them “{told}”"))
    return found


def _from_exchanges(known: PersonSummary) -> list[tuple[float, str]]:
    """Return what passed between the two."""
    found = []
    if known.messages:
        share = min(known.messages, _MANY_MESSAGES) / _MANY_MESSAGES
        found.append((_MESSAGES * share, _counted(known.messages, "message")))
    if known.received:
        times = min(max(known.received_times, 1), _MOST_TIMES)
        found.append(
            (_THEY_ENDORSED * times, f"They endorsed you for {_counted(known.received, 'skill')}")
        )
    if known.given:
        found.append((_YOU_ENDORSED, f"You endorsed them for {_counted(known.given, 'skill')}"))
    return found


def _warmth(known: PersonSummary, now: datetime) -> float:
    """Return what a silence that is not so long yet leaves of an acquaintance."""
    if known.last_exchange is None:
        return 0.0
    return _WARMTH * max(0.0, 1 - (now - known.last_exchange) / _FADES)


def _silence(known: PersonSummary, now: datetime) -> str:
    """Return since when the two have been silent."""
    if known.last_exchange is not None:
        return f"No word since {month_of(known.last_exchange.astimezone(now.tzinfo))}"
    if known.connected_on is not None:
        return f"No word since you connected in {month_of(known.connected_on)}"
    return "Not a word so far"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
