"""Whose endorsements are skipped by a rule of the user's: one may be lifted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Final

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets.option_list import Option

from endorseback.model.person_card import PersonCard
from endorseback.presentation import words
from endorseback.text import calm
from endorseback.tui.dialogs.base import Dialog, paragraph
from endorseback.tui.widgets.choices import Choices
from endorseback.tui.widgets.list.text_columns import fit

_NAME: Final = 26
"""Cells for a name."""


class RulesDialog(Dialog[PersonCard]):
    """Answers the person whose rule is to be lifted."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "skip_rules_dialog.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x,delete", "lift", "Lift"),
        Binding("escape,q", "leave", "Close", key_display="Esc"),
    ]

    rules = getters.query_one(Choices)
    """One line each."""

    def __init__(self, people: Sequence[PersonCard], now: datetime) -> None:
        """Make the dialog.

        Args:
            people: Those with a rule that holds, the newest rule first.
            now: The present moment, for the ages of the rules.
        """
        super().__init__("Rules")
        self._people = people
        self._now = now

    def compose_body(self) -> ComposeResult:
        """Yield the rules, or how to make one."""
        if self._people:
            yield paragraph(
                "These are skipped by themselves, until new evidence comes:", classes="muted"
            )
        else:
            yield paragraph("There is no rule.")
            yield paragraph(
                "S skips for a reason of your choice, and can make it a rule for the person.",
                classes="muted gap",
            )
        yield Choices(*map(self._option, self._people), classes="gap")

    def on_mount(self) -> None:
        """Begin at the first."""
        self.rules.focus()
        self.rules.action_first()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to lift a rule where there is one."""
        return bool(self._people) if action == "lift" else True

    def action_lift(self) -> None:
        """Answer the person under the cursor."""
        if (at := self.rules.highlighted) is not None:
            self.dismiss(self._people[at])

    @on(Choices.OptionSelected)
    def _on_selected(self) -> None:
        self.action_leave()

    def _option(self, card: PersonCard) -> Option:
        """Return the line of a rule: who, since when, and why."""
        rule = card.rule
        since = words.age(rule.at, self._now) if rule else ""
        return Option(
            Content.assemble(
                fit(card.name, _NAME),
                (f"  {since:<8}  ", "$foreground-muted"),
                calm(rule.reason if rule else ""),
            )
        )
