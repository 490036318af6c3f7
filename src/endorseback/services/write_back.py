"""Carries decisions into the mailboxes: files notifications that are done with, or puts them back.

What is due is folded from the ledger. Before a mailbox is changed, what is to be changed is
recorded, and after it that it was; so a run can be cut off anywhere, and the next one finishes it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from endorseback.errors import BusyError, EndorsebackError
from endorseback.ledger import (
    Ledger,
    MailWrittenBack,
    ReadModel,
    WriteBackStarted,
    WriteBackStopped,
)
from endorseback.model.mailbox_changes import ChangedCopy, MailboxChange
from endorseback.paths import Paths
from endorseback.services.locks import hold
from endorseback.settings import Account, Config

if TYPE_CHECKING:
    from endorseback.mail import MailboxFiler, WritableConnection

_AT_ONCE: Final = 50
"""Mails whose changes are recorded together."""

Due = Mapping[str, Sequence[MailboxChange]]
"""What is due, by the names of the accounts."""


@dataclass(frozen=True, slots=True)
class WriteBackReport:
    """What was done in the mailbox of one account."""

    account: str
    filed: int = 0
    """Mails that were filed as done with."""
    put_back: int = 0
    """Mails that stand as before their decision, which was undone."""
    problems: tuple[str, ...] = ()
    """What could not be done and will not be tried again, a sentence each."""
    error: str | None = None
    """What went wrong; the next run goes on there."""
    exit_code: int = 0
    """The exit code that the error asks for; 0 without one."""


def filing_changes(config: Config, model: ReadModel) -> list[WriteBackStarted | WriteBackStopped]:
    """Return the events that make the ledger follow the configuration; record them at the start.

    Only what is decided after an account began to file is filed.
    """
    changes: list[WriteBackStarted | WriteBackStopped] = []
    for account in config.accounts:
        wanted = not account.write_back.is_off
        if wanted and not model.is_writing_back(account.name):
            changes.append(WriteBackStarted(account=account.name))
        elif not wanted and model.is_writing_back(account.name):
            changes.append(WriteBackStopped(account=account.name))
    return changes


def due_filings(config: Config, model: ReadModel) -> Due:
    """Return what is due in the mailboxes; empty for most users, at once."""
    due = {account.name: tuple(model.mailbox_changes(account.name)) for account in config.accounts}
    return {name: filings for name, filings in due.items() if filings}


def follow_settings(config: Config, ledger: Ledger) -> None:
    """Let the ledger follow the configuration, in a process whose one thread owns the model."""
    if changes := filing_changes(config, ledger.model):
        ledger.record(*changes)
        ledger.drain()


def write_back(
    config: Config, paths: Paths, ledger: Ledger, *, only: Collection[str] = ()
) -> list[WriteBackReport]:
    """Do what is due in the mailboxes, in a process whose one thread owns the model.

    Args:
        config: The accounts.
        paths: Where the lock lies.
        ledger: Where it is recorded.
        only: Names of the accounts to see to; none stands for all.

    Returns:
        A report for each account in which something was due; none where another process is at it.
    """
    ledger.drain()
    due = due_filings(config, ledger.model)
    wanted = {name: filings for name, filings in due.items() if not only or name in only}
    try:
        return WriteBackRun(config, paths, ledger, landed=ledger.drain).run(wanted)
    except BusyError:
        return []


class WriteBackRun:
    """Does what is due; `run` belongs to one thread, `cancel` may be called from any other.

    Args:
        config: The accounts.
        paths: Where the lock lies.
        ledger: Where it is recorded.
        landed: Called after something was recorded.
    """

    def __init__(
        self,
        config: Config,
        paths: Paths,
        ledger: Ledger,
        *,
        landed: Callable[[], object] = lambda: None,
    ) -> None:
        self._accounts = {account.name: account for account in config.accounts}
        self._paths = paths
        self._ledger = ledger
        self._landed = landed
        self._connection: WritableConnection | None = None
        self._is_cancelled = False

    def run(self, due: Due) -> list[WriteBackReport]:
        """Do what is due, one account after the other; one that fails stops no other.

        Raises:
            BusyError: If another process is doing it; it will see what is due here, too.
            EndorsebackError: If the ledger cannot be written.
        """
        if not due:
            return []
        busy = BusyError("Another endorseback is changing the mailboxes.", hint="Try again later.")
        with hold(self._paths.write_back_lock, busy=busy):
            return [
                self._run_account(self._accounts[name], filings)
                for name, filings in due.items()
                if name in self._accounts and not self._is_cancelled
            ]

    def cancel(self) -> None:
        """End the run soon: a wait for a server is broken off."""
        self._is_cancelled = True
        if (connection := self._connection) is not None:
            connection.cancel()

    def _run_account(self, account: Account, filings: Sequence[MailboxChange]) -> WriteBackReport:
        """Do what is due in one mailbox; what was done before a failure stays, and is recorded."""
        from endorseback.mail import MailboxFiler

        filed = back = 0
        problems: dict[str, None] = {}
        try:
            connection = self._connect(account)
            folders = _folders(account, connection, filings)
            for some in _pieces(filings):
                filer = MailboxFiler(connection, account.write_back, folders)
                self._settle(filer, [filing for filing in some if filing.settle])
                self._put_back(filer, [filing for filing in some if not filing.settle])
                filed += sum(filing.settle for filing in some)
                back += sum(not filing.settle for filing in some)
                problems |= filer.problems
        except EndorsebackError as error:
            return WriteBackReport(
                account.name, filed, back, tuple(problems), str(error), error.exit_code
            )
        finally:
            self._close()
        return WriteBackReport(account.name, filed, back, tuple(problems))

    def _settle(self, filer: MailboxFiler, filings: Sequence[MailboxChange]) -> None:
        """File mails: what a run that was cut off has begun is finished as it was planned."""
        fresh = filer.plan(filing.mail for filing in filings if not filing.copies)
        plan = {filing.mail: filing.copies or fresh[filing.mail] for filing in filings}
        begun = [filing for filing in filings if not filing.copies and fresh[filing.mail]]
        self._record(begun, plan, is_begun=True)
        filer.settle(plan, resumed=plan.keys() - fresh.keys())
        self._record(filings, plan, detail=" ".join(filer.problems))

    def _put_back(self, filer: MailboxFiler, filings: Sequence[MailboxChange]) -> None:
        """Put mails back as they were."""
        filer.put_back({filing.mail: filing.copies for filing in filings})
        self._record(filings, {}, detail=" ".join(filer.problems))

    def _record(
        self,
        filings: Sequence[MailboxChange],
        plan: Mapping[str, tuple[ChangedCopy, ...]],
        *,
        detail: str = "",
        is_begun: bool = False,
    ) -> None:
        """Record what is begun, or done, as one transaction."""
        if not filings:
            return
        self._ledger.record(
            *(
                MailWrittenBack(
                    mail=filing.mail,
                    account=filing.account,
                    settled=filing.settle,
                    copies=plan.get(filing.mail, ()),
                    detail=detail,
                    is_begun=is_begun,
                )
                for filing in filings
            )
        )
        self._landed()

    def _connect(self, account: Account) -> WritableConnection:
        """Return a connection to the mailbox of an account."""
        from endorseback.credentials import password_of
        from endorseback.mail import WritableConnection

        password = password_of(account)
        # `cancel` must find the connection while the login still waits for the server.
        self._connection = connection = WritableConnection(account)
        connection.log_in(password)
        return connection

    def _close(self) -> None:
        """Close the connection, if there is one."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close(politely=not self._is_cancelled)


def _folders(
    account: Account, connection: WritableConnection, filings: Sequence[MailboxChange]
) -> list[str]:
    """Return where copies of the mails may stand: where they were read, and INBOX."""
    from endorseback.mail import default_folders

    read = account.folders or default_folders(connection.folders())
    seen = (filing.folder for filing in filings if filing.folder)
    return list(dict.fromkeys([*read, *seen, "INBOX"]))


def _pieces(filings: Sequence[MailboxChange]) -> Iterator[list[MailboxChange]]:
    """Yield what is due in pieces that are recorded together."""
    rest = iter(filings)
    while piece := list(islice(rest, _AT_ONCE)):
        yield piece
