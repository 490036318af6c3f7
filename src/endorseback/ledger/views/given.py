"""The endorsements that the user gave a person, and what tells of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from endorseback.ledger.projection.identity import ListedRow, PersonRecord, folded_key
from endorseback.ledger.projection.person_acts import decided, numbered_decisions


class GivenEndorsement(NamedTuple):
    """One skill given to a person."""

    said: tuple[datetime, str] | None = None
    """When the user last said so, and the skill as displayed then."""
    rows: Sequence[ListedRow] = ()
    """The rows of archives that list it."""


def given_times(parts: list[PersonRecord]) -> Iterator[datetime | None]:
    """Yield when each skill was given that the user gave a person, as far as anything tells."""
    for given in gather(parts).values():
        times = [row.at for _, row in given.rows if row.at is not None]
        yield min(times, default=given.said[0] if given.said else None)


def given_skills(parts: list[PersonRecord]) -> Mapping[str, object]:
    """Return the folded skills that the user gave a person."""
    return gather(parts)


def gather(parts: list[PersonRecord]) -> dict[str, GivenEndorsement]:
    """Return what tells of each folded skill that the user gave a person."""
    found: dict[str, GivenEndorsement] = {}
    for _, event in reversed(numbered_decisions(parts)):
        for skill in decided(event).given:
            found.setdefault(folded_key(skill), GivenEndorsement((event.at, skill)))
    for folded in sorted({folded for part in parts for folded in part.given}):
        rows = [row for part in parts for row in part.given.get(folded, ())]
        found[folded] = found.get(folded, GivenEndorsement())._replace(rows=rows)
    return found
