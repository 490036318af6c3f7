"""An archive as large as LinkedIn's limits allow, of invented people.

`python -m tests.bench.big_archive FOLDER_OR_ZIP` writes it. The same seed gives the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from tests.support.archives import Message, make_archive

from endorseback.model.archive_data import (
    Connection,
    Invitation,
    ListedEndorsement,
    ListedRecommendation,
)
from endorseback.model.direction import Direction

CONNECTIONS, MESSAGES, ENDORSEMENTS = 30_000, 100_000, 3_000
CORRESPONDENTS = 6_000
"""Connections with whom there are messages; a few of them have most."""

NOW = datetime(2026, 11, 20, tzinfo=UTC)

_SYLLABLES = [consonant + vowel for consonant in "bdfghjklmnprstvwyz" for vowel in "aeio"]
_ACCENTED = ["ë", "ö", "ñ", "é", "ł", "şi", "ça", "ão"]
_KINDS = ["Widgets", "Robotics", "Bakery", "Analytics", "Foundry", "Logistics", "Software, Inc."]
_ROLES = ["Engineer", "Staff Engineer", "Designer", "Head of Sales", "Analyst", "Product Manager"]
_TOPICS = ["Python", "Kubernetes", "Leadership", "Writing", "Accounting", "Research", "Negotiation"]


def word(random: Random, least: int = 2, most: int = 4) -> str:
    """Return an invented word."""
    return "".join(random.choices(_SYLLABLES, k=random.randint(least, most)))


def people(random: Random) -> Iterator[Connection]:
    """Yield the connections: some with accents, decorations, or the name of another."""
    companies = [f"{word(random).title()} {random.choice(_KINDS)}" for _ in range(5_000)]
    for number in range(CONNECTIONS):
        first, last = word(random), word(random)
        if random.random() < 0.06:
            last += random.choice(_ACCENTED)
        title = random.choice(["", "", "", "", "", "", "", ", PMP®", " 🚀", ", PhD"])
        yield Connection(
            name=f"{first.title()} {last.title()}{title}",
            slug=f"{first}-{last}-{number:x}",
            company=random.choice(companies),
            position=f"{random.choice(_ROLES)} {random.choice(_TOPICS)}",
            connected_on=NOW.date() - timedelta(random.randrange(5_500)),
        )


def messages(random: Random, known: list[Connection]) -> Iterator[Message]:
    """Yield messages, newest first, as conversations with people of very different eagerness."""
    words = [word(random, 1, 5) for _ in range(5_000)]
    at = NOW
    for _ in range(MESSAGES):
        at -= timedelta(seconds=random.randrange(10_000))
        number = int(random.paretovariate(0.5)) % CORRESPONDENTS
        person = known[number]
        text = " ".join(random.choices(words, k=int(random.lognormvariate(3, 0.8)) + 1))
        yield Message(
            person.name,
            person.slug or "",
            at,
            mine=random.random() < 0.5,
            conversation=f"2-{number:040d}==",
            text=f"{text}, {random.choice(words)}!" if random.random() < 0.3 else text,
        )


def endorsements(
    random: Random, known: list[Connection], direction: Direction
) -> Iterator[ListedEndorsement]:
    """Yield endorsements in sessions of one or a few skills, newest first."""
    skills = [f"{topic} {word(random)}" for topic in _TOPICS for _ in range(8)]
    endorsers = iter(random.sample(known, k=ENDORSEMENTS))
    at, left = NOW, ENDORSEMENTS
    while left:
        at -= timedelta(hours=random.randrange(1, 120))
        person = next(endorsers)
        for skill in random.sample(skills, k=min(left, random.choice([1, 1, 1, 2, 3, 5]))):
            left -= 1
            yield ListedEndorsement(direction, person.name, person.slug, skill, at, "ACCEPTED")


def write_big_archive(path: Path, seed: int = 1) -> Path:
    """Write the archive, a zip where the path ends in `.zip`, and return its path."""
    random = Random(seed)
    known = list(people(random))
    closed = [Connection("", None, connected_on=date(2021, 3, 5))] * 100
    return make_archive(
        path,
        connections=[*known, *closed],
        endorsements=[
            *endorsements(random, known, Direction.RECEIVED),
            *endorsements(random, known, Direction.GIVEN),
        ],
        recommendations=[
            ListedRecommendation(
                Direction.RECEIVED, one.name, one.company, one.position, "Invented. " * 40, NOW
            )
            for one in known[:20]
        ],
        invitations=[
            Invitation(Direction.RECEIVED, one.name, one.slug, NOW - timedelta(number))
            for number, one in enumerate(known[:500])
        ],
        messages=messages(random, known),
        extra={"Logins.csv": b"Login Date,IP Address\n"},
    )


if __name__ == "__main__":
    print(write_big_archive(Path(sys.argv[1])))
