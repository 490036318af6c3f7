"""What archives say of the endorsements that the user gave: listed, or not found."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from endorseback.ledger.projection.archives import (
    Archives,
    has_given,
    imported,
    is_absent,
    made_at,
    newest,
    newest_row,
)
from endorseback.ledger.projection.identity import PersonRecord
from endorseback.ledger.time_order import NEVER, known_time
from endorseback.ledger.views.given import GivenEndorsement, gather
from endorseback.model.person_card import Confirmation, GivenSkill

LISTED_WITHIN: Final = timedelta(days=30)
"""An archive made so long after the user endorsed is taken to list it, if LinkedIn has it."""


def given_of(parts: list[PersonRecord], archives: Archives) -> tuple[GivenSkill, ...]:
    """Return the endorsements that the user gave a person, newest first, each skill once."""
    found = [_skill(given, archives) for given in gather(parts).values()]
    return tuple(sorted(found, key=lambda skill: skill.at or NEVER, reverse=True))


def _skill(given: GivenEndorsement, archives: Archives) -> GivenSkill:
    if not given.rows:
        assert given.said is not None, "somebody told of it"
        at, skill = given.said
        return GivenSkill(skill, at, _confirmation(at, archives))
    _, newest_listed = newest_row(given.rows, archives)
    times = [row.at for _, row in given.rows if row.at is not None]
    at_first = min(times, default=given.said[0] if given.said else NEVER)
    return GivenSkill(
        skill=given.said[1] if given.said else newest_listed.skill,
        at=known_time(at_first),
        confirmation=Confirmation.CONFIRMED,
        status=newest_listed.status,
        is_absent=is_absent((row[0] for row in given.rows), newest(archives, has_given)),
    )


def _confirmation(said_at: datetime, archives: Archives) -> Confirmation:
    """Return what archives say of an endorsement that none of them lists."""
    late = any(
        has_given(imported(event)) and made_at(event) - said_at > LISTED_WITHIN
        for event in archives.values()
    )
    return Confirmation.NOT_FOUND if late else Confirmation.RECORDED
