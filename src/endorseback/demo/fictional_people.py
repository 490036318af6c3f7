"""What LinkedIn's archive of the demo's owner tells, read from `archive.toml`."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from random import Random
from typing import Literal

import msgspec

from endorseback.demo.demo_mailbox import DemoEntry
from endorseback.settings import seconds


class FictionalJob(DemoEntry, frozen=True, kw_only=True):
    """One position of the owner."""

    company: str
    title: str
    started: str
    finished: str | None = None


class Bond(DemoEntry, frozen=True, kw_only=True):
    """What has passed between the owner and one person of the mailbox."""

    company: str
    position: str
    connected: str
    wrote: int = 0
    """Messages that the owner wrote."""
    answered: int = 0
    """Messages that the person wrote."""
    last: str | None = None
    """When the newest message was written."""
    last_word: Literal["mine", "theirs"] = "theirs"
    given: dict[str, str] = msgspec.field(default_factory=dict)
    """The skills that the owner endorsed, and when."""
    earlier: dict[str, str] = msgspec.field(default_factory=dict)
    """The skills that they endorsed before any mail tells of it, and when."""
    praised: str | None = None
    """Their recommendation of the owner."""
    praised_at: str | None = None
    """When they wrote it; left out, half a year after the two were connected."""
    praise: str | None = None
    """The owner's recommendation of them."""


class Others(DemoEntry, frozen=True, kw_only=True):
    """The words that further connections are put together from."""

    count: int
    first: tuple[str, ...]
    last: tuple[str, ...]
    companies: tuple[str, ...]
    positions: tuple[str, ...]


class Acquaintance(DemoEntry, frozen=True, kw_only=True):
    """The whole of `archive.toml`."""

    headline: str
    skills: tuple[str, ...]
    positions: tuple[FictionalJob, ...]
    people: dict[str, Bond]
    others: Others


class Stranger(msgspec.Struct, frozen=True):
    """A connection of whom no mail tells."""

    first: str
    last: str
    slug: str
    company: str
    position: str
    connected: timedelta
    """How long before the demo's start."""


@cache
def load_acquaintance() -> Acquaintance:
    """Return what the owner's archive tells."""
    text = resources.files(__package__).joinpath("archive.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Acquaintance, strict=True)


def strangers(others: Others) -> list[Stranger]:
    """Return the further connections: always the same ones."""
    dice = Random(others.count)  # noqa: S311 - invented people, no secrets
    pairs = [(first, last) for first in others.first for last in others.last]
    return [
        Stranger(
            first,
            last,
            f"{first}-{last}-{number:03x}".lower().replace(" ", "-"),
            dice.choice(others.companies),
            dice.choice(others.positions),
            timedelta(days=dice.randrange(30, 4300)),
        )
        for number, (first, last) in enumerate(dice.sample(pairs, others.count))
    ]


def ago(told: str, now: datetime) -> datetime:
    """Return the moment that lies so long before `now`: `610d` are 610 days."""
    return now.replace(microsecond=0) - timedelta(seconds=seconds(told))
