"""What can go wrong with an archive as a whole; what is wrong with one row stands in the report."""

from __future__ import annotations

from endorseback.errors import EndorsebackError, UsageError


class UnusableArchive(UsageError):  # noqa: N818 - named for what is in the user's hands
    """Nothing of an archive is taken: it is none, it is damaged, or it is not safe to read."""


class ReadingStopped(EndorsebackError):  # noqa: N818 - no fault: the user wanted it so
    """The reading was stopped before its end; nothing of the archive is taken."""
