"""What shows more of a row."""

from __future__ import annotations

from typing import Final

from endorseback.tui.actions.action import Action, Group
from endorseback.tui.actions.focus import has_page

READING: Final = (
    Action(
        "open_profile",
        ("o",),
        "profile",
        "Open their profile in your browser.",
        Group.READ,
        has_page,
        footer=True,
    ),
    Action(
        "view_mail",
        ("v",),
        "mail",
        "Read the original mail as clean text.",
        Group.READ,
        lambda focus: focus.readable,
        footer=True,
    ),
    Action(
        "open_card",
        ("enter",),
        "card",
        "Open the card of the row: all that is known of the person.",
        Group.READ,
        lambda focus: focus.row is not None and not focus.detail,
    ),
)
"""In the order in which help and the footer list them."""
