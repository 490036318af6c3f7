"""The people of the imported archives, for who wants to know somebody: loaded when it is wanted.

What each import brought lies in a file of its own. The people of several are joined into one more;
it says of which imports it was made, and where these are not the ones that count, it is made anew.
So neither a crash between the ledger and these files nor an undo anywhere can leave them wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final

import msgspec

from endorseback.contacts.index import ContactIndex, names_of_several
from endorseback.contacts.merge import joined
from endorseback.contacts.snapshot import Snapshot, decode, encode, read_brought
from endorseback.files import write_private
from endorseback.gc_pause import many_objects_to_stay
from endorseback.model.archive_data import Connection, Correspondence, Invitation, Owner
from endorseback.paths import Paths

_JOINED: Final = "people.json"
"""The people of several archives, in the folder of what each brought."""


class ContactDirectory:
    """The people of all imports that count; `Reference.load` makes it, on any thread."""

    def __init__(self, brought: Snapshot | None = None) -> None:
        self._brought = brought or Snapshot()

    @classmethod
    def load(cls, paths: Paths, imports: Sequence[str]) -> ContactDirectory:
        """Return the people of some imports.

        Args:
            paths: Where things lie.
            imports: The ids of the imports that count, oldest archive first: those of
                `ReadModel.imports`.

        Raises:
            DamagedError: What an import brought cannot be read.
        """
        with many_objects_to_stay():
            return cls(people_of(paths, imports))

    @property
    def owner(self) -> Owner:
        """The user."""
        return self._brought.owner

    @property
    def people(self) -> Sequence[Connection]:
        """All connections, also those whom only an older archive lists."""
        return self._brought.connections

    @property
    def correspondence(self) -> Sequence[Correspondence]:
        """The messages with each person."""
        return self._brought.correspondence

    def find(
        self, keys: Iterable[str], names: Iterable[str] = ()
    ) -> tuple[Connection | None, Correspondence | None, Invitation | None]:
        """Return what is known of the person whom some keys, else some names, mean.

        A name counts only where no other connection bears it, and no readable slug contradicts.

        Args:
            keys: The keys of slugs and of names, as `PersonCard.keys` has them.
            names: As displayed.
        """
        keys, names = tuple(keys), tuple(names)
        return (
            self._connections.find(keys, names),
            self._correspondence.find(keys, names),
            self._invitations.find(keys, names),
        )

    def find_messages(
        self, keys: Iterable[str], names: Iterable[str] = ()
    ) -> Correspondence | None:
        """Return the messages with the person whom some keys, else some names, mean, or None."""
        return self._correspondence.find(keys, names)

    @cached_property
    def _shared(self) -> frozenset[str]:
        return names_of_several(self._brought.connections)

    @cached_property
    def _connections(self) -> ContactIndex[Connection]:
        return ContactIndex(self._brought.connections, self._shared)

    @cached_property
    def _correspondence(self) -> ContactIndex[Correspondence]:
        return ContactIndex(self._brought.correspondence, self._shared)

    @cached_property
    def _invitations(self) -> ContactIndex[Invitation]:
        return ContactIndex(self._brought.invitations, self._shared)


def brought_by(paths: Paths, archive: str) -> Path:
    """Return the path of what one import brought."""
    return paths.archives / f"{archive}.json"


def people_of(paths: Paths, imports: Sequence[str]) -> Snapshot:
    """Return the people of some imports, given in the order in which their archives were made.

    Of several, they are left in a file for the next time, if there is room for it.

    Raises:
        DamagedError: What an import brought cannot be read.
    """
    if not imports:
        return Snapshot()
    if len(imports) == 1:
        return read_brought(brought_by(paths, imports[0]))
    found = _stored(paths, imports)
    if found is None:
        found = joined([read_brought(brought_by(paths, archive)) for archive in imports])
        with suppress(OSError):
            write_private(paths.archives / _JOINED, encode(found, imports))
    return found


def tidy(paths: Paths, imports: Sequence[str]) -> None:
    """Leave the people of the imports that count, and nothing of those that do not.

    Raises:
        OSError: A file cannot be removed.
    """
    keep = {brought_by(paths, archive).name for archive in imports}
    if len(imports) > 1:
        keep.add(_JOINED)
    for file in paths.archives.iterdir():  # also what a crash left half written
        if file.name not in keep:
            file.unlink(missing_ok=True)


def _stored(paths: Paths, imports: Sequence[str]) -> Snapshot | None:
    """Return what the file of several archives holds, or None where it is not of these imports."""
    try:
        brought, made_of = decode((paths.archives / _JOINED).read_bytes())
    except (OSError, msgspec.DecodeError):
        return None
    return brought if made_of == tuple(imports) else None
