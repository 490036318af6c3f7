"""Why endorsements are set aside, and what is to follow from it."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from endorseback.model.decisions import SkipReason
from endorseback.text import calm, clean, usable
from endorseback.tui.dialogs.answers import Skipped
from endorseback.tui.dialogs.base import Dialog, paragraph
from endorseback.tui.widgets.choices import Choices

_ALWAYS: Final = ("a", "Always skip theirs, until new evidence comes")
_HIDE: Final = ("o", "Then open my own skills page, to hide it there")


class SkipDialog(Dialog[Skipped]):
    """Answers the reason; a digit takes one at once, Tab leads to the user's own words."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "skip.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "skip", "Skip"),
        Binding("tab", "app.focus_next", "Own words"),
        Binding(_ALWAYS[0], "toggle_always", "Always"),
        Binding(_HIDE[0], "toggle_hide", "Hide it"),
        *(Binding(str(at), f"choose({at})", show=False) for at in range(1, 8)),
        Binding("escape", "leave", "Cancel"),
    ]

    reasons = getters.query_one(Choices)
    """The reasons offered."""
    other = getters.query_one(Input)
    """Any other reason."""
    always = getters.query_one("#always", Static)
    """Whether it is to be a rule."""
    hide = getters.query_one("#hide", Static)
    """Whether the user's own page is to be opened then."""
    problem = getters.query_one("#problem", Static)
    """What is wrong with the reason typed."""

    def __init__(self, whom: str, suggested: str = "") -> None:
        """Make the dialog.

        Args:
            whom: Whose endorsements they are, in words.
            suggested: The weightiest reason of the assessment, or empty.
        """
        super().__init__(f"Skip · {calm(whom)}")
        self._offered = [*filter(None, [suggested]), *(reason.value for reason in SkipReason)]
        self._is_always = False
        self._is_hidden = False

    def compose_body(self) -> ComposeResult:
        """Yield the reasons, a field for another, and what may follow."""
        yield Choices(*(Option(_numbered(at, why)) for at, why in enumerate(self._offered, 1)))
        yield Input(placeholder="or in your own words", compact=True, max_length=200)
        yield paragraph(_box(False, *_ALWAYS), id="always", classes="gap")
        yield paragraph(_box(False, *_HIDE), id="hide")
        yield paragraph("", id="problem", classes="problem gone")

    @on(Choices.OptionSelected)
    def _on_reason_selected(self, event: Choices.OptionSelected) -> None:
        self.action_choose(event.option_index + 1)

    @on(Input.Submitted)
    def _on_reason_typed(self) -> None:
        self.action_skip()

    def action_choose(self, number: int) -> None:
        """Answer a reason by its number."""
        if number <= len(self._offered):
            self._answer(self._offered[number - 1])

    def action_skip(self) -> None:
        """Answer the reason typed, else the one under the cursor."""
        typed = clean(self.other.value)
        if not typed:
            self.reasons.action_select()
        elif usable(typed):
            self._answer(typed)
        else:
            self.problem.update(Content("That is too long for a reason."))
            self.problem.remove_class("gone")

    def action_toggle_always(self) -> None:
        """Make it a rule, or not."""
        self._is_always = not self._is_always
        self.always.update(_box(self._is_always, *_ALWAYS))

    def action_toggle_hide(self) -> None:
        """Want to see one's own page afterwards, or not."""
        self._is_hidden = not self._is_hidden
        self.hide.update(_box(self._is_hidden, *_HIDE))

    def _answer(self, reason: str) -> None:
        self.dismiss(Skipped(reason, always=self._is_always, hide=self._is_hidden))


def _numbered(number: int, reason: str) -> Content:
    """Return the line of a reason, with the digit that takes it."""
    return Content.assemble((f"{number}  ", "bold $text-primary"), calm(reason))


def _box(ticked: bool, key: str, text: str) -> Content:
    """Return a line with a box before it, and the key that ticks it."""
    return Content.assemble((f"{key}  ", "bold $text-primary"), "[x] " if ticked else "[ ] ", text)
