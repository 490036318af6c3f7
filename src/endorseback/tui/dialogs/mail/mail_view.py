"""The original mail, as clean text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static, TextArea

from endorseback.errors import EndorsebackError
from endorseback.model.notification import Authenticity
from endorseback.text import calm
from endorseback.tui.dialogs.base import Dialog, paragraph
from endorseback.tui.off_loop import off_loop

if TYPE_CHECKING:
    from endorseback.mail import ReadableMail

_FIRST_REASONS: Final = 3
"""Reasons that are shown until the user asks for all of them."""


@dataclass(frozen=True, slots=True)
class ViewedMail:
    """A mail to show, as the ledger knows it."""

    kept: str | None
    """The key of the kept mail, None where it was not kept."""
    authenticity: Authenticity
    reasons: tuple[str, ...] = ()
    """Why it was read as it was."""
    mail: str | None = None
    """Its identity, where the user may correct what was read from it."""


class MailView(Dialog[str]):
    """Shows one mail of several, newest first; nothing in it can be followed or executed.

    The answer is the identity of a mail that the user wants to correct, else None.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "mail_view.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,v", "leave", "Close"),
        Binding("e", "correct", "Correct"),
        Binding("w", "why", "Why"),
        Binding("n,right", "turn(1)", "Older mail"),
        Binding("p,left", "turn(-1)", "Newer mail"),
        Binding("j,down", "scroll('down')", "Scroll", key_display="j k"),
        Binding("k,up", "scroll('up')", show=False),
        Binding("space", "scroll('page_down')", show=False),
        Binding("b", "scroll('page_up')", show=False),
        Binding("g,home", "scroll('home')", show=False),
        Binding("G,end", "scroll('end')", show=False),
    ]

    head = getters.query_one("#head", Static)
    """Sender, date and what is thought of the mail."""
    body = getters.query_one(TextArea)
    """The text; it can be selected."""

    def __init__(
        self,
        letters: Sequence[ViewedMail],
        read: Callable[[str], ReadableMail | None],
    ) -> None:
        """Make the view.

        Args:
            letters: The mails to show, newest first; at least one.
            read: Returns a kept mail by its key, None where it is gone; called off the event loop.
        """
        super().__init__("Mail")
        self._letters = letters
        self._read = read
        self._at = 0
        self._mail: ReadableMail | None = None
        self._tells_why = False

    def compose_body(self) -> ComposeResult:
        """Yield the head of the mail and its text."""
        yield paragraph("", id="head")
        yield TextArea(
            read_only=True,
            soft_wrap=True,
            show_cursor=False,
            highlight_cursor_line=False,
            compact=True,
        )

    def on_mount(self) -> None:
        """Show the newest."""
        self.body.focus()
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer another mail only where there is one, and correcting only where it helps."""
        if action == "why":
            return len(self._letters[self._at].reasons) > _FIRST_REASONS
        if action == "correct":
            return self._letters[self._at].mail is not None
        if action == "turn" and parameters:
            return 0 <= self._at + int(str(parameters[0])) < len(self._letters)
        return True

    def action_turn(self, step: int) -> None:
        """Go to an older mail (1) or to a newer one (-1)."""
        self._at += step
        self.refresh_keys()
        self._show()

    def action_why(self) -> None:
        """Show all the evidence, or only the first of it again."""
        self._tells_why = not self._tells_why
        self._show_head()

    def action_correct(self) -> None:
        """Answer that the user wants to say themselves what this mail tells."""
        self.dismiss(self._letters[self._at].mail)

    def action_scroll(self, where: str) -> None:
        """Scroll the text: down, up, page_down, page_up, home or end."""
        getattr(self.body, f"scroll_{where}")(animate=False)

    @work(exclusive=True)
    async def _show(self) -> None:
        """Read the mail and show it, or a sentence in its place."""
        letter = self._letters[self._at]
        try:
            mail = await off_loop(lambda: self._read(letter.kept) if letter.kept else None)
        except EndorsebackError as error:
            self._set(None, str(error))
        except OSError as error:
            self._set(None, f"The kept mail cannot be read: {error.strerror}.")
        else:
            self._show_mail(mail)

    def _show_mail(self, mail: ReadableMail | None) -> None:
        if mail is None:
            self._set(
                None,
                "This mail is not among the kept ones; it may still be in your mailbox.",
            )
        else:
            self._set(mail, "\n".join(calm(line) for line in mail.lines))

    def _set(self, mail: ReadableMail | None, text: str) -> None:
        self.frame.border_title = Content(calm(mail.subject if mail else "") or "(no subject)")
        self._mail = mail
        self._show_head()
        self.body.text = text
        self.body.scroll_home(animate=False)

    def _show_head(self) -> None:
        """Show what stands above the text."""
        self.head.set_class(self._tells_why, "-whole")
        most = None if self._tells_why else _FIRST_REASONS
        self.head.update(_head(self._letters[self._at], self._mail, most))


def _head(letter: ViewedMail, mail: ReadableMail | None, most: int | None) -> Content:
    """Return the lines above the text: who, when, and what is thought of it."""
    lines = []
    if mail is not None:
        fields = (("From", mail.sender), ("To", mail.to), ("Date", mail.date))
        lines = [_field(name, Content(calm(value))) for name, value in fields if value]
    colour = "bold $text-error" if letter.authenticity is Authenticity.FAILED else "bold"
    lines.append(_field("Sender", Content.styled(letter.authenticity.value, colour)))
    reasons = [calm(reason) for reason in letter.reasons[:most]]
    lines += [_field("Because" if at == 0 else "", Content(why)) for at, why in enumerate(reasons)]
    return Content("\n").join(lines)


def _field(name: str, value: Content) -> Content:
    return Content.assemble((f"{name:<9}", "$foreground-muted"), value)
