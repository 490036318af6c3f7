"""The thread that fetches mail: at the start, at every interval, and when asked to.

It is a daemon, and what it waits for is shut down at the end, so that leaving never waits for a
socket. The libraries for mail are imported in it, after the first screen is drawn.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from endorseback.errors import EndorsebackError
from endorseback.settings import Config, seconds
from endorseback.tui.threads.reparse_once import read_again
from endorseback.tui.threads.thread_messages import FetchEnded, FetchMoved, FetchStarted, Landed

if TYPE_CHECKING:
    from textual.message import Message

    from endorseback.ledger import Ledger
    from endorseback.model.clock import Clock
    from endorseback.paths import Paths
    from endorseback.services.fetch import Fetcher, FetchProgress


class FetchThread:
    """Fetches from all accounts and sources of a configuration; reports by messages."""

    def __init__(
        self,
        config: Config,
        ledger: Ledger,
        paths: Paths,
        post: Callable[[Message], object],
        *,
        clock: Clock,
    ) -> None:
        self._config = config
        self._ledger = ledger
        self._paths = paths
        self._post = post
        self._clock = clock
        self._wanted = threading.Event()
        self._is_stopped = False
        self._is_asked = False
        self._fetcher: Fetcher | None = None
        self._thread = threading.Thread(target=self._run, name="fetch", daemon=True)

    def start(self) -> None:
        """Fetch now, and from then on at every interval."""
        self._wanted.set()
        self._thread.start()

    def fetch_now(self) -> None:
        """Fetch at once; a fetch under way is followed by another."""
        self._is_asked = True
        self._wanted.set()

    def stop(self) -> None:
        """Hang up and end; returns at once."""
        self._is_stopped = True
        self._wanted.set()
        if (fetcher := self._fetcher) is not None:
            fetcher.cancel()

    def _run(self) -> None:
        """Fetch whenever it is wanted or due, until told to stop."""
        interval = seconds(self._config.fetch_interval)
        while True:
            self._wanted.wait(interval)
            self._wanted.clear()
            if self._is_stopped:
                return
            self._fetch()

    def _fetch(self) -> None:
        """Run one fetch and report how it ended."""
        asked, self._is_asked = self._is_asked, False
        self._post(FetchStarted(asked))
        try:
            self._fetcher = self._make_fetcher()
            if not self._is_stopped:
                self._post(FetchEnded(tuple(self._fetcher.run())))
                self._read_again()
        except EndorsebackError as error:
            self._post(FetchEnded((), error))
        except Exception as error:  # noqa: BLE001 (the edge of the thread: it must go on, and tell)
            self._post(FetchEnded((), _unexpected(error)))
        finally:
            self._fetcher = None

    def _read_again(self) -> None:
        """Let a new release's recogniser read all kept mails, where that is due."""
        read_again(
            self._config,
            self._ledger,
            self._paths,
            self._post,
            clock=self._clock,
            stopped=lambda: self._is_stopped,
        )

    def _make_fetcher(self) -> Fetcher:
        """Return a fetcher for one run."""
        from endorseback.mail import MailStore
        from endorseback.services.fetch import Fetcher

        return Fetcher(
            self._config,
            self._paths,
            self._ledger,
            MailStore(self._paths.kept_mail),
            clock=self._clock,
            progress=self._moved,
            landed=self._landed,
        )

    def _landed(self) -> None:
        """Pass on that something was recorded."""
        self._post(Landed())

    def _moved(self, progress: FetchProgress) -> None:
        """Pass on how far the fetch is."""
        self._post(FetchMoved(progress.account, progress.folder, progress.done, progress.total))


def _unexpected(error: Exception) -> EndorsebackError:
    """Return an error of no kind that was foreseen, as a sentence."""
    return EndorsebackError(
        f"The fetch failed: {type(error).__name__}: {error}.",
        hint="`endorseback doctor` looks for the cause.",
    )
