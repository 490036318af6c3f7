"""The lists of the inbox screen: what each shows, in which order, and what it says when empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, runtime_checkable

from endorseback.ledger import NEVER, NewestFirst
from endorseback.model.list_rows import MailRow, Row, State
from endorseback.model.notification import Authenticity
from endorseback.model.person_summary import PersonSummary
from endorseback.presentation.words import time_of

if TYPE_CHECKING:
    from endorseback.tui.context import AppContext
    from endorseback.tui.widgets.list.row_list import Cell

AnyRow = Row | MailRow | PersonSummary


@runtime_checkable
class Placing(Protocol):
    """Rows that know where each of them stands."""

    def place_of(self, key: str) -> int | None:
        """Return where the row with a key stands, or None."""
        ...


class Tab(NamedTuple):
    """One list."""

    id: str
    """Also the id of its action, after `show_`."""
    title: str
    states: tuple[State, ...]
    """The states of the rows in it, for the count."""
    load: Callable[[AppContext, datetime], Sequence[AnyRow]]
    empty: str
    """What an empty list says first."""
    hint: str
    """What it says below."""
    short: str = ""
    """What a narrow terminal says for `title`."""
    is_long: bool = False
    """It is only ever gone through, not worked off: its count is the first to give way."""
    within: str = ""
    """The id of the list under which this one stands, where it has no place of its own."""
    header: Callable[[AppContext, int], Sequence[Cell]] | None = None
    """Names the columns for a width; left out, nothing does."""


def row_key(row: AnyRow) -> str:
    """Return what identifies a row within its list, so that the cursor can follow it."""
    if isinstance(row, MailRow):
        return row.mail
    if isinstance(row, PersonSummary):
        return row.person
    return f"{row.state}:{row.person}" if row.state in _SETTLED else row.person


def place_of(rows: Sequence[AnyRow], key: str) -> int | None:
    """Return where the row with a key stands; long lists that can tell at once are asked."""
    if isinstance(rows, Placing):
        return rows.place_of(key)
    keys = rows.keys() if isinstance(rows, NewestFirst) else map(row_key, rows)
    return next((place for place, other in enumerate(keys) if other == key), None)


def standing_in(known: PersonSummary, context: AppContext) -> Row:
    """Return the row of somebody's open or snoozed endorsements; without any, one without skills.

    Whatever is decided about a row without skills is begun by the user, and settles nothing.
    """
    rows = context.model.rows_of(known.person, context.now())
    return (
        rows.get(State.OPEN)
        or rows.get(State.SNOOZED)
        or Row(
            person=known.person,
            name=known.name,
            slug=known.slug,
            skills=(),
            received_at=None,
            state=State.OPEN,
            authenticity=Authenticity.UNVERIFIED,
            mails=(),
        )
    )


def _people_header(context: AppContext, width: int) -> Sequence[Cell]:
    """Name the columns of the list of people."""
    from endorseback.tui.widgets.list.people_cells import known_header

    return known_header(width, context.people.order)


def _reconnect_header(_desk: AppContext, width: int) -> Sequence[Cell]:
    """Name the columns of those to get in touch with."""
    from endorseback.tui.widgets.list.people_cells import proposal_header

    return proposal_header(width)


def index_of(tab: Tab) -> int:
    """Return the place of a list in the top line; of one without a place, that of its parent."""
    return [one.id for one in TABS].index(tab.within or tab.id)


def count_of(tab: Tab, counts: Mapping[State, int]) -> int:
    """Return how many rows a list has."""
    return sum(counts.get(state, 0) for state in tab.states)


def _settled(context: AppContext, now: datetime) -> Sequence[Row]:
    """Return all that is decided, the latest first; history where its own time puts it."""
    rows = [row for state in _DECIDED for row in context.model.rows(state, now)]
    return sorted(rows, key=lambda row: time_of(row) or NEVER, reverse=True)


_DECIDED: Final = (State.DONE, State.SKIPPED)
_SETTLED: Final = (*_DECIDED, State.WAITING)
"""States in which a person may stand more than once."""

TABS: Final = (
    Tab(
        "inbox",
        "Inbox",
        (State.OPEN,),
        lambda context, now: context.model.rows(State.OPEN, now),
        "Nothing waits for you.",
        "Endorsements appear here as LinkedIn mails you about them.",
    ),
    Tab(
        "people",
        "People",
        (),
        lambda context, _: context.people.rows,
        "Nobody is known yet.",
        "I imports LinkedIn's archive of your connections; mails add whom they name.",
        header=_people_header,
        is_long=True,
    ),
    Tab(
        "waiting",
        "Waiting",
        (State.WAITING,),
        lambda context, now: context.waits.rows(now),
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
        is_long=True,
    ),
    Tab(
        "snoozed",
        "Snoozed",
        (State.SNOOZED,),
        lambda context, now: context.model.rows(State.SNOOZED, now),
        "Nothing is put away.",
        "z in the inbox puts a row away until a day that you choose.",
    ),
    Tab(
        "look",
        "Needs a look",
        (State.LOOK,),
        lambda context, _: context.model.mail_rows(State.LOOK),
        "Every mail could be read completely.",
        "A mail that names more people or skills than it shows would stand here.",
        short="Look",
    ),
    Tab(
        "suspicious",
        "Suspicious",
        (State.SUSPICIOUS,),
        lambda context, _: context.model.mail_rows(State.SUSPICIOUS),
        "No mail pretends to be LinkedIn's.",
        "Mails that fail the sender check would stand here, and nowhere else.",
        short="Suspect",
    ),
)
"""The lists, in the order of their number keys."""

RECONNECT: Final = Tab(
    "reconnect",
    "Reconnect",
    (),
    lambda context, _: context.people.proposed,
    "Nobody to get in touch with.",
    "Whom you have not heard of for long appears here once you import LinkedIn's archive: I.",
    within="people",
    header=_reconnect_header,
)
"""Whom to get in touch with again; it stands under the people, and has a key of its own."""
