"""Knowing people: everybody is read after the first frame, and kept up to date from then on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import work

from endorseback.errors import EndorsebackError
from endorseback.tui import notices
from endorseback.tui.off_loop import off_loop
from endorseback.tui.screens.preselecting import Preselecting

if TYPE_CHECKING:
    from endorseback.contacts import ContactDirectory
    from endorseback.ledger import Changes, ReadModel
    from endorseback.paths import Paths
    from endorseback.tui.state.people_orders import AllPeople

_FEW: Final = 100
"""With more people changed than these, everybody is read anew, off the event loop."""


class Knowing(Preselecting):
    """Adds what archives tell of people, and the list of everybody."""

    _imports: tuple[str, ...] | None = None
    """The imports of which everybody was read, or is being read; None before."""
    _meanwhile: frozenset[str] = frozenset()
    """Who changed while everybody was being read."""

    @work(exclusive=True, group="people", description="read people")
    async def read_people(self) -> None:
        """Read everybody; until then a card tells what the ledger knows."""
        imports = self._imports = tuple(one.id for one in self.context.model.imports())
        self._meanwhile = frozenset()
        read = partial(_read, self.context.paths, imports, self.context.model)
        try:
            reference, everybody = await off_loop(read)
        except EndorsebackError as error:
            notices.tell_error(self.app, error)
            return
        self.context.acquaintances.refer_to(reference)
        self.context.people.take_up(everybody)
        self.context.people.renew(self._meanwhile)
        self.refresh_rows()
        self.show_card()
        self.preselect()

    def people_changed(self, changes: Changes) -> None:
        """Bring people up to date after a fold of the ledger."""
        if self._imports is None:
            return
        imports = tuple(one.id for one in self.context.model.imports())
        if imports != self._imports or changes.everything or len(changes.people) > _FEW:
            self.read_people()
        else:
            self._meanwhile |= changes.people
            self.context.people.renew(changes.people)


def _read(
    paths: Paths, imports: Sequence[str], model: ReadModel
) -> tuple[ContactDirectory, AllPeople]:
    """Return the people of the archives, and everybody; runs beside the event loop."""
    from endorseback.contacts import ContactDirectory
    from endorseback.services.people import PeopleDirectory
    from endorseback.tui.state.people_orders import read_everybody

    reference = ContactDirectory.load(paths, imports)
    return reference, read_everybody(PeopleDirectory(model, reference))
