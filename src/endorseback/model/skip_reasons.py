"""The reasons for skipping an endorsement that come again and again."""

from __future__ import annotations

from enum import StrEnum


class SkipReason(StrEnum):
    """A well-known reason; any other may be recorded in the user's own words."""

    GRATUITOUS = "gratuitous"
    CANNOT_JUDGE = "cannot judge that skill"
    UNKNOWN = "do not know them"
    FISHING = "fishing for endorse-backs"
    IRRELEVANT = "irrelevant skill"
