"""The read-model: all events folded into what the lists and the cards show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from endorseback.ledger.events.events import Decided, Event, MailSeen, ReadingFixed
from endorseback.ledger.events.outreach_events import RuleSet, WaitClosed
from endorseback.ledger.projection.archives import Import, as_import, in_order
from endorseback.ledger.projection.fold import OUTBOX, Fold
from endorseback.ledger.projection.identity import folded_key
from endorseback.ledger.projection.lists import PeopleLists
from endorseback.ledger.projection.person_acts import all_acts
from endorseback.ledger.projection.queued_messages import MessageQueue
from endorseback.ledger.projection.state import ModelState
from endorseback.ledger.projection.write_back_state import WriteBackTracker
from endorseback.ledger.time_order import NEVER
from endorseback.ledger.views.given import given_skills
from endorseback.ledger.views.person_search import find_persons
from endorseback.model.direction import Direction
from endorseback.model.interactions import Wait
from endorseback.model.list_rows import MailRow, Row, State
from endorseback.model.mailbox_changes import MailboxChange

if TYPE_CHECKING:
    from endorseback.ledger.views.summary import PersonTotals
    from endorseback.model.person_card import PersonCard

_Settling = Decided | RuleSet | WaitClosed
"""What takes somebody's endorsements out of the inbox, or ends what came of a decision."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What may look different after a fold."""

    people: frozenset[str]
    """Keys of persons."""
    mails: frozenset[str]
    """Identities of mails."""
    everything: bool
    """All rows may be others."""
    outbox: bool = False
    """Messages were queued, or came further."""


