"""The card beside the list, or in its place on a narrow terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from endorseback.model.list_rows import MailRow, Row
from endorseback.model.person_card import PersonCard
from endorseback.tui.state.tabs import row_key
from endorseback.tui.widgets.card.card_text import person_text
from endorseback.tui.widgets.card.mail_card_text import mail_text


class Card(VerticalScroll):
    """Scrolls when it has the keyboard; another row's text starts at its top again."""

    def __init__(self, overdue: timedelta) -> None:
        """Make the card; `overdue` is how long an answer may take."""
        super().__init__(id="card")
        self._overdue = overdue
        self._text = Static(id="card-text", markup=False)
        self._about: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        yield self._text

    def show(
        self,
        row: Row | MailRow | None,
        person: PersonCard | None,
        now: datetime,
        *,
        ideas: Sequence[str] = (),
        why: Sequence[str] = (),
    ) -> None:
        """Show what is known of a row.

        Args:
            row: The row; None in an empty list.
            person: Whom it is about, if it is about somebody.
            now: The present moment.
            ideas: Skills that the person may be endorsed for.
            why: Why they are proposed to get in touch with, if they are.
        """
        about = None if row is None else row_key(row)
        if isinstance(row, MailRow):
            self._text.update(mail_text(row))
        elif row is not None and person is not None:
            text = person_text(person, row, now, ideas=ideas, why=why, overdue=self._overdue)
            self._text.update(text)
        else:
            self._text.update(Content(""))
        if about != self._about:
            self._about = about
            self.scroll_home(animate=False)
