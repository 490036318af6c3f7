"""What a fetch tells: how far it is, and what it did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchProgress:
    """How far a fetch is in one folder."""

    account: str
    folder: str
    done: int
    """Mails looked at so far."""
    total: int
    """Mails to look at, as far as is known."""


@dataclass(frozen=True, slots=True)
class FolderReport:
    """What a fetch did in one folder."""

    account: str
    folder: str | None
    """None where no folder could be reached."""
    scanned: int = 0
    """Mails that were looked at."""
    new_endorsements: int = 0
    """New pairs of person and skill that did not fail authentication."""
    new_recommendations: int = 0
    """New mails that bring a recommendation."""
    needs_look: int = 0
    """New mails that could not be read completely."""
    suspicious: int = 0
    """New mails that look like LinkedIn's and failed authentication."""
    seconds: float = 0.0
    error: str | None = None
    """What went wrong, as a sentence; the numbers tell what was done before."""
    exit_code: int = 0
    """The exit code that the error asks for; 0 without one."""
