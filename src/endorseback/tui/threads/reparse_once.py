"""A new release's recogniser reads all kept mails again, once, after a fetch."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from endorseback.errors import EndorsebackError
from endorseback.tui.threads.thread_messages import Landed, Reread

if TYPE_CHECKING:
    from textual.message import Message

    from endorseback.ledger import Ledger
    from endorseback.model.clock import Clock
    from endorseback.paths import Paths
    from endorseback.settings import Config


def read_again(
    config: Config,
    ledger: Ledger,
    paths: Paths,
    post: Callable[[Message], object],
    *,
    clock: Clock,
    stopped: Callable[[], bool],
) -> None:
    """Read all kept mails again where that is due, and report by `Reread`; else do nothing.

    It is left to another time where another process fetches, and where it is stopped.
    """
    from endorseback.mail import MailStore
    from endorseback.services.reparse import run_once

    try:
        report = run_once(
            config,
            paths,
            ledger,
            MailStore(paths.kept_mail),
            clock=clock,
            landed=lambda: post(Landed()),
            stopped=stopped,
        )
    except EndorsebackError as error:
        post(Reread(error=error))
    else:
        if report is not None and report.mails and not report.stopped:
            post(Reread(report.mails, report.changed, tuple(report.damaged)))
