"""What the user and a person know of each other: the ledger, the archive and the judgement joined.

The screens and the command line ask here, so that a card and an assessment are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final, Protocol

from endorseback.insight import Judgement, Suggestions, assess, overlaps, suggest
from endorseback.model.archive_data import Connection, Correspondence, Invitation, Owner
from endorseback.model.list_rows import Row, State
from endorseback.model.person_card import PersonCard
from endorseback.settings import Assessing

Told = tuple[Connection | None, Correspondence | None, Invitation | None]
"""What the archive's reference tells of one person."""
_NOTHING: Final[Told] = (None, None, None)


class Cards(Protocol):
    """Where the ledger's own cards come from: the read-model."""

    def card(self, person: str) -> PersonCard | None:
        """Return all that the ledger knows of a person."""


class ContactSource(Protocol):
    """Where the archive's people come from: its reference."""

    @property
    def owner(self) -> Owner:
        """The user."""

    def find(self, keys: Iterable[str], names: Iterable[str]) -> Told:
        """Return what is known of the one person whom some keys, else some names, mean."""


class Acquaintances:
    """Joins what is known of people, and judges their endorsements.

    It may be asked wherever the read-model may. A judgement is kept until the read-model makes the
    person's row anew, which it does whenever something about them changes.

    Args:
        cards: The read-model.
        settings: How endorsements are assessed; the defaults if None.
        reference: The people of the archive; None without one, or until it is read.
    """

    def __init__(
        self,
        cards: Cards,
        settings: Assessing | None = None,
        reference: ContactSource | None = None,
    ) -> None:
        self._cards = cards
        self._settings = settings or Assessing()
        self._reference = reference
        self._judged: dict[tuple[str, State], tuple[Row, datetime, Judgement, Row]] = {}

    @property
    def owner(self) -> Owner:
        """The user as the archive shows them; empty without one."""
        return self._reference.owner if self._reference else Owner()

    def refer_to(self, reference: ContactSource | None) -> None:
        """Take up the people of an archive that was read, or imported, or taken back."""
        self._reference = reference
        self._judged.clear()

    def card(self, person: str) -> PersonCard | None:
        """Return all that is known of a person, or None where nobody has that key."""
        card = self._cards.card(person)
        if card is None:
            return self._card_of_archive(person)
        return self._joined(card, self._told(card.keys or (person,), (card.name,)))

    def judgement(self, row: Row, now: datetime) -> Judgement:
        """Return how the endorsements of a row look, and why; `now` is aware."""
        return self._judge(row, now)[0]

    def judge(self, row: Row, now: datetime) -> Row:
        """Return a row with its assessment and the reasons; `now` is aware."""
        return self._judge(row, now)[1]

    def suggestions(
        self, row: Row, now: datetime, given_to_others: Iterable[str] = ()
    ) -> Suggestions:
        """Return what the person of a row may be endorsed for.

        Args:
            row: Theirs.
            now: The present moment, aware.
            given_to_others: Skills that the user gave to anybody, with repetitions.
        """
        card = self.card(row.person) or _bare_card(row)
        return suggest(
            card,
            self.owner,
            knows_well=self.judgement(row, now).knows_well,
            given_to_others=given_to_others,
        )

    def _judge(self, row: Row, now: datetime) -> tuple[Judgement, Row]:
        """Return the judgement of a row and the row with it, from before where nothing changed."""
        key = (row.person, row.state)
        known = self._judged.get(key)
        if known and known[0] is row and known[1].date() == now.date():
            return known[2], known[3]
        card = self.card(row.person) or _bare_card(row)
        judgement = assess(card, self.owner, now, self._settings, row.skills or None)
        judged = row._replace(assessment=judgement.assessment, reasons=judgement.told)
        self._judged[key] = (row, now, judgement, judged)
        return judgement, judged

    def _told(self, keys: Iterable[str], names: Iterable[str]) -> Told:
        return self._reference.find(keys, names) if self._reference else _NOTHING

    def _joined(self, card: PersonCard, told: Told) -> PersonCard:
        """Return a card with what the archive's reference tells."""
        connection, correspondence, invitation = told
        company = connection.company if connection else ""
        return replace(
            card,
            connection=connection,
            overlaps=overlaps(company, self.owner.positions),
            correspondence=correspondence,
            invitation=invitation,
        )

    def _card_of_archive(self, person: str) -> PersonCard | None:
        """Return the card of somebody whom only the archive knows."""
        told = self._told((person,), ())
        known = next((one for one in told if one is not None), None)
        if known is None:
            return None
        slug = next((one.slug for one in told if one is not None and one.slug), None)
        card = PersonCard(person, known.name, slug, None, (person,))
        return self._joined(card, told)


def _bare_card(row: Row) -> PersonCard:
    """Return the card of somebody just gone from the ledger: what their row still says."""
    return PersonCard(row.person, row.name, row.slug, row.authenticity)
