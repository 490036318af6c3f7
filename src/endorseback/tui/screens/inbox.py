"""The screen that the app lives on: lists, card, and every key."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from endorseback.tui.actions import ACTIONS, help_rows
from endorseback.tui.screens.awaiting import Awaiting
from endorseback.tui.screens.describing import Describing
from endorseback.tui.screens.importing import Importing
from endorseback.tui.screens.moving import Moving
from endorseback.tui.screens.reading import Reading
from endorseback.tui.screens.reconnecting import Reconnecting


class Inbox(Awaiting, Reading, Describing, Importing, Reconnecting, Moving):
    """Binds every action of the registry to its method here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(action.keys), action.id, action.title, id=action.id, show=False)
        for action in ACTIONS
    ]

    def action_fetch(self) -> None:
        """Look for new mail at once."""
        if self.context.fetch_now is not None:
            self.context.fetch_now()

    def action_palette(self) -> None:
        """Find any action by its name."""
        from endorseback.tui.screens.palette import Palette

        self.app.push_screen(Palette())

    def action_help(self) -> None:
        """Show all keys."""
        from endorseback.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(help_rows(self.context.keys)))

    def action_quit(self) -> None:
        """Leave the app."""
        self.app.exit()
