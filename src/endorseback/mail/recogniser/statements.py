"""What a sentence can tell, and what is known of a page before its sentences are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from endorseback.mail.parsing.normalise import straight
from endorseback.mail.phrases.catalogue import Language, Phrase
from endorseback.mail.phrases.user_phrases import UserPhrases
from endorseback.mail.recogniser.profiles import ProfileDirectory
from endorseback.mail.recogniser.sentences import Sentence
from endorseback.text import fold


class StatementKind(StrEnum):
    """What a sentence tells."""

    GIVEN = "endorsed for a skill"
    LIST = "endorsed, the skills follow"
    COUNT = "a count"
    TOTAL = "a running total"
    RECEIVED = "a recommendation was written"
    REQUESTED = "a recommendation is asked for"
    AGAINST = "something else"
    SUGGESTION = "a suggestion to endorse"


class Statement(NamedTuple):
    """A sentence that was understood."""

    at: int
    told: StatementKind
    phrase: Phrase
    sentence: Sentence
    language: Language
    by_marks: bool = False
    """Whether its marks alone told who and what; its wording was not understood."""
    by_cue: bool = False
    """Whether a word of endorsing stands beside the marks."""
    own: str = ""
    """The pattern of the user's own phrase that told it."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """What is known of a page before its sentences are read."""

    directory: ProfileDirectory
    own_mail: bool = False
    """Whether the frame says that the mail is about endorsements of the reader."""
    reader: str = ""
    """The reader's name, with which a sentence may begin."""
    said: frozenset[str] = frozenset()
    """The lines of subject and preview text, folded: the mail's own summary."""
    user_phrases: UserPhrases = field(default_factory=UserPhrases)
    """The user's own wordings."""


def summary_line(text: str) -> str:
    """Return the form in which a line is compared with the mail's summary.

    Blanks do not count: some stand around links in languages that write none.
    """
    return "".join(fold(straight(text)).split()).strip(".!…:。！：")
