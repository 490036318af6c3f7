"""What the user says of a person in their own words: a note, tags, and skills that they pasted."""

from __future__ import annotations

from endorseback.ledger.events.archive_events import Noted, SkillsPasted, Tagged
from endorseback.ledger.projection.identity import PersonRecord, folded_key
from endorseback.ledger.projection.person_acts import acts_of


def note_of(parts: list[PersonRecord], merged: int) -> str:
    """Return the note about a person.

    The last one counts. Of notes written before two were merged by hand, each one's last counts.

    Args:
        parts: What the person was seen with.
        merged: The place in the journal of their newest merge, or 0.
    """
    if not any(part.acts for part in parts):
        return ""
    last: list[tuple[int, str]] = []
    for part in parts:
        notes = acts_of([part], Noted)
        if notes:
            number, event = notes[-1]
            assert isinstance(event.payload, Noted)
            last.append((number, event.payload.text))
    last.sort()
    if last and last[-1][0] > merged:
        return last[-1][1]
    return "\n".join(text for _, text in last if text)


def tags_of(parts: list[PersonRecord]) -> tuple[str, ...]:
    """Return the tags of a person, in the order in which they were put on."""
    tags: dict[str, str] = {}
    for _, event in acts_of(parts, Tagged):
        assert isinstance(event.payload, Tagged)
        for tag in event.payload.removed:
            tags.pop(folded_key(tag), None)
        for tag in event.payload.added:
            tags.setdefault(folded_key(tag), tag)
    return tuple(tags.values())


def known_skills_of(parts: list[PersonRecord]) -> tuple[str, ...]:
    """Return the skills of a person's profile as the user last pasted them."""
    told = acts_of(parts, SkillsPasted)
    if not told:
        return ()
    payload = told[-1][1].payload
    assert isinstance(payload, SkillsPasted)
    return payload.skills
