"""The read-model: all events folded into what the lists and the cards show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from endorseback.ledger.events import (
    Decided,
    Dismissed,
    Event,
    MailSeen,
    Taught,
    Undone,
    Vouched,
)
from endorseback.ledger.evidence import enter, withdraw
from endorseback.ledger.find import find_persons
from endorseback.ledger.lists import PeopleLists, Shelf
from endorseback.ledger.mails import Mail, Mails
from endorseback.ledger.undo import Undoable
from endorseback.ledger.who import People, folded_key
from endorseback.model.card import PersonCard
from endorseback.model.inbox import MailRow, Row, State


@dataclass(frozen=True, slots=True)
class Changes:
    """What may look different after a fold."""

    people: frozenset[str]
    """Keys of persons."""
    mails: frozenset[str]
    """Identities of mails."""
    everything: bool
    """All rows may be others."""


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
    folded: int = 0
    """The number of events."""

    def store(self) -> None:
        """Bring it up to date, to be written out."""
        self.people.store()
        self.mails.store()
        self.shelf.store()


class ReadModel:
    """The fold of the events, kept up to date event by event; it does no input or output.

    One thread owns it; `knows_mail`, `mail`, `mails`, `taught` and `knows_pair` may be asked on
    others.
    """

    def __init__(self, state: ModelState | None = None) -> None:
        self.state = state or ModelState()
        """All of it, to be kept or taken up again."""
        self._mails = self.state.mails
        self._people = self.state.people
        self._undoable = self.state.undoable
        self._lists = PeopleLists(self._people, self._mails, self.state.shelf)

    def apply(self, events: Iterable[Event]) -> Changes:
        """Fold events, in the order of the journal, and return what may look different."""
        touched: set[str] = set()
        mails: set[str] = set()
        for event in events:
            self.state.folded += 1
            self._fold(event, touched, mails)
        everything = self._lists.set_history(self._undoable.furthest_history())
        self._lists.refresh(touched.union(self._lists.everybody()) if everything else touched)
        self._mails.refresh(mails)
        return Changes(frozenset(touched), frozenset(mails), everything)

    def rows(self, state: State, now: datetime) -> Sequence[Row]:
        """Return the rows of a list of people, newest first and those without a time last.

        It is a live view, see `NewestFirst`; `now` tells the local day for what is snoozed.
        """
        self._lists.set_day(now)
        return self._lists.rows(state)

    def mail_rows(self, state: State) -> Sequence[MailRow]:
        """Return the rows of *Needs a look* or *Suspicious*, as a live view, newest first."""
        return self._mails.rows(state)

    def counts(self, now: datetime) -> Mapping[State, int]:
        """Return how many rows each list has."""
        self._lists.set_day(now)
        return {**self._lists.counts(), **self._mails.counts()}

    def card(self, person: str) -> PersonCard | None:
        """Return all that is known of a person, or None where there is none of that key."""
        return self._lists.card(person)

    def find_people(self, text: str) -> tuple[PersonCard, ...]:
        """Return who may be meant by a profile's slug or address or a name, perhaps several."""
        cards = (self.card(person) for person in sorted(find_persons(text, self._people)))
        return tuple(card for card in cards if card is not None)

    def knows_mail(self, identity: str) -> bool:
        """Tell whether a mail of that identity was read."""
        return self._mails.get(identity) is not None

    def mail(self, identity: str) -> MailSeen | None:
        """Return the last reading of a mail, or None where it was not read.

        It is the recogniser's own, whatever the user taught; `effective_mail` is what counts.
        """
        return self._mails.get(identity)

    def effective_mail(self, identity: str) -> MailSeen | None:
        """Return what a mail counts as, the user's word above the recogniser's, or None."""
        mail = self._mails.mails.get(identity)
        return None if mail is None else mail.effective

    def taught(self, identity: str) -> Taught | None:
        """Return what the user last said that a mail tells, or None where the reading counts."""
        mail = self._mails.mails.get(identity)
        return None if mail is None else mail.taught

    def mails(self) -> Iterable[MailSeen]:
        """Return the last readings of all mails."""
        return self._mails.all()

    def knows_pair(self, name: str, slug: str | None, skill: str) -> bool:
        """Tell whether that endorsement is there already; mails that failed do not count."""
        skill_key = folded_key(skill)
        parts = self._people.parts(self._people.person_key(name, slug))
        return any(part.pairs.get(skill_key) for part in parts)

    def last_undoable(self, person: str | None = None) -> Event | None:
        """Return the newest event that can be undone; of a person, their newest decision."""
        if person is None:
            return self._undoable.newest()
        numbered = [entry for part in self._people.parts(person) for entry in part.decisions]
        return max(numbered, key=lambda entry: entry[0])[1] if numbered else None

    def _fold(self, event: Event, touched: set[str], mails: set[str]) -> None:
        """Take in one event; gather the persons and the mails that it touches."""
        payload = event.payload
        if isinstance(payload, MailSeen):
            self._change_mail(payload.mail, lambda mail: mail.read(payload), touched, mails)
        elif isinstance(payload, Undone):
            undone = self._undoable.undo(payload.event)
            if undone is not None:
                self._take_back(undone, touched, mails)
        elif self._undoable.add(event):
            self._carry_out(event, touched, mails)

    def _carry_out(self, event: Event, touched: set[str], mails: set[str]) -> None:
        payload = event.payload
        if isinstance(payload, Decided):
            holder = self._people.see(payload.name, payload.slug, touched)
            holder.decisions.append((self.state.folded, event))
        elif isinstance(payload, Dismissed | Vouched | Taught):
            self._change_mail(payload.mail, lambda mail: mail.mark(event), touched, mails)

    def _take_back(self, event: Event, touched: set[str], mails: set[str]) -> None:
        payload = event.payload
        if isinstance(payload, Decided):
            holder = self._people.holder(payload.name, payload.slug)
            assert holder is not None
            holder.decisions = [entry for entry in holder.decisions if entry[1].id != event.id]
            self._people.forget(payload.name, holder, touched)
        elif isinstance(payload, Dismissed | Vouched | Taught):
            self._change_mail(payload.mail, lambda mail: mail.unmark(event), touched, mails)

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
