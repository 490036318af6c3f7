"""Choosing the template that a message begins with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static
from textual.widgets.option_list import Option

from endorseback.outreach import Draft
from endorseback.text import calm
from endorseback.tui.dialogs.base import Dialog, paragraph
from endorseback.tui.widgets.choices import Choices

_DIGITS: Final = 9


class TemplateDialog(Dialog[int]):
    """Answers the place of a draft among those offered; the one under the cursor is shown whole."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "templates.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Begin with it"),
        *(Binding(str(at), f"numbered({at})", show=False) for at in range(1, _DIGITS + 1)),
        Binding("escape", "leave", "Cancel"),
    ]

    offers = getters.query_one(Choices)
    """The names of the templates."""
    preview = getters.query_one("#preview", Static)
    """The text of the one under the cursor."""

    def __init__(self, drafts: Sequence[Draft], at: int) -> None:
        """Make the dialog; `at` is the place of the draft that is used."""
        super().__init__("Templates")
        self._drafts = drafts
        self._at = at

    def compose_body(self) -> ComposeResult:
        """Yield the names, and the text of one of them."""
        drafts = enumerate(self._drafts, 1)
        yield Choices(*(Option(_line(number, draft.title)) for number, draft in drafts))
        yield paragraph("", id="preview", classes="gap muted")

    def on_mount(self) -> None:
        """Begin at the one that is used."""
        self.offers.highlighted = self._at
        self.offers.focus()

    @on(Choices.OptionHighlighted)
    def _on_highlighted(self, event: Choices.OptionHighlighted) -> None:
        draft = self._drafts[event.option_index]
        self.preview.update(Content(calm(draft.text or draft.problem)))

    @on(Choices.OptionSelected)
    def _on_selected(self, event: Choices.OptionSelected) -> None:
        self.dismiss(event.option_index)

    def action_choose(self) -> None:
        """Answer the one under the cursor."""
        self.offers.action_select()

    def action_numbered(self, number: int) -> None:
        """Answer one by its number."""
        if number <= len(self._drafts):
            self.dismiss(number - 1)


def _line(number: int, title: str) -> Content:
    """Return the line of a template: its digit and its name, in words."""
    digit = str(number) if number <= _DIGITS else " "
    return Content.assemble((f"{digit}  ", "bold $text-primary"), calm(title.replace("-", " ")))
