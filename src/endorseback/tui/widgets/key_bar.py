"""The bottom line: the keys that apply to the row under the cursor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from endorseback.tui.actions import BY_ID, Action, keys_of, show_key

_GAP: Final = "  "
_KEPT: Final = ("back", "help")
"""Stay at the end of the line however short that is."""
_Label = tuple[str, str, str]


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
        for key, title, _ in self._that_fit():
            parts += [(key, ".key-bar--key"), f" {title}{_GAP}"]
        return Content.assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        end = 1
        for key, title, action in self._that_fit():
            end += _width(key, title)
            if event.x < end:
                await self.screen.run_action(action)
                return

    def _that_fit(self) -> list[_Label]:
        """Return (key, title, id) of the actions that fit, in short words where needed."""
        room = self.size.width - 1
        full = [self._label(action, action.title) for action in self._ordered()]
        if sum(_width(key, title) for key, title, _ in full) - len(_GAP) <= room:
            return full
        short = [self._label(action, action.short or action.title) for action in self._ordered()]
        kept = [label for label in short if label[2] in _KEPT]
        room -= sum(_width(key, title) for key, title, _ in kept) - len(_GAP)
        fitting = []
        for label in short[: -len(kept)]:
            room -= _width(*label[:2])
            if room < 0:
                break
            fitting.append(label)
        return [*fitting, *kept]

    def _ordered(self) -> list[Action]:
        """Return the actions to show, those that are always kept at the end."""
        kept = [BY_ID[id_] for id_ in _KEPT if BY_ID[id_] in self.shown or id_ == "help"]
        return [*(action for action in self.shown if action.id not in _KEPT), *kept]

    def _label(self, action: Action, title: str) -> _Label:
        """Return how an action is shown."""
        return show_key(keys_of(action, self._overrides)[0]), title, action.id


def _width(key: str, title: str) -> int:
    """Return how many cells a label takes, with the gap after it."""
    return cell_len(key) + 1 + cell_len(title) + len(_GAP)
