"""What an archive brings beside events: its people, in a file of its own that any TinyDB can read.

These files are what an undo goes back to: the people shown are made of those that still count.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from endorseback.errors import DamagedError
from endorseback.model.archive_data import Archive, Connection, Correspondence, Invitation, Owner
from endorseback.model.person_key import key_of


class Snapshot(msgspec.Struct, frozen=True, gc=False):
    """The people of an archive, or of several."""

    owner: Owner = msgspec.field(default_factory=Owner)
    """The user."""
    connections: tuple[Connection, ...] = ()
    correspondence: tuple[Correspondence, ...] = ()
    invitations: tuple[Invitation, ...] = ()

    @classmethod
    def of(cls, archive: Archive) -> Snapshot:
        """Return what an archive brings beside events."""
        return cls(archive.owner, archive.connections, archive.correspondence, archive.invitations)


class ArchiveSource(msgspec.Struct, frozen=True):
    """The imports of which a file was made."""

    archives: tuple[str, ...] = ()


class _Tables(msgspec.Struct, frozen=True):
    """The file: TinyDB's tables, each of documents by their numbers."""

    owner: dict[str, Owner]
    connections: dict[str, Connection]
    correspondence: dict[str, Correspondence]
    invitations: dict[str, Invitation]
    made_of: dict[str, ArchiveSource] = {}


_decoder: Final = msgspec.json.Decoder(_Tables)


def encode(brought: Snapshot, made_of: Sequence[str] = ()) -> bytes:
    """Return people as a file of tables.

    Args:
        brought: The people.
        made_of: The imports of several archives that they were joined from; none for one's own.
    """
    tables = {
        "owner": {"1": brought.owner},
        "connections": _documents(brought.connections),
        "correspondence": _documents(brought.correspondence),
        "invitations": _documents(brought.invitations),
    }
    if made_of:
        tables["made_of"] = {"1": ArchiveSource(tuple(made_of))}
    return msgspec.json.encode(tables)


def decode(data: bytes) -> tuple[Snapshot, tuple[str, ...]]:
    """Return the people in a file of tables, and the imports that they were joined from.

    Raises:
        msgspec.DecodeError: It is no such file.
    """
    tables = _decoder.decode(data)
    brought = Snapshot(
        owner=tables.owner.get("1", Owner()),
        connections=tuple(tables.connections.values()),
        correspondence=tuple(tables.correspondence.values()),
        invitations=tuple(tables.invitations.values()),
    )
    return brought, tables.made_of.get("1", ArchiveSource()).archives


def read_brought(path: Path) -> Snapshot:
    """Return what one archive brought.

    Raises:
        DamagedError: The file is gone or is not as it was written.
    """
    try:
        return decode(path.read_bytes())[0]
    except (OSError, msgspec.DecodeError) as error:
        raise DamagedError(
            f"{path}, the people of an imported archive, cannot be read ({error}).",
            hint="Take the import back with `endorseback import --undo`, and import it again.",
        ) from None


def key_of_row(row: Connection | Correspondence | Invitation) -> str:
    """Return the key of the person whom a row of an archive is about."""
    return key_of(row.name, row.slug)


def _documents(rows: Sequence[object]) -> dict[str, object]:
    return {str(number): row for number, row in enumerate(rows, 1)}
