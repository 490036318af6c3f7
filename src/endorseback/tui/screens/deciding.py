"""Deciding: what the keys do with the rows, recorded as events and undoable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual import work

from endorseback.ledger import AnyPayload, Decided, Dismissed, HistoryMoved, MarkedGenuine, Undone
from endorseback.model.decisions import DecisionKind
from endorseback.model.list_rows import MailRow, Row, State, decide
from endorseback.presentation import words
from endorseback.tui import notices
from endorseback.tui.actions import BY_ID, keys_of, show_key
from endorseback.tui.screens.listing import Listing
from endorseback.tui.state.tabs import AnyRow, row_key

if TYPE_CHECKING:
    from endorseback.insight import Judgement


class Deciding(Listing):
    """Adds the actions that record something."""

    @work(exclusive=True, group="dialog", description="snooze")
    async def action_snooze(self) -> None:
        """Ask until when, once for all the rows."""
        from endorseback.tui.dialogs.decisions.snooze import SnoozeDialog

        if not (rows := self._people("snooze")):
            return
        title = f"Snooze · {whom(rows)}"
        until = await self.app.push_screen_wait(SnoozeDialog(title, self.context.today()))
        if isinstance(until, date):
            say = f"Snoozed {whom(rows)} until {words.day(until, self.context.now())}."
            self._record_decisions(rows, DecisionKind.SNOOZED, say, until=until)

    def action_dismiss_mail(self) -> None:
        """Be done with mails."""
        mails = self._mails("dismiss_mail")
        say = f"Dismissed {_which(mails)}."
        self._record([Dismissed(mail=row.mail) for row in mails], mails, say)

    def action_trust(self) -> None:
        """Say that mails are genuine."""
        mails = self._mails("trust")
        say = f"Taken as genuine: {_which(mails)}."
        self._record([MarkedGenuine(mail=row.mail) for row in mails], mails, say)

    def action_reopen(self) -> None:
        """Take back what was decided about people."""
        rows = self._people("reopen")
        events = [act for row in rows for act in self.context.model.settling(row.person)]
        undone = [Undone(event=event.id) for event in events]
        say = f"Took back what you decided about {whom(rows)}."
        self._record(undone, rows, say, is_undoable=False)

    def action_undo(self) -> None:
        """Take back the last decision."""
        if not self.context.recorder.undo():
            notices.tell(self.app, "There is nothing to undo.")
        self.refresh_saving()

    @work(exclusive=True, group="dialog", description="move history")
    async def action_move_history(self) -> None:
        """Ask how old is old, and move it to history."""
        from endorseback.tui.dialogs.decisions.move_history import HistoryDialog

        now = self.context.now()
        received = [row.received_at for row in self.context.model.rows(State.OPEN, now)]
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
        action: DecisionKind,
        say: str,
        *,
        until: date | None = None,
    ) -> None:
        """Record the same decision about each row, as one transaction."""
        decisions = [decide(row, action, until=until) for row in rows]
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
            say += f" {show_key(keys_of(BY_ID['undo'], self.context.keys)[0])} undoes it."
        self.context.recorder.record(payloads, keys=keys, say=say)
        self.row_list.move_past(keys)
        self.row_list.clear_marks()
        self.refresh_saving()

    def _people(self, action: str) -> list[Row]:
        """Return the people that an action is to work on."""
        return [row for row in self.chosen(action) if isinstance(row, Row)]

    def _mails(self, action: str) -> list[MailRow]:
        """Return the mails that an action is to work on."""
        return [row for row in self.chosen(action) if isinstance(row, MailRow)]

    def judgement(self, row: Row) -> Judgement:
        """Return how a person's endorsements look, with the reasons."""
        return self.context.acquaintances.judgement(row, self.context.now())


def whom(rows: Sequence[Row]) -> str:
    """Return a person's name, or how many people, for a sentence."""
    return rows[0].name if len(rows) == 1 else words.many(len(rows), "person", "people")


def _which(mails: Sequence[MailRow]) -> str:
    """Return a mail's subject, or how many mails."""
    if len(mails) != 1:
        return words.many(len(mails), "mail")
    return f"“{mails[0].subject or 'no subject'}”"


def place(at: int, total: int) -> str:
    """Return which of several people it is, for the title of a dialog; empty for the only one."""
    return f"{at} of {total}" if total > 1 else ""
