"""Until when a row is put away."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Final

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from endorseback.errors import UsageError
from endorseback.model.days import day_to_come, next_monday
from endorseback.tui.screens.dialog import Dialog, paragraph
from endorseback.tui.widgets.choices import Choices

_WEEKDAYS: Final = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


class SnoozeDialog(Dialog[date]):
    """Asks for a day; answers the local day on which the row comes back."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["dialog.tcss", "snooze.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "snooze", "Snooze"),
        Binding("tab", "app.focus_next", "Another day"),
        *(Binding(str(at), f"offered({at})", show=False) for at in (1, 2, 3)),
    ]

    offers = getters.query_one(Choices)
    """The days offered."""
    other = getters.query_one(Input)
    """Any other day, typed."""
    problem = getters.query_one("#problem", Static)
    """What is wrong with the day typed."""

    def __init__(self, title: str, today: date) -> None:
        """Make the dialog.

        Args:
            title: Whose row it is.
            today: The present local day.
        """
        super().__init__(title)
        self._today = today
        self._days = {
            "Tomorrow": today + timedelta(days=1),
            "In 3 days": today + timedelta(days=3),
            "Next week": next_monday(today),
        }

    def compose_body(self) -> ComposeResult:
        """Yield the days offered, and a field for another."""
        offers = enumerate(self._days.items(), 1)
        yield Choices(*(Option(_offer(at, name, day)) for at, (name, day) in offers))
        yield paragraph("Or another day:", classes="muted gap")
        yield Input(placeholder="YYYY-MM-DD", compact=True)
        yield paragraph("", id="problem", classes="problem gone")

    @on(Choices.OptionSelected)
    def _on_offer_selected(self, event: Choices.OptionSelected) -> None:
        self.action_offered(event.option_index + 1)

    @on(Input.Submitted)
    def _on_day_typed(self) -> None:
        self.action_snooze()

    @on(Input.Changed)
    def _on_typing(self) -> None:
        self.problem.add_class("gone")

    def action_offered(self, number: int) -> None:
        """Answer a day offered, by its number."""
        self.dismiss(list(self._days.values())[number - 1])

    def action_snooze(self) -> None:
        """Answer the day under the cursor or the day typed, or tell what is wrong with it."""
        if not self.other.has_focus:
            self.offers.action_select()
            return
        try:
            self.dismiss(day_to_come(self.other.value, self._today))
        except UsageError as error:
            self.problem.update(Content(str(error)))
            self.problem.remove_class("gone")


def _offer(number: int, name: str, day: date) -> Content:
    """Return the line for one day: its number, its name, and which day that is."""
    weekday = f"{_WEEKDAYS[day.weekday()]} {day.isoformat()}"
    return Content.assemble((f"{number}  ", "bold"), f"{name:<12}", (weekday, "dim"))
