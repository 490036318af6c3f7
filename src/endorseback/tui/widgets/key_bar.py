"""The bottom line: the keys that apply to the row under the cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from endorseback.tui.actions import BY_ID, Action, keys_of, show_key

_GAP: Final = "  "
_ALWAYS: Final = BY_ID["help"]
"""Stays at the end of the line however short it is."""


class KeyBar(Widget):
    """Drops the last keys where the terminal is too narrow, never the one for help."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key"}

    shown: reactive[tuple[Action, ...]] = reactive(())
    """The actions that apply, in order."""

    def __init__(self, overrides: Mapping[str, str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._overrides = overrides

    def render(self) -> Content:
        """Return the line."""
        parts: list[str | tuple[str, str]] = [" "]
        for action in self._that_fit():
            parts += [(self._key(action), ".key-bar--key"), f" {action.title}{_GAP}"]
        return Content.assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        end = 1
        for action in self._that_fit():
            end += self._width(action)
            if event.x < end:
                await self.screen.run_action(action.id)
                return

    def _that_fit(self) -> Sequence[Action]:
        """Return the actions that the line has room for."""
        room = self.size.width - 1 - self._width(_ALWAYS)
        fitting = []
        for action in self.shown:
            room -= self._width(action) if action is not _ALWAYS else 0
            if room < 0:
                break
            if action is not _ALWAYS:
                fitting.append(action)
        return [*fitting, _ALWAYS]

    def _width(self, action: Action) -> int:
        """Return how many cells an action takes, with the gap after it."""
        return cell_len(self._key(action)) + 1 + cell_len(action.title) + len(_GAP)

    def _key(self, action: Action) -> str:
        """Return the key to show for an action."""
        return show_key(keys_of(action, self._overrides)[0])
