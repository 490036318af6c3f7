"""What two people have endorsed each other for, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from endorseback.model.person_card import Confirmation, GivenSkill, PersonCard, ReceivedSkill
from endorseback.presentation.words import age
from endorseback.text import calm

_MOST: Final = 4
"""Skills listed of what was exchanged; the card shows them all."""


class Exchanged(Horizontal):
    """Two columns of skills with their ages; one above the other where the dialog is narrow."""

    DEFAULT_CSS = """
    Exchanged {
        height: auto;
        Vertical {
            width: 1fr;
            height: auto;
        }
        .line {
            height: 1;
            text-wrap: nowrap;
            text-overflow: ellipsis;
        }
    }
    .-narrow Exchanged {
        layout: vertical;
    }
    """

    def __init__(self, card: PersonCard, now: datetime) -> None:
        """Make it; `now` is the moment from which ages count."""
        received = [_line(known, now) for known in card.received]
        given = [_line(known, now) for known in card.given]
        super().__init__(
            _column("They endorsed you for", received), _column("You endorsed them for", given)
        )


def _line(known: ReceivedSkill | GivenSkill, now: datetime) -> Content:
    """Return a skill with when it was given, and whether their archive lacks it."""
    is_lost = isinstance(known, GivenSkill) and known.confirmation is Confirmation.NOT_FOUND
    return Content.assemble(
        (f"{age(known.at, now):>8}  ", "$foreground-muted"),
        calm(known.skill),
        ("  not found in your archive" if is_lost else "", "$foreground-muted"),
    )


def _column(title: str, lines: Sequence[Content]) -> Vertical:
    """Return a column: its title, its newest skills, and how many more there are."""
    shown = [Content.styled(title, "$foreground-muted"), *lines[:_MOST]]
    if len(lines) > _MOST:
        shown.append(Content.styled(f"{'':>8}  and {len(lines) - _MOST} more", "$foreground-muted"))
    if not lines:
        shown.append(Content(f"{'':>8}  nothing yet"))
    return Vertical(*(Static(line, classes="line") for line in shown))
