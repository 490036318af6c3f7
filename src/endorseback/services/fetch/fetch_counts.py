"""What a fetch brought that was not there before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from endorseback.ledger import MailSeen
from endorseback.model.notification import Authenticity, Kind
from endorseback.model.person_key import name_key, slug_key
from endorseback.text import fold

KnowsPair = Callable[[str, str | None, str], bool]
"""Tells of (name, slug, skill) whether the ledger has that endorsement."""


@dataclass(slots=True)
class Counts:
    """How many of each a folder brought; mails that the ledger knew do not count."""

    new_endorsements: int = 0
    new_recommendations: int = 0
    needs_look: int = 0
    suspicious: int = 0


@dataclass(slots=True)
class FetchTally:
    """Counts over one run, in which a pair that stands in several mails is new only once."""

    knows_pair: KnowsPair
    _met: set[tuple[str, str]] = field(default_factory=set)
    """(person key, skill key) of all pairs in this run."""
    _unlinked: set[tuple[str, str]] = field(default_factory=set)
    """The same of those pairs that came with a name alone."""

    def count(self, event: MailSeen, known: MailSeen | None, counts: Counts) -> None:
        """Add what a mail brings, given its former reading."""
        if event.authenticity is Authenticity.FAILED:
            counts.suspicious += known is None and event.type is not Kind.OTHER
            return
        counts.new_endorsements += sum(self._is_new(*pair) for pair in event.endorsements)
        if known is None:
            counts.new_recommendations += event.type is Kind.RECOMMENDATION_RECEIVED
            counts.needs_look += event.type is Kind.REVIEW

    def _is_new(self, name: str, slug: str | None, skill: str) -> bool:
        """Tell whether a pair was met neither before this run nor in it, and remember it."""
        by_name = (name_key(name), fold(skill))
        by_slug = (slug_key(slug), fold(skill)) if slug else by_name
        is_met = by_slug in self._met or by_name in self._unlinked
        self._met |= {by_name, by_slug}
        if slug is None:
            self._unlinked.add(by_name)
        return not is_met and not self.knows_pair(name, slug, skill)
