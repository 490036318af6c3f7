"""The first screen of somebody without a configuration: the demo, a mailbox, or an archive."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.types import CSSPathType
from textual.widgets import Static
from textual.widgets.option_list import Option

from endorseback.tui.widgets.choices import Choices


class Start(StrEnum):
    """What the user chose to start with; the value is the command that does it."""

    DEMO = "demo"
    SET_UP = "init"
    IMPORT = "import"


_OFFERS = (
    (Start.DEMO, "d", "Try the demo", "an invented mailbox in a throw-away folder"),
    (Start.SET_UP, "s", "Set up your mailbox", "a few questions; your password stays out of files"),
    (Start.IMPORT, "i", "Import LinkedIn's archive", "its zip tells of endorsements without mail"),
)


class Welcome(Screen[Start]):
    """Answers what to start with; leaving it ends the app."""

    CSS_PATH: ClassVar[CSSPathType | None] = "welcome.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"start('{start}')", show=False) for start, key, *_ in _OFFERS),
        Binding("q,escape,ctrl+q", "app.quit", show=False),
    ]

    offers = getters.query_one(Choices)
    """The ways to start."""

    def compose(self) -> ComposeResult:
        """Lay out the greeting and the offers."""
        with Vertical(id="greeting"):
            yield Static(Content.styled("endorseback", "bold $text-primary"))
            yield Static(
                Content(
                    "Turns LinkedIn's endorsement mails into an inbox: who endorsed you, for what,"
                    " and what you want to do about it."
                )
            )
            yield Choices(*(Option(_offer(*offer[1:])) for offer in _OFFERS))
            yield Static(Content.styled("Enter chooses, q leaves.", "$foreground-muted"))

    def on_mount(self) -> None:
        """Begin at the demo."""
        self.offers.highlighted = 0
        self.offers.focus()

    def action_start(self, start: str) -> None:
        """Answer what to start with."""
        self.dismiss(Start(start))

    @on(Choices.OptionSelected)
    def _on_offer_selected(self, event: Choices.OptionSelected) -> None:
        self.dismiss(_OFFERS[event.option_index][0])


def _offer(key: str, title: str, sentence: str) -> Content:
    """Return the lines of one offer."""
    return Content.assemble(
        (f"{key}  ", "bold $text-primary"), title, "\n   ", (sentence, "$foreground-muted")
    )