class ReadModel:
    """The fold of the events, kept up to date event by event; it does no input or output.

    One thread owns it; `mail`, `mails`, `fixed_reading`, `knows_pair`, `persons`, `totals`
    and what tells keys may be asked on others.
    """

    def __init__(self, state: ModelState | None = None) -> None:
        self.state = state or ModelState()
        """All of it, to be kept or taken up again."""
        self._mails = self.state.mails
        self._people = self.state.people
        self._undoable = self.state.undoable
        self._lists = PeopleLists(self._people, self._mails, self.state.shelf)
        rules = self.state.shelf.rules
        self._filings = WriteBackTracker(
            self.state.filings, self._people, self._mails, self._undoable, rules
        )
        self._folding = Fold(self.state, self._filings)
        self.outbox = MessageQueue(self.state.outbox, self._people)
        """The messages that the user had sent."""

    def apply(self, events: Iterable[Event]) -> Changes:
        """Fold events, in the order of the journal, and return what may look different."""
        touched: set[str] = set()
        mails: set[str] = set()
        sent = False
        archives = dict(self.state.shelf.rules.archives)
        for event in events:
            self._folding.fold(event, touched, mails)
            sent = sent or isinstance(event.payload, OUTBOX)
        everything = self._lists.set_history(self._undoable.furthest_history())
        self._lists.refresh(touched.union(self._lists.everybody()) if everything else touched)
        self._mails.refresh(mails)
        self._filings.reckon()
        everything = everything or archives != self.state.shelf.rules.archives
        return Changes(frozenset(touched), frozenset(mails), everything, outbox=sent)

    def rows(self, state: State, now: datetime) -> Sequence[Row]:
        """Return the rows of a list of people, newest first and those without a time last.

        It is a live view, see `NewestFirst`; `now` tells the local day for what is snoozed.
        """
        self._lists.set_day(now)
        return self._lists.rows(state)

    def rows_of(self, person: str, now: datetime) -> Mapping[State, Row]:
        """Return the rows of one person, by the list in which they stand; empty for a stranger."""
        self._lists.set_day(now)
        return self._lists.rows_of(person)

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
        return self._cards(sorted(find_persons(text, self._people)))

    def waits(self) -> Iterator[tuple[str, Wait]]:
        """Iterate over all that the user started, with the keys of the persons, whatever came."""
        return self._lists.waits()

    def returning(self) -> Sequence[PersonCard]:
        """Return the cards of those whom the user is about to endorse back."""
        return self._cards(self._lists.returning())

    def rules(self) -> Sequence[PersonCard]:
        """Return the cards of those whose endorsements are skipped by a rule, newest rule first."""
        cards = self._cards(self._lists.ruled())
        return sorted(cards, key=lambda card: card.rule.at if card.rule else NEVER, reverse=True)

    def mailbox_changes(self, account: str) -> Sequence[MailboxChange]:
        """Return what is due in the mailbox of an account; see `WriteBackStarted`."""
        return self._filings.due(account)

    def is_writing_back(self, account: str) -> bool:
        """Tell whether the notifications of an account are filed as they are decided."""
        return self._filings.has_started(account)

    def mail(self, identity: str) -> MailSeen | None:
        """Return the last reading of a mail, or None where it was not read.

        It is the recogniser's own, whatever the user taught; `effective_mail` is what counts.
        """
        return self._mails.get(identity)

    def effective_mail(self, identity: str) -> MailSeen | None:
        """Return what a mail counts as, the user's word above the recogniser's, or None."""
        mail = self._mails.mails.get(identity)
        return None if mail is None else mail.effective

    def fixed_reading(self, identity: str) -> ReadingFixed | None:
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
        return any(part.pairs.get(skill_key) or part.listed.get(skill_key) for part in parts)

    def knows_given(self, name: str, slug: str | None, skill: str) -> bool:
        """Tell whether it is known that the user endorsed somebody for a skill."""
        parts = self._people.parts(self._people.person_key(name, slug))
        return folded_key(skill) in given_skills(parts)

    def knows_recommendation(self, direction: Direction, name: str, at: datetime | None) -> bool:
        """Tell whether an archive listed a recommendation of that time."""
        parts = self._people.parts(self._people.person_key(name, None))
        rows = [row for part in parts for _, row in part.letters_listed]
        return any((row.direction, row.at) == (direction, at) for row in rows)

    def imports(self) -> tuple[Import, ...]:
        """Return the imports that count, in the order in which their archives were made."""
        return tuple(map(as_import, in_order(self.state.shelf.rules.archives)))

    def import_ids(self) -> frozenset[str]:
        """Return the ids of all imports there ever were, those that were undone too."""
        return frozenset(self.state.listed.ids)

    def person_key(self, name: str, slug: str | None) -> str:
        """Return the key of the person meant by a name and perhaps a slug, known or not."""
        return self._people.person_key(name, slug)

    def person_with(self, key: str) -> str:
        """Return the key of the person to whom the key of a slug, or of a name, belongs."""
        return self._people.person_with(key)

    def keys_merged_into(self, person: str) -> tuple[str, ...]:
        """Return the keys that the user merged into a person, the person's own first."""
        return self._people.ties.members(person)

    def totals(self, person: str) -> PersonTotals | None:
        """Return a person, counted, or None where nothing is known of them."""
        from endorseback.ledger.views.summary import make_totals

        parts = self._people.parts(person)
        return make_totals(person, parts, self._mails, self._people.ties) if parts else None

    def persons(self) -> Iterable[str]:
        """Return the keys of all persons of whom anything is known, each once."""
        return self._people.persons()

    def last_undoable(self, person: str | None = None) -> Event | None:
        """Return the newest event that can be undone; of a person, what was last done with them."""
        if person is None:
            return self._undoable.newest()
        acts = all_acts(self._people.parts(person))
        return next((act for act in reversed(acts) if self._undoable.counts(act.id)), None)

    def settling(self, person: str) -> tuple[Event, ...]:
        """Return what keeps somebody out of the inbox and can be undone, the newest first.

        That is the last decision about them, with the rule and the closed wait that came after it;
        without any decision, their rules. Notes, tags and the like are no part of it.
        """
        found: list[Event] = []
        for act in reversed(all_acts(self._people.parts(person))):
            if isinstance(act.payload, _Settling) and self._undoable.counts(act.id):
                found.append(act)
                if isinstance(act.payload, Decided):
                    break
        return tuple(found)

    def _cards(self, persons: Iterable[str]) -> tuple[PersonCard, ...]:
        cards = (self.card(person) for person in persons)
        return tuple(card for card in cards if card is not None)
