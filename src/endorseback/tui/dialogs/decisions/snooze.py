"""Until when a row is put away."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Final

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from endorseback.errors import UsageError
from endorseback.model.date_input import day_to_come, next_monday
from endorseback.presentation import words
from endorseback.text import calm
from endorseback.tui.dialogs.base import Dialog, paragraph
from endorseback.tui.widgets.choices import Choices

_EXAMPLES: Final = "fri, 2w, 24 dec, next month"


class SnoozeDialog(Dialog[date]):
    """Asks for a day; answers the local day on which the row comes back.

    A digit takes a day that is offered; a letter goes right into the field for any other.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "snooze.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "snooze", "Snooze"),
        Binding("tab", "app.focus_next", "Another day"),
        *(Binding(str(at), f"offered({at})", show=False) for at in (1, 2, 3)),
    ]

    offers = getters.query_one(Choices)
    """The days offered."""
    other = getters.query_one(Input)
    """Any other day, in words."""
    reading = getters.query_one("#reading", Static)
    """Which day the words mean."""
    problem = getters.query_one("#problem", Static)
    """What is wrong with the words."""

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
        yield Input(placeholder=_EXAMPLES, compact=True, select_on_focus=False)
        yield paragraph("", id="reading", classes="muted")
        yield paragraph("", id="problem", classes="problem gone")

    @on(Choices.OptionSelected)
    def _on_offer_selected(self, event: Choices.OptionSelected) -> None:
        self.action_offered(event.option_index + 1)

    def on_key(self, event: events.Key) -> None:
        """Begin another day with the letter that is typed, but for those that move the cursor."""
        char = event.character or ""
        if self.offers.has_focus and char.isalpha() and char not in "jk":
            self.other.focus()
            self.other.insert_text_at_cursor(char)
            event.stop()

    @on(Input.Submitted)
    def _on_day_typed(self) -> None:
        self.action_snooze()

    @on(Input.Changed)
    def _on_typing(self) -> None:
        self.problem.add_class("gone")
        self.reading.update(self._read())

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
            self.problem.update(Content(calm(str(error))))
            self.problem.remove_class("gone")

    def _read(self) -> Content:
        """Return which day is meant by what is typed so far, as far as it means one."""
        try:
            day = day_to_come(self.other.value, self._today)
        except UsageError:
            return Content("")
        return Content(f"that is {words.long_day(day)}, {_ahead(day - self._today)}")


def _offer(number: int, name: str, day: date) -> Content:
    """Return the line for one day: its number, its name, and which day that is."""
    return Content.assemble(
        (f"{number}  ", "bold $text-primary"),
        f"{name:<12}",
        (words.long_day(day), "$foreground-muted"),
    )


def _ahead(time: timedelta) -> str:
    """Return how far a day lies ahead: `tomorrow`, `in 5 days`, `in 3 weeks`."""
    if time.days == 1:
        return "tomorrow"
    if time.days < 14:
        return f"in {time.days} days"
    return f"in {time.days // 7} weeks"
