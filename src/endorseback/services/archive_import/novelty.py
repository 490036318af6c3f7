"""What an archive tells that was not known before."""

from __future__ import annotations

from dataclasses import dataclass, fields

from endorseback.contacts import Snapshot, key_of_row
from endorseback.ledger import ReadModel
from endorseback.model.archive_data import Archive
from endorseback.model.direction import Direction
from endorseback.text import fold


@dataclass(frozen=True, slots=True)
class Novelty:
    """How many things an archive told that were not known before."""

    received: int = 0
    """Endorsements of the user, known neither from a mail nor from another archive."""
    given: int = 0
    """Endorsements that the user gave."""
    recommendations: int = 0
    """Recommendations, both ways, that no other archive lists."""
    connections: int = 0
    """People to whom the user is connected."""

    @property
    def total(self) -> int:
        """How many they are together."""
        return sum(getattr(self, field.name) for field in fields(self))


def gain(archive: Archive, model: ReadModel, people: Snapshot) -> Novelty:
    """Return what an archive tells that neither the ledger nor the people of others do."""
    pairs = {
        direction: {
            (model.person_key(row.name, row.slug), fold(row.skill)): row
            for row in archive.endorsements
            if row.direction is direction
        }
        for direction in Direction
    }
    known = set(map(key_of_row, people.connections))
    listed = {(letter.direction, letter.name, letter.at) for letter in archive.recommendations}
    return Novelty(
        received=sum(
            not model.knows_pair(row.name, row.slug, row.skill)
            for row in pairs[Direction.RECEIVED].values()
        ),
        given=sum(
            not model.knows_given(row.name, row.slug, row.skill)
            for row in pairs[Direction.GIVEN].values()
        ),
        recommendations=sum(not model.knows_recommendation(*letter) for letter in listed),
        connections=len(set(map(key_of_row, archive.connections)) - known),
    )
