"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Finding(StrEnum):
    """How a thing stands."""

    OK = "ok"
    ADVICE = "advice"
    """It works, or is not needed; something could be better."""
    PROBLEM = "problem"
    """It does not work, or others can read what they should not."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    what: str
    """The thing, in a word or two."""
    finding: Finding
    says: str
    """What was found, as a sentence."""
    advice: str = ""
    """What to do about it; empty where it is ok."""


def ok(what: str, says: str) -> Check:
    """Return that something is as it should be."""
    return Check(what, Finding.OK, says)


def advise(what: str, says: str, advice: str) -> Check:
    """Return that something could be better."""
    return Check(what, Finding.ADVICE, says, advice)


def problem(what: str, says: str, advice: str) -> Check:
    """Return that something does not work."""
    return Check(what, Finding.PROBLEM, says, advice)
