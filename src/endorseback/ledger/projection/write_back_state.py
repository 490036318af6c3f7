"""Which mails are due to be filed in the mailbox, or to be put back: the write-back, folded.

A mail is done with once every endorsement in it is settled by a decision or a rule, or the user
dismissed it. Only what was settled after an account began to file counts: turning it on moves
nothing of before. What can change a mail's due is gathered event by event, and reckoned once after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from endorseback.ledger.events.base import PersonAct
from endorseback.ledger.events.events import Event, MailSeen
from endorseback.ledger.events.outreach_events import (
    MailWrittenBack,
    WriteBackStarted,
    WriteBackStopped,
)
from endorseback.ledger.lazy_table import LazyTable, Stored
from endorseback.ledger.projection.identity import PeopleIndex, folded_key
from endorseback.ledger.projection.mails import Mail, Mails
from endorseback.ledger.projection.standing import Rules, standings
from endorseback.ledger.projection.undo import Undoable
from endorseback.ledger.time_order import NEVER
from endorseback.model.list_rows import State
from endorseback.model.mailbox_changes import ChangedCopy, MailboxChange


class WriteBackState(msgspec.Struct, array_like=True, dict=True):
    """What is filed, and what is due."""

    started: dict[str, datetime | None] = {}
    """The accounts that ever filed, and since when; None where it was turned off."""
    stored: Stored = []
    """What was changed of the copies of each mail that is filed, as of the last `store`."""
    due: dict[str, tuple[str, bool]] = {}
    """The account of each mail that must be filed (True) or put back (False)."""
    begun: set[str] = set()
    """The mails of which only the beginning is recorded; what is to be changed is in `filed`."""

    def __post_init__(self) -> None:
        """Let what is filed be decoded when it is looked at."""
        self.filed = LazyTable(self.stored, tuple[ChangedCopy, ...])

    def store(self) -> None:
        """Bring `stored` up to date."""
        self.filed.store()


class WriteBackTracker:
    """Keeps a `WriteBackState` by what is known of mails and people."""

    def __init__(
        self,
        shelf: WriteBackState,
        people: PeopleIndex,
        mails: Mails,
        undoable: Undoable,
        rules: Rules,
    ) -> None:
        self._shelf = shelf
        self._people = people
        self._mails = mails
        self._undoable = undoable
        self._rules = rules
        self._persons: set[str] = set()
        self._gathered: set[str] = set()

    @property
    def is_on(self) -> bool:
        """Whether any account ever filed: as long as none did, nothing need be gathered."""
        return bool(self._shelf.started)

    def fold(self, event: Event) -> None:
        """Take in an event about filing."""
        payload = event.payload
        if isinstance(payload, WriteBackStarted):
            if self._shelf.started.get(payload.account) is None:
                self._shelf.started[payload.account] = event.at
            self._gathered |= self._shelf.begun
        elif isinstance(payload, WriteBackStopped):
            self._shelf.started[payload.account] = None
            for mail, (account, settle) in tuple(self._shelf.due.items()):
                if settle and account == payload.account:
                    del self._shelf.due[mail]
        elif isinstance(payload, MailWrittenBack):
            self._file(payload)

    def gather(self, touched: set[str], mails: set[str], *, everybody: bool) -> None:
        """Take note of whom and what an event changed; `everybody` by a move to history."""
        self._persons |= touched
        self._gathered |= mails
        if everybody:
            self._persons.update(self._people.holders.keys())

    def reckon(self) -> None:
        """Say of all that was gathered whether it is due."""
        if not (self._persons or self._gathered):
            return
        for person in self._persons:
            for part in self._people.parts(person):
                self._gathered.update(
                    mail for sources in part.pairs.values() for _, mail, _ in sources
                )
        for mail in self._gathered:
            self._reckon(mail)
        self._persons.clear()
        self._gathered.clear()

    def due(self, account: str) -> Sequence[MailboxChange]:
        """Return what is due in the mailbox of an account."""
        return [
            MailboxChange(
                mail, account, self._folder(mail), settle, self._shelf.filed.get(mail) or ()
            )
            for mail, (where, settle) in self._shelf.due.items()
            if where == account
        ]

    def has_started(self, account: str) -> bool:
        """Tell whether the notifications of an account are filed."""
        return self._shelf.started.get(account) is not None

    def _file(self, payload: MailWrittenBack) -> None:
        """Take note of what was changed in the mailbox, or is about to be."""
        self._shelf.started.setdefault(payload.account, None)
        if payload.settled:
            self._shelf.filed[payload.mail] = payload.copies
        else:
            self._shelf.filed.remove(payload.mail)
        change = self._shelf.begun.add if payload.is_begun else self._shelf.begun.discard
        change(payload.mail)
        self._gathered.add(payload.mail)

    def _reckon(self, identity: str) -> None:
        """Say whether a mail is due."""
        mail = self._mails.mails.get(identity)
        if mail is None or mail.reading is None:
            return
        settled = list(self._settled(mail))
        done = bool(settled) and None not in settled
        filed = identity in self._shelf.filed
        since = self._shelf.started.get(mail.reading.account)
        unfinished = done and since is not None and identity in self._shelf.begun
        late = since is not None and any(moment and moment >= since for moment in settled)
        if unfinished or (filed != done and (filed or late)):
            self._shelf.due[identity] = (mail.reading.account, done)
        else:
            self._shelf.due.pop(identity, None)

    def _settled(self, mail: Mail) -> Iterator[datetime | None]:
        """Yield when each thing in a mail was settled: None for one that is open.

        What was moved to history is settled, but never late.
        """
        for event_id in mail.dismissed:
            yield self._undoable.events[event_id].at
        for name, slug, skill in _pairs(mail.evidence):
            parts = self._people.parts(self._people.person_key(name, slug))
            standing = standings(parts, self._rules)[folded_key(skill)]
            if standing.state not in (State.DONE, State.SKIPPED) or standing.settled_by is None:
                yield None
            elif isinstance(standing.settled_by.payload, PersonAct):
                yield standing.settled_by.at
            else:
                yield NEVER

    def _folder(self, mail: str) -> str:
        reading = self._mails.get(mail)
        return "" if reading is None else reading.folder


def _pairs(evidence: MailSeen | None) -> tuple[tuple[str, str | None, str], ...]:
    return () if evidence is None else evidence.endorsements
