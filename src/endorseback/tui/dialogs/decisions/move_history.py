"""Moving old endorsements out of the way: how old is old?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets.option_list import Option

from endorseback.presentation import words
from endorseback.tui.dialogs.base import Dialog, paragraph
from endorseback.tui.state.history_age import OFFERS, USUAL, Offer, before, is_old
from endorseback.tui.widgets.choices import Choices


class HistoryDialog(Dialog[datetime]):
    """Answers the moment before which everything open goes to *Done*, as history."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "move_history.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "move", "Move them"),
        *(Binding(str(at), f"offered({at})", show=False) for at in (1, 2, 3)),
        Binding("escape,n", "leave", "Leave all in the inbox", key_display="Esc"),
    ]

    offers = getters.query_one(Choices)
    """The ages offered."""

    def __init__(self, received: Sequence[datetime | None], now: datetime) -> None:
        """Make the dialog.

        Args:
            received: When each open row was received; None counts as old.
            now: The present moment, in UTC.
        """
        super().__init__("Begin with what is recent")
        self._received = received
        self._now = now

    def compose_body(self) -> ComposeResult:
        """Yield the question and the ages offered."""
        yield paragraph(
            f"{words.many(len(self._received), 'person waits', 'people wait')} in the inbox."
            " Move the older ones to Done, as history? They stay there, and u brings them back."
        )
        offers = enumerate(OFFERS, 1)
        yield Choices(*(Option(self._offer(at, offer)) for at, offer in offers), classes="gap")

    def on_mount(self) -> None:
        """Begin at the usual answer."""
        self.offers.highlighted = OFFERS.index(USUAL)
        self.offers.focus()

    def action_move(self) -> None:
        """Answer the age under the cursor."""
        self.offers.action_select()

    def action_offered(self, number: int) -> None:
        """Answer an age by its number."""
        self.dismiss(before(OFFERS[number - 1].days, self._now))

    @on(Choices.OptionSelected)
    def _on_offer_selected(self, event: Choices.OptionSelected) -> None:
        self.action_offered(event.option_index + 1)

    def _offer(self, number: int, offer: Offer) -> Content:
        """Return the line for one age, with how many it would move and leave."""
        old = sum(is_old(moment, self._now, offer.days) for moment in self._received)
        return Content.assemble(
            (f"{number}  ", "bold $primary"),
            f"older than {offer.name:<14}",
            (f"{old:,} move, {len(self._received) - old:,} stay", "$foreground-muted"),
        )
