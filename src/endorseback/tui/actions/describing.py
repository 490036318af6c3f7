"""What the user says of a person."""

from __future__ import annotations

from typing import Final

from endorseback.tui.actions.action import Action, Group
from endorseback.tui.actions.focus import is_person

DESCRIBING: Final = (
    Action(
        "note",
        ("n",),
        "note",
        "Write a note about the person; it stands on their card.",
        Group.DESCRIBE,
        is_person,
    ),
    Action(
        "tag",
        ("T",),
        "tags",
        "Put tags on the person, or take some off; filters find them.",
        Group.DESCRIBE,
        is_person,
    ),
    Action(
        "merge",
        ("M",),
        "same person",
        "Say that somebody else in the list is this person.",
        Group.DESCRIBE,
        is_person,
    ),
    Action(
        "split",
        ("D",),
        "tell apart",
        "Say that a part of this card is about somebody else.",
        Group.DESCRIBE,
        is_person,
    ),
)
"""In the order in which help and the footer list them."""
