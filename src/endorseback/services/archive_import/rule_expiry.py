"""The rules that an archive outlives: it tells of messages that were not there when they were set.

The ledger cannot see that by itself, because messages are no events; so the import lifts them, in
the transaction in which it counts.
"""

from __future__ import annotations

from dataclasses import replace

from endorseback.contacts import ContactIndex, names_of_several
from endorseback.insight import new_messages
from endorseback.ledger import ReadModel, RuleEnded
from endorseback.model.archive_data import Archive


def lifted_rules(model: ReadModel, archive: Archive) -> tuple[RuleEnded, ...]:
    """Return the events that lift the rules which an archive's messages outlive."""
    cards = model.rules()
    if not cards:
        return ()
    letters = ContactIndex(archive.correspondence, names_of_several(archive.connections))
    found = []
    for card in cards:
        joined = replace(card, correspondence=letters.find(card.keys, (card.name,)))
        if reason := new_messages(joined):
            found.append(RuleEnded(name=card.name, slug=card.slug, reason=reason))
    return tuple(found)
