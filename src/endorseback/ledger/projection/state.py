"""What all events of a ledger are folded into: plain data, which a checkpoint keeps."""

from __future__ import annotations

import msgspec

from endorseback.ledger.projection.archives import ImportedRows
from endorseback.ledger.projection.identity import People
from endorseback.ledger.projection.lists import Shelf
from endorseback.ledger.projection.mails import Mails
from endorseback.ledger.projection.queued_messages import OutboxShelf
from endorseback.ledger.projection.undo import Undoable
from endorseback.ledger.projection.write_back_state import FilingShelf


class ModelState(msgspec.Struct, array_like=True):
    """What all events so far were folded into: plain data."""

    people: People = msgspec.field(default_factory=People)
    """Who is who, and who was seen with what."""
    mails: Mails = msgspec.field(default_factory=Mails)
    """The mails, and the lists of mails."""
    undoable: Undoable = msgspec.field(default_factory=Undoable)
    """What the user did and can undo."""
    shelf: Shelf = msgspec.field(default_factory=Shelf)
    """The lists of people."""
    outbox: OutboxShelf = msgspec.field(default_factory=OutboxShelf)
    """The messages that the user had sent."""
    filings: FilingShelf = msgspec.field(default_factory=FilingShelf)
    """What is to be changed in the mailboxes."""
    listed: ImportedRows = msgspec.field(default_factory=ImportedRows)
    """Whom each imported archive lists."""
    folded: int = 0
    """The number of events."""

    def store(self) -> None:
        """Bring it up to date, to be written out."""
        self.people.store()
        self.mails.store()
        self.shelf.store()
        self.outbox.store()
        self.filings.store()
        self.listed.store()
