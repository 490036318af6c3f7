"""How a person's row and a mail's row look, at any width."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from rich.cells import cell_len

from endorseback.model.interactions import Wait
from endorseback.model.list_rows import MailRow, Row, State
from endorseback.model.notification import Authenticity
from endorseback.model.person_summary import PersonSummary
from endorseback.presentation import words
from endorseback.tui.state.people_orders import Order
from endorseback.tui.state.tabs import AnyRow, place_of, row_key
from endorseback.tui.widgets.list.row_list import Cell, RowArt
from endorseback.tui.widgets.list.text_columns import fit, fit_right, fit_words

_AGE: Final = 8
_PERSON_VERDICT: Final = 11
_MAIL_VERDICT: Final = 14
_GAP: Final = 2
_ROOM_FOR_VERDICT: Final = 56
_ROOM_FOR_SKILLS: Final = 36
_ROOM_FOR_AGE: Final = 24


_AGES: Final[Mapping[str, Cell]] = {
    "fresh": ("waiting", "muted"),
    "ageing": ("waiting", "warning"),
    "overdue": ("overdue", "late"),
}
"""How an open wait stands, as one word and its colour."""


def row_art(
    now: Callable[[], datetime],
    judge: Callable[[Row], Row],
    order: Callable[[], Order | None],
    why: Callable[[PersonSummary], str],
    overdue: timedelta,
) -> RowArt[AnyRow]:
    """Return how the rows of the inbox screen are drawn.

    Args:
        now: Tells the moment from which ages count.
        judge: Returns a row with its assessment; asked for the open rows that are visible.
        order: Tells the order in which people are shown; None where they are proposed.
        why: Tells why somebody is proposed.
        overdue: How long an answer may take.
    """

    def cells(row: AnyRow, width: int, saving: bool) -> list[Cell]:
        if isinstance(row, Row):
            if row.wait is not None:
                return _waiting_cells(row, row.wait, width, saving, now(), overdue)
            shown = judge(row) if row.state is State.OPEN else row
            word = words.verdict(shown, now(), is_judged=shown is not row)
            return _person_cells(shown, word, width, saving, now())
        if isinstance(row, PersonSummary):
            from endorseback.tui.widgets.list.people_cells import known_cells, proposal_cells

            if (listed := order()) is None:
                return proposal_cells(row, why(row), width, saving, now())
            return known_cells(row, width, saving, listed, now())
        return _mail_cells(row, width, saving, now())

    return RowArt(row_key, place_of, cells)


def _person_cells(row: Row, word: str, width: int, saving: bool, now: datetime) -> list[Cell]:
    """Return name, skills, verdict and age of a person."""
    kind = "warning" if words.is_warning(row) and not saving else "muted"
    return _columns(
        width,
        (row.name, "muted" if saving else "name"),
        (lambda room: _skills(row, room), "muted" if saving else "text"),
        (fit("saving…" if saving else word, _PERSON_VERDICT), kind),
        words.age(words.time_of(row), now),
    )


def _skills(row: Row, room: int) -> str:
    """Return the skills of a row, and how far giving some back came if it is under way."""
    step = words.STEPS.get(row.returning) if row.returning else None
    shown = ", ".join(row.skills)
    return fit_words(row.skills, room) if step is None else fit(f"{step}: {shown}", room)


def _waiting_cells(
    row: Row, wait: Wait, width: int, saving: bool, now: datetime, overdue: timedelta
) -> list[Cell]:
    """Return name, what was started or what came of it, how it stands, and since when."""
    from endorseback.insight import age_of, returned_words

    came = returned_words(wait)
    what = (*wait.skills, *(("a message",) if wait.messaged else ()))
    word, kind = ("returned", "good") if came else _AGES[age_of(wait, now, overdue)]
    return _columns(
        width,
        (row.name, "muted" if saving else "name"),
        (lambda room: fit(came, room) if came else fit_words(what, room), "text"),
        (fit("saving…" if saving else word, _PERSON_VERDICT), "muted" if saving else kind),
        words.age(wait.answered_at or wait.since, now),
    )


def _mail_cells(row: MailRow, width: int, saving: bool, now: datetime) -> list[Cell]:
    """Return sender, subject, what the mail is and age of a mail."""
    failed = row.authenticity is Authenticity.FAILED
    word = "saving…" if saving else words.KINDS[row.kind]
    return _columns(
        width,
        (_who(row), "muted" if saving else "name"),
        (lambda room: fit(row.subject or "no subject", room), "muted" if saving else "text"),
        (fit(word, _MAIL_VERDICT), "warning" if failed and not saving else "muted"),
        words.age(row.received_at, now),
    )


def _who(row: MailRow) -> str:
    """Return whom a mail is about; of a suspicious one, the domain that it comes from."""
    if row.state is State.SUSPICIOUS:
        return row.sender.rpartition("@")[2].rstrip(">") or "no sender"
    return row.name or row.sender or "no sender"


def _columns(
    width: int,
    name: tuple[str, str],
    middle: tuple[Callable[[int], str], str],
    verdict: Cell,
    age: str,
) -> list[Cell]:
    """Lay four columns out; where room is short the verdict goes first, the age last."""
    gap: Cell = (" " * _GAP, "text")
    edge: Cell = (" ", "text")
    last: list[Cell] = [gap, (fit_right(age, _AGE), "muted"), edge]
    rest = width - _AGE - _GAP - 1
    if width < _ROOM_FOR_AGE:
        return [(fit(name[0], width), name[1])]
    if width < _ROOM_FOR_SKILLS:
        return [(fit(name[0], rest), name[1]), *last]
    if width >= _ROOM_FOR_VERDICT:
        rest -= cell_len(verdict[0]) + _GAP
        last = [gap, verdict, *last]
    name_width = max(14, min(30, rest * 9 // 20))
    shown = middle[0](rest - name_width - _GAP)
    return [(fit(name[0], name_width), name[1]), gap, (shown, middle[1]), *last]
