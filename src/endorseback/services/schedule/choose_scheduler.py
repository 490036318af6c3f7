"""Which scheduler is used here."""

from __future__ import annotations

import sys
from typing import Final

from endorseback.errors import UsageError
from endorseback.services.schedule.crontab import Crontab
from endorseback.services.schedule.scheduler import Scheduler
from endorseback.services.schedule.systemd import SystemdTimer

_UNSUPPORTED: Final = {"win32": "Task Scheduler", "darwin": "launchd"}
"""Platforms whose own scheduler is not supported."""


def schedulers() -> tuple[Scheduler, ...]:
    """Return all schedulers, the preferred one first."""
    return SystemdTimer(), Crontab()


def choose() -> Scheduler:
    """Return the scheduler to install with.

    Raises:
        UsageError: If none can be used here; it says why of each.
    """
    reasons: list[str] = []
    for scheduler in schedulers():
        reason = scheduler.unusable()
        if reason is None:
            return scheduler
        reasons.append(reason)
    own = _UNSUPPORTED.get(sys.platform)
    raise UsageError(
        f"No scheduler can be used here: {', and '.join(reasons)}.",
        hint=f"{own} is not supported: let it run `endorseback fetch` itself."
        if own
        else "Install cron, or let `endorseback fetch` run by what starts your programs.",
    )
