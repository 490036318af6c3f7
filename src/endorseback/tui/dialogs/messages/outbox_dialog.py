"""The messages that leave by mail: which wait, which are out, which need the user's word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static
from textual.widgets.option_list import Option

from endorseback.model.outgoing_message import Channel, MessageState, OutboxMessage, Outcome
from endorseback.presentation import words
from endorseback.text import calm
from endorseback.tui.dialogs.base import Dialog, paragraph
from endorseback.tui.widgets.choices import Choices
from endorseback.tui.widgets.list.text_columns import fit

if TYPE_CHECKING:
    from endorseback.ledger import MessageQueue

_MOST_SENT: Final = 20
"""Messages shown of those that are out; the cards tell of all."""
_NAME: Final = 22
_ORDER: Final = (
    MessageState.UNCLEAR,
    MessageState.FAILED,
    MessageState.TRYING,
    MessageState.QUEUED,
)
_STATES: Final[Mapping[MessageState, tuple[str, str]]] = {
    MessageState.QUEUED: ("waits", "$foreground-muted"),
    MessageState.TRYING: ("leaving", "$foreground-muted"),
    MessageState.SENT: ("sent", "$text-success"),
    MessageState.FAILED: ("failed", "$text-error"),
    MessageState.UNCLEAR: ("unclear", "$text-warning"),
    MessageState.WITHDRAWN: ("withdrawn", "$foreground-muted"),
}
"""Each state as one word, and its colour."""
_MEANING: Final[Mapping[MessageState, str]] = {
    MessageState.QUEUED: "It leaves as soon as the mail host can be reached.",
    MessageState.TRYING: "It is on its way to the mail host.",
    MessageState.SENT: "The mail host took it.",
    MessageState.FAILED: "It did not leave.",
    MessageState.UNCLEAR: (
        "It may have left: the connection ended before the mail host answered."
        " Look into your sent mail; it is not sent again by itself."
    ),
    MessageState.WITHDRAWN: "It is not sent.",
}


@dataclass(frozen=True, slots=True)
class OutboxVerdict:
    """What is to become of a message."""

    message_id: str
    outcome: Outcome
    say: str
    """What to tell the user once it is recorded."""


class OutboxDialog(Dialog[OutboxVerdict]):
    """Answers what is to become of one message."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "outbox_dialog.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "retry", "Try again"),
        Binding("s", "sent", "It was sent"),
        Binding("x,delete", "withdraw", "Do not send"),
        Binding("escape,q", "leave", "Close", key_display="Esc"),
    ]

    messages = getters.query_one(Choices)
    """One line each."""
    detail = getters.query_one("#detail", Static)
    """What is known of the one under the cursor."""

    def __init__(self, outbox: MessageQueue, now: Callable[[], datetime]) -> None:
        """Make the dialog; `now` tells the moment from which ages count."""
        super().__init__("Outbox")
        self._now = now
        sent = list(outbox.in_state(MessageState.SENT))[::-1][:_MOST_SENT]
        self._messages = [*outbox.in_state(*_ORDER), *sent]

    def compose_body(self) -> ComposeResult:
        """Yield the messages, and what is known of one."""
        if not self._messages:
            yield paragraph("No message leaves by mail.")
            yield paragraph(
                "m writes one; Ctrl+S there sends it, where an account has [accounts.smtp].",
                classes="muted gap",
            )
        yield Choices(*map(self._option, self._messages))
        yield paragraph("", id="detail", classes="gap")

    def on_mount(self) -> None:
        """Begin at the first."""
        self.messages.focus()
        self.messages.action_first()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the message under the cursor allows."""
        here = self._here() if self.is_mounted else None
        state = here.state if here else None
        if action == "retry":
            return state in (MessageState.FAILED, MessageState.UNCLEAR)
        if action == "sent":
            return state is MessageState.UNCLEAR
        if action == "withdraw":
            return state in (MessageState.QUEUED, MessageState.FAILED, MessageState.UNCLEAR)
        return True

    def action_retry(self) -> None:
        """Answer that it is to be tried again."""
        self._answer(Outcome.RETRY, "The message to {} is tried again.")

    def action_sent(self) -> None:
        """Answer that it was sent after all."""
        self._answer(Outcome.SENT, "The message to {} counts as sent.")

    def action_withdraw(self) -> None:
        """Answer that it is not to be sent."""
        self._answer(Outcome.WITHDRAWN, "The message to {} is not sent.")

    @on(Choices.OptionHighlighted)
    def _on_highlighted(self) -> None:
        self.detail.update(self._told())
        self.refresh_keys()

    @on(Choices.OptionSelected)
    def _on_selected(self) -> None:
        self.action_leave()

    def _answer(self, outcome: Outcome, say: str) -> None:
        if (here := self._here()) is not None:
            self.dismiss(OutboxVerdict(here.message_id, outcome, say.format(here.name)))

    def _here(self) -> OutboxMessage | None:
        at = self.messages.highlighted
        return None if at is None else self._messages[at]

    def _told(self) -> Content:
        """Return what is known of the message under the cursor."""
        here = self._here()
        if here is None:
            return Content("")
        way = "by mail" if here.channel is Channel.EMAIL else "among the drafts"
        lines = [
            Content(_MEANING[here.state]),
            Content(calm(here.detail)),
            Content.styled(f"{way}, {here.account}: {calm(here.subject)}", "$foreground-muted"),
            Content.styled(calm(here.text.partition("\n")[0]), "$foreground-muted"),
        ]
        return Content("\n").join(line for line in lines if line.plain)

    def _option(self, message: OutboxMessage) -> Option:
        """Return the line of a message: to whom, how far it came, and when."""
        word, style = _STATES[message.state]
        return Option(
            Content.assemble(
                fit(message.name, _NAME),
                (f"  {word:<10}", style),
                (f"{words.age(message.changed_at, self._now()):<9}", "$foreground-muted"),
                (calm(message.to), "$foreground-muted"),
            )
        )
