"""What an action declares about itself."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from endorseback.tui.actions.focus import Focus


class Group(StrEnum):
    """The headings under which help lists the actions."""

    DECIDE = "Decide"
    DESCRIBE = "Describe people"
    READ = "Read"
    FIND = "Find and select"
    MOVE = "Move"
    APP = "Everything else"


class Action(NamedTuple):
    """One thing that the user can do."""

    id: str
    keys: tuple[str, ...]
    """Names of the keys, as Textual spells them; the first is the one shown."""
    title: str
    """What the footer says, in a word or three."""
    help: str
    """What help says: one sentence."""
    group: Group
    applies: Callable[[Focus], bool] = lambda focus: True
    footer: bool = False
    """Whether the footer shows it where it applies."""
    short: str = ""
    """What a footer says that has no room for `title`."""
