"""What the status line says of fetching, from what the fetch thread and other processes report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from endorseback.presentation import words

if TYPE_CHECKING:
    from endorseback.services.fetch import FolderReport, FolderStatus

NO_MAILBOX: Final = "no mailbox yet: endorseback init"
_QUICK: Final = 50
"""Mails up to which a fetch that nobody asked for goes on unseen, so that the line stays calm."""


class SyncProgress(NamedTuple):
    """How far a fetch is."""

    what: str
    """The account, and the folder where it is not the only one."""
    done: int
    total: int
    """0 where it is not known yet."""


class Sync(NamedTuple):
    """One line about fetching."""

    text: str = ""
    is_trouble: bool = False
    progress: SyncProgress | None = None


class SyncState:
    """Keeps what is known of fetching; `line` says it."""

    def __init__(self, *, has_mailbox: bool) -> None:
        self._has_mailbox = has_mailbox
        self._progress: SyncProgress | None = None
        self._ended_at: datetime | None = None
        self._errors: tuple[str, ...] = ()
        self._is_shown = True

    @property
    def errors(self) -> tuple[str, ...]:
        """What went wrong in the last fetch, a sentence each."""
        return self._errors

    def started(self, *, asked: bool) -> None:
        """A fetch began, because the user asked for it or because it was due."""
        self._is_shown = asked or self._ended_at is None
        if self._is_shown:
            self._progress = SyncProgress("fetching", 0, 0)

    def moved(self, progress: SyncProgress) -> None:
        """A fetch got further."""
        if self._is_shown or progress.total > _QUICK:
            self._progress = progress

    def ended(self, at: datetime, errors: Sequence[str]) -> None:
        """A fetch of this process is over."""
        self._progress = None
        self.seen(at, errors)

    def seen(self, at: datetime, errors: Sequence[str]) -> None:
        """A fetch, perhaps of another process, ended then."""
        self._ended_at, self._errors = at, tuple(errors)

    def line(self, now: datetime) -> Sync:
        """Return the line for the present moment."""
        if self._progress is not None:
            return Sync(progress=self._progress)
        if self._errors:
            more = f" (+{len(self._errors) - 1})" if len(self._errors) > 1 else ""
            return Sync(f"{self._errors[0]}{more}", is_trouble=True)
        if self._ended_at is not None:
            return Sync(f"synced {words.ago(self._ended_at, now)}")
        return Sync("" if self._has_mailbox else NO_MAILBOX)


def errors_of(folders: Sequence[FolderReport | FolderStatus]) -> list[str]:
    """Return what went wrong in a fetch, each once, with the account's name before the sentence."""
    told = (f"{folder.account}: {folder.error}" for folder in folders if folder.error)
    return list(dict.fromkeys(told))
