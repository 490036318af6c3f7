"""What the user decides about a row."""

from __future__ import annotations

from typing import Final

from endorseback.tui.actions.action import Action, Group
from endorseback.tui.actions.focus import (
    is_mail,
    is_open_person,
    is_person,
    is_returnable,
    is_settled_person,
    is_suspicious,
    is_teachable,
)

DECIDING: Final = (
    Action(
        "reciprocate",
        ("r",),
        "reciprocate",
        "Give skills back: choose the ones that fit, endorse them in your browser, say when done.",
        Group.DECIDE,
        is_returnable,
        footer=True,
        short="return",
    ),
    Action(
        "skip",
        ("s",),
        "skip as gratuitous",
        "Set the endorsement aside as gratuitous, at once and without a question.",
        Group.DECIDE,
        is_open_person,
        footer=True,
        short="skip",
    ),
    Action(
        "message",
        ("m",),
        "message",
        "Write a message from a template: for their LinkedIn page, or to go by mail.",
        Group.DECIDE,
        is_person,
        footer=True,
    ),
    Action(
        "snooze",
        ("z",),
        "snooze",
        "Put the row away until a day that you choose.",
        Group.DECIDE,
        is_open_person,
        footer=True,
    ),
    Action(
        "dismiss_mail",
        ("d",),
        "dismiss",
        "Be done with this mail; it leaves the list.",
        Group.DECIDE,
        is_mail,
        footer=True,
    ),
    Action(
        "trust",
        ("t",),
        "genuine",
        "Say that this mail is genuine: what it tells enters the inbox.",
        Group.DECIDE,
        is_suspicious,
        footer=True,
    ),
    Action(
        "reopen",
        ("b",),
        "bring back",
        "Take back the decision about this person: the row returns to the inbox.",
        Group.DECIDE,
        is_settled_person,
        footer=True,
    ),
    Action(
        "undo",
        ("u",),
        "undo",
        "Take back the last decision; again for the one before, also from earlier days.",
        Group.DECIDE,
        lambda focus: focus.undoable,
        footer=True,
    ),
    Action(
        "move_history",
        ("H",),
        "move old ones",
        "Move endorsements older than you choose to Done, as history.",
        Group.DECIDE,
    ),
    Action(
        "teach",
        ("e",),
        "read it yourself",
        "Say what the mail tells: who endorsed you for what, or that it is no endorsement.",
        Group.DECIDE,
        is_teachable,
        footer=True,
        short="correct",
    ),
)
"""In the order in which help and the footer list them."""
