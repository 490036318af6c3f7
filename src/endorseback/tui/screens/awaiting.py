"""What the user waits for: answers to what they started, and messages on their way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from endorseback.ledger import MessageOutcome, WaitClosed
from endorseback.model.list_rows import State
from endorseback.tui.screens.deciding import place
from endorseback.tui.screens.listing import overdue_after
from endorseback.tui.screens.returning import Returning

if TYPE_CHECKING:
    from endorseback.tui.dialogs.messages.outbox_dialog import OutboxVerdict


class Awaiting(Returning):
    """Adds the actions about what is under way."""

    @work(exclusive=True, group="dialog", description="close wait")
    async def action_close_wait(self) -> None:
        """Ask for a line about why no answer came, for one person after the other."""
        from endorseback.tui.dialogs.decisions.close_wait import CloseDialog

        overdue = overdue_after(self.context)
        rows = [row for row in self._people("close_wait") if row.state is State.WAITING]
        for at, row in enumerate(rows, 1):
            dialog = CloseDialog(row, overdue, self.context.now(), place(at, len(rows)))
            closed = await self.app.push_screen_wait(dialog)
            if closed is None:
                return
            event = WaitClosed(name=row.name, slug=row.slug, note=closed.note)
            self._record([event], [row], f"No answer by {row.name} is awaited any more.")

    @work(exclusive=True, group="dialog", description="outbox")
    async def action_outbox(self) -> None:
        """Show the messages that leave by mail, and settle those that did not get through."""
        from endorseback.tui.dialogs.messages.outbox_dialog import OutboxDialog

        verdict: OutboxVerdict | None = await self.app.push_screen_wait(
            OutboxDialog(self.context.model.outbox, self.context.now)
        )
        if verdict is not None:
            outcome = MessageOutcome(message_id=verdict.message_id, outcome=verdict.outcome)
            self._record([outcome], [], verdict.say, is_undoable=False)
