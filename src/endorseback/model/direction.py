"""Which way something went between the user and a person."""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    """Which way something went between the user and a person."""

    RECEIVED = "received"
    GIVEN = "given"
