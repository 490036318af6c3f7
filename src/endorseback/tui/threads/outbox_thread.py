"""The thread that carries out what decisions bring about outside: messages, and write-back.

It is a daemon. Leaving waits for it only while a message is on the wire, for else nobody could tell
whether it was sent, and never for long. The libraries for mail are imported in it, when needed.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final, TypeVar

from endorseback.errors import BusyError, EndorsebackError
from endorseback.tui.threads.thread_messages import (
    Asked,
    ErrandFailed,
    Landed,
    MailboxesFiled,
    MessagesSent,
)

if TYPE_CHECKING:
    from textual.message import Message

    from endorseback.ledger import Ledger, ReadModel
    from endorseback.model.outgoing_message import OutboxMessage
    from endorseback.paths import Paths
    from endorseback.services.outbox import OutboxSender
    from endorseback.services.write_back import WriteBackRun
    from endorseback.settings import Config

Answer = TypeVar("Answer")

_CALM_SECONDS: Final = 10.0
"""How long nothing must be decided before mailboxes are changed: an undo in time spares both."""
_GLANCE_SECONDS: Final = 0.2
"""How often a wait for an answer looks whether the app is being left."""
_FLUSH_SECONDS: Final = 5.0
"""How long leaving waits for a message on the wire."""


class _LeftError(EndorsebackError):
    """The app is being left: nobody answers any more."""


class ErrandThread:
    """Sends what waits in the outbox, and files what was decided; reports by messages.

    Args:
        config: The accounts.
        ledger: Where what happens is recorded.
        paths: Where the locks lie.
        post: Passes a message to the app; false where it does not listen any more.
        calm: Seconds without a decision before mailboxes are changed.
    """

    def __init__(
        self,
        config: Config,
        ledger: Ledger,
        paths: Paths,
        post: Callable[[Message], object],
        *,
        calm: float = _CALM_SECONDS,
    ) -> None:
        self._config = config
        self._ledger = ledger
        self._paths = paths
        self._post = post
        self._calm = calm
        self._files = any(not account.write_back.is_off for account in config.accounts)
        self._wanted = threading.Event()
        self._is_stopped = False
        self._to_send = False
        self._file_at: float | None = None
        self._outbox: OutboxSender | None = None
        self._filing: WriteBackRun | None = None
        self._thread = threading.Thread(target=self._run, name="errands", daemon=True)

    def start(self) -> None:
        """Let the ledger follow the settings, and see to what was left over."""
        self._to_send = True
        self._wanted.set()
        self._thread.start()

    def send(self) -> None:
        """Send what waits in the outbox, at once."""
        self._to_send = True
        self._wanted.set()

    def decided(self) -> None:
        """File what was decided, once nothing was for a while."""
        if self._files:
            self._file_at = time.monotonic() + self._calm
            self._wanted.set()

    def file(self) -> None:
        """File what is due, at once; not within the pause after a decision."""
        if self._file_at is None:
            self._file_at = time.monotonic()
            self._wanted.set()

    def stop(self) -> None:
        """Begin nothing more and hang up; a message on the wire is waited for, but not for ever."""
        if (outbox := self._outbox) is not None:
            outbox.stop()  # before nobody answers any more, which it would take for an undo
        self._is_stopped = True
        self._wanted.set()
        if (filing := self._filing) is not None:
            filing.cancel()
        if outbox is not None and outbox.is_sending:
            self._thread.join(_FLUSH_SECONDS)

    def _run(self) -> None:
        """See to what is wanted or due, until told to stop."""
        self._guard(self._follow_settings)
        while not self._is_stopped:
            self._wanted.wait(self._patience())
            self._wanted.clear()
            if self._to_send and not self._is_stopped:
                self._to_send = False
                self._guard(self._send)
            if self._patience() == 0 and not self._is_stopped:
                self._file_at = None
                self._guard(self._file)

    def _patience(self) -> float | None:
        """Return the seconds until mailboxes are to be changed; None where nothing is due."""
        return None if self._file_at is None else max(0.0, self._file_at - time.monotonic())

    def _guard(self, errand: Callable[[], None]) -> None:
        """Run an errand, and tell what ends it."""
        try:
            errand()
        except (_LeftError, BusyError):
            return  # whoever is busy with it sees what is due here, too
        except EndorsebackError as error:
            self._post(ErrandFailed(error))
        except Exception as error:  # noqa: BLE001 (the edge of the thread: it must go on, and tell)
            self._post(ErrandFailed(_unexpected(error)))

    def _follow_settings(self) -> None:
        """Record that accounts began to file, or ended it."""
        from endorseback.services.write_back import filing_changes

        if changes := self._ask(lambda model: filing_changes(self._config, model)):
            self._ledger.record(*changes)
            self._landed()
        if self._ask(self._is_due):
            self.file()

    def _send(self) -> None:
        """Send what waits, if anything does."""
        from endorseback.services.outbox import OutboxSender, due_messages

        if not (due := self._ask(due_messages)):
            return
        self._outbox = OutboxSender(
            self._config, self._paths, self._ledger, self._look, landed=self._landed
        )
        try:
            if reports := self._outbox.send(due):
                self._post(MessagesSent(tuple(reports)))
        finally:
            self._outbox = None

    def _file(self) -> None:
        """Change the mailboxes, if anything is due."""
        from endorseback.services.write_back import WriteBackRun, due_filings

        if not (due := self._ask(lambda model: due_filings(self._config, model))):
            return
        self._filing = WriteBackRun(self._config, self._paths, self._ledger, landed=self._landed)
        try:
            self._post(MailboxesFiled(tuple(self._filing.run(due))))
        finally:
            self._filing = None

    def _is_due(self, model: ReadModel) -> bool:
        """Tell whether something is due in a mailbox."""
        return any(model.mailbox_changes(account.name) for account in self._config.accounts)

    def _look(self, message_id: str) -> OutboxMessage | None:
        """Return how a message stands; None where the app is being left."""
        self._ledger.poll()
        try:
            return self._ask(lambda model: model.outbox.get(message_id))
        except _LeftError:
            return None

    def _ask(self, question: Callable[[ReadModel], Answer]) -> Answer:
        """Ask the read-model on the event loop, to which it belongs, and wait for the answer.

        Raises:
            _LeftError: If nobody answers, for the app is being left.
        """
        answers: SimpleQueue[Answer] = SimpleQueue()
        is_heard = self._post(Asked(lambda model: answers.put(question(model))))
        while is_heard and not self._is_stopped:
            try:
                return answers.get(timeout=_GLANCE_SECONDS)
            except Empty:
                continue
        raise _LeftError("The app is being left.")

    def _landed(self) -> None:
        """Pass on that something was recorded."""
        self._post(Landed())


def _unexpected(error: Exception) -> EndorsebackError:
    """Return an error of no kind that was foreseen, as a sentence."""
    return EndorsebackError(
        f"A message or a change to the mailbox failed: {type(error).__name__}: {error}.",
        hint="`endorseback doctor` looks for the cause.",
    )
