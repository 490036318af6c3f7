"""The rule that a person's endorsements are skipped by themselves, and until when it holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from endorseback.ledger.events.events import Event
from endorseback.ledger.events.outreach_events import RuleEnded, RuleSet
from endorseback.ledger.projection.identity import PersonRecord
from endorseback.ledger.projection.person_acts import (
    acts_of,
    has_acts,
    is_approach,
    numbered_decisions,
)
from endorseback.model.interactions import SkipRule


class Rule(NamedTuple):
    """The newest rule about a person."""

    event: Event
    """That it was set."""
    until: datetime | None
    """When it was lifted, or new evidence came; None while it holds."""

    def covers(self, received: datetime) -> bool:
        """Tell whether it skips an endorsement that came then."""
        return self.until is None or received < self.until

    @property
    def payload(self) -> RuleSet:
        """What it says."""
        assert isinstance(self.event.payload, RuleSet)
        return self.event.payload


def rule_of(parts: list[PersonRecord]) -> Rule | None:
    """Return the newest rule about a person, whether it still holds or not; or None.

    It ends when the user lifts it, endorses or writes to them; and with a recommendation, of
    which a mail or an archive tells.
    """
    rules = acts_of(parts, RuleSet) if has_acts(parts) else ()
    if not rules:
        return None
    number, event = rules[-1]
    acts = acts_of(parts, RuleEnded)
    acts += [entry for entry in numbered_decisions(parts) if is_approach(entry[1])]
    ends = [later.at for place, later in acts if place > number]
    ends += [moment for moment in _recommendations(parts) if moment > event.at]
    return Rule(event, min(ends, default=None))


def _recommendations(parts: list[PersonRecord]) -> Iterator[datetime]:
    """Yield when recommendations came, or were asked for or given."""
    for part in parts:
        yield from (moment for moment, _, _ in part.letters)
        yield from (row.at for _, row in part.letters_listed if row.at is not None)


def standing_rule(parts: list[PersonRecord]) -> SkipRule | None:
    """Return the rule that holds, or None."""
    rule = rule_of(parts)
    if rule is None or rule.until is not None:
        return None
    return SkipRule(rule.event.at, rule.payload.reason, rule.payload.messages)
