"""What is said when an act of the user's was taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from endorseback.ledger import (
    ArchiveImported,
    Decided,
    Event,
    HistoryMoved,
    MarkedGenuine,
    Merged,
    Noted,
    PersonAct,
    ReadingFixed,
    RuleEnded,
    RuleSet,
    SkillsPasted,
    Split,
    Tagged,
    WaitClosed,
)
from endorseback.presentation import words


def undo_message(acts: Sequence[Event]) -> str:
    """Return the sentence about an undo; of acts in one transaction, a decision names them all."""
    decisions = [act for act in acts if isinstance(act.payload, Decided)]
    if len(decisions) > 1:
        return f"Took back the last {len(decisions)} decisions."
    payload = (decisions or acts)[0].payload
    for kind, told in _SENTENCES.items():
        if isinstance(payload, kind):
            return told(payload)
    return "The mail stands in its list again."


_SENTENCES: Final[dict[type, Callable[[Any], str]]] = {
    Decided: lambda act: f"Took back: {words.decided(act)} {act.name}.",
    RuleSet: lambda act: f"The rule about {act.name} is gone.",
    RuleEnded: lambda act: f"The rule about {act.name} holds again.",
    WaitClosed: lambda act: f"You wait for {act.name} again.",
    ArchiveImported: lambda act: f"The import of {act.file or 'the archive'} is taken back.",
    Merged: lambda act: f"{act.name} and {act.other_name} are two people again.",
    Split: lambda act: f"What is known of {act.name} stands on one card again.",
    Noted: lambda act: f"The note about {act.name} is as it was before.",
    Tagged: lambda act: f"The tags of {act.name} are as they were before.",
    SkillsPasted: lambda act: f"The skills pasted of {act.name} are as they were before.",
    PersonAct: lambda act: f"Took back what you did last about {act.name}.",
    HistoryMoved: lambda _: "What was moved to history waits in the inbox again.",
    MarkedGenuine: lambda _: "The mail is suspicious again.",
    ReadingFixed: lambda _: "The mail is read as before.",
}
"""By what was done; the first that fits counts."""
