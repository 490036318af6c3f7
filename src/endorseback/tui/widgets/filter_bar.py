"""Where a filter is typed, with what it may go on with below; it is there only while there is one.

What is typed is completed by Tab, or by the right arrow at its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar, Final

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static

from endorseback.filters import Completion, complete
from endorseback.text import calm

Values = Callable[[], Mapping[str, Iterable[str]]]
"""Returns the values that occur in the list, by field, the most frequent first."""

_EXAMPLES: Final = "words   skill:go   older:30d   is:never-returned   -not   |   ( )"


class FilterInput(Input):
    """The line that is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

    def __init__(self, text: str, values: Values) -> None:
        super().__init__(
            text,
            placeholder="filter",
            compact=True,
            select_on_focus=False,
            suggester=_Continuation(values),
        )
        self._values = values

    def action_complete(self) -> None:
        """Take the first of what may follow."""
        completion = self.completion()
        if completion.options:
            self.value, self.cursor_position = completion.applied(self.value, completion.options[0])

    def completion(self) -> Completion:
        """Return what may follow the cursor."""
        return complete(self.value, self.cursor_position, self._values())


class FilterBar(Vertical):
    """One line to type in, and one below that says what may follow, or what is wrong."""

    DEFAULT_CSS = """
    FilterBar {
        height: auto;
        background: $boost;
        & > FilterInput {
            height: 1;
            padding: 0 1;
            background: $boost;
        }
        & > #filter-hint {
            height: 1;
            padding: 0 1;
            color: $foreground 50%;
        }
        & > #filter-hint.problem {
            color: $text-warning;
        }
    }
    """

    line = getters.query_one(FilterInput)
    """What is typed."""
    hint = getters.query_one("#filter-hint", Static)
    """What may follow, or what is wrong."""

    class Typed(Message):
        """The filter is another one."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text
            """What is typed by now."""

    class Done(Message):
        """Enter was pressed: the list is wanted again."""

    def __init__(self, text: str, values: Values, *, takes_keyboard: bool = True) -> None:
        """Make the bar; `text` stands in it, and `values` are asked for while it is typed in."""
        super().__init__()
        self._text = text
        self._takes_keyboard = takes_keyboard
        self._values = values
        self._problem = ""

    def compose(self) -> ComposeResult:
        """Lay out the line and what stands below."""
        yield FilterInput(self._text, self._values)
        yield Static(Content(_EXAMPLES), id="filter-hint")

    def on_mount(self) -> None:
        """Take the keyboard, unless the filter came ready."""
        if self._takes_keyboard:
            self.line.focus()
        self.tell(self._problem)

    def tell(self, problem: str) -> None:
        """Say what is wrong with the filter; nothing is, where it is empty."""
        self._problem = problem
        if self.is_mounted:
            self._show_hint()

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show_hint()
        self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _on_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Done())

    def _show_hint(self) -> None:
        """Say what is wrong, else what may follow."""
        self.hint.set_class(bool(self._problem), "problem")
        shown = Content(calm(self._problem)) if self._problem else self._offers()
        self.hint.update(shown, layout=False)  # one line, whatever it says

    def _offers(self) -> Content:
        """Return what may follow; Tab takes the first."""
        if not self.line.value:
            return Content(_EXAMPLES)
        options = self.line.completion().options
        shown = [
            Content.styled(calm(option), "" if at else "$text-primary")
            for at, option in enumerate(options)
        ]
        return Content("  ").join(shown)


class _Continuation(Suggester):
    """Shows the rest of the first option behind the cursor, where it goes on from what is typed."""

    def __init__(self, values: Values) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._values = values

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole text with the first option taken, or None."""
        completion = complete(value, len(value), self._values())
        for option in completion.options[:1]:
            text, _ = completion.applied(value, option)
            return text if value and text.startswith(value) else None
        return None
