"""Writing a message: from a template, in the dialog or one's own editor, to the way it leaves."""

from __future__ import annotations

from asyncio import Lock
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static, TextArea

from endorseback.errors import EndorsebackError
from endorseback.outreach import Fit, measure
from endorseback.text import calm, clean_lines
from endorseback.tui import notices
from endorseback.tui.dialogs.answers import Mailed, MarkedSent
from endorseback.tui.dialogs.base import paragraph
from endorseback.tui.dialogs.page_opening import HandingOver
from endorseback.tui.dialogs.tools import MessageTools
from endorseback.tui.external_editor import edit_outside
from endorseback.tui.off_loop import off_loop
from endorseback.tui.page_handover import hand_over

if TYPE_CHECKING:
    from textual.timer import Timer

    from endorseback.outreach import Draft

_WRITE_ACTIONS: Final = {"hand_over", "choose_template", "outside", "mail"}
_ANSWER_ACTIONS: Final = {"sent", "not_sent", "edit"}
_PAUSE: Final = 0.6
"""Seconds without a key after which what is typed is kept."""


class MessageDialog(HandingOver[MarkedSent]):
    """Answers the text that the user says they sent, or had sent by mail.

    First the text is written, and kept as it is typed; then it is on the clipboard, the page is
    open, and the text stands still, so that letters are answers and the mouse can select it.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "message.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "hand_over", "LinkedIn"),
        Binding("ctrl+s", "mail", "Mail", priority=True),
        Binding("ctrl+t", "choose_template", "Template"),
        Binding("ctrl+e", "outside", "Editor", priority=True),
        Binding("s,y", "sent", "Sent"),
        Binding("n", "not_sent", "Not sent"),
        Binding("e", "edit", "Edit"),
        Binding("escape", "leave", "Later"),
    ]

    editor = getters.query_one(TextArea)
    """The text of the message."""
    counter = getters.query_one("#counter", Static)
    """How long it is, against how long it may be."""
    origin = getters.query_one("#origin", Static)
    """Which template it is from, and whether it is kept."""
    told = getters.query_one("#told", Static)
    """What became of the text and the page."""
    problem = getters.query_one("#problem", Static)
    """What is wrong with the user's own template, or with the text."""

    def __init__(
        self, name: str, page: str | None, tools: MessageTools, *, place: str = ""
    ) -> None:
        """Make the dialog.

        Args:
            name: Whom the message is for.
            page: Where it is sent on LinkedIn: the conversation, the profile or a search.
            tools: What the dialog works with.
            place: Which of several people it is: `2 of 5`.
        """
        title = " · ".join(filter(None, ("Message", calm(name), place)))
        super().__init__(title, tools.clipboard)
        self._page = page
        self._whose = name
        self._tools = tools
        self._drafts: Sequence[Draft] = ()
        self._draft = 0
        self._typed = ""
        self._kept = ""
        self._keeping = Lock()
        self._pause: Timer | None = None
        self._asking = False

    def compose_body(self) -> ComposeResult:
        """Yield the editor, its counter, and room for how handing over went."""
        yield TextArea(soft_wrap=True, compact=True, highlight_cursor_line=False)
        with Horizontal(id="foot"):
            yield paragraph("", id="origin", classes="muted")
            yield paragraph(self._counted(""), id="counter")
        yield paragraph("", id="told", classes="gap gone")
        yield paragraph("", id="problem", classes="problem gone")

    def on_mount(self) -> None:
        """Begin in the editor, and fetch what was begun, and the drafts."""
        self.editor.focus()
        self._load()

    def on_unmount(self) -> None:
        """Keep what was typed in the last moment before the app was left."""
        if self._pause is not None and self._unkept():
            with suppress(EndorsebackError):  # there is no screen left to tell it on
                self._tools.keep(self._worth_keeping())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the answers only once the text was handed over."""
        if action == "show_link":
            return self._asking and super().check_action(action, parameters)
        if action == "choose_template" and len(self._drafts) < 2:
            return False
        if action == "mail" and self._tools.mailing is None:
            return False
        if action in _WRITE_ACTIONS:
            return not self._asking
        return self._asking if action in _ANSWER_ACTIONS else True

    @on(TextArea.Changed)
    def _on_text_changed(self) -> None:
        self._typed = self.editor.text
        self.counter.update(self._counted(self._typed))
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._keep) if self._unkept() else None

    @work(exclusive=True, group="template")
    async def action_choose_template(self) -> None:
        """Ask which template to take; Ctrl+Z brings the text before it back."""
        from endorseback.tui.dialogs.messages.templates import TemplateDialog

        chosen = await self.app.push_screen_wait(TemplateDialog(self._drafts, self._draft))
        if chosen is not None:
            self._show_draft(chosen)

    @work(exclusive=True, group="outside")
    async def action_outside(self) -> None:
        """Write in the user's own editor."""
        try:
            written = edit_outside(self.app, self.editor.text)
        except EndorsebackError as error:
            self._say_problem(str(error))
        else:
            self._replace(written)

    def action_hand_over(self) -> None:
        """Send the text to the clipboard and open the page."""
        if self._has_text():
            self._hand_over()

    @work(exclusive=True, group="mail")
    async def action_mail(self) -> None:
        """Ask for the address and the subject, and have the text sent or put among the drafts."""
        from endorseback.tui.dialogs.messages.send_email import MailingDialog

        if self._tools.mailing is None or not self._has_text():
            return
        asked = MailingDialog(self._whose, self._text(), self._tools.mailing)
        mailed = await self.app.push_screen_wait(asked)
        if mailed is not None:
            await self._answer(mailed)

    @work(exclusive=True, group="answer")
    async def action_sent(self) -> None:
        """Answer the text."""
        await self._answer(None)

    def action_not_sent(self) -> None:
        """Leave the row as it is; the text is kept."""
        self.action_leave()

    def action_leave(self) -> None:
        """Close without an answer; what the user wrote is kept for the next time."""
        self._leave()

    @work(exclusive=True, group="answer")
    async def _leave(self) -> None:
        if await self._keep_now() and self._kept:
            notices.tell(self.app, f"Your text for {self._whose} is kept.")
        self.dismiss(None)

    def action_edit(self) -> None:
        """Go back to the text."""
        self._ask(False)

    @work(exclusive=True, group="drafts")
    async def _load(self) -> None:
        """Show what was begun, else the best draft, unless the user types already."""
        begun = ""
        try:
            begun = await off_loop(self._tools.begun)
        except EndorsebackError as error:
            self._say_problem(str(error))
        if begun and not self.editor.text:
            self._kept = begun
            self._replace(begun)
        self._drafts = await off_loop(self._tools.write)
        if self._drafts and not self.editor.text:
            self._show_draft(0)
        self._tell_origin()
        self.refresh_keys()

    @work(exclusive=True, group="hand over")
    async def _hand_over(self) -> None:
        self.problem.add_class("gone")
        self.handed = handed = await hand_over(
            self.app,
            self._tools.opener,
            self._clipboard,
            what="Message",
            text=self._text(),
            url=self._page,
        )
        self.told.update(handed.told())
        self._ask(True)

    @work(group="keep")
    async def _keep(self) -> None:
        await self._keep_now()

    async def _keep_now(self) -> bool:
        """Keep the text as it stands; tell whether that went well."""
        async with self._keeping:
            text = self._worth_keeping()
            if text == self._kept:
                return True
            try:
                await off_loop(lambda: self._tools.keep(text))
            except EndorsebackError as error:
                self._say_problem(str(error))
                return False
            self._kept = text
            self._tell_origin()
            return True

    async def _answer(self, mailed: Mailed | None) -> None:
        """Close with the text as the answer; whoever asked forgets what was kept of it."""
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        async with self._keeping:  # what is being written now must not come after it is forgotten
            self.dismiss(MarkedSent(self._text(), mailed))

    def _ask(self, asking: bool) -> None:
        """Change between writing and asking whether the message was sent."""
        self._asking = asking
        self.editor.read_only = asking
        self.editor.show_cursor = not asking
        self.told.set_class(not asking, "gone")
        self.editor.focus()
        self.refresh_keys()

    def _worth_keeping(self) -> str:
        """Return the text if it is the user's own, and nothing for an untouched draft."""
        untouched = self._typed in {draft.text for draft in self._drafts}
        return "" if untouched else self._typed.strip("\n")

    def _unkept(self) -> bool:
        return self._worth_keeping() != self._kept

    def _show_draft(self, at: int) -> None:
        self._draft = at
        draft = self._drafts[at]
        self._replace(draft.text)
        self._tell_origin()
        if draft.problem:
            self._say_problem(draft.problem)
        else:
            self.problem.add_class("gone")

    def _replace(self, text: str) -> None:
        """Put another text in the place of the one there, in a way that can be undone."""
        self.editor.replace(text, (0, 0), self.editor.document.end)
        self.editor.move_cursor(self.editor.document.end)

    def _tell_origin(self) -> None:
        """Say what the text is from, and whether it is kept."""
        if self._kept and not self._unkept():
            self.origin.update(Content("kept"))
        elif self._drafts:
            title = self._drafts[self._draft].title.replace("-", " ")
            self.origin.update(Content(calm(f"{title}, {self._draft + 1} of {len(self._drafts)}")))

    def _say_problem(self, sentence: str) -> None:
        self.problem.update(Content(calm(sentence)))
        self.problem.remove_class("gone")

    def _has_text(self) -> bool:
        """Tell whether there is a text to send, and say so where there is none."""
        if not self._text():
            self._say_problem("There is no message yet.")
        return bool(self._text())

    def _text(self) -> str:
        return clean_lines(self.editor.text).strip()

    def _counted(self, text: str) -> Content:
        """Return how long a text is, against how long it may be on LinkedIn."""
        length = measure(text, limits=self._tools.limits)
        roomy = length.fit is Fit.ROOMY
        return Content.styled(length.says, "$foreground-muted" if roomy else "$text-warning")
