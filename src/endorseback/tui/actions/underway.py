"""What is done about things under way: reasons, rules, waits, and messages that leave by mail."""

from __future__ import annotations

from typing import Final

from endorseback.tui.actions.action import Action, Group
from endorseback.tui.actions.focus import is_open_person, is_waiting

UNDERWAY: Final = (
    Action(
        "skip_because",
        ("S",),
        "skip because",
        "Skip for a reason of your choice; it can be a rule for the person, too.",
        Group.DECIDE,
        is_open_person,
    ),
    Action(
        "close_wait",
        ("c",),
        "close",
        "Do not wait for this answer any more, and note in a line why none came.",
        Group.DECIDE,
        is_waiting,
        footer=True,
    ),
    Action(
        "rules",
        ("A",),
        "rules",
        "Show whose endorsements you always skip, and lift a rule.",
        Group.DECIDE,
    ),
    Action(
        "outbox",
        ("B",),
        "outbox",
        "Show the messages that leave by mail; try again what failed.",
        Group.APP,
    ),
    Action(
        "own_skills",
        ("P",),
        "my skills page",
        "Open your own skills page in your browser, where an endorsement can be hidden.",
        Group.APP,
    ),
)
"""In the order in which help and the footer list them."""
