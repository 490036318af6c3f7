"""The app: opens the ledger, starts the threads, and passes what they report on to the screens."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.types import CSSPathType

from endorseback.errors import EndorsebackError
from endorseback.ledger import Ledger
from endorseback.model.clock import Clock, utc_now
from endorseback.model.list_rows import State
from endorseback.model.outgoing_message import Outcome
from endorseback.presentation import words
from endorseback.settings import Config
from endorseback.tui import collection, notices
from endorseback.tui.actions import key_problems
from endorseback.tui.context import AppContext
from endorseback.tui.screens.inbox import Inbox
from endorseback.tui.state.history_age import is_old
from endorseback.tui.state.people_orders import PeopleList
from endorseback.tui.state.recorder import Recorder
from endorseback.tui.state.sync_state import SyncProgress, SyncState, errors_of
from endorseback.tui.state.waiting_list import Waits
from endorseback.tui.threads import thread_messages
from endorseback.tui.threads.after_paint import AfterPaint
from endorseback.tui.threads.fetch_thread import FetchThread
from endorseback.tui.threads.ledger_thread import POLL_SECONDS, LedgerThread
from endorseback.tui.threads.outbox_thread import ErrandThread

if TYPE_CHECKING:
    from endorseback.desktop import Clipboard, Opener
    from endorseback.paths import Paths
    from endorseback.tui.screens.welcome import Start

_GLANCE_SECONDS: Final = 2.0
"""How often to look whether there still is a terminal."""
_MANY_ROWS: Final = 50
"""With more open rows than this after a fetch, and none decided yet, old ones may go to history."""


def _report(kind: type[Message]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Handle a thread's report, unless the app is closing: its screens may be gone by then."""

    def decorate(handle: Callable[..., None]) -> Callable[..., None]:
        @wraps(handle)
        def handle_while_open(self: EndorsebackApp, *message: Any) -> None:
            if self.is_running:
                handle(self, *message)

        return on(kind)(handle_while_open)

    return decorate


