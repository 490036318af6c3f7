"""Reconnecting: whom to get in touch with again, and how many of them today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from endorseback.model.list_rows import State
from endorseback.tui.off_loop import off_loop
from endorseback.tui.screens.filtering import Filtering
from endorseback.tui.screens.knowing import Knowing
from endorseback.tui.state.tabs import RECONNECT

if TYPE_CHECKING:
    from endorseback.insight import Proposal
    from endorseback.ledger import Changes

_BUSY: tuple[State, ...] = (State.OPEN, State.SNOOZED, State.WAITING)
"""With whom something is under way, they are not proposed."""


class Reconnecting(Knowing, Filtering):
    """Adds the queue of those who have not been heard of for long."""

    @work(exclusive=True, group="propose", description="reconnect")
    async def action_reconnect(self) -> None:
        """Show whom to get in touch with again; pressed there, show everybody."""
        if self.tab is RECONNECT:
            self.show_tab("people")
            return
        await self._propose()
        self.show_list(RECONNECT)

    def people_changed(self, changes: Changes) -> None:
        """Propose anew where somebody changed; who has just been written to is proposed no more."""
        super().people_changed(changes)
        if self.tab is RECONNECT:
            self._propose_anew()

    @work(exclusive=True, group="propose", description="propose")
    async def _propose_anew(self) -> None:
        """Bring the queue up to date while it is shown."""
        await self._propose()
        self.refresh_rows()

    async def _propose(self) -> None:
        """Work the queue out, beside the event loop."""
        context = self.context
        now = context.now()
        busy = {row.person for state in _BUSY for row in context.model.rows(state, now)}
        self.context.people.propose(await off_loop(partial(_queue, self, busy)))


def _queue(screen: Reconnecting, busy: set[str]) -> Sequence[Proposal]:
    """Return the queue."""
    from endorseback.insight import reconnect_queue
    from endorseback.settings import seconds

    context = screen.context
    settings = context.settings
    return reconnect_queue(
        context.people.everybody(),
        context.now(),
        silent_for=timedelta(seconds=seconds(settings.reconnect.silent_for)),
        tags=frozenset(settings.assessment.tags),
        busy=busy,
    )
