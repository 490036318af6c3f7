"""All keys, as the registry of actions declares them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from endorseback.tui.screens.dialog import Dialog, paragraph


class HelpScreen(Dialog[None]):
    """Lists every key with its sentence, under the headings of the registry."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["dialog.tcss", "help.tcss"]
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

    def __init__(self, rows: Mapping[str, Sequence[tuple[str, str, str]]]) -> None:
        """Make the page.

        Args:
            rows: For each heading (keys, title, sentence) of its actions: `actions.help_rows`.
        """
        super().__init__("Keys")
        self._rows = rows

    def compose_body(self) -> ComposeResult:
        """Yield the list of keys."""
        with VerticalScroll():
            for heading, actions in self._rows.items():
                if actions:
                    yield paragraph(Content.styled(str(heading), "bold"), classes="heading")
                    yield from _entries(actions)

    def action_scroll(self, where: str) -> None:
        """Scroll the list: down, up, page_down, page_up, home or end."""
        getattr(self.page, f"scroll_{where}")(animate=False)


def _entries(actions: Sequence[tuple[str, str, str]]) -> Iterator[Widget]:
    """Yield one line for each action: its keys, then its sentence."""
    for keys, _title, sentence in actions:
        yield Horizontal(
            Static(Content.styled(keys, "bold $text-primary"), classes="key"),
            Static(Content(sentence)),
            classes="entry",
        )
