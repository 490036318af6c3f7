"""The lists of the inbox screen: what each shows, in which order, and what it says when empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from endorseback.ledger.newest import NewestFirst
from endorseback.model.inbox import MailRow, Row, State
from endorseback.tui.words import decided_or_received

AnyRow = Row | MailRow


class Lists(Protocol):
    """What the lists ask of the ledger's read-model."""

    def rows(self, state: State, now: datetime) -> Sequence[Row]:
        """Return the people in one state, newest first."""
        ...

    def mail_rows(self, state: State) -> Sequence[MailRow]:
        """Return the mails in one state, newest first."""
        ...


@dataclass(frozen=True, slots=True)
class Tab:
    """One list."""

    id: str
    """Also the id of its action, after `show_`."""
    title: str
    states: tuple[State, ...]
    """The states of the rows in it, for the count."""
    load: Callable[[Lists, datetime], Sequence[AnyRow]]
    empty: str
    """What an empty list says first."""
    hint: str
    """What it says below."""
    short: str = ""
    """What a narrow terminal says for `title`."""


def row_key(row: AnyRow) -> str:
    """Return what identifies a row within its list, so that the cursor can follow it."""
    if isinstance(row, MailRow):
        return row.mail
    return f"{row.state}:{row.person}" if row.state in _SETTLED else row.person


def row_keys(rows: Sequence[AnyRow]) -> Iterable[str]:
    """Return the keys of rows in their order; a live view of the ledger tells them at once."""
    return rows.keys() if isinstance(rows, NewestFirst) else map(row_key, rows)


def count_of(tab: Tab, counts: Mapping[State, int]) -> int:
    """Return how many rows a list has."""
    return sum(counts.get(state, 0) for state in tab.states)


def _settled(model: Lists, now: datetime) -> Sequence[Row]:
    """Return all that is decided, the latest decision first."""
    rows = [row for state in _DECIDED for row in model.rows(state, now)]
    return sorted(rows, key=decided_or_received, reverse=True)


_DECIDED: Final = (State.DONE, State.SKIPPED)
_SETTLED: Final = (*_DECIDED, State.WAITING)
"""States in which a person may stand more than once."""

TABS: Final = (
    Tab(
        "inbox",
        "Inbox",
        (State.OPEN,),
        lambda model, now: model.rows(State.OPEN, now),
        "Nothing waits for you.",
        "Endorsements appear here as LinkedIn mails you about them.",
    ),
    Tab(
        "waiting",
        "Waiting",
        (State.WAITING,),
        lambda model, now: model.rows(State.WAITING, now),
        "Nothing that you started is unanswered.",
        "Whom you endorse or write to first stands here until they answer.",
    ),
    Tab(
        "done",
        "Done",
        _DECIDED,
        _settled,
        "Nothing decided yet.",
        "What you return, skip or answer moves here; u takes any of it back.",
    ),
    Tab(
        "snoozed",
        "Snoozed",
        (State.SNOOZED,),
        lambda model, now: model.rows(State.SNOOZED, now),
        "Nothing is put away.",
        "z in the inbox puts a row away until a day that you choose.",
    ),
    Tab(
        "look",
        "Needs a look",
        (State.LOOK,),
        lambda model, _: model.mail_rows(State.LOOK),
        "Every mail could be read completely.",
        "A mail that names more people or skills than it shows would stand here.",
        short="Look",
    ),
    Tab(
        "suspicious",
        "Suspicious",
        (State.SUSPICIOUS,),
        lambda model, _: model.mail_rows(State.SUSPICIOUS),
        "No mail pretends to be LinkedIn's.",
        "Mails that fail the sender check would stand here, and nowhere else.",
        short="Suspect",
    ),
)
"""The lists, in the order of their number keys."""
