"""The wordings that the user had remembered, and those of others: one may be forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets.option_list import Option

from endorseback.mail import LEARNED_FILE, UserPhrase, UserPhrases
from endorseback.presentation import words
from endorseback.text import clean
from endorseback.tui.dialogs.base import Dialog, paragraph
from endorseback.tui.widgets.choices import Choices
from endorseback.tui.widgets.pattern import pattern_line

if TYPE_CHECKING:
    from datetime import datetime


class WordingsDialog(Dialog[UserPhrase]):
    """Answers the wording to forget."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "phrases_dialog.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x,delete", "forget", "Forget"),
        Binding("escape,q", "leave", "Close", key_display="Esc"),
    ]

    wordings = getters.query_one(Choices)
    """One line each."""

    def __init__(self, own: UserPhrases, now: datetime) -> None:
        """Make the dialog.

        Args:
            own: The wordings, and what is wrong with their files.
            now: The present moment, for the ages of the wordings.
        """
        super().__init__("Own wordings")
        self._own = own
        self._now = now

    def compose_body(self) -> ComposeResult:
        """Yield the wordings, and what is wrong with their files."""
        if self._own.phrases:
            yield paragraph("Mails are read by these wordings, too:", classes="muted")
        else:
            yield paragraph("No wording is remembered yet.")
            yield paragraph(
                "Say with e what a mail tells; then you are asked whether to remember how it does.",
                classes="muted gap",
            )
        yield Choices(*map(self._option, self._own.phrases), classes="gap")
        for problem in self._own.problems:
            yield paragraph(clean(problem), classes="problem")

    def on_mount(self) -> None:
        """Begin at the first."""
        self.wordings.focus()
        self.wordings.action_first()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to forget what the program itself wrote down."""
        if action != "forget":
            return True
        phrase = self._here() if self.is_mounted else None
        return phrase is not None and phrase.file == LEARNED_FILE

    def action_forget(self) -> None:
        """Answer the wording under the cursor."""
        self.dismiss(self._here())

    @on(Choices.OptionHighlighted)
    def _on_highlighted(self) -> None:
        self.refresh_keys()

    @on(Choices.OptionSelected)
    def _on_selected(self) -> None:
        self.action_leave()

    def _here(self) -> UserPhrase | None:
        at = self.wordings.highlighted
        return None if at is None else self._own.phrases[at]

    def _option(self, phrase: UserPhrase) -> Option:
        """Return the line of a wording, with where it comes from."""
        if phrase.file != LEARNED_FILE:
            source = f"  from {phrase.file}"
        elif phrase.added is not None:
            source = f"  {words.past_day(phrase.added, self._now)}"
        else:
            source = ""
        return Option(Content.assemble(pattern_line(phrase.pattern), (source, "$foreground-muted")))
