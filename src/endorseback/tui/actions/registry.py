"""All actions together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from endorseback.tui.actions.action import Action
from endorseback.tui.actions.deciding import DECIDING
from endorseback.tui.actions.describing import DESCRIBING
from endorseback.tui.actions.finding import FINDING
from endorseback.tui.actions.moving import MOVING
from endorseback.tui.actions.others import OTHERS
from endorseback.tui.actions.reading import READING
from endorseback.tui.actions.underway import UNDERWAY

ACTIONS: Final[tuple[Action, ...]] = (
    *DECIDING,
    *UNDERWAY,
    *DESCRIBING,
    *READING,
    *FINDING,
    *MOVING,
    *OTHERS,
)
"""Every action, in the order in which help and the footer list them."""

BY_ID: Final[Mapping[str, Action]] = {action.id: action for action in ACTIONS}
"""The same by id."""
