"""Deciding: what the keys do with the rows, recorded as events and undoable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import work

from endorseback.ledger.events import AnyPayload, Decided, Dismissed, HistoryMoved, Undone, Vouched
from endorseback.model.card import PersonCard
from endorseback.model.decisions import decide
from endorseback.model.inbox import Action, MailRow, Row, State
from endorseback.tui import notices, words
from endorseback.tui.actions import BY_ID, keys_of, show_key
from endorseback.tui.screens.listing import Listing
from endorseback.tui.tabs import AnyRow, row_key

if TYPE_CHECKING:
    from endorseback.outreach.messages import Draft

_SETTLES: Final = (State.OPEN, State.SNOOZED)
"""States whose endorsements a message settles; elsewhere it opens a conversation of its own."""
_LATELY: Final = 200
"""People whose skills given count as what is given of late."""


class Deciding(Listing):
    """Adds the actions that record something."""

    def action_skip(self) -> None:
        """Skip as gratuitous, at once."""
        rows = self._people("skip")
        self._record_decisions(rows, Action.SKIPPED, f"Skipped {_whom(rows)}.")

    @work(exclusive=True, group="dialog", description="reciprocate")
    async def action_reciprocate(self) -> None:
        """Ask which skills were given back, for one person after the other."""
        from endorseback.insight.candidates import candidates
        from endorseback.tui.screens.reciprocate import ReciprocateDialog

        desk = self.desk
        for row in self._people("reciprocate"):
            card = self._card_for(row)
            answer = await self.app.push_screen_wait(
                ReciprocateDialog(
                    card,
                    candidates(card, self._given_lately()),
                    opener=desk.opener,
                    clipboard=desk.clipboard,
                    now=desk.now(),
                )
            )
            if answer is None:
                self._tell_nothing(row)
                return
            say = f"Returned {words.joined(answer.skills)} to {row.name}."
            self._record_decisions([row], Action.RECIPROCATED, say, given=answer.skills)

    @work(exclusive=True, group="dialog", description="message")
    async def action_message(self) -> None:
        """Ask for the message that was sent, for one person after the other."""
        from endorseback.tui.screens.message import MessageDialog

        for row in self._people("message"):
            card = self._card_for(row)
            answer = await self.app.push_screen_wait(
                MessageDialog(
                    card.name,
                    card.profile_url,
                    partial(_drafts, card, self.desk.paths.config_dir / "templates"),
                    opener=self.desk.opener,
                    clipboard=self.desk.clipboard,
                )
            )
            if answer is None:
                self._tell_nothing(row)
                return
            about = row if row.state in _SETTLES else card
            decision = decide(about, Action.MESSAGED, text=answer.text)
            self._record([Decided.of(decision)], [row], f"Message to {row.name} noted.")

    @work(exclusive=True, group="dialog", description="snooze")
    async def action_snooze(self) -> None:
        """Ask until when, once for all the rows."""
        from endorseback.tui.screens.snooze import SnoozeDialog

        if not (rows := self._people("snooze")):
            return
        title = f"Snooze · {_whom(rows)}"
        until = await self.app.push_screen_wait(SnoozeDialog(title, self.desk.today()))
        if isinstance(until, date):
            say = f"Snoozed {_whom(rows)} until {words.day(until, self.desk.now())}."
            self._record_decisions(rows, Action.SNOOZED, say, until=until)

    def action_dismiss_mail(self) -> None:
        """Be done with mails."""
        mails = self._mails("dismiss_mail")
        say = f"Dismissed {_which(mails)}."
        self._record([Dismissed(mail=row.mail) for row in mails], mails, say)

    def action_trust(self) -> None:
        """Say that mails are genuine."""
        mails = self._mails("trust")
        say = f"Taken as genuine: {_which(mails)}."
        self._record([Vouched(mail=row.mail) for row in mails], mails, say)

    def action_reopen(self) -> None:
        """Take back what was decided about people."""
        rows = self._people("reopen")
        events = [self.desk.model.last_undoable(row.person) for row in rows]
        undone = [Undone(event=event.id) for event in events if event is not None]
        self._record(undone, rows, f"{_whom(rows)} waits in the inbox again.", is_undoable=False)

    def action_undo(self) -> None:
        """Take back the last decision."""
        if not self.desk.recorder.undo():
            notices.tell(self.app, "There is nothing to undo.")
        self.refresh_saving()

    @work(exclusive=True, group="dialog", description="move history")
    async def action_move_history(self) -> None:
        """Ask how old is old, and move it to history."""
        from endorseback.tui.screens.history import HistoryDialog

        now = self.desk.now()
        received = [row.received_at for row in self.desk.model.rows(State.OPEN, now)]
        before = await self.app.push_screen_wait(HistoryDialog(received, now))
        if isinstance(before, datetime):
            self._record([HistoryMoved(before=before)], [], "Moved the older ones to Done.")

    def put_back(self, keys: frozenset[str]) -> None:
        """Put the cursor back on a row whose decision could not be saved."""
        for key in keys:
            if self.row_list.go_to(key):
                return

    def _record_decisions(
        self,
        rows: Sequence[Row],
        action: Action,
        say: str,
        *,
        given: tuple[str, ...] = (),
        until: date | None = None,
    ) -> None:
        """Record the same decision about each row, as one transaction."""
        decisions = [decide(row, action, given=given, until=until) for row in rows]
        self._record([Decided.of(decision) for decision in decisions], rows, say)

    def _record(
        self,
        payloads: Sequence[AnyPayload],
        rows: Sequence[AnyRow],
        say: str,
        *,
        is_undoable: bool = True,
    ) -> None:
        """Hand payloads to the recorder; the cursor goes on to the next row meanwhile."""
        if not payloads:
            return
        keys = [row_key(row) for row in rows]
        if is_undoable:
            say += f" {show_key(keys_of(BY_ID['undo'], self.desk.keys)[0])} undoes it."
        self.desk.recorder.record(payloads, keys=keys, say=say)
        self.row_list.move_past(keys)
        self.row_list.clear_marks()
        self.refresh_saving()

    def _people(self, action: str) -> list[Row]:
        """Return the people that an action is to work on."""
        return [row for row in self.chosen(action) if isinstance(row, Row)]

    def _mails(self, action: str) -> list[MailRow]:
        """Return the mails that an action is to work on."""
        return [row for row in self.chosen(action) if isinstance(row, MailRow)]

    def _given_lately(self) -> list[str]:
        """Return the skills given to others of late, with repetitions."""
        rows = islice(self.desk.model.rows(State.DONE, self.desk.now()), _LATELY)
        return [skill for row in rows if row.decision for skill in row.decision.given]

    def _tell_nothing(self, row: Row) -> None:
        """Tell that a dialog was left without an answer."""
        notices.tell(self.app, f"Nothing is recorded; {row.name} stays where they were.")

    def _card_for(self, row: Row) -> PersonCard:
        """Return all that is known of a person; of one just gone, what the row says."""
        card = self.desk.model.card(row.person)
        return card or PersonCard(row.person, row.name, row.profile_url, row.authenticity)


def _whom(rows: Sequence[Row]) -> str:
    """Return a person's name, or how many people."""
    return rows[0].name if len(rows) == 1 else words.many(len(rows), "person", "people")


def _which(mails: Sequence[MailRow]) -> str:
    """Return a mail's subject, or how many mails."""
    if len(mails) != 1:
        return words.many(len(mails), "mail")
    return f"“{mails[0].subject or 'no subject'}”"


def _drafts(card: PersonCard, templates: Path) -> Sequence[Draft]:
    """Return the drafts of a message; reads the user's templates, so it is called off the loop."""
    from endorseback.outreach.messages import MessageFacts, write_drafts

    received = tuple(known.skill for known in card.received)
    given = tuple(known.skill for known in card.given)
    return write_drafts(MessageFacts(card.name, received, given), templates)
