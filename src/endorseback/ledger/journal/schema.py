"""The tables of the ledger, and the version of what they hold."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from endorseback.errors import DamagedError
from endorseback.ledger.journal.line import Change

EVENTS: Final = "events"
"""Immutable; the id is the event's own."""

CURSORS: Final = "cursors"
"""How far each folder of each source was read."""

META: Final = "meta"
"""The version of the schema, and when the journal was last compacted."""

SCHEMA_ID: Final = "schema"
"""Id of the document in `META` that holds the version."""

SCHEMA: Final = 1
"""Raised with every change that an older endorseback would not understand, kinds of events too.

So an older one refuses the whole ledger, and can never drop what it does not know.
"""


class _Version(msgspec.Struct):
    version: int


def check_schema(path: Path, changes: Iterable[Change]) -> None:
    """Refuse changes that say that a newer version wrote the journal.

    Raises:
        DamagedError: They do.
    """
    for change in changes:
        if change.table == META and change.id == SCHEMA_ID:
            version = msgspec.json.decode(change.document, type=_Version).version
            if version > SCHEMA:
                raise DamagedError(
                    f"{path} was written by a newer endorseback "
                    f"(schema {version}; this one knows {SCHEMA}).",
                    hint="Update endorseback on this machine.",
                )
