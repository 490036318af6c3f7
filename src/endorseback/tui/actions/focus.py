"""Where the user is when a key comes, and what can be asked of it."""

from __future__ import annotations

from typing import NamedTuple

from endorseback.model.list_rows import MailRow, Row, State
from endorseback.model.person_summary import PersonSummary


class Focus(NamedTuple):
    """Where the user is when a key comes: what an action's `applies` looks at."""

    row: Row | MailRow | None = None
    """The row under the cursor."""
    known: PersonSummary | None = None
    """The person under the cursor of the list of people; `row` is what is open of theirs."""
    marked: int = 0
    """How many rows are marked."""
    busy: bool = False
    """The row under the cursor is being saved."""
    undoable: bool = False
    """There is a decision to take back."""
    readable: bool = False
    """A mail behind the row was kept."""
    fetchable: bool = False
    """There is a mailbox to fetch from."""
    detail: bool = False
    """The card, not the list, has the keyboard."""
    filtered: bool = False
    """A filter is open."""

    @property
    def person(self) -> Row | None:
        """The row under the cursor where it is a person's, and not being saved."""
        return self.row if isinstance(self.row, Row) and not self.busy else None

    @property
    def mail(self) -> MailRow | None:
        """The row under the cursor where it is a mail, and not being saved."""
        return self.row if isinstance(self.row, MailRow) and not self.busy else None


def is_row(focus: Focus) -> bool:
    """Tell whether there is a row at all."""
    return focus.row is not None


def is_person(focus: Focus) -> bool:
    """Tell whether it is a person's row, and not being saved."""
    return focus.person is not None


def is_open_person(focus: Focus) -> bool:
    """Tell whether the person's endorsements wait for a decision."""
    row = focus.person
    return row is not None and row.state in (State.OPEN, State.SNOOZED) and bool(row.skills)


def is_returnable(focus: Focus) -> bool:
    """Tell whether skills can be given to the person, back or first."""
    row = focus.person
    return row is not None and (row.state not in (State.DONE, State.WAITING) or row.history)


def is_settled_person(focus: Focus) -> bool:
    """Tell whether something was decided about the person that can be taken back."""
    row = focus.person
    return row is not None and row.state is not State.OPEN and not row.history


def is_waiting(focus: Focus) -> bool:
    """Tell whether an answer of the person is awaited."""
    wait = focus.person.wait if focus.person else None
    return wait is not None and wait.is_open


def is_mail(focus: Focus) -> bool:
    """Tell whether it is a mail's row, and not being saved."""
    return focus.mail is not None


def is_suspicious(focus: Focus) -> bool:
    """Tell whether it is a mail that failed the sender check."""
    return focus.mail is not None and focus.mail.state is State.SUSPICIOUS


def is_teachable(focus: Focus) -> bool:
    """Tell whether the user may say what the mail behind the row tells."""
    if focus.mail is not None:
        return focus.mail.state is State.LOOK
    return focus.person is not None and focus.readable


def has_page(focus: Focus) -> bool:
    """Tell whether there is a page to open: a profile, else the search for a person's name."""
    if focus.row is None or is_suspicious(focus):
        return False
    return focus.row.slug is not None or not isinstance(focus.row, MailRow)
