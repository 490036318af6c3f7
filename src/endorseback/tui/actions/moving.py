"""What goes about the rows and the lists."""

from __future__ import annotations

from typing import Final

from endorseback.tui.actions.action import Action, Group

MOVING: Final = (
    Action("cursor_down", ("j", "down"), "down", "Go to the next row.", Group.MOVE),
    Action("cursor_up", ("k", "up"), "up", "Go to the row before.", Group.MOVE),
    Action("page_down", ("pagedown", "ctrl+d"), "page down", "Go a page down.", Group.MOVE),
    Action("page_up", ("pageup", "ctrl+u"), "page up", "Go a page up.", Group.MOVE),
    Action("cursor_top", ("g", "home"), "top", "Go to the first row.", Group.MOVE),
    Action("cursor_bottom", ("G", "end"), "bottom", "Go to the last row.", Group.MOVE),
    Action("show_inbox", ("1",), "Inbox", "Show what waits for a decision.", Group.MOVE),
    Action("show_people", ("2",), "People", "Show everybody who is known.", Group.MOVE),
    Action(
        "reconnect",
        ("R",),
        "reconnect",
        "Show whom to get in touch with again, the closest first; again for everybody.",
        Group.MOVE,
    ),
    Action(
        "show_waiting",
        ("3",),
        "Waiting",
        "Show what you started and what is not answered yet.",
        Group.MOVE,
    ),
    Action("show_done", ("4",), "Done", "Show what you decided, and history.", Group.MOVE),
    Action("show_snoozed", ("5",), "Snoozed", "Show what you put away.", Group.MOVE),
    Action(
        "show_look",
        ("6",),
        "Needs a look",
        "Show mails that could not be read completely.",
        Group.MOVE,
    ),
    Action(
        "show_suspicious",
        ("7",),
        "Suspicious",
        "Show mails that do not come from LinkedIn as they claim.",
        Group.MOVE,
    ),
    Action("next_tab", ("tab",), "next list", "Go to the next list.", Group.MOVE),
    Action("previous_tab", ("shift+tab",), "list before", "Go to the list before.", Group.MOVE),
)
"""In the order in which help and the footer list them."""