class EndorsebackApp(App["Start"]):
    """The full-screen app; its result is what to start instead of it, where the user chose so.

    Args:
        paths: Where the ledger, the kept mail and the rest lie.
        config: The configuration; None where there is none yet.
        clock: Tells the present moment.
        opener: Opens pages in the browser.
        clipboard: Takes texts for pasting.
        demo: The mailbox is invented.
        poll: Seconds between looks at what other processes brought.

    Raises:
        DamagedError: If the ledger cannot be read.
    """

    TITLE = "endorseback"
    # A default screen's own CSS_PATH is not read, so the inbox's sheet is the app's.
    CSS_PATH: ClassVar[CSSPathType | None] = ["app.tcss", "screens/inbox.tcss"]
    ENABLE_COMMAND_PALETTE = False
    PAUSE_GC_ON_SCROLL = True

    def __init__(
        self,
        paths: Paths,
        config: Config | None,
        *,
        clock: Clock = utc_now,
        opener: Opener,
        clipboard: Clipboard,
        demo: bool = False,
        poll: float = POLL_SECONDS,
    ) -> None:
        super().__init__()
        self.unsaved: list[EndorsebackError] = []
        """Why decisions are not on disk that were made right before the app was left."""
        self.fault: Exception | None = None
        """A fault of our own that ended the app."""
        self._ledger = Ledger(paths.ledger, clock=clock)
        self._ledger_thread = LedgerThread(self._ledger, paths, self.post_message, poll=poll)
        self._decisions = AfterPaint(self.set_timer, self._ledger_thread.record)
        self._fetch_thread = self._make_fetch_thread(paths, config, clock)
        self._errands = self._make_errand_thread(paths, config)
        self._errors_told: set[str] = set()
        self._offered_history = False
        self.context = AppContext(
            paths=paths,
            config=config,
            model=self._ledger.model,
            recorder=Recorder(self._decisions.record, self._ledger.model),
            sync=SyncState(has_mailbox=self._fetch_thread is not None),
            clock=clock,
            opener=opener,
            clipboard=clipboard,
            people=PeopleList(),
            waits=Waits(self._ledger.model),
            fetch_now=self._fetch_thread.fetch_now if self._fetch_thread else None,
            is_demo=demo,
        )
        self._inbox = Inbox(self.context)

    def get_default_screen(self) -> Screen[None]:
        """Return the inbox: the first frame is the ledger's newest rows."""
        return self._inbox

    def on_mount(self) -> None:
        """Take the user's keys and colours; whatever waits for disk or network comes later."""
        config = self.context.config
        if config is not None:
            self.set_keymap(config.keys)
            if config.theme in self.available_themes:
                self.theme = config.theme
        if config is None and not self._knows_anything:
            self._welcome()
        self.call_after_refresh(self._start_threads)

    def on_unmount(self) -> None:
        """Write what was decided, and hang up."""
        if self._fetch_thread is not None:
            self._fetch_thread.stop()
        if self._errands is not None:
            self._errands.stop()
        self._decisions.flush()
        self._ledger_thread.stop()
        self.unsaved += self._ledger_thread.unsaved
        self._ledger.close()

    def _handle_exception(self, error: Exception) -> None:
        """End in order at a fault of our own: who called tells of it, and no traceback is shown.

        Textual has no public place for this; headless, its tests want to see the error.
        """
        if self.is_headless:
            super()._handle_exception(error)
        else:
            self.fault = self.fault or error
            self.panic()

    @_report(thread_messages.Landed)
    def _on_landed(self) -> None:
        self._inbox.people_changed(self._ledger.drain())
        self._inbox.refresh_rows()

    @_report(thread_messages.Asked)
    def _on_asked(self, message: thread_messages.Asked) -> None:
        self._on_landed()
        message.question(self._ledger.model)

    @_report(thread_messages.Recorded)
    def _on_recorded(self, message: thread_messages.Recorded) -> None:
        changes = self._ledger.drain()
        self._inbox.people_changed(changes)
        self._see_to_errands(sends=changes.outbox)
        flight = self.context.recorder.landed(message.ticket, message.events)
        self._inbox.refresh_rows()
        self._inbox.refresh_saving()
        if flight is not None:
            if flight.back_to is not None:
                self._inbox.row_list.go_to(flight.back_to)
            if flight.say:
                notices.tell(self, flight.say)

    @on(thread_messages.NotRecorded)
    def _on_not_recorded(self, message: thread_messages.NotRecorded) -> None:
        if not self.is_running:
            self.unsaved.append(message.error)
            return
        flight = self.context.recorder.failed(message.ticket)
        self._inbox.refresh_saving()
        if flight is not None:
            self._inbox.put_back(flight.keys)
        notices.tell_error(self, message.error)

    @_report(thread_messages.LedgerUnreadable)
    def _on_ledger_unreadable(self, message: thread_messages.LedgerUnreadable) -> None:
        notices.tell_error(self, message.error)

    @_report(thread_messages.LastFetch)
    def _on_last_fetch(self, message: thread_messages.LastFetch) -> None:
        self.context.sync.seen(message.status.ended_at, errors_of(message.status.folders))
        self._inbox.refresh_sync()

    @_report(thread_messages.FetchStarted)
    def _on_fetch_started(self, message: thread_messages.FetchStarted) -> None:
        self.context.sync.started(asked=message.asked)
        self._inbox.refresh_sync()

    @_report(thread_messages.FetchMoved)
    def _on_fetch_moved(self, message: thread_messages.FetchMoved) -> None:
        what = f"{message.account}/{message.folder}"
        self.context.sync.moved(SyncProgress(what, message.done, message.total))
        self._inbox.refresh_sync()

    @_report(thread_messages.FetchEnded)
    def _on_fetch_ended(self, message: thread_messages.FetchEnded) -> None:
        before = self.context.sync.errors
        errors = [str(message.error)] if message.error else errors_of(message.reports)
        self.context.sync.ended(self.context.now(), errors)
        self._inbox.refresh_sync()
        for error in errors:
            if error not in before:
                notices.warn(self, error)
        if new := sum(report.new_endorsements for report in message.reports):
            notices.tell(self, f"{words.many(new, 'new endorsement')}.")
        self._offer_history()
        if self._errands is not None:
            self._errands.file()

    @_report(thread_messages.MessagesSent)
    def _on_messages_sent(self, message: thread_messages.MessagesSent) -> None:
        for report in message.reports:
            say = notices.tell if report.outcome is Outcome.SENT else notices.warn
            say(self, words.sent(report))

    @_report(thread_messages.MailboxesFiled)
    def _on_mailboxes_filed(self, message: thread_messages.MailboxesFiled) -> None:
        for report in message.reports:
            for sentence in (*report.problems, *filter(None, [report.error])):
                self._warn_once(sentence)

    @_report(thread_messages.ErrandFailed)
    def _on_errand_failed(self, message: thread_messages.ErrandFailed) -> None:
        self._warn_once(str(message.error))

    @_report(thread_messages.Reread)
    def _on_reread(self, message: thread_messages.Reread) -> None:
        if message.error is not None:
            notices.tell_error(self, message.error)
        if message.mails:
            notices.tell(self, words.read_again(message.mails, message.changed))
        for sentence in message.damaged[:1]:
            notices.warn(self, sentence)

    def _see_to_errands(self, *, sends: bool) -> None:
        """Let what was just decided take effect outside."""
        if self._errands is not None:
            self._errands.decided()
            if sends:
                self._errands.send()

    def _warn_once(self, sentence: str) -> None:
        """Warn of what goes on being so: the first time, and not at every fetch again."""
        if sentence not in self._errors_told:
            self._errors_told.add(sentence)
            notices.warn(self, sentence)

    def _offer_history(self) -> None:
        """Offer once to move old rows away, while nothing was ever decided and many are open."""
        model = self.context.model
        if self._offered_history or self.screen is not self._inbox or model.last_undoable():
            return
        rows = model.rows(State.OPEN, self.context.now())
        if len(rows) > _MANY_ROWS and is_old(rows[-1].received_at, self.context.now()):
            self._offered_history = True
            self._inbox.action_move_history()

    @property
    def _knows_anything(self) -> bool:
        """Whether any mail was read, or any archive imported."""
        model = self.context.model
        return bool(model.imports()) or any(model.counts(self.context.now()).values())

    def _welcome(self) -> None:
        """Ask somebody without a mailbox how to start."""
        from endorseback.tui.screens.welcome import Welcome

        self.push_screen(Welcome(), self._on_welcome_answered)

    def _on_welcome_answered(self, answer: Start | None) -> None:
        """End, for what was chosen to run instead; an archive is imported right here."""
        from endorseback.tui.screens.welcome import Start

        if answer is Start.IMPORT:
            self._inbox.action_import()
        else:
            self.exit(answer)

    def _start_threads(self) -> None:
        """After the first frame: follow the ledger, fetch, tell what opening it brought up."""
        from endorseback.log import start_log

        collection.resume()
        start_log(self.context.paths.log_file)
        for sentence in (*self._ledger.notices, *key_problems(self.context.keys)):
            notices.warn(self, sentence)
        self._ledger_thread.start()
        self.set_interval(_GLANCE_SECONDS, self._end_without_terminal)
        self._inbox.read_people()
        if self._errands is not None:
            self._errands.start()
        if self._fetch_thread is not None:
            self._fetch_thread.start()

    def _end_without_terminal(self) -> None:
        """Leave when the terminal is gone: it reads as ready for ever, and nobody sees a thing."""
        if not self.is_headless and not sys.stdin.isatty():
            self.exit()

    def _make_fetch_thread(
        self, paths: Paths, config: Config | None, clock: Clock
    ) -> FetchThread | None:
        """Return the thread that fetches, or None where there is nothing to fetch from."""
        if config is None or not (config.accounts or config.sources):
            return None
        return FetchThread(config, self._ledger, paths, self.post_message, clock=clock)

    def _make_errand_thread(self, paths: Paths, config: Config | None) -> ErrandThread | None:
        """Return the thread that sends and files, or None where there is no account for it."""
        if config is None or not config.accounts:
            return None
        return ErrandThread(config, self._ledger, paths, self.post_message)
