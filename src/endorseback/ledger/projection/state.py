"""What all events of a ledger are folded into: plain data, which a checkpoint keeps."""

from __future__ import annotations

import msgspec

from endorseback.ledger.projection.archives import ImportedRows
from endorseback.ledger.projection.identity import PeopleIndex
from endorseback.ledger.projection.lists import ListIndex
from endorseback.ledger.projection.mails import Mails
from endorseback.ledger.projection.queued_messages import StoredMessages
from endorseback.ledger.projection.undo import Undoable
from endorseback.ledger.projection.write_back_state import WriteBackState


class ModelState(msgspec.Struct, array_like=True):
    """What all events so far were folded into: plain data."""

    people: PeopleIndex = msgspec.field(default_factory=PeopleIndex)
    """Who is who, and who was seen with what."""
    mails: Mails = msgspec.field(default_factory=Mails)
    """The mails, and the lists of mails."""
    undoable: Undoable = msgspec.field(default_factory=Undoable)
    """What the user did and can undo."""
    shelf: ListIndex = msgspec.field(default_factory=ListIndex)
    """The lists of people."""
    outbox: StoredMessages = msgspec.field(default_factory=StoredMessages)
    """The messages that the user had sent."""
    filings: WriteBackState = msgspec.field(default_factory=WriteBackState)
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
