"""Finding a person by what a user types: a profile's slug or address, or a name."""

from __future__ import annotations

from endorseback.ledger.projection.identity import PeopleIndex
from endorseback.model.person_key import slug_key, slug_of_address
from endorseback.text import clean, fold


def find_persons(text: str, people: PeopleIndex) -> set[str]:
    """Return the keys of the persons whom a text may mean: none, one, or several."""
    slug = slug_of_address(text)
    if slug is not None:
        return _existing(slug_key(slug), people)
    typed = clean(text)
    return _existing(slug_key(typed), people) | people.persons_named(fold(typed))


def _existing(key: str, people: PeopleIndex) -> set[str]:
    person = people.person_with(key)
    return {person} if people.parts(person) else set()
