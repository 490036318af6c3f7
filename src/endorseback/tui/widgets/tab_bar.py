"""The top line: the lists by number, each with its count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from endorseback.tui.state.tabs import Tab

_BRAND: Final = " endorseback "
_GAP: Final = "  "

_Label = tuple[str, str, str]


class TabBar(Widget):
    """Shows which list is up; on a narrow terminal the other titles shorten, then give way."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "tab-bar--brand",
        "tab-bar--key",
        "tab-bar--active",
        "tab-bar--count",
    }

    active: reactive[int] = reactive(0)
    """Index of the list that is up."""
    counts: reactive[Mapping[str, int]] = reactive({})
    """How many rows each list has, by its id."""

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(
        self,
        tabs: Sequence[Tab],
        keys: Sequence[str],
        *,
        id: str | None = None,  # noqa: A002 (Textual's)
    ) -> None:
        super().__init__(id=id)
        self._tabs = tabs
        self._keys = keys

    def render(self) -> Content:
        """Return the line."""
        brand, labels = self._labels()
        parts: list[Content | str | tuple[str, str]] = [(brand, ".tab-bar--brand"), " "]
        for index, (key, title, count) in enumerate(labels):
            name = ".tab-bar--active" if index == self.active else ""
            parts += [
                (key, ".tab-bar--key"),
                (f" {title}" if title else "", name),
                (f" {count}" if count else "", ".tab-bar--count"),
                _GAP,
            ]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Tell which tab was clicked."""
        brand, labels = self._labels()
        end = cell_len(brand) + 1
        for index, label in enumerate(labels):
            end += cell_len(" ".join(filter(None, label))) + len(_GAP)
            if event.x < end:
                self.post_message(self.Chosen(index))
                return

    def _labels(self) -> tuple[str, list[_Label]]:
        """Return the brand, and (key, title, count) of each tab, as far as the width has room."""
        full = [
            (key, tab.title, self._count(tab))
            for key, tab in zip(self._keys, self._tabs, strict=True)
        ]
        if self._width(full) + cell_len(_BRAND) < self.size.width:
            return _BRAND, full
        brief = [
            (key, tab.short or title, count)
            for (key, title, count), tab in zip(full, self._tabs, strict=True)
        ]
        worked_off = [
            (key, title, "" if tab.is_long else count)
            for (key, title, count), tab in zip(brief, self._tabs, strict=True)
        ]
        for labels in (full, brief, worked_off, [(key, title, "") for key, title, _ in brief]):
            if self._width(labels) <= self.size.width:
                return "", labels
        return "", [
            (key, title if index == self.active else "", count if index == self.active else "")
            for index, (key, title, count) in enumerate(full)
        ]

    def _count(self, tab: Tab) -> str:
        """Return a count as the bar shows it; an empty list has none."""
        count = self.counts.get(tab.id, 0)
        return f"{count:,}" if count else ""

    @staticmethod
    def _width(labels: Sequence[_Label]) -> int:
        """Return how many cells the labels take."""
        return 1 + sum(cell_len(" ".join(filter(None, label))) + len(_GAP) for label in labels)
