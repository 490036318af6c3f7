"""What the screens work with: the read-model, the way to record, and the world outside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from endorseback.desktop import Clipboard, Opener
    from endorseback.ledger import ReadModel
    from endorseback.model.clock import Clock
    from endorseback.model.list_rows import Row
    from endorseback.model.person_summary import PersonSummary
    from endorseback.paths import Paths
    from endorseback.services.people import Acquaintances
    from endorseback.settings import Config
    from endorseback.tui.state.people_orders import PeopleList
    from endorseback.tui.state.recorder import Recorder
    from endorseback.tui.state.sync_state import SyncState
    from endorseback.tui.state.waiting_list import Waits


_IDEAS: Final = 3
"""Skills that a card names as fitting; the dialog knows more."""


class AppContext(NamedTuple):
    """Handed to every screen; all of it may be touched on the event loop only."""

    paths: Paths
    config: Config | None
    """None where the app runs without any."""
    model: ReadModel
    recorder: Recorder
    sync: SyncState
    clock: Clock
    opener: Opener
    clipboard: Clipboard
    people: PeopleList
    waits: Waits
    fetch_now: Callable[[], None] | None
    """Starts a fetch; None where there is no mailbox."""
    is_demo: bool = False

    @property
    def acquaintances(self) -> Acquaintances:
        """What is known of people from everywhere; without an archive until one is read."""
        return self.people.acquaintances(
            self.model, self.config.assessment if self.config else None
        )

    def judge(self, row: Row) -> Row:
        """Return a row with its assessment; as it is until everybody is read."""
        return self.acquaintances.judge(row, self.now()) if self.people.is_read else row

    def ideas(self, row: Row) -> Sequence[str]:
        """Return some skills that a person may be endorsed for; none until everybody is read."""
        if not self.people.is_read:
            return ()
        ranked = self.acquaintances.suggestions(row, self.now()).ranked
        return [one.skill for one in ranked if one.on_profile][:_IDEAS]

    def why(self, known: PersonSummary) -> str:
        """Return why somebody is proposed to get in touch with."""
        return " · ".join(self.people.reasons.get(known.person, ()))

    def goal(self) -> str:
        """Return how many the user got in touch with today, for the end of a line."""
        goal, started = self.settings.reconnect.daily_goal, self.waits.started_on(self.today())
        return f" · {started} of {goal} today" if goal else f" · {started} today"

    @property
    def keys(self) -> dict[str, str]:
        """The user's own keys, by action."""
        return self.config.keys if self.config else {}

    @property
    def settings(self) -> Config:
        """The configuration, or the defaults where there is none."""
        from endorseback.settings import Config

        return self.config or Config()

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return self.clock()

    def today(self) -> date:
        """Return the present local day."""
        return self.clock().astimezone().date()
