"""The command palette: every action that applies, people by name, and the themes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.types import CSSPathType, IgnoreReturnCallbackType

from endorseback.text import calm
from endorseback.tui.actions import ACTIONS, keys_of, show_key
from endorseback.tui.state.tabs import row_key

if TYPE_CHECKING:
    from endorseback.tui.screens.inbox import Inbox

NOT_LISTED: Final = {"palette", "back", "cursor_down", "cursor_up"}
"""Actions that mean nothing from within the palette."""
_MOST_PEOPLE: Final = 500
"""People looked at by name; with more, the filter is the better tool."""


@dataclass(frozen=True, slots=True)
class _PaletteEntry:
    """One line of the palette."""

    title: str
    """Cleaned, but perhaps foreign text."""
    help: str
    run: IgnoreReturnCallbackType


class Palette(CommandPalette):
    """Textual's palette with our entries alone, in our colours."""

    CSS_PATH: ClassVar[CSSPathType | None] = "palette.tcss"

    def __init__(self) -> None:
        super().__init__([Actions], placeholder="action, person or theme")


class Actions(Provider):
    """Offers what applies to the row under the cursor; a row of the list is found by its name."""

    @property
    def _inbox(self) -> Inbox:
        return cast("Inbox", self.screen)

    async def discover(self) -> Hits:
        """Yield every action that applies, before anything is typed."""
        for entry in self._actions():
            yield DiscoveryHit(Content(entry.title), entry.run, text=entry.title, help=entry.help)

    async def search(self, query: str) -> Hits:
        """Yield what matches."""
        matcher = self.matcher(query)
        for entries in (self._actions(), self._people(), self._themes()):
            for entry in entries:
                if (score := matcher.match(entry.title)) > 0:
                    yield Hit(
                        score, Content(entry.title), entry.run, text=entry.title, help=entry.help
                    )

    def _actions(self) -> Iterator[_PaletteEntry]:
        """Yield the actions that apply, with their keys."""
        focus = self._inbox.where()
        for action in ACTIONS:
            if action.id not in NOT_LISTED and action.applies(focus):
                key = show_key(keys_of(action, self._inbox.context.keys)[0])
                run = partial(self._inbox.run_action, action.id)
                yield _PaletteEntry(action.title.capitalize(), f"{key}  {action.help}", run)

    def _people(self) -> Iterator[_PaletteEntry]:
        """Yield the rows of the list that is up, to go to."""
        for row in islice(self._inbox.row_list.rows, _MOST_PEOPLE):
            name = calm(row.name or "")
            if name:
                run = partial(self._inbox.row_list.go_to, row_key(row))
                yield _PaletteEntry(f"Go to {name}", "", run)

    def _themes(self) -> Iterator[_PaletteEntry]:
        """Yield the colour themes."""
        for name in sorted(self.app.available_themes):
            yield _PaletteEntry(
                f"Theme {name}", "Change the colours.", partial(self._set_theme, name)
            )

    def _set_theme(self, name: str) -> None:
        """Change the colours for this run."""
        self.app.theme = name
