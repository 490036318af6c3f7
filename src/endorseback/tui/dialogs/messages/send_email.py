"""Having a message sent by mail, or put among the drafts of a mailbox: the last look at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Input, Static

from endorseback.errors import UsageError
from endorseback.model.outgoing_message import Channel
from endorseback.outreach import checked_address
from endorseback.text import calm, clean
from endorseback.tui.dialogs.answers import Mailed
from endorseback.tui.dialogs.base import Dialog, paragraph


@dataclass(frozen=True, slots=True)
class MailingChoice:
    """By which ways a message can leave as a mail."""

    senders: Sequence[tuple[str, str]] = ()
    """(account, address) of each account that sends mail; the first is the usual one."""
    drafting: Sequence[str] = ()
    """The names of the accounts with a folder for drafts."""
    to: str = ""
    """The person's address, as far as it is known."""
    subject: str = ""
    """The subject to begin with."""


class MailingDialog(Dialog[Mailed]):
    """Answers how this very text leaves; Ctrl+S is the key that sends it."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "send_email.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", "Send it", priority=True),
        Binding("ctrl+d", "draft", "To the drafts", priority=True),
        Binding("ctrl+n", "next_account", "Other account", priority=True),
        Binding("tab", "app.focus_next", "Next field", show=False),
        Binding("escape", "leave", "Back"),
    ]

    to = getters.query_one("#to", Input)
    """The address."""
    subject = getters.query_one("#subject", Input)
    """The subject."""
    sender = getters.query_one("#sender", Static)
    """By which account it leaves."""
    problem = getters.query_one("#problem", Static)
    """What is wrong with the address or the subject."""

    def __init__(self, name: str, text: str, choice: MailingChoice) -> None:
        """Make the dialog.

        Args:
            name: Whom the message is for.
            text: The message.
            choice: By which ways it can leave.
        """
        super().__init__(f"By mail · {calm(name)}")
        self._text = text
        self._choice = choice
        self._account = 0

    def compose_body(self) -> ComposeResult:
        """Yield the fields and the text."""
        yield _field("From", paragraph(self._from(), id="sender"))
        yield _field("To", Input(self._choice.to, id="to", compact=True))
        yield _field("Subject", Input(self._choice.subject, id="subject", compact=True))
        with VerticalScroll(classes="gap", can_focus=False):
            yield paragraph(calm(self._text))
        yield paragraph("", id="problem", classes="problem gone")

    def on_mount(self) -> None:
        """Begin at the first field that is empty, else where a key cannot change anything."""
        for field in (self.to, self.subject):
            if not field.value:
                field.focus()
                return

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the ways that the accounts have."""
        if action == "send":
            return bool(self._choice.senders)
        if action == "draft":
            return bool(self._choice.drafting)
        return len(self._accounts()) > 1 if action == "next_account" else True

    @on(Input.Changed)
    def _on_typing(self) -> None:
        self.problem.add_class("gone")

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.focus_next()

    def action_next_account(self) -> None:
        """Let it leave by the next account."""
        self._account = (self._account + 1) % len(self._accounts())
        self.sender.update(self._from())

    def action_send(self) -> None:
        """Answer that it is to be sent."""
        names = [name for name, _ in self._choice.senders]
        self._answer(Channel.EMAIL, names)

    def action_draft(self) -> None:
        """Answer that it is to be put among the drafts."""
        self._answer(Channel.DRAFTS, self._choice.drafting)

    def _answer(self, channel: Channel, able: Sequence[str]) -> None:
        """Answer how it leaves; an account that cannot gives way to the first that can."""
        chosen = self._accounts()[self._account]
        account = chosen if chosen in able else able[0]
        to, subject = self.to.value.strip(), clean(self.subject.value)
        try:
            if to or channel is Channel.EMAIL:
                to = checked_address(to)
        except UsageError as error:
            self._say_problem(str(error), self.to)
            return
        if subject:
            self.dismiss(Mailed(channel, account, to, subject))
        else:
            self._say_problem("The message has no subject. Give it one.", self.subject)

    def _say_problem(self, sentence: str, field: Input) -> None:
        """Tell what is wrong with a field, and go there."""
        self.problem.update(Content(calm(sentence)))
        self.problem.remove_class("gone")
        field.focus()

    def _accounts(self) -> list[str]:
        """Return the names of all accounts that it can leave by, each once."""
        names = [name for name, _ in self._choice.senders]
        return list(dict.fromkeys([*names, *self._choice.drafting]))

    def _from(self) -> Content:
        """Return the account in use, with its address where it sends mail."""
        account = self._accounts()[self._account]
        address = dict(self._choice.senders).get(account, "drafts only")
        return Content.assemble(calm(account), (f"  {calm(address)}", "$foreground-muted"))


def _field(label: str, content: Static | Input) -> Horizontal:
    """Return a field with its label before it."""
    return Horizontal(Static(Content(label), classes="label muted"), content, classes="field")
