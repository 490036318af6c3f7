"""All keys, as the registry of actions declares them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import ClassVar, Final

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static

from endorseback.tui.dialogs.base import Dialog

HelpRows = Mapping[str, Sequence[tuple[str, str, str]]]
"""For each heading (keys, title, sentence) of its actions: what `actions.help_rows` returns."""

_KEYS: Final = 14
"""Cells for the keys, beside their sentence."""
_BESIDE: Final = 44
"""Cells from which keys and sentence stand side by side; below that, one under the other."""


class HelpScreen(Dialog[None]):
    """Lists every key with its sentence, under the headings of the registry."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../dialogs/base.tcss", "help.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q", "leave", "Close"),
        Binding("j,down", "scroll('down')", "Scroll", key_display="j k"),
        Binding("k,up", "scroll('up')", show=False),
        Binding("space,pagedown", "scroll('page_down')", show=False),
        Binding("pageup", "scroll('page_up')", show=False),
        Binding("g,home", "scroll('home')", show=False),
        Binding("G,end", "scroll('end')", show=False),
    ]

    page = getters.query_one(VerticalScroll)
    """The list of keys."""

    def __init__(self, rows: HelpRows) -> None:
        """Make the page."""
        super().__init__("Keys")
        self._rows = rows

    def compose_body(self) -> ComposeResult:
        """Yield the list of keys."""
        with VerticalScroll():
            yield KeyTable(self._rows)

    def action_scroll(self, where: str) -> None:
        """Scroll the list: down, up, page_down, page_up, home or end."""
        getattr(self.page, f"scroll_{where}")(animate=False)


class KeyTable(Static):
    """The whole list as one widget: a widget for each key took a third of a second to open."""

    def __init__(self, rows: HelpRows) -> None:
        super().__init__()
        self._rows = rows
        self._laid_out_for = 0

    def on_resize(self, event: events.Resize) -> None:
        """Lay the list out for another width."""
        if event.size.width != self._laid_out_for:
            self._laid_out_for = event.size.width
            page = Content("\n").join(_lines(self._rows, event.size.width))
            self.call_after_refresh(self.update, page)


def _lines(rows: HelpRows, width: int) -> Iterator[Content]:
    """Yield the list, line by line, with a heading above each group."""
    first = True
    for heading, actions in rows.items():
        if actions:
            yield from [] if first else [Content("")]
            yield Content.styled(str(heading), "bold")
            for keys, _title, sentence in actions:
                yield from _entry(keys, sentence, width)
            first = False


def _entry(keys: str, sentence: str, width: int) -> Iterator[Content]:
    """Yield one action: its keys, its sentence beside them or below."""
    if width < _BESIDE or len(keys) >= _KEYS:
        yield Content.styled(keys, "bold $text-primary")
        yield Content(sentence)
        return
    for at, line in enumerate(wrap(sentence, width - _KEYS) or [""]):
        yield Content.assemble((f"{keys if at == 0 else '':<{_KEYS}}", "bold $text-primary"), line)
