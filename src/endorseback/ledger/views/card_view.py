"""Cards of people: all that the ledger knows of one person."""

from __future__ import annotations

from endorseback.ledger.projection.annotations import known_skills_of, note_of, tags_of
from endorseback.ledger.projection.archives import (
    Archives,
    has_received,
    is_absent,
    newest,
    newest_row,
)
from endorseback.ledger.projection.display import (
    display,
    identities,
    newest_first,
    sightings,
    skill_of,
)
from endorseback.ledger.projection.identity import PersonRecord
from endorseback.ledger.projection.mails import Mails
from endorseback.ledger.projection.merges import Merges
from endorseback.ledger.projection.person_acts import decided
from endorseback.ledger.projection.person_rows import Pairs, started_with
from endorseback.ledger.projection.reciprocation import returning_of
from endorseback.ledger.projection.skip_rules import standing_rule
from endorseback.ledger.projection.standing import Standing, decisions_of
from endorseback.ledger.time_order import known_time
from endorseback.ledger.views.confirmed import given_of
from endorseback.ledger.views.recommended import recommended
from endorseback.model.person_card import Origin, PersonCard, ReceivedSkill


def make_card(
    person: str,
    parts: list[PersonRecord],
    pairs: Pairs,
    mails: Mails,
    archives: Archives,
    ties: Merges,
) -> PersonCard:
    """Return all that is known of a person."""
    name, slug = display(parts, mails)
    behind = identities(source for _, source in sightings(parts))
    keys = {part.key for part in parts}.union(ties.members(person))
    return PersonCard(
        person=person,
        name=name,
        slug=slug,
        authenticity=mails.authenticity(behind),
        keys=tuple(sorted(keys)),
        received=tuple(_received(pair, mails, archives) for pair in newest_first(pairs.values())),
        given=given_of(parts, archives),
        decisions=tuple((event.at, decided(event).decision) for event in decisions_of(parts)[::-1]),
        recommendations=recommended(parts, mails, archives),
        mails=behind,
        note=note_of(parts, ties.since(person)),
        tags=tags_of(parts),
        known_skills=known_skills_of(parts),
        returning=returning_of(parts),
        rule=standing_rule(parts),
        waits=tuple(started.wait for started in reversed(started_with(parts, pairs))),
    )


def _received(pair: Standing, mails: Mails, archives: Archives) -> ReceivedSkill:
    """Return one endorsement that the person gave the user."""
    told = pair.told
    origins = (Origin.MAIL,) * bool(told.sources) + (Origin.ARCHIVE,) * bool(told.rows)
    return ReceivedSkill(
        skill=skill_of(pair, mails),
        at=known_time(pair.received),
        state=pair.state,
        origins=origins,
        status=newest_row(told.rows, archives)[1].status if told.rows else "",
        is_absent=is_absent((row[0] for row in told.rows), newest(archives, has_received)),
    )
