"""Which files of the archive are read, and how they are known by their names.

All others, such as logins and telephone numbers, are never opened.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple


class FileKind(StrEnum):
    """A file that is read, by the name that LinkedIn gives it; in the order of reading."""

    PROFILE = "Profile.csv"
    SKILLS = "Skills.csv"
    POSITIONS = "Positions.csv"
    CONNECTIONS = "Connections.csv"
    RECEIVED = "Endorsement_Received_Info.csv"
    GIVEN = "Endorsement_Given_Info.csv"
    RECOMMENDED = "Recommendations_Received.csv"
    RECOMMENDS = "Recommendations_Given.csv"
    INVITATIONS = "Invitations.csv"
    MESSAGES = "messages.csv"


class Named(NamedTuple):
    """What the name of a file tells."""

    kind: FileKind
    part: int
    """The number of a part file (`messages_1.csv`), else 0."""
    copy: int
    """The number that a browser gives to a second download (`Skills (1).csv`), else 0."""


_NAME: Final = re.compile(r"(.+?)(?:_(\d{1,9}))?(?: ?\((\d{1,4})\))?\.csv", re.IGNORECASE)
_KINDS: Final = {kind.removesuffix(".csv").casefold(): kind for kind in FileKind}


def named(file: str) -> Named | None:
    """Return what the bare name of a file tells; None for a file that is not to be opened.

    The whole name must match: `coach_messages.csv` is not `messages.csv`.
    """
    match = _NAME.fullmatch(file)
    kind = _KINDS.get(match[1].replace(" ", "_").casefold()) if match else None
    if match is None or kind is None:
        return None
    return Named(kind, int(match[2] or 0), int(match[3] or 0))
