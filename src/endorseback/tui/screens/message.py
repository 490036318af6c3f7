"""Writing a message: from a draft, to the clipboard, sent by the user on LinkedIn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static, TextArea

from endorseback.outreach.handover import Clipboard, Opener
from endorseback.outreach.links import profile_page
from endorseback.outreach.messages import MESSAGE_LIMIT, Draft
from endorseback.text import calm, clean_lines
from endorseback.tui.handover import hand_over
from endorseback.tui.off_loop import off_loop
from endorseback.tui.screens.confirm import ConfirmDialog
from endorseback.tui.screens.dialog import Dialog, paragraph
from endorseback.tui.screens.results import Sent

_WRITE_ACTIONS: Final = {"hand_over", "next_draft"}
_ANSWER_ACTIONS: Final = {"sent", "not_sent", "edit"}


class MessageDialog(Dialog[Sent]):
    """Answers the text that the user says they sent.

    First the text is written; then it is on the clipboard, the profile is open, and the text stands
    still, so that letters are answers and the mouse can select it.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = ["dialog.tcss", "message.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "hand_over", "To clipboard, open profile"),
        Binding("ctrl+t", "next_draft", "Other draft"),
        Binding("s", "sent", "Sent"),
        Binding("n", "not_sent", "Not sent"),
        Binding("e", "edit", "Edit"),
        Binding("escape", "leave", "Cancel"),
    ]

    editor = getters.query_one(TextArea)
    """The text of the message."""
    counter = getters.query_one("#counter", Static)
    """How long it is, against how long it may be."""
    told = getters.query_one("#told", Static)
    """What became of the text and the page."""
    problem = getters.query_one("#problem", Static)
    """What is wrong with the user's own template, or with the text."""

    def __init__(
        self,
        name: str,
        profile_url: str | None,
        write: Callable[[], Sequence[Draft]],
        *,
        opener: Opener,
        clipboard: Clipboard,
    ) -> None:
        """Make the dialog.

        Args:
            name: Whom the message is for.
            profile_url: Their profile, where the Message button is.
            write: Returns the drafts to choose from, best first; called off the event loop.
            opener: Opens their profile.
            clipboard: Takes the text.
        """
        super().__init__(f"Message · {calm(name)}")
        self._page = profile_page(profile_url)
        self._write = write
        self._opener = opener
        self._clipboard = clipboard
        self._drafts: Sequence[Draft] = ()
        self._draft = 0
        self._asking = False

    def compose_body(self) -> ComposeResult:
        """Yield the editor, its counter, and room for how handing over went."""
        yield TextArea(soft_wrap=True, compact=True, highlight_cursor_line=False)
        yield paragraph(_counted(""), id="counter")
        yield paragraph("", id="told", classes="gap gone")
        yield paragraph("", id="problem", classes="problem gone")

    def on_mount(self) -> None:
        """Begin in the editor, and fetch the drafts."""
        self.editor.focus()
        self._load_drafts()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the answers only once the text was handed over."""
        if action == "next_draft" and len(self._drafts) < 2:
            return False
        if action in _WRITE_ACTIONS:
            return not self._asking
        return self._asking if action in _ANSWER_ACTIONS else True

    @on(TextArea.Changed)
    def _on_text_changed(self) -> None:
        self.counter.update(_counted(self.editor.text))

    def action_next_draft(self) -> None:
        """Take the next draft in the place of the text."""
        self._show_draft((self._draft + 1) % len(self._drafts))

    def action_hand_over(self) -> None:
        """Send the text to the clipboard and open the profile."""
        if self._text():
            self._hand_over()
        else:
            self._say_problem("There is no message yet.")

    def action_sent(self) -> None:
        """Answer the text."""
        self.dismiss(Sent(self._text()))

    def action_not_sent(self) -> None:
        """Leave the row as it is."""
        self.dismiss(None)

    def action_leave(self) -> None:
        """Close without an answer; a text that the user wrote is not thrown away unasked."""
        if self._asking or not self._text() or self.editor.text in self._untouched():
            self.dismiss(None)
            return
        question = ConfirmDialog(
            "Message",
            "Throw your text away?",
            detail="It was not sent, and not put on the clipboard.",
        )
        self.app.push_screen(question, self._leave_if)

    def action_edit(self) -> None:
        """Go back to the text."""
        self._ask(False)

    @work(exclusive=True, group="drafts")
    async def _load_drafts(self) -> None:
        self._drafts = await off_loop(self._write)
        if self._drafts and not self.editor.text:
            self._show_draft(0)
        self.refresh_keys()

    @work(exclusive=True, group="hand over")
    async def _hand_over(self) -> None:
        self.problem.add_class("gone")
        handed = await hand_over(
            self.app,
            self._opener,
            self._clipboard,
            what="Message",
            text=self._text(),
            url=self._page,
        )
        self.told.update(handed.told())
        self._ask(True)

    def _ask(self, asking: bool) -> None:
        """Change between writing and asking whether the message was sent."""
        self._asking = asking
        self.editor.read_only = asking
        self.editor.show_cursor = not asking
        self.told.set_class(not asking, "gone")
        self.editor.focus()
        self.refresh_keys()

    def _leave_if(self, confirmed: bool | None) -> None:
        """Close once the user says that the text may go."""
        if confirmed:
            self.dismiss(None)

    def _untouched(self) -> set[str]:
        """Return the texts that nobody has written anything into."""
        return {draft.text for draft in self._drafts}

    def _show_draft(self, at: int) -> None:
        self._draft = at
        draft = self._drafts[at]
        self.editor.text = draft.text
        self.editor.move_cursor(self.editor.document.end)
        if draft.problem:
            self._say_problem(draft.problem)
        else:
            self.problem.add_class("gone")

    def _say_problem(self, sentence: str) -> None:
        self.problem.update(Content(calm(sentence)))
        self.problem.remove_class("gone")

    def _text(self) -> str:
        return clean_lines(self.editor.text).strip()


def _counted(text: str) -> Content:
    """Return the length of a text: LinkedIn counts as browsers do, in UTF-16 units."""
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2
    words = f"{length:,} of {MESSAGE_LIMIT:,} characters"
    if length > MESSAGE_LIMIT:
        return Content.styled(f"{words}: LinkedIn may refuse it", "$text-warning")
    return Content.styled(words, "$foreground-muted")
