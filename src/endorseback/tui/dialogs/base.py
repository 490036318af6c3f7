"""What all dialogs share: the frame over the dimmed list, the keys at its foot, Esc to leave."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Final, TypeVar

from textual import actions, events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.types import CSSPathType
from textual.widgets import Static

from endorseback.tui.actions import show_key

Result = TypeVar("Result")

_DOES: Final = "endorseback_action"
"""The name under which a key at the foot carries its action, for clicks."""


class Dialog(ModalScreen[Result | None]):
    """A modal question; its answer is `Result`, or None where the user leaves it with Esc.

    `compose_body` holds what is asked. All text reaches the screen as `Content`: names and skills
    come from mails, and a plain string would be parsed as markup.
    """

    # Absolute: a dialog without a sheet of its own would look for this one beside itself.
    CSS_PATH: ClassVar[CSSPathType | None] = Path(__file__).with_name("base.tcss")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012 - typed by Textual
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (8, "-short"), (16, "-tall")]  # noqa: RUF012 - typed by Textual
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Cancel")]

    frame = getters.query_one("#frame", Vertical)
    """What surrounds the body; its border holds the title."""
    keys = getters.query_one("#keys", Static)
    """The line at the foot that tells the keys."""

    def __init__(self, title: str) -> None:
        """Make the dialog; `title` stands in the frame and may be foreign, cleaned text."""
        super().__init__()
        self._frame_title = title

    def compose(self) -> ComposeResult:
        """Lay out the frame around the body."""
        with Vertical(id="frame") as frame:
            frame.border_title = Content(self._frame_title or " ")
            yield from self.compose_body()
            yield Static(self._key_line(), id="keys")

    def compose_body(self) -> ComposeResult:
        """Yield what stands inside the frame; nothing here, each dialog says its own."""
        yield from ()

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

    async def on_click(self, event: events.Click) -> None:
        """Do what a click on a key at the foot asks for."""
        if action := event.style.meta.get(_DOES):
            await self.run_action(action)

    def refresh_keys(self) -> None:
        """Tell at the foot which keys apply, after that has changed."""
        self.refresh_bindings()
        self.keys.update(self._key_line())

    def _key_line(self) -> Content:
        """Return the keys that apply, each clickable, from the bindings of the dialog."""
        parts = [
            Content.assemble(
                (
                    binding.key_display or show_key(binding.key.partition(",")[0]),
                    "bold $text-primary",
                ),
                " ",
                (binding.description, "$foreground-muted"),
            ).stylize(Style.from_meta({_DOES: binding.action}))
            for binding in self._shown_bindings()
        ]
        return Content("  ").join(parts)

    def _shown_bindings(self) -> Iterator[Binding]:
        """Yield the bindings to tell, the dialog's own before those of its base."""
        seen: set[str] = set()
        for owner in type(self).__mro__:
            for binding in owner.__dict__.get("BINDINGS", ()):
                if binding.show and binding.action not in seen:
                    seen.add(binding.action)
                    _owner, name, parameters = actions.parse(binding.action)
                    if self.check_action(name, parameters):
                        yield binding


def paragraph(text: str | Content, *, id: str | None = None, classes: str = "") -> Static:  # noqa: A002
    """Return a paragraph of plain text; nothing in it is markup."""
    return Static(Content(text) if isinstance(text, str) else text, id=id, classes=classes)
