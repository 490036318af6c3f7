"""What finds rows, and selects them."""

from __future__ import annotations

from typing import Final

from endorseback.tui.actions.action import Action, Group
from endorseback.tui.actions.focus import is_row

FINDING: Final = (
    Action(
        "filter",
        ("slash",),
        "filter",
        "Show only rows whose name or skills hold what you type; Esc shows all again.",
        Group.FIND,
        footer=True,
    ),
    Action(
        "filters",
        ("apostrophe", "F"),
        "saved filters",
        "Show what passes a saved filter, by its key; or save the filter that is up.",
        Group.FIND,
    ),
    Action(
        "mark",
        ("x",),
        "mark",
        "Mark the row, or unmark it; decisions then apply to all marked rows.",
        Group.FIND,
        is_row,
    ),
    Action(
        "mark_all",
        ("X",),
        "mark all",
        "Mark every row that is shown, or unmark them all.",
        Group.FIND,
        is_row,
    ),
    Action(
        "mark_range",
        ("V",),
        "mark range",
        "Begin a range of rows, move to its other end, and press it again to mark them.",
        Group.FIND,
        is_row,
    ),
    Action(
        "extend_down",
        ("shift+down", "J"),
        "mark down",
        "Go to the next row and take it into the range.",
        Group.FIND,
        is_row,
    ),
    Action(
        "extend_up",
        ("shift+up", "K"),
        "mark up",
        "Go to the row before and take it into the range.",
        Group.FIND,
        is_row,
    ),
    Action(
        "sort",
        ("O",),
        "order",
        "Order the people by name, company, connection, last exchange, or how often they endorsed.",
        Group.FIND,
        lambda focus: focus.known is not None,
        footer=True,
    ),
    Action(
        "back",
        ("escape",),
        "back",
        "Leave the card, clear the filter, or unmark the rows: the nearest of them.",
        Group.FIND,
        lambda focus: focus.detail or focus.filtered or focus.marked > 0,
        footer=True,
    ),
)
"""In the order in which help and the footer list them."""
