"""What a filter can ask of a row, whatever list it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property
from typing import Final

from endorseback.model.decisions import DecisionKind
from endorseback.model.interactions import count_visits
from endorseback.model.list_rows import Assessment, MailRow, Row, State
from endorseback.model.notification import Authenticity
from endorseback.model.person_card import PersonCard
from endorseback.model.person_summary import PersonSummary
from endorseback.text import fold

AboutPerson = Callable[[str], PersonCard | None]
"""Returns all that is known of the person with a key."""
Judge = Callable[[Row], Row]
"""Returns a row with its assessment."""

TRAITS: Final = {
    "never-returned": "they endorsed you, you never did them",
    "partly-returned": "you endorsed them, for fewer skills",
    "returned": "you endorsed them for as many skills and more",
    "repeated": "they endorsed you on several occasions",
    "same-company": "they work where you have worked, too",
    "connected": "they are among your connections",
}
"""What `is:` can ask for, and what it means."""


class Facts:
    """One row as filters see it; all text is folded, and what a row does not have is empty.

    Words are looked for in `text` alone, which is there from the start; the rest is worked out
    when a filter asks for it.
    """

    __slots__ = ("__dict__", "text")

    text: str
    """All that words are looked for in: a line for each name, skill and so on."""

    @property
    def name(self) -> str:
        """The person's name; of a mail its sender, too."""
        return ""

    @property
    def skills(self) -> str:
        """The skills, a line for each."""
        return ""

    @property
    def subject(self) -> str:
        """A mail's subject."""
        return ""

    @property
    def company(self) -> str:
        """Where the person works."""
        return ""

    @property
    def tags(self) -> str:
        """The user's tags on the person, a line for each."""
        return ""

    @property
    def state(self) -> State | None:
        """The list in which the row stands."""
        return None

    @property
    def assessment(self) -> Assessment | None:
        """How the endorsement looks."""
        return None

    @property
    def authenticity(self) -> Authenticity | None:
        """That of the mails behind the row."""
        return None

    @property
    def at(self) -> datetime | None:
        """When the row came about, in UTC: what `older` and `newer` go by."""
        return None

    @property
    def last_exchange(self) -> datetime | None:
        """The newest message or endorsement between the two, either way, in UTC."""
        return None

    @property
    def traits(self) -> frozenset[str]:
        """Those of `TRAITS` that hold."""
        return frozenset()


class RowFacts(Facts):
    """A row of a person in the inbox, or in another list of people with endorsements.

    Args:
        row: The row.
        about: Where more is known of people.
        judge: How the row looks; left out, as it says itself.
    """

    __slots__ = ("_about", "_judge", "row")

    def __init__(
        self, row: Row, about: AboutPerson = lambda _: None, judge: Judge = lambda row: row
    ) -> None:
        self.text = fold("\n".join((row.name, *row.skills)))
        self.row = row
        """The row itself."""
        self._about = about
        self._judge = judge

    @property
    def name(self) -> str:
        """The person's name."""
        return fold(self.row.name)

    @property
    def skills(self) -> str:
        """The endorsed skills."""
        return _lines(self.row.skills)

    @cached_property
    def company(self) -> str:
        """Where the person works, as the archive has it."""
        card = self._card
        return fold(card.connection.company) if card and card.connection else ""

    @cached_property
    def tags(self) -> str:
        """The user's tags on the person."""
        return _lines(self._card.tags) if self._card else ""

    @property
    def state(self) -> State:
        """The list in which the row stands."""
        return self.row.state

    @cached_property
    def assessment(self) -> Assessment:
        """How the endorsement looks."""
        return self._judge(self.row).assessment

    @property
    def authenticity(self) -> Authenticity:
        """That of the mails behind the row."""
        return self.row.authenticity

    @property
    def at(self) -> datetime | None:
        """When it was endorsed; of what waits, since when."""
        if self.row.wait is not None:
            return self.row.wait.since
        return self.row.received_at or self.row.decided_at

    @cached_property
    def last_exchange(self) -> datetime | None:
        """The newest message or endorsement that the card tells."""
        return _last_exchange(self._card) if self._card else self.row.received_at

    @cached_property
    def traits(self) -> frozenset[str]:
        """What the card tells."""
        card = self._card
        if card is None:
            return frozenset()
        times = count_visits(received.at for received in card.received)
        return _traits(
            (len(card.received), len(card.given), times),
            same_company=bool(card.overlaps),
            connected=card.connection is not None,
        )

    @cached_property
    def _card(self) -> PersonCard | None:
        return self._about(self.row.person)


