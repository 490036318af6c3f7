"""The people of the imported archives, for who wants to know somebody: loaded when it is wanted.

They lie in one file that any TinyDB can read, written whole from what each import brought. It says
of which imports it was made: where these are not the ones that count, it is made anew. So neither a
crash between the ledger and this file nor an undo anywhere can leave it wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from endorseback.errors import EndorsebackError
from endorseback.files import write_private
from endorseback.ledger.brought import Brought, joined, read_brought
from endorseback.ledger.peopleindex import PeopleIndex, names_of_several
from endorseback.model.archive import Connection, Correspondence, Invitation, Owner
from endorseback.paths import Paths, make_private_dir

FILE: Final = "people.json"
"""The people of all archives, in the folder of what each brought."""


class _Imports(msgspec.Struct, frozen=True):
    archives: tuple[str, ...]


class _Tables(msgspec.Struct, frozen=True):
    """The file: TinyDB's tables, each of documents by their numbers."""

    imports: dict[str, _Imports]
    owner: dict[str, Owner]
    connections: dict[str, Connection]
    correspondence: dict[str, Correspondence]
    invitations: dict[str, Invitation]


_decoder: Final = msgspec.json.Decoder(_Tables)


class Reference:
    """The people of all imports that count; `Reference.load` makes it, on any thread."""

    def __init__(self, brought: Brought | None = None) -> None:
        self._brought = brought or Brought()
        shared = names_of_several(self._brought.connections)
        self._connections = PeopleIndex(self._brought.connections, shared)
        self._correspondence = PeopleIndex(self._brought.correspondence, shared)
        self._invitations = PeopleIndex(self._brought.invitations, shared)

    @classmethod
    def load(cls, paths: Paths, imports: Sequence[str]) -> Reference:
        """Return the people of some imports.

        Args:
            paths: Where things lie.
            imports: The ids of the imports that count, oldest archive first: those of
                `ReadModel.imports`.

        Raises:
            DamagedError: What an import brought cannot be read.
        """
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


def brought_by(paths: Paths, archive: str) -> Path:
    """Return the path of what one import brought."""
    return paths.archives / f"{archive}.json.gz"


def people_of(paths: Paths, imports: Sequence[str]) -> Brought:
    """Return the people of some imports, from the file where it is of these.

    Raises:
        DamagedError: What an import brought cannot be read.
    """
    if not imports:
        return Brought()
    return _stored(paths, imports) or make(paths, imports)


def make(paths: Paths, imports: Sequence[str]) -> Brought:
    """Return the people of some imports, and leave them in the file for the next time.

    Without room for the file there is none, and it is made anew each time.

    Raises:
        DamagedError: What an import brought cannot be read.
    """
    brought = joined([read_brought(brought_by(paths, archive)) for archive in imports])
    store(paths, imports, brought)
    return brought


def store(paths: Paths, imports: Sequence[str], brought: Brought) -> None:
    """Write the file of the people of some imports, if there is room for it."""
    tables = {
        "imports": {"1": _Imports(tuple(imports))},
        "owner": {"1": brought.owner},
        "connections": _documents(brought.connections),
        "correspondence": _documents(brought.correspondence),
        "invitations": _documents(brought.invitations),
    }
    with suppress(OSError, EndorsebackError):
        make_private_dir(paths.archives)
        write_private(paths.archives / FILE, msgspec.json.encode(tables))


def _stored(paths: Paths, imports: Sequence[str]) -> Brought | None:
    """Return what the file holds, or None where it is not of these imports."""
    try:
        tables = _decoder.decode((paths.archives / FILE).read_bytes())
    except (OSError, msgspec.DecodeError):
        return None
    if tables.imports.get("1") != _Imports(tuple(imports)):
        return None
    return Brought(
        owner=tables.owner.get("1", Owner()),
        connections=tuple(tables.connections.values()),
        correspondence=tuple(tables.correspondence.values()),
        invitations=tuple(tables.invitations.values()),
    )


def _documents(rows: Sequence[object]) -> dict[str, object]:
    return {str(number): row for number, row in enumerate(rows, 1)}
