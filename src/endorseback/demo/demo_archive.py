"""The demo owner's archive, written as LinkedIn writes one: a folder of CSV files."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import quote

from endorseback.demo.demo_mailbox import DemoPerson, load_mailbox, sent_at
from endorseback.demo.fictional_people import Bond, ago, load_acquaintance, strangers
from endorseback.text import clean

Row = tuple[str, ...]

AGE: Final = timedelta(days=5)
"""How old the archive is when the demo starts."""

_LISTED: Final = timedelta(days=91)
"""It lists endorsements from so long ago and older: the mailbox alone fills the inbox."""

_NOTES: Final = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are '
    'missing."\n\n'
)
_HEADERS: Final = {
    "Connections.csv": "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    "Endorsement_Received_Info.csv": "Endorsement Date,Skill Name,Endorser First Name,"
    "Endorser Last Name,Endorser Public Url,Endorsement Status",
    "Endorsement_Given_Info.csv": "Endorsement Date,Skill Name,Endorsee First Name,"
    "Endorsee Last Name,Endorsee Public Url,Endorsement Status",
    "Skills.csv": "Name",
    "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On",
    "Profile.csv": "First Name,Last Name,Maiden Name,Address,Birth Date,Headline",
    "messages.csv": "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,"
    "RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER",
    "Recommendations_Received.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,"
    "Status",
    "Recommendations_Given.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
}


def write_archive(folder: Path, now: datetime) -> Path:
    """Write the archive into a new folder below `folder`, and return its path.

    Args:
        folder: Where it goes.
        now: The demo's start, in UTC; the archive is as old as `AGE` then.
    """
    made = now - AGE
    archive = folder / f"Complete_LinkedInDataExport_{made:%m-%d-%Y}"
    archive.mkdir()
    for name, rows in _files(now).items():
        with (archive / name).open("w", encoding="utf-8", newline="") as file:
            file.write(_NOTES if name == "Connections.csv" else "")
            file.write(_HEADERS[name] + "\n")
            csv.writer(file, lineterminator="\n").writerows(rows)
    return archive


def _files(now: datetime) -> dict[str, Iterable[Row]]:
    """Return the rows of each file."""
    told = load_acquaintance()
    reader = load_mailbox().reader
    return {
        "Connections.csv": [*_bonds(now), *_strangers(now)],
        "Endorsement_Received_Info.csv": sorted(_received(now), reverse=True),
        "Endorsement_Given_Info.csv": sorted(_given(now), reverse=True),
        "Skills.csv": [(skill,) for skill in told.skills],
        "Positions.csv": [
            (job.company, job.title, "", "", _month(job.started, now), _month(job.finished, now))
            for job in told.positions
        ],
        "Profile.csv": [(*_names(reader), "", "", "", told.headline)],
        "messages.csv": sorted(_messages(now), key=lambda row: row[6], reverse=True),
        "Recommendations_Received.csv": _letters(now, lambda bond: bond.praised, "VISIBLE"),
        "Recommendations_Given.csv": _letters(now, lambda bond: bond.praise, ""),
    }


def _people() -> Iterator[tuple[DemoPerson, Bond]]:
    """Yield the people of the mailbox who are connections, and what has passed with them."""
    people = load_mailbox().people
    for key, bond in load_acquaintance().people.items():
        yield people[key], bond


def _bonds(now: datetime) -> Iterator[Row]:
    """Yield the connections who write to the mailbox too."""
    for person, bond in _people():
        since = f"{ago(bond.connected, now):%d %b %Y}"
        address = f"https://www.linkedin.com/in/{quote(person.slug or '')}"
        yield (*_names(person), address, "", bond.company, bond.position, since)


def _strangers(now: datetime) -> Iterator[Row]:
    """Yield the other connections."""
    for other in strangers(load_acquaintance().others):
        since = f"{now - other.connected:%d %b %Y}"
        address = f"https://www.linkedin.com/in/{quote(other.slug)}"
        yield other.first, other.last, address, "", other.company, other.position, since


def _received(now: datetime) -> Iterator[Row]:
    """Yield older endorsements: those that the mailbox tells of too, and those it does not."""
    mailbox = load_mailbox()
    connected = set(load_acquaintance().people)
    for story in mailbox.mails:
        at = sent_at(story, now)
        if story.late is None and at < now - _LISTED:
            for key, skills in story.gives.items():
                for skill in skills if key in connected else ():
                    yield _endorsement(at, skill, mailbox.people[key])
    for person, bond in _people():
        for skill, told in bond.earlier.items():
            yield _endorsement(ago(told, now), skill, person)


def _given(now: datetime) -> Iterator[Row]:
    """Yield the endorsements that the owner gave."""
    for person, bond in _people():
        for skill, told in bond.given.items():
            yield _endorsement(ago(told, now), skill, person)


def _messages(now: datetime) -> Iterator[Row]:
    """Yield the messages with everybody: in turn, a week apart, the newest by who had the word."""
    me = load_mailbox().reader
    for number, (person, bond) in enumerate(_people()):
        if bond.last is None:
            continue
        newest = ago(bond.last, now)
        for back, mine in enumerate(_turns(bond)):
            sender, receiver = (me, person) if mine else (person, me)
            yield (
                f"2-{number:04d}{'Q' * 40}==",
                "",
                clean(sender.name),
                _address(sender),
                clean(receiver.name),
                _address(receiver),
                f"{newest - timedelta(days=7 * back):%Y-%m-%d %H:%M:%S} UTC",
                "",
                "Invented text",
                "INBOX",
            )


def _turns(bond: Bond) -> list[bool]:
    """Return who wrote each message, newest first; True is the owner."""
    left = {True: bond.wrote, False: bond.answered}
    mine = bond.last_word == "mine"
    turns = []
    while any(left.values()):
        mine = mine if left[mine] else not mine
        left[mine] -= 1
        turns.append(mine)
        mine = not mine
    return turns


def _letters(now: datetime, text_of: Callable[[Bond], str | None], status: str) -> Iterable[Row]:
    """Return the recommendations of one direction."""
    return [
        (
            *_names(person),
            bond.company,
            bond.position,
            text,
            f"{_praised_at(bond, now):%m/%d/%y, %I:%M %p}",
            status,
        )
        for person, bond in _people()
        if (text := text_of(bond))
    ]


def _praised_at(bond: Bond, now: datetime) -> datetime:
    """Return when a recommendation was written."""
    if bond.praised_at:
        return ago(bond.praised_at, now)
    return ago(bond.connected, now) + timedelta(days=180)


def _endorsement(at: datetime, skill: str, person: DemoPerson) -> Row:
    address = f"www.linkedin.com/in/{person.slug}"
    return f"{at:%Y/%m/%d %H:%M:%S} UTC", skill, *_names(person), address, "ACCEPTED"


def _names(person: DemoPerson) -> tuple[str, str]:
    """Return the first name, and the rest."""
    first, _, last = clean(person.name).partition(" ")
    return first, last


def _address(person: DemoPerson) -> str:
    return f"https://www.linkedin.com/in/{person.slug}"


def _month(told: str | None, now: datetime) -> str:
    return f"{ago(told, now):%b %Y}" if told else ""
