"""What concerns the whole app."""

from __future__ import annotations

from typing import Final

from endorseback.tui.actions.action import Action, Group

OTHERS: Final = (
    Action(
        "fetch",
        ("f", "f5"),
        "fetch now",
        "Look for new mail at once.",
        Group.APP,
        lambda focus: focus.fetchable,
    ),
    Action(
        "wordings",
        ("W",),
        "own wordings",
        "Show the wordings that you had remembered, and forget one.",
        Group.APP,
    ),
    Action(
        "import",
        ("I",),
        "import",
        "Import LinkedIn's own archive: who you know, and what passed between you.",
        Group.APP,
    ),
    Action("palette", ("ctrl+p",), "palette", "Find any action by its name.", Group.APP),
    Action("help", ("question_mark",), "help", "Show all keys.", Group.APP, footer=True),
    Action("quit", ("q", "ctrl+q"), "quit", "Leave endorseback; nothing is lost.", Group.APP),
)
"""In the order in which help and the footer list them."""
