"""How the two came to be connected, and when; the mere date does not tell acquaintance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import Final

from endorseback.insight.case import Case, Reason
from endorseback.insight.reason_dates import days_between, month_of
from endorseback.model.date_input import months_later
from endorseback.model.direction import Direction

LONG_YEARS: Final = 5
"""From so many years on, a connection counts as an old one."""
JUST_DAYS: Final = 14
"""Endorsing within so many days of connecting looks like fishing for endorsements."""


def long_connected(case: Case) -> Iterator[Reason]:
    """Yield that the two have been connected for years; it weighs little."""
    connected_on = case.card.connection and case.card.connection.connected_on
    if connected_on and connected_on <= months_later(case.now.date(), -12 * LONG_YEARS):
        yield Reason(
            is_for=True,
            text=f"Connected since {month_of(connected_on)}",
            weight=case.weights.long_connected,
        )


def just_connected(case: Case) -> Iterator[Reason]:
    """Yield that they endorsed the user days after connecting.

    Both days are UTC dates, as the archive gives them.
    """
    connected_on = case.card.connection and case.card.connection.connected_on
    times = [skill.at for skill in case.judged if skill.at is not None]
    if not connected_on or not times:
        return
    days = (min(times).astimezone(UTC).date() - connected_on).days
    if not 0 <= days <= JUST_DAYS:
        return
    when = f"on {days_between(0)} as" if days == 0 else f"{days_between(days)} after"
    yield Reason(
        is_for=False,
        text=f"They endorsed you {when} connecting",
        weight=case.weights.just_connected,
    )


def invitation(case: Case) -> Iterator[Reason]:
    """Yield that the user invited them, or that they invited the user with a note of their own."""
    invited = case.card.invitation
    if invited is None:
        return
    when = case.when([invited.at])
    if invited.direction is Direction.GIVEN:
        text = f"You invited them{when}"
    elif invited.has_note:
        text = f"They invited you{when}, with a note"
    else:
        return
    yield Reason(is_for=True, text=text, weight=case.weights.invitation)
