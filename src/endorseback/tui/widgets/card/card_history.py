"""What the card says of how a person and the user know each other, as archives tell it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from textual.content import Content

from endorseback.insight import years
from endorseback.model.archive_data import Correspondence, Invitation
from endorseback.model.direction import Direction
from endorseback.model.person_card import PersonCard, Recommendation
from endorseback.presentation import words
from endorseback.text import calm
from endorseback.tui.widgets.card.card_lines import MUTED, Line, labelled

_LABEL: Final = 9
_LONGEST_TEXT: Final = 600
"""Characters of a recommendation; its whole text stands on LinkedIn."""


def work(card: PersonCard) -> str:
    """Return what the person does and where, as their connection says; empty without one."""
    if card.connection is None:
        return ""
    return calm(" · ".join(filter(None, (card.connection.position, card.connection.company))))


def ties(card: PersonCard, now: datetime) -> Iterator[Line]:
    """Yield since when the two are connected, where they overlapped, and what they wrote."""
    if card.connection is not None and card.connection.connected_on is not None:
        since = f"since {words.past_day(card.connection.connected_on, now)}"
        yield labelled("Connected", since + _invited(card.invitation), _LABEL)
    elif card.invitation is not None:
        yield labelled("Invited", _invited(card.invitation).removeprefix(", "), _LABEL)
    for overlap in card.overlaps:
        spell = years(overlap.started, overlap.finished)
        place = f"{calm(overlap.company)}, you {spell}" if spell else calm(overlap.company)
        yield labelled("Worked at", place, _LABEL)
    if card.correspondence is not None and card.correspondence.count:
        yield labelled("Messages", _messages(card.correspondence, now), _LABEL)


def _invited(invitation: Invitation | None) -> str:
    """Return who asked whom to connect."""
    if invitation is None:
        return ""
    who = "you invited them" if invitation.direction is Direction.GIVEN else "they invited you"
    return f", {who}{' with a note' if invitation.has_note else ''}"


def _messages(messages: Correspondence, now: datetime) -> str:
    """Return how many messages there are, from when to when, and who wrote the last."""
    told = f"{messages.count:,}"
    if messages.last is None:
        return told
    last = words.age(messages.last, now)
    who = "yours" if messages.last_is_mine else "theirs"
    if messages.first is not None and messages.count > 1:
        return f"{told} since {words.age(messages.first, now)}; the last {last}, {who}"
    return f"{told}, {last}, {who}"


def recommendations(card: PersonCard, now: datetime) -> Iterator[Line]:
    """Yield the recommendations between the two with their texts, and the requests for one."""
    for known in card.recommendations:
        details = [words.age(known.at, now), *_status(known)]
        yield Content.assemble(_recommended(known), (f"  {' · '.join(details)}", MUTED))
        if known.text:
            text = (
                known.text if len(known.text) <= _LONGEST_TEXT else known.text[:_LONGEST_TEXT] + "…"
            )
            yield from (Content.styled(calm(line), MUTED) for line in f"“{text}”".splitlines())


def _status(known: Recommendation) -> Iterator[str]:
    """Yield how a recommendation stands where that is worth a word."""
    if known.status and known.status.upper() != "VISIBLE":
        yield calm(known.status.lower())


def _recommended(known: Recommendation) -> str:
    """Return what a recommendation is, in words."""
    if known.is_request:
        return "A request for a recommendation"
    if known.direction is Direction.GIVEN:
        return "Your recommendation for them"
    return "A recommendation for you"
