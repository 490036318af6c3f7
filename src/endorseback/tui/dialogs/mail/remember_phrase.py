"""Remembering a wording, or forgetting it: what that changes is seen before it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static

from endorseback.errors import EndorsebackError
from endorseback.presentation import words
from endorseback.text import calm
from endorseback.tui.dialogs.base import Dialog, paragraph
from endorseback.tui.off_loop import off_loop
from endorseback.tui.widgets.pattern import pattern_line

if TYPE_CHECKING:
    from endorseback.services.reparse import Preview

Look = Callable[[Callable[[], bool]], "Preview"]
"""Returns what would change; it is told how to ask whether anybody still wants to know."""

_MOST_LISTED: Final = 200
"""Mails that are listed; the others are counted."""


class WordingDialog(Dialog["Preview"]):
    """Answers what it showed to be changed, where the user agrees."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "remember_phrase.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "agree", "Yes", key_display="Enter"),
        Binding("j,down", "scroll('down')", "Scroll", key_display="j k"),
        Binding("k,up", "scroll('up')", show=False),
        Binding("space,pagedown", "scroll('page_down')", show=False),
        Binding("pageup", "scroll('page_up')", show=False),
        Binding("escape,n", "leave", "No", key_display="Esc"),
    ]

    changes = getters.query_one("#changes", Static)
    """What would change."""
    page = getters.query_one(VerticalScroll)
    """What holds that."""

    def __init__(self, question: str, pattern: str, look: Look) -> None:
        """Make the dialog.

        Args:
            question: What is asked, short enough for the frame.
            pattern: The wording, with its places.
            look: Looks through the kept mails; called off the event loop.
        """
        super().__init__(question)
        self._pattern = pattern
        self._look = look
        self._preview: Preview | None = None
        self._is_left = False

    def compose_body(self) -> ComposeResult:
        """Yield the wording, and room for what would change."""
        yield paragraph(pattern_line(self._pattern))
        with VerticalScroll(classes="gap"):
            yield paragraph("Looking through the kept mails …", id="changes")

    def on_mount(self) -> None:
        """Look through the kept mails."""
        self.page.focus()
        self._look_through()

    def on_unmount(self) -> None:
        """Let the search end."""
        self._is_left = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the user agree once it is known to what."""
        return self._preview is not None if action == "agree" else True

    def action_agree(self) -> None:
        """Answer yes."""
        self.dismiss(self._preview)

    def action_scroll(self, where: str) -> None:
        """Scroll what would change: down, up, page_down or page_up."""
        getattr(self.page, f"scroll_{where}")(animate=False)

    @work(exclusive=True)
    async def _look_through(self) -> None:
        try:
            self._preview = await off_loop(lambda: self._look(lambda: self._is_left))
        except EndorsebackError as error:
            self.changes.update(Content.styled(str(error), "$text-warning"))
        else:
            self.changes.update(Content("\n").join(_lines(self._preview)))
            self.refresh_keys()


def _lines(preview: Preview) -> Iterator[Content]:
    """Yield what would change, some lines for each mail."""
    from endorseback.services.reparse import tells

    if not preview.changes:
        yield Content("None of the other kept mails is read otherwise by that.")
        return
    count = words.many(len(preview.changes), "kept mail is", "kept mails are")
    yield Content.styled(f"{count} read otherwise by that:", "bold")
    for change in preview.changes[:_MOST_LISTED]:
        yield Content("")
        yield Content(calm(change.subject) or "(no subject)")
        yield Content.assemble(("  before  ", "$foreground-muted"), calm(tells(change.before)))
        yield Content.assemble(("  then    ", "$foreground-muted"), calm(tells(change.after)))
    if (more := len(preview.changes) - _MOST_LISTED) > 0:
        yield Content.styled(f"and {more:,} more", "$foreground-muted")
