"""People for a command that names one: those of the ledger joined with those of the archives."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from endorseback.ledger import ReadModel
from endorseback.model.archive_data import Owner
from endorseback.model.person_card import PersonCard
from endorseback.model.person_key import key_of, slug_key, slug_of_address
from endorseback.paths import Paths
from endorseback.text import clean, fold

if TYPE_CHECKING:
    from endorseback.contacts import ContactDirectory
    from endorseback.services.people.acquaintances import Acquaintances


class PersonLookup:
    """What the imported archives know of people; they are read when somebody is looked for.

    Args:
        paths: Where they lie.
        model: The read-model, which knows the imports that count.
    """

    def __init__(self, paths: Paths, model: ReadModel) -> None:
        self._paths = paths
        self._model = model

    @property
    def owner(self) -> Owner:
        """The user, as their archives show them."""
        return self._reference.owner

    def card(self, person: str) -> PersonCard | None:
        """Return all that ledger and archives know of a person, or None for a stranger."""
        return self._acquaintances.card(person)

    def find(self, text: str) -> tuple[PersonCard, ...]:
        """Return whom a text may mean among those whom archives list, perhaps several.

        Args:
            text: A profile's slug or address, or a name.
        """
        if not self._model.imports():
            return ()
        typed = clean(text)
        card = self.card(slug_key(slug_of_address(text) or typed))
        if card is not None:
            return (card,)
        name = fold(typed)
        named = (one for one in self._reference.people if fold(one.name) == name)
        keys = {key_of(one.name, one.slug) for one in named}
        found = (self.card(key) for key in sorted(keys))
        return tuple(card for card in found if card is not None)

    @cached_property
    def _reference(self) -> ContactDirectory:
        from endorseback.contacts import ContactDirectory

        return ContactDirectory.load(self._paths, [one.id for one in self._model.imports()])

    @cached_property
    def _acquaintances(self) -> Acquaintances:
        from endorseback.services.people.acquaintances import Acquaintances

        return Acquaintances(self._model, reference=self._reference)
