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

from endorseback.tui.tabs import Tab

_BRAND: Final = " endorseback "
_GAP: Final = "  "


class TabBar(Widget):
    """Shows which list is up; on a narrow terminal titles give way to their numbers and counts."""

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

    def __init__(self, tabs: Sequence[Tab], *, id: str | None = None) -> None:  # noqa: A002 (Textual's)
        super().__init__(id=id)
        self._tabs = tabs

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

    def _labels(self) -> tuple[str, list[tuple[str, str, str]]]:
        """Return the brand, and (key, title, count) of each tab, as far as the width has room."""
        full = [
            (str(number), tab.title, self._count(tab)) for number, tab in enumerate(self._tabs, 1)
        ]
        if self._width(full) + cell_len(_BRAND) < self.size.width:
            return _BRAND, full
        if self._width(full) <= self.size.width:
            return "", full
        short = [
            (key, title if index == self.active else "", count)
            for index, (key, title, count) in enumerate(full)
        ]
        return "", short

    def _count(self, tab: Tab) -> str:
        """Return a count as the bar shows it; an empty list has none."""
        count = self.counts.get(tab.id, 0)
        return f"{count:,}" if count else ""

    @staticmethod
    def _width(labels: Sequence[tuple[str, str, str]]) -> int:
        """Return how many cells the labels take."""
        return 1 + sum(cell_len(" ".join(filter(None, label))) + len(_GAP) for label in labels)
