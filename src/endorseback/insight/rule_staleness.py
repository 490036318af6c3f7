"""Whether a rule that skips somebody's endorsements is outlived by what an archive tells."""

from __future__ import annotations

from endorseback.model.person_card import PersonCard


def new_messages(card: PersonCard) -> str:
    """Return the evidence that came since a rule was set, in words; empty where none did.

    Recommendations and the user's own endorsing and writing end a rule in the ledger already; the
    messages of an archive stand outside it, so they are compared here.

    Args:
        card: Of somebody whom a rule skips, joined with what the archive tells.
    """
    if card.rule is None or card.correspondence is None:
        return ""
    more = card.correspondence.count - card.rule.messages
    if more <= 0:
        return ""
    return "a message came since" if more == 1 else f"{more} messages came since"
