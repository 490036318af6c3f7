"""The fold itself: how each event changes what is known, and how that is taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from endorseback.ledger.events.archive_events import ArchiveImported, ArchiveListed, Merged, Split
from endorseback.ledger.events.base import PersonAct
from endorseback.ledger.events.events import (
    Decided,
    Dismissed,
    Event,
    MailSeen,
    MarkedGenuine,
    ReadingFixed,
    Undone,
)
from endorseback.ledger.events.outreach_events import (
    MailWrittenBack,
    MessageOutcome,
    MessageQueued,
    MessageTried,
    WriteBackStarted,
    WriteBackStopped,
)
from endorseback.ledger.projection.archive_fold import ArchiveFold
from endorseback.ledger.projection.mail_evidence import enter, withdraw
from endorseback.ledger.projection.mails import Mail
from endorseback.ledger.projection.state import ModelState
from endorseback.ledger.projection.undo import can_undo
from endorseback.ledger.projection.write_back_state import WriteBackTracker

OUTBOX: Final = (MessageQueued, MessageTried, MessageOutcome)
"""The events that the outbox is folded from."""
_FILING: Final = (WriteBackStarted, WriteBackStopped, MailWrittenBack)


class Fold:
    """Takes events into a `ModelState`, one by one; lists are brought in order after.

    Args:
        state: What they are folded into.
        filings: The mailboxes, which follow.
    """

    def __init__(self, state: ModelState, filings: WriteBackTracker) -> None:
        self._state = state
        self._people = state.people
        self._mails = state.mails
        self._undoable = state.undoable
        self._filings = filings
        self._archives = ArchiveFold(state.people, state.shelf.rules, state.listed)

    def fold(self, event: Event, touched: set[str], mails: set[str]) -> None:
        """Take in one event.

        Args:
            event: The next in the order of the journal.
            touched: Gets the keys of the persons who may look different after it.
            mails: Gets the identities of the mails that may.
        """
        self._state.folded += 1
        if self._filings.is_on:
            self._fold_apart(event, touched, mails)
        else:
            self._fold(event, touched, mails)

    def _fold_apart(self, event: Event, touched: set[str], mails: set[str]) -> None:
        """Take in one event, and let the mailboxes follow what this one touches."""
        who: set[str] = set()
        which: set[str] = set()
        history = self._undoable.furthest_history()
        self._fold(event, who, which)
        moved = self._undoable.furthest_history() is not history
        self._filings.gather(who, which, everybody=moved)
        touched |= who
        mails |= which

    def _fold(self, event: Event, touched: set[str], mails: set[str]) -> None:
        """Take in one event; gather the persons and the mails that it touches."""
        payload = event.payload
        if isinstance(payload, MailSeen):
            self._change_mail(payload.mail, lambda mail: mail.read(payload), touched, mails)
        elif isinstance(payload, Undone):
            undone = self._undoable.undo(payload.event)
            if undone is not None:
                self._take_back(undone, event.at, touched, mails)
        elif isinstance(payload, OUTBOX):
            self._state.outbox.fold(event)
        elif isinstance(payload, _FILING):
            self._filings.fold(event)
        elif isinstance(payload, ArchiveListed):
            self._archives.enter(payload, touched)
        elif not can_undo(payload) or self._undoable.add(event):
            self._carry_out(event, touched, mails)

    def _carry_out(self, event: Event, touched: set[str], mails: set[str]) -> None:
        payload = event.payload
        if isinstance(payload, Decided):
            holder = self._people.see(payload.name, payload.slug, touched)
            holder.decisions.append((self._state.folded, event))
        elif isinstance(payload, PersonAct):
            holder = self._people.see(payload.name, payload.slug, touched)
            holder.acts.append((self._state.folded, event))
        elif isinstance(payload, Dismissed | MarkedGenuine | ReadingFixed):
            self._change_mail(payload.mail, lambda mail: mail.mark(event), touched, mails)
        elif isinstance(payload, Merged | Split):
            self._people.tie(self._state.folded, event, touched)
        elif isinstance(payload, ArchiveImported):
            self._archives.begin(event, touched)

    def _take_back(
        self, event: Event, moment: datetime, touched: set[str], mails: set[str]
    ) -> None:
        payload = event.payload
        if isinstance(payload, PersonAct):
            holder = self._people.holder(payload.name, payload.slug)
            assert holder is not None
            holder.decisions = [entry for entry in holder.decisions if entry[1].id != event.id]
            holder.acts = [entry for entry in holder.acts if entry[1].id != event.id]
            self._people.forget(payload.name, holder, touched)
            if isinstance(payload, Decided) and payload.message:
                self._state.outbox.withdraw(payload.message, moment)
        elif isinstance(payload, Dismissed | MarkedGenuine | ReadingFixed):
            self._change_mail(payload.mail, lambda mail: mail.unmark(event), touched, mails)
        elif isinstance(payload, Merged | Split):
            self._people.untie(event, touched)
        elif isinstance(payload, ArchiveImported):
            self._archives.take_back(event, touched)

    def _change_mail(
        self, mail: str, change: Callable[[Mail], None], touched: set[str], mails: set[str]
    ) -> None:
        """Change what is known of a mail, and what it then says of people."""
        mails.add(mail)
        entry = self._mails.entry(mail)
        if (said := entry.evidence) is not None:
            withdraw(said, self._people, touched)
        change(entry)
        if (says := entry.evidence) is not None:
            enter(says, self._people, touched)
