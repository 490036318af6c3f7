"""The invented mailbox: who writes to whom, read from `mailbox.toml`."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from random import Random
from typing import Final, Literal

import msgspec

from endorseback.settings import seconds

_HALF_A_DAY: Final = 12 * 3600
Authentication = Literal["pass", "none", "other-domain", "forged"]


class DemoEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of `mailbox.toml`; a key that is no field of it is a mistake."""


class DemoPerson(DemoEntry, frozen=True, kw_only=True):
    """Somebody made up."""

    name: str
    slug: str | None = None
    """The profile's slug, decoded; None for people whose mails are too old to tell it."""
    headline: str

    @property
    def first_name(self) -> str:
        """The first word of the name."""
        return self.name.split()[0]


class Reader(DemoPerson, frozen=True, kw_only=True):
    """The owner of the mailbox."""

    address: str
    """The mail address, which is the login name too."""


class Gift(msgspec.Struct, frozen=True):
    """What one person endorses the reader for, in one mail."""

    person: DemoPerson
    skills: tuple[str, ...]
    unnamed_skills: int = 0
    """How many further skills the mail counts but does not name."""

    @property
    def sentence(self) -> str:
        """The skills as a sentence lists them."""
        last = f"{self.unnamed_skills} other skills" if self.unnamed_skills else ""
        *first, end = (*self.skills, last) if last else self.skills
        return f"{', '.join(first)} and {end}" if first else end


class Story(DemoEntry, frozen=True, kw_only=True):
    """One mail as `mailbox.toml` tells it; exactly one of `ago`, `late` and `copy_of` is given."""

    story: str
    """Its short name, unique in the mailbox."""
    ago: str | None = None
    """How long before the demo's start it was sent."""
    late: str | None = None
    """How long after the demo's start it arrives."""
    copy_of: str | None = None
    """The story whose mail arrives here a second time, under the same Message-ID."""
    layout: str = ""
    """The pair of templates that draws it."""
    gives: dict[str, tuple[str, ...]] = {}
    """Who endorses the reader, by key, and for which skills."""
    unnamed_people: int = 0
    unnamed_skills: int = 0
    count: int = 0
    """The number of endorsements that a mail without any name tells."""
    recommends: str | None = None
    """The key of who recommends, or asks for it."""
    template: str | None = None
    """The value of X-LinkedIn-Template, where the layout's own does not fit."""
    sender: str | None = None
    """The From field, where the layout's own does not fit."""
    subject: str | None = None
    lines: tuple[str, ...] = ()
    """The text of mails that endorse nobody."""
    button: str = ""
    authentication: Authentication = "pass"
    """What the reader's mail host says of the sender."""
    web: str = "www.linkedin.com"
    """The host that the links lead to."""


class DemoMailbox(DemoEntry, frozen=True, kw_only=True):
    """The whole of `mailbox.toml`."""

    reader: Reader
    people: dict[str, DemoPerson]
    mails: tuple[Story, ...]

    def gifts(self, story: Story) -> tuple[Gift, ...]:
        """Return the endorsements of a mail with the people in full."""
        return tuple(
            Gift(self.people[key], skills, story.unnamed_skills)
            for key, skills in story.gives.items()
        )


@cache
def load_mailbox() -> DemoMailbox:
    """Return the invented mailbox."""
    text = resources.files(__package__).joinpath("mailbox.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), DemoMailbox, strict=True)


def sent_at(story: Story, now: datetime) -> datetime:
    """Return when a mail was sent, if the demo starts at `now`; whole seconds, as mails tell it.

    What is told in days came up to half a day later, as mails do not all come at one hour.
    """
    start = now.replace(microsecond=0)
    if story.late:
        return start + timedelta(seconds=seconds(story.late))
    ago = seconds(story.ago or "1s")
    spread = Random(story.story).randrange(_HALF_A_DAY) if ago > 2 * _HALF_A_DAY else 0  # noqa: S311
    return start - timedelta(seconds=ago - spread)
