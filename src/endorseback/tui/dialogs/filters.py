"""Filters under keys: one key shows one, and the filter that is up can be saved under another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static
from textual.widgets.option_list import Option

from endorseback.text import calm
from endorseback.tui.dialogs.base import Dialog, paragraph
from endorseback.tui.state.saved_filters import BUILT_IN, SavedFilter, is_filter_key
from endorseback.tui.widgets.choices import Choices
from endorseback.tui.widgets.list.text_columns import fit

_FILTER: Final = 26
"""Cells for a filter, beside what it shows."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """A filter to show."""

    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A filter to save under a key, or to forget where the text is empty."""

    key: str
    text: str
    say: str
    """What to tell once that is done."""


class FiltersDialog(Dialog[Recalled | Kept]):
    """Answers what to show, to save, or to forget."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["base.tcss", "filters.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "recall", "Show"),
        Binding("plus", "keep", "Save the filter that is up", key_display="+"),
        Binding("delete", "forget", "Forget", key_display="Del"),
        Binding("escape", "leave", "Close", key_display="Esc"),
    ]

    filters = getters.query_one(Choices)
    """One line each."""
    question = getters.query_one("#question", Static)
    """What a key does."""

    def __init__(self, saved: Sequence[SavedFilter], current: str) -> None:
        """Make the dialog.

        Args:
            saved: All filters, in the order of their keys.
            current: The filter that is up; empty where there is none.
        """
        super().__init__("Filters")
        self._saved = saved
        self._current = current.strip()
        self._is_keeping = False

    def compose_body(self) -> ComposeResult:
        """Yield the filters."""
        yield paragraph("Press a filter's key to show what passes it.", id="question")
        yield Choices(*(Option(_line(one)) for one in self._saved), classes="gap")

    def on_mount(self) -> None:
        """Begin at the first."""
        self.filters.focus()
        self.filters.action_first()

    def on_key(self, event: events.Key) -> None:
        """Show the filter of the key that was pressed, or save the one that is up under it."""
        key = event.character
        if key is None or not is_filter_key(key):
            return
        if self._is_keeping:
            event.stop()
            self.dismiss(Kept(key, self._current, f"Saved as filter {key}."))
        elif (saved := next((one for one in self._saved if one.key == key), None)) is not None:
            event.stop()
            self.dismiss(Recalled(saved.text))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to save a filter that is up, and to forget one that was saved."""
        if action == "keep":
            return bool(self._current) and not self._is_keeping
        if action == "forget":
            return self._here is not None and self._here not in BUILT_IN
        return True

    def action_recall(self) -> None:
        """Show the filter under the cursor."""
        self.filters.action_select()

    def action_keep(self) -> None:
        """Ask for the key under which to save."""
        self._is_keeping = True
        self.question.update(
            Content(f"Press the letter or digit under which to save “{calm(self._current)}”.")
        )
        self.refresh_keys()

    def action_forget(self) -> None:
        """Forget the filter under the cursor."""
        if (saved := self._here) is not None:
            self.dismiss(Kept(saved.key, "", f"Filter {saved.key} is forgotten."))

    def action_leave(self) -> None:
        """Leave, or first only the question for a key."""
        if not self._is_keeping:
            self.dismiss(None)
            return
        self._is_keeping = False
        self.question.update(Content("Press a filter's key to show what passes it."))
        self.refresh_keys()

    @on(Choices.OptionHighlighted)
    def _on_highlighted(self) -> None:
        self.refresh_keys()

    @on(Choices.OptionSelected)
    def _on_selected(self, event: Choices.OptionSelected) -> None:
        self.dismiss(Recalled(self._saved[event.option_index].text))

    @property
    def _here(self) -> SavedFilter | None:
        """The filter under the cursor."""
        at = self.filters.highlighted if self.is_mounted else None
        return None if at is None else self._saved[at]


def _line(saved: SavedFilter) -> Content:
    """Return a filter's key, its text, and what it shows."""
    text = fit(saved.text, _FILTER) if saved.about else calm(saved.text)
    return Content.assemble(
        (f"{saved.key}  ", "bold $text-primary"), text, (f"  {saved.about}", "$foreground-muted")
    )
