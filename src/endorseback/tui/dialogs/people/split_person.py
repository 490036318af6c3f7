"""Telling people apart who were taken for one: which part of a card is somebody else?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from endorseback.text import calm
from endorseback.tui.dialogs.base import Dialog, paragraph
from endorseback.tui.widgets.choices import Choices


class ApartDialog(Dialog[str]):
    """Answers the key of what is somebody else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "part", "That is somebody else"),
        Binding("escape", "leave", "Leave them as one"),
    ]

    parts = getters.query_one(Choices)
    """What the card was put together from."""

    def __init__(self, name: str, keys: Sequence[str]) -> None:
        """Make the dialog.

        Args:
            name: Whose card it is.
            keys: The keys that were found to be this person, at least two.
        """
        super().__init__(f"Tell apart · {calm(name)}")
        self._keys = keys

    def compose_body(self) -> ComposeResult:
        """Yield the parts."""
        yield paragraph("This card holds what is known under:")
        yield Choices(*(Option(Content(calm(key_label(key)))) for key in self._keys), classes="gap")
        yield paragraph(
            "What you part gets a card of its own; u puts the two together again.",
            classes="gap muted",
        )

    def on_mount(self) -> None:
        """Begin at the last, which is the least certain."""
        self.parts.focus()
        self.parts.action_last()

    def action_part(self) -> None:
        """Answer the part under the cursor."""
        self.parts.action_select()

    @on(Choices.OptionSelected)
    def _on_selected(self, event: Choices.OptionSelected) -> None:
        self.dismiss(self._keys[event.option_index])


def key_label(key: str) -> str:
    """Return what a key stands for: a profile, or a name alone."""
    kind, _, rest = key.partition(":")
    return f"linkedin.com/in/{rest}" if kind == "in" else f"the name “{rest}” alone"
