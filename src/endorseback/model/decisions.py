"""From a row and a choice to the decision that is recorded."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from endorseback.model.inbox_rows import Decision, DecisionKind, Row

if TYPE_CHECKING:
    from endorseback.model.person_card import PersonCard


def decide(
    about: Row | PersonCard,
    action: DecisionKind,
    *,
    given: tuple[str, ...] = (),
    reason: str = "",
    text: str = "",
    until: date | None = None,
    note: str = "",
    message: str = "",
) -> Decision:
    """Return the decision about a person; it settles the skills of a row, and none of a card."""
    return Decision(
        action=action,
        name=about.name,
        slug=about.slug,
        covers=about.skills if isinstance(about, Row) else (),
        given=given,
        reason=reason,
        text=text,
        until=until,
        note=note,
        message=message,
    )
