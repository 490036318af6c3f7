"""A short list to choose from in a dialog, with vi keys."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class Choices(OptionList):
    """Up to some dozens of options, without a frame; Enter selects, j and k move."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]
    DEFAULT_CSS = """
    Choices {
        height: auto;
        max-height: 12;
        border: none;
        padding: 0;
        background: transparent;
        scrollbar-size-vertical: 1;
        &:focus {
            border: none;
        }
        & > .option-list--option-highlighted, &:focus > .option-list--option-highlighted {
            background: $primary 25%;
            color: $foreground;
        }
    }
    """

    def go(self, step: int) -> None:
        """Move the cursor down by one, or up where `step` is negative, for a field beside it."""
        if step > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()
