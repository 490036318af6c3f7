"""The mails that were read, and the two lists of those that need the user."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from endorseback.ledger.events.events import Dismissed, Event, MailSeen, ReadingFixed
from endorseback.ledger.lazy_table import LazyTable, Stored
from endorseback.ledger.time_order import NEVER, NewestFirst, Place, TimeOrder
from endorseback.model.list_rows import MailRow, State
from endorseback.model.notification import Authenticity, Kind

_TAUGHT: Final = "you said yourself what this mail tells"


class Mail(msgspec.Struct, array_like=True):
    """One mail: its last reading, and what the user said of it."""

    reading: MailSeen | None = None
    """The last reading; None where the user's word came first."""
    dismissed: set[str] = set()
    """The events by which the user was done with it."""
    vouched: set[str] = set()
    """The events by which the user called it genuine."""
    lessons: dict[str, ReadingFixed] = {}
    """What the user said that it tells, by event, in the order of the journal."""

    def read(self, reading: MailSeen) -> None:
        """Give it another reading."""
        self.reading = reading

    def mark(self, event: Event) -> None:
        """Dismiss it, vouch for it, or say what it tells."""
        if isinstance(event.payload, ReadingFixed):
            self.lessons[event.id] = event.payload
        elif isinstance(event.payload, Dismissed):
            self.dismissed.add(event.id)
        else:
            self.vouched.add(event.id)

    def unmark(self, event: Event) -> None:
        """Take back one `mark`."""
        self.dismissed.discard(event.id)
        self.vouched.discard(event.id)
        self.lessons.pop(event.id, None)

    @property
    def taught(self) -> ReadingFixed | None:
        """What the user last said that it tells, or None."""
        return next(reversed(self.lessons.values()), None)

    @property
    def effective(self) -> MailSeen | None:
        """What it counts as: its last reading, with the user's word above the recogniser's."""
        taught = self.taught
        if self.reading is None or taught is None:
            return self.reading
        return msgspec.structs.replace(
            self.reading,
            type=Kind.ENDORSEMENT if taught.endorsements else Kind.OTHER,
            endorsements=taught.endorsements,
            people=(),
            reasons=(_TAUGHT, *self.reading.reasons),
        )

    @property
    def authenticity(self) -> Authenticity:
        """What counts: the word of the user above that of the mail host."""
        assert self.reading is not None
        if self.vouched and self.reading.authenticity is Authenticity.FAILED:
            return Authenticity.UNVERIFIED
        return self.reading.authenticity

    @property
    def evidence(self) -> MailSeen | None:
        """What it counts as, where it may speak for the people it names."""
        reading = self.effective
        if reading is None or reading.type is Kind.OTHER:
            return None
        return None if self.authenticity is Authenticity.FAILED else reading

    @property
    def state(self) -> State | None:
        """The list of mails that it stands in, or None."""
        reading = self.effective
        if reading is None or reading.type is Kind.OTHER or self.dismissed:
            return None
        if self.authenticity is Authenticity.FAILED:
            return State.SUSPICIOUS
        return State.LOOK if reading.type is Kind.REVIEW else None


class Mails(msgspec.Struct, array_like=True, dict=True):
    """All mails, and the two lists."""

    stored: Stored = []
    """By their identities, as of the last `store`."""
    orders: dict[State, TimeOrder] = msgspec.field(
        default_factory=lambda: {State.LOOK: TimeOrder(), State.SUSPICIOUS: TimeOrder()}
    )
    """The lists."""
    places: dict[str, tuple[State, Place]] = {}
    """Where a mail stands that is in a list."""

    def __post_init__(self) -> None:
        """Let the mails be decoded when they are looked at."""
        self.mails = LazyTable(self.stored, Mail)

    def store(self) -> None:
        """Bring `stored` up to date."""
        self.mails.store()

    def entry(self, identity: str) -> Mail:
        """Return what is known of a mail, to be changed; `refresh` must follow."""
        mail = self.mails.get(identity)
        if mail is None:
            mail = self.mails[identity] = Mail()
        return mail

    def get(self, identity: str) -> MailSeen | None:
        """Return the last reading of a mail, or None."""
        mail = self.mails.get(identity)
        return None if mail is None else mail.reading

    def reading(self, identity: str) -> MailSeen:
        """Return what a mail counts as that is known to have been read."""
        reading = self.mails[identity].effective
        assert reading is not None
        return reading

    def all(self) -> Iterator[MailSeen]:
        """Iterate over the last readings of all mails."""
        return (mail.reading for mail in self.mails.values() if mail.reading is not None)

    def authenticity(self, identities: Iterable[str]) -> Authenticity | None:
        """Return the best that any of some mails has, or None where there are none."""
        found = {self.mails[identity].authenticity for identity in identities}
        return next((value for value in Authenticity if value in found), None)

    def refresh(self, identities: Iterable[str]) -> None:
        """Put mails into the list where they now belong."""
        gone: dict[State, list[Place]] = {state: [] for state in self.orders}
        come: dict[State, list[Place]] = {state: [] for state in self.orders}
        for identity in identities:
            if (former := self.places.pop(identity, None)) is not None:
                gone[former[0]].append(former[1])
            if (current := self._place(identity)) is not None:
                self.places[identity] = current
                come[current[0]].append(current[1])
        for state, order in self.orders.items():
            order.change(gone[state], come[state])

    def rows(self, state: State) -> Sequence[MailRow]:
        """Return the rows of a list of mails, newest first, as a live view."""
        return NewestFirst(self.orders[state], lambda identity: self._row(identity, state))

    def counts(self) -> Mapping[State, int]:
        """Return how many mails each list has."""
        return {state: len(order) for state, order in self.orders.items()}

    def _place(self, identity: str) -> tuple[State, Place] | None:
        mail = self.mails[identity]
        state = mail.state
        if state is None or mail.reading is None:
            return None
        return state, (mail.reading.received_at or NEVER, identity)

    def _row(self, identity: str, state: State) -> MailRow:
        mail, reading = self.mails[identity], self.reading(identity)
        name, slug = _only_person(reading)
        return MailRow(
            mail=identity,
            kept=reading.kept,
            subject=reading.subject,
            sender=reading.sender,
            received_at=reading.received_at,
            state=state,
            kind=reading.type,
            authenticity=mail.authenticity,
            name=name,
            slug=slug,
            skills=tuple(dict.fromkeys(skill for _, _, skill in reading.endorsements)),
            reasons=reading.reasons,
        )


def _only_person(reading: MailSeen) -> tuple[str | None, str | None]:
    """Return name and slug of the person whom a mail names, where it is exactly one."""
    named = {(name, slug) for name, slug, _ in reading.endorsements} | set(reading.people)
    return next(iter(named)) if len(named) == 1 else (None, None)
