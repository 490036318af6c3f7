"""What dialogs share that hand a page over: where it did not open, its link can be shown."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType

from endorseback.desktop import Clipboard
from endorseback.tui.dialogs.base import Dialog
from endorseback.tui.page_handover import HandedOver

Result = TypeVar("Result")


class HandingOver(Dialog[Result]):
    """A dialog that opens a page; `q` shows the link of one that could not be opened here."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "show_link", "QR code")]

    handed: HandedOver | None = None
    """How handing over went; None before."""

    def __init__(self, title: str, clipboard: Clipboard) -> None:
        """Make the dialog; `clipboard` takes the link of a page that did not open."""
        super().__init__(title)
        self._clipboard = clipboard

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the link where its page did not open."""
        if action == "show_link":
            return self.handed is not None and self.handed.unopened is not None
        return True

    def action_show_link(self) -> None:
        """Show the link of a page that did not open."""
        from endorseback.tui.dialogs.messages.link import LinkDialog

        if self.handed is not None and self.handed.unopened is not None:
            why = self.handed.opened.say
            self.app.push_screen(LinkDialog("Link", why, self.handed.unopened, self._clipboard))
