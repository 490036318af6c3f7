"""Finding somebody among all who are known, as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Input
from textual.widgets.option_list import Option

from endorseback.model.person_summary import PersonSummary
from endorseback.text import calm
from endorseback.tui.dialogs.base import Dialog, paragraph
from endorseback.tui.widgets.choices import Choices

Search = Callable[[str], Sequence[PersonSummary]]
"""Returns the first few whom a text may mean, quickly enough for every key."""


class FindPersonDialog(Dialog[PersonSummary]):
    """Answers the one who was chosen."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "find_person.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose"),
        Binding("down", "go(1)", "Down", key_display="↓", priority=True),
        Binding("up", "go(-1)", "Up", key_display="↑", priority=True),
        Binding("escape", "leave", "Cancel"),
    ]

    line = getters.query_one(Input)
    """Whom to find."""
    found = getters.query_one(Choices)
    """Those who are found."""

    def __init__(self, title: str, question: str, search: Search) -> None:
        """Make the dialog.

        Args:
            title: What it is for.
            question: Whom to choose, as a sentence.
            search: Finds people.
        """
        super().__init__(title)
        self._question = question
        self._search = search
        self._people: Sequence[PersonSummary] = ()

    def compose_body(self) -> ComposeResult:
        """Yield the question, the line, and who is found."""
        yield paragraph(self._question)
        yield Input(placeholder="name, company or profile", compact=True, classes="gap")
        yield Choices(classes="gap")

    def on_mount(self) -> None:
        """Begin in the line; the list is moved through from there."""
        self.found.can_focus = False
        self.line.focus()

    def action_choose(self) -> None:
        """Answer the one under the cursor."""
        at = self.found.highlighted
        if at is not None and self._people:
            self.dismiss(self._people[at])

    def action_go(self, step: int) -> None:
        """Go down or up the list."""
        self.found.go(step)

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        self._people = self._search(event.value)
        self.found.clear_options()
        self.found.add_options([Option(_line(known)) for known in self._people])
        self.found.action_first()

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_choose()

    @on(Choices.OptionSelected)
    def _on_selected(self, event: Choices.OptionSelected) -> None:
        self.dismiss(self._people[event.option_index])


def _line(known: PersonSummary) -> Content:
    """Return somebody's name, and what tells them from others of the same name."""
    profile = known.slug or "no profile link"
    details = " · ".join(filter(None, (known.company, profile)))
    return Content.assemble(calm(known.name), (f"  {calm(details)}", "$foreground-muted"))
