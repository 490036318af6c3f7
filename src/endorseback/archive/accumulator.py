"""What the readers of the files gather, until all of them are read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from endorseback.archive.message_counts import Tally
from endorseback.model.archive_data import (
    Connection,
    Invitation,
    ListedEndorsement,
    ListedRecommendation,
    Position,
)


@dataclass(slots=True)
class Accumulator:
    """All that was read so far."""

    name: str = ""
    """The owner's."""
    headline: str = ""
    """The owner's."""
    skills: dict[str, None] = field(default_factory=dict)
    """The owner's, in the file's order."""
    positions: list[Position] = field(default_factory=list)
    connections: dict[str, Connection] = field(default_factory=dict)
    """By slug; the second of two rows about one person is not needed."""
    nameable: list[Connection] = field(default_factory=list)
    """Connections without a slug, whom only a name tells apart."""
    endorsements: dict[tuple[str, str, str, str], ListedEndorsement] = field(default_factory=dict)
    """By direction, slug, name and skill."""
    recommendations: list[ListedRecommendation] = field(default_factory=list)
    invitations: list[Invitation] = field(default_factory=list)
    owner_slugs: Counter[str] = field(default_factory=Counter)
    """The slug on the owner's side of invitations, and how often it stands there."""
    messages: Tally = field(default_factory=Tally)
