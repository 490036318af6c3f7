"""The endorsements that the user gave a person: what they said of it, and what archives say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from endorseback.ledger.acts import decided, numbered_decisions
from endorseback.ledger.archives import (
    Archives,
    has_given,
    imported,
    is_absent,
    made_at,
    newest,
    newest_row,
)
from endorseback.ledger.newest import NEVER, known_time
from endorseback.ledger.who import Holder, ListedRow, folded_key
from endorseback.model.card import Confirmation, GivenSkill

LISTED_WITHIN: Final = timedelta(days=30)
"""An archive made so long after the user endorsed is taken to list it, if LinkedIn has it."""


class _Given(NamedTuple):
    """One skill given to a person."""

    said: tuple[datetime, str] | None = None
    """When the user last said so, and the skill as displayed then."""
    rows: Sequence[ListedRow] = ()
    """The rows of archives that list it."""


def given_of(parts: list[Holder], archives: Archives) -> tuple[GivenSkill, ...]:
    """Return the endorsements that the user gave a person, newest first, each skill once."""
    found = [_skill(given, archives) for given in _gather(parts).values()]
    return tuple(sorted(found, key=lambda skill: skill.at or NEVER, reverse=True))


def given_times(parts: list[Holder]) -> Iterator[datetime | None]:
    """Yield when each skill was given that the user gave a person, as far as anything tells."""
    for given in _gather(parts).values():
        times = [row.at for _, row in given.rows if row.at is not None]
        yield min(times, default=given.said[0] if given.said else None)


def given_skills(parts: list[Holder]) -> Mapping[str, object]:
    """Return the folded skills that the user gave a person."""
    return _gather(parts)


def _gather(parts: list[Holder]) -> dict[str, _Given]:
    found: dict[str, _Given] = {}
    for _, event in reversed(numbered_decisions(parts)):
        for skill in decided(event).given:
            found.setdefault(folded_key(skill), _Given((event.at, skill)))
    for folded in sorted({folded for part in parts for folded in part.given}):
        rows = [row for part in parts for row in part.given.get(folded, ())]
        found[folded] = found.get(folded, _Given())._replace(rows=rows)
    return found


def _skill(given: _Given, archives: Archives) -> GivenSkill:
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
