"""The recommendations between the user and a person, by mails and by archives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from endorseback.ledger.projection.archives import (
    Archives,
    has_recommendations,
    in_order,
    is_absent,
    newest,
)
from endorseback.ledger.projection.identity import ListedLetter, PersonRecord
from endorseback.ledger.projection.mails import Mails
from endorseback.ledger.time_order import NEVER, known_time
from endorseback.model.direction import Direction
from endorseback.model.notification import Kind
from endorseback.model.person_card import Origin, Recommendation

_SAME: Final = timedelta(days=45)
"""A mail and a row no further apart tell of one recommendation; few people write two at all."""


def recommended(
    parts: list[PersonRecord], mails: Mails, archives: Archives
) -> tuple[Recommendation, ...]:
    """Return the recommendations between the user and a person, newest first."""
    listed = list(_listed(parts, archives))
    for by_mail in _mailed(parts, mails):
        same = _nearest(by_mail, listed)
        if same is None:
            listed.append(by_mail)
        else:
            listed[same] = replace(listed[same], origins=(Origin.MAIL, Origin.ARCHIVE))
    return tuple(sorted(listed, key=_order, reverse=True))


def _mailed(parts: list[PersonRecord], mails: Mails) -> Iterator[Recommendation]:
    """Yield what mails tell, newest first."""
    for moment, mail, _ in sorted((s for part in parts for s in part.letters), reverse=True):
        is_request = mails.reading(mail).type is Kind.RECOMMENDATION_REQUEST
        direction = Direction.GIVEN if is_request else Direction.RECEIVED
        yield Recommendation(direction, known_time(moment), is_request=is_request)


def _listed(parts: list[PersonRecord], archives: Archives) -> Iterator[Recommendation]:
    """Yield what archives list, each once: as the newest of them has it."""
    letters = [letter for part in parts for letter in part.letters_listed]
    ages = {archive: number for number, archive in enumerate(_ids(archives))}
    letters.sort(key=lambda letter: (ages[letter[0]], letter[1].text))
    same: dict[tuple[Direction, datetime | str], list[ListedLetter]] = {}
    for letter in letters:
        row = letter[1]
        same.setdefault((row.direction, row.at or row.text), []).append(letter)
    for (direction, _), found in same.items():
        row = found[-1][1]
        last = newest(archives, has_recommendations(direction))
        yield Recommendation(
            direction=direction,
            at=row.at,
            text=row.text,
            company=row.company,
            title=row.title,
            status=row.status,
            origins=(Origin.ARCHIVE,),
            is_absent=is_absent((archive for archive, _ in found), last),
        )


def _ids(archives: Archives) -> Iterable[str]:
    ids = {event.id: archive for archive, event in archives.items()}
    return (ids[event.id] for event in in_order(archives))


def _nearest(by_mail: Recommendation, listed: list[Recommendation]) -> int | None:
    """Return the index of the row that tells of what a mail tells of, or None."""
    at = by_mail.at
    if at is None or by_mail.is_request:
        return None
    near = [
        (abs(row.at - at), index)
        for index, row in enumerate(listed)
        if row.at is not None
        and row.direction is by_mail.direction
        and row.origins == (Origin.ARCHIVE,)
        and abs(row.at - at) <= _SAME
    ]
    return min(near)[1] if near else None


def _order(known: Recommendation) -> tuple[datetime, str, str]:
    return known.at or NEVER, known.direction, known.text
