"""How a row of the list of people looks, and the line above that names its columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from endorseback.model.person_summary import PersonSummary
from endorseback.presentation import words
from endorseback.tui.state.people_orders import Order
from endorseback.tui.widgets.list.row_list import Cell
from endorseback.tui.widgets.list.text_columns import fit, fit_right

_COUNT: Final = 5
_DATE: Final = 9
_GAP: Final = "  "
_ROOM_FOR_COUNTS: Final = 56
_ROOM_FOR_WORK: Final = 36
_ROOM_FOR_DATE: Final = 24
_SORTED: Final = "▾"


@dataclass(frozen=True, slots=True)
class _Widths:
    """The cells that each column takes; 0 where it has no room."""

    name: int
    work: int
    count: int
    date: int


def known_cells(
    known: PersonSummary, width: int, saving: bool, order: Order, now: datetime
) -> list[Cell]:
    """Return name, work, the endorsements each way and a date of somebody known."""
    widths = _widths(width)
    work = " · ".join(filter(None, (known.company, known.position)))
    faint = "muted" if saving else ""
    return _columns(
        widths,
        (known.name, faint or "name"),
        ("saving…" if saving else work, faint or "text"),
        (_count(known.received), faint or "text"),
        (_count(known.given), faint or "text"),
        date=(_date(known, order, now), "muted"),
    )


def known_header(width: int, order: Order) -> list[Cell]:
    """Return the names of the columns; the one by which the rows are ordered stands out."""
    date = ("Since", Order.CONNECTED) if order is Order.CONNECTED else ("Last", Order.EXCHANGE)
    titles = (("Name", Order.NAME), ("Company", Order.COMPANY), ("They", Order.ENDORSED), date)
    name, work, they, when = (_title(title, column is order) for title, column in titles)
    return _columns(_widths(width), name, work, they, ("You", "muted"), date=when)


def proposal_cells(
    known: PersonSummary, reason: str, width: int, saving: bool, now: datetime
) -> list[Cell]:
    """Return name, why to get in touch, and the last exchange of somebody who is proposed."""
    faint = "muted" if saving else ""
    return _columns(
        _widths(width, has_counts=False),
        (known.name, faint or "name"),
        ("saving…" if saving else reason, faint or "text"),
        date=(words.age(known.last_exchange, now), "muted"),
    )


def proposal_header(width: int) -> list[Cell]:
    """Return the names of the columns of those who are proposed."""
    widths = _widths(width, has_counts=False)
    return _columns(widths, ("Name", "muted"), ("Why", "muted"), date=("Last", "muted"))


def _title(title: str, is_sorted: bool) -> Cell:
    """Return a column's name."""
    return (f"{title}{_SORTED}", "bar") if is_sorted else (title, "muted")


def _widths(width: int, *, has_counts: bool = True) -> _Widths:
    """Return the columns for a width; where room is short the counts go first, the date last."""
    if width < _ROOM_FOR_DATE:
        return _Widths(width, 0, 0, 0)
    rest = width - _DATE - len(_GAP) - 1
    if width < _ROOM_FOR_WORK:
        return _Widths(rest, 0, 0, _DATE)
    count = _COUNT if has_counts and width >= _ROOM_FOR_COUNTS else 0
    rest -= 2 * (count + len(_GAP)) if count else 0
    name = max(14, min(30, rest * 9 // 20))
    return _Widths(name, rest - name - len(_GAP), count, _DATE)


def _columns(widths: _Widths, name: Cell, work: Cell, *counts: Cell, date: Cell) -> list[Cell]:
    """Lay the columns out, cut to their widths."""
    cells: list[Cell] = [(fit(name[0], widths.name), name[1])]
    if widths.work:
        cells += [(_GAP, "text"), (fit(work[0], widths.work), work[1])]
    for text, style in counts if widths.count else ():
        cells += [(_GAP, "text"), (fit_right(text, widths.count), style)]
    if widths.date:
        cells += [(_GAP, "text"), (fit_right(date[0], widths.date), date[1]), (" ", "text")]
    return cells


def _count(number: int) -> str:
    """Return a number of endorsements; none is shown as nothing."""
    return f"{number:,}" if number else ""


def _date(known: PersonSummary, order: Order, now: datetime) -> str:
    """Return when they connected, where the rows are ordered by it, else the last exchange."""
    if order is Order.CONNECTED:
        return words.past_day(known.connected_on, now) if known.connected_on else "-"
    return words.age(known.last_exchange, now)