class MailFacts(Facts):
    """A mail in *Needs a look* or *Suspicious*."""

    __slots__ = ("row",)

    def __init__(self, row: MailRow) -> None:
        self.text = fold("\n".join((row.name or "", row.sender, row.subject, *row.skills)))
        self.row = row
        """The row itself."""

    @property
    def name(self) -> str:
        """The person's name and the sender."""
        return _lines((self.row.name or "", self.row.sender))

    @property
    def skills(self) -> str:
        """The skills that were read."""
        return _lines(self.row.skills)

    @property
    def subject(self) -> str:
        """The mail's subject."""
        return fold(self.row.subject)

    @property
    def state(self) -> State:
        """The list in which the mail stands."""
        return self.row.state

    @property
    def authenticity(self) -> Authenticity:
        """The mail's own."""
        return self.row.authenticity

    @property
    def at(self) -> datetime | None:
        """When it came."""
        return self.row.received_at


class KnownFacts(Facts):
    """Somebody in the list of all people."""

    __slots__ = ("row",)

    def __init__(self, known: PersonSummary) -> None:
        slug = known.slug or ""
        told = (known.name, known.company, known.position, slug, *known.tags)
        self.text = fold("\n".join(told))
        self.row = known
        """The row itself."""

    @property
    def name(self) -> str:
        """The person's name."""
        return fold(self.row.name)

    @property
    def company(self) -> str:
        """Where the person works."""
        return fold(self.row.company)

    @property
    def tags(self) -> str:
        """The user's tags on the person."""
        return _lines(self.row.tags)

    @property
    def at(self) -> datetime | None:
        """When the two last had to do with each other."""
        return self.row.last_exchange

    @property
    def last_exchange(self) -> datetime | None:
        """When the two last had to do with each other."""
        return self.row.last_exchange

    @property
    def traits(self) -> frozenset[str]:
        """What the row tells."""
        known = self.row
        return _traits(
            (known.received, known.given, known.received_times),
            same_company=known.same_company,
            connected=known.connected_on is not None,
        )


def _lines(texts: Iterable[str]) -> str:
    return fold("\n".join(texts))


def _traits(
    exchanged: tuple[int, int, int], *, same_company: bool, connected: bool
) -> frozenset[str]:
    """Return the traits that hold.

    Args:
        exchanged: How many skills came from them, and went to them; on how many occasions they
            came.
        same_company: Whether they work where the user has worked.
        connected: Whether they are a connection.
    """
    received, given, times = exchanged
    holds = {
        "never-returned": received > 0 and given == 0,
        "partly-returned": 0 < given < received,
        "returned": 0 < received <= given,
        "repeated": times > 1,
        "same-company": same_company,
        "connected": connected,
    }
    return frozenset(trait for trait, is_so in holds.items() if is_so)


def _last_exchange(card: PersonCard) -> datetime | None:
    """Return the newest message, endorsement or recommendation between the user and a person."""
    times = [received.at for received in card.received] + [given.at for given in card.given]
    times += [recommended.at for recommended in card.recommendations]
    times += [at for at, decision in card.decisions if decision.action is DecisionKind.MESSAGED]
    times.append(card.correspondence.last if card.correspondence else None)
    return max((at for at in times if at is not None), default=None)
