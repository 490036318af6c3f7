"""Writing to people: from a template to a message on its way, one person after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import work

from endorseback.errors import EndorsebackError, UsageError
from endorseback.ledger import AnyPayload, Decided, MessageQueued
from endorseback.model.decisions import Decision, DecisionKind
from endorseback.model.list_rows import Row, State, decide
from endorseback.model.outgoing_message import Channel, MessageState
from endorseback.tui import notices
from endorseback.tui.off_loop import off_loop
from endorseback.tui.screens.deciding import place
from endorseback.tui.screens.skipping import Skipping

if TYPE_CHECKING:
    from endorseback.model.person_card import PersonCard
    from endorseback.outreach import Draft, DraftStore, TemplateVariables
    from endorseback.settings import Account
    from endorseback.tui.dialogs.answers import Mailed, MarkedSent
    from endorseback.tui.dialogs.messages.send_email import MailingChoice
    from endorseback.tui.dialogs.tools import MessageTools

_SETTLES: Final = (State.OPEN, State.SNOOZED)
"""States whose endorsements a message settles; elsewhere it opens a conversation of its own."""
Payloads = Sequence[AnyPayload]


class Writing(Skipping):
    """Adds the action that writes a message."""

    @work(exclusive=True, group="dialog", description="message")
    async def action_message(self) -> None:
        """Ask for the message that was sent, for one person after the other."""
        rows = self._people("message")
        for at, row in enumerate(rows, 1):
            card = self.card_of(row)
            given = row.decision.given if row.decision else ()
            sent = await self.ask_for_message(row, card, given, place=place(at, len(rows)))
            if sent is None:
                return
            about = row if row.state in _SETTLES else card
            decision = decide(about, DecisionKind.MESSAGED, text=sent.text)
            say = f"Message to {row.name} {_noted(sent)}."
            if payloads := self.with_mail(card, decision, sent):
                self._record(payloads, [row], say)
                await self.forget_text(card)

    async def ask_for_message(
        self, row: Row, card: PersonCard, given: tuple[str, ...], *, place: str = ""
    ) -> MarkedSent | None:
        """Return the message that the user sent to a person, or had sent; None where there is none.

        Args:
            row: Where the person stands.
            card: All that is known of them.
            given: What they were endorsed for in return, or first.
            place: Which of several people it is: `2 of 5`.
        """
        from endorseback.outreach import message_page, search_page
        from endorseback.tui.dialogs.messages.message import MessageDialog

        letters = card.correspondence
        thread = letters.thread if letters else None
        page = message_page(card.slug, thread) or search_page(card.name)
        tools = self._message_tools(row, card, given)
        return await self.app.push_screen_wait(MessageDialog(card.name, page, tools, place=place))

    def with_mail(self, card: PersonCard, decision: Decision, sent: MarkedSent | None) -> Payloads:
        """Return the events that record a decision, and the mail that goes along with it.

        None at all where the mail cannot be queued, which is told.
        """
        if sent is None or sent.mailed is None:
            return [Decided.of(decision)]
        try:
            queued = self._queued(card, sent.text, sent.mailed)
        except UsageError as error:
            notices.tell_error(self.app, error)
            return []
        return [Decided.of(decision._replace(message=queued.message_id)), queued]

    async def forget_text(self, card: PersonCard) -> None:
        """Remove the text begun for a person: it is on its way."""
        unsent = self._unsent()
        try:
            await off_loop(lambda: unsent.forget((card.person, *card.keys)))
        except EndorsebackError as error:
            notices.tell_error(self.app, error)

    def _message_tools(self, row: Row, card: PersonCard, given: tuple[str, ...]) -> MessageTools:
        from endorseback.tui.dialogs.tools import MessageTools

        context, unsent = self.context, self._unsent()

        def keep(text: str) -> None:
            if text:
                unsent.keep(card.person, text)
            else:
                unsent.forget((card.person, *card.keys))

        return MessageTools(
            opener=context.opener,
            clipboard=context.clipboard,
            write=partial(self._drafts, row, card, given),
            begun=partial(unsent.load, (card.person, *card.keys)),
            keep=keep,
            mailing=self._mailing(card),
            limits=context.settings.messages,
        )

    def _drafts(self, row: Row, card: PersonCard, given: tuple[str, ...]) -> Sequence[Draft]:
        """Return the drafts of a message; reads the user's templates: call it off the loop."""
        from endorseback.outreach import sender_name, template_variables, write_drafts

        context = self.context
        sender = sender_name(context.config, context.acquaintances.owner)
        facts = template_variables(card, context.now(), given=given, sender=sender)
        own = context.paths.config_dir / "templates"
        return write_drafts(facts, own, first=_fitting_template(row, facts))

    def _mailing(self, card: PersonCard) -> MailingChoice | None:
        """Return by which accounts a message can leave as a mail; None where there is none."""
        from endorseback.services.outbox import accounts_for
        from endorseback.tui.dialogs.messages.send_email import MailingChoice

        config = self.context.config
        drafting = accounts_for(config, Channel.DRAFTS)
        if not drafting:
            return None
        sending = accounts_for(config, Channel.EMAIL)
        return MailingChoice(
            senders=[(one.name, address) for one in sending if (address := _address(one))],
            drafting=[one.name for one in drafting],
            to=self._address_of(card),
            subject="Thank you" if card.received else "Hello",
        )

    def _address_of(self, card: PersonCard) -> str:
        """Return the address last written to, else the one in the archive, else nothing."""
        from endorseback.services.outbox import known_address

        messages = self.context.model.outbox.in_state(*MessageState)
        written = [one for one in messages if one.person == card.person and one.to]
        last = max(written, key=lambda one: one.queued_at, default=None)
        return known_address(card) if last is None else last.to

    def _queued(self, card: PersonCard, text: str, mailed: Mailed) -> MessageQueued:
        """Return the event that has this very text sent.

        Raises:
            UsageError: If it cannot be sent so.
        """
        from endorseback.services.outbox import compose

        return compose(
            self.context.config,
            card,
            mailed.channel,
            text=text,
            subject=mailed.subject,
            to=mailed.to,
            account=mailed.account,
        )

    def _unsent(self) -> DraftStore:
        """Return the texts that were begun and not sent."""
        from endorseback.outreach import DraftStore

        return DraftStore(self.context.paths.unsent)


def _fitting_template(row: Row, facts: TemplateVariables) -> str:
    """Return the name of the template that fits where a person stands."""
    from endorseback.outreach import fitting_template

    if row.wait is not None and row.wait.is_open and row.wait.messaged:
        return "follow-up"
    return fitting_template(facts if row.skills else replace(facts, received=()))


def _address(account: Account) -> str:
    """Return the address that mails of an account come from; empty where it has none."""
    from endorseback.services.outbox import sender_of

    try:
        sender = sender_of(account, Channel.EMAIL)
    except UsageError:
        return ""
    return sender.address if sender else ""


def _noted(sent: MarkedSent) -> str:
    """Return what becomes of a message, for a sentence."""
    if sent.mailed is None:
        return "noted"
    if sent.mailed.channel is Channel.DRAFTS:
        return f"goes to the drafts of {sent.mailed.account}"
    return f"goes to {sent.mailed.to}"
