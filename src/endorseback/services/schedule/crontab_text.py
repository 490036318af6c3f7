"""The text of a crontab: our block in it, quoting, and the intervals that cron can keep.

All functions are pure. A crontab is handled as bytes, because nothing says in what encoding the
other entries are.
"""

from __future__ import annotations

import math
import shlex
from typing import Final

from endorseback.errors import UsageError
from endorseback.services.schedule.job import FetchJob, in_words

BEGIN: Final = b"# BEGIN endorseback: written by `endorseback schedule`, which replaces it whole\n"
END: Final = b"# END endorseback\n"

_LONGEST: Final = 900
"""Characters of a command: the cron of Debian and of BSD refuses 1,000 (MAX_COMMAND)."""
_MINUTES: Final = (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30)
"""The minutes that divide an hour: cron starts anew with each hour."""
_HOURS: Final = (1, 2, 3, 4, 6, 8, 12)
FIELDS: Final[dict[int, str]] = {
    **{60 * minutes: f"*/{minutes} * * * *" for minutes in _MINUTES},
    **{3600 * hours: f"0 */{hours} * * *" for hours in _HOURS},
    86400: "0 8 * * *",
    7 * 86400: "0 8 * * 1",
}
"""What cron can keep: seconds, and the five fields (crontab(5))."""


def nearest_interval(interval: int) -> int:
    """Return the interval that cron can keep, in seconds, and that is nearest by ratio."""
    return min(FIELDS, key=lambda kept: abs(math.log(kept / interval)))


def entry_for(job: FetchJob) -> str:
    """Return the line that runs a job as often as cron can, nearest to its interval.

    Raises:
        UsageError: If the command cannot be written into a crontab.
    """
    command = " ".join([*map(shlex.quote, job.command), ">/dev/null", "2>&1"])
    with_path = f"PATH={shlex.quote(job.search_path)} {command}"
    escaped = (with_path if len(with_path) <= _LONGEST else command).replace("%", "\\%")
    if "\\" in command or len(escaped) > _LONGEST:
        raise UsageError(
            "A crontab cannot carry a path with a backslash in it, or such long ones.",
            hint="Name other paths with --config and --data-dir.",
        )
    return f"{FIELDS[nearest_interval(job.interval)]} {escaped}"


def with_block(crontab: bytes, entry: str) -> bytes:
    """Return a crontab that runs the entry: in the place of an earlier one, else at the end."""
    block = BEGIN + entry.encode("utf-8", "surrogateescape") + b"\n" + END
    if (found := _find_block(crontab)) is not None:
        return crontab[: found[0]] + block + crontab[found[1] :]
    if crontab and not crontab.endswith(b"\n"):
        crontab += b"\n"
    return crontab + block


def without_block(crontab: bytes) -> bytes:
    """Return a crontab without our block; every other byte stays."""
    found = _find_block(crontab)
    return crontab if found is None else crontab[: found[0]] + crontab[found[1] :]


def entry_in(crontab: bytes) -> str | None:
    """Return the line of our block, or None where there is no block."""
    found = _find_block(crontab)
    if found is None:
        return None
    inside = crontab[found[0] + len(BEGIN) : found[1] - len(END)]
    return inside.decode("utf-8", "surrogateescape").strip()


def read_entry(entry: str) -> tuple[str, str]:
    """Return how often a line of ours runs, in words, and its command as the shell gets it."""
    fields, command = " ".join(entry.split(" ", 5)[:5]), entry.split(" ", 5)[-1]
    words = {kept: seconds for seconds, kept in FIELDS.items()}
    every = in_words(words[fields]) if fields in words else fields
    return every, command.replace("\\%", "%")


def _find_block(crontab: bytes) -> tuple[int, int] | None:
    """Return where our block begins and ends, or None.

    Raises:
        UsageError: If somebody took away one of its ends, so that it is not clear what is ours.
    """
    start = _line_start(crontab, BEGIN)
    end = _line_start(crontab, END, start or 0)
    if start is None and end is None:
        return None
    if start is None or end is None:
        raise UsageError(
            "The block of endorseback in your crontab has lost its first or its last line.",
            hint="Run `crontab -e`, take out the rest of it, and try again.",
        )
    return start, end + len(END)


def _line_start(crontab: bytes, line: bytes, after: int = 0) -> int | None:
    """Return where a whole line stands in a crontab, or None."""
    if crontab.startswith(line, after):
        return after
    found = crontab.find(b"\n" + line, after)
    return None if found < 0 else found + 1
