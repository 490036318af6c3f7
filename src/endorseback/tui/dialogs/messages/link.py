"""A link that could not be opened here: to be selected, copied, or taken by a phone's camera."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static

from endorseback.desktop import Clipboard, qr_code
from endorseback.text import calm
from endorseback.tui.dialogs.base import Dialog, paragraph
from endorseback.tui.off_loop import off_loop
from endorseback.tui.page_handover import terminal_writer

_INK: Final = "#ffffff on #000000"
"""A code is light on dark whatever the theme: cameras read no other way round in half blocks."""

_BESIDE: Final = 42
"""Columns that the frame and the words need beside a code."""
_AROUND: Final = 3
"""Lines that the frame and the keys need around it."""


class LinkDialog(Dialog[None]):
    """Shows a link as text and as a QR code; nothing is opened on a machine nobody sits at."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "link.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", "Copy the link"),
        Binding("escape,enter,q", "leave", "Close", key_display="Esc"),
    ]

    code = getters.query_one("#code", Static)
    """The QR code."""
    told = getters.query_one("#told", Static)
    """What became of the copy."""

    def __init__(self, title: str, why: str, link: str, clipboard: Clipboard) -> None:
        """Make the dialog.

        Args:
            title: What the link leads to.
            why: Why it was not opened, as a sentence.
            link: The link.
            clipboard: Takes it.
        """
        super().__init__(calm(title))
        self._why = why
        self._link = link
        self._code = qr_code(link)
        self._clipboard = clipboard

    def compose_body(self) -> ComposeResult:
        """Yield the code, where there is room for one, and beside it the link."""
        with Horizontal():
            yield Static(Content.styled(self._code, _INK), id="code")
            with Vertical(id="words"):
                yield paragraph(self._why)
                yield paragraph(self._link, id="link", classes="gap")
                yield paragraph("", id="told", classes="muted gap")

    def on_resize(self, event: events.Resize) -> None:
        """Show the code where it fits whole: a part of one is of no use."""
        lines = self._code.split("\n")
        fits = len(lines) + _AROUND <= event.size.height
        self.code.display = fits and len(lines[0]) + _BESIDE <= event.size.width

    def action_copy(self) -> None:
        """Send the link to the clipboard."""
        self._copy()

    @work(exclusive=True, group="copy")
    async def _copy(self) -> None:
        terminal = terminal_writer(self.app)
        placed = await off_loop(lambda: self._clipboard.put(self._link, terminal))
        self.told.update(Content(placed.say))
