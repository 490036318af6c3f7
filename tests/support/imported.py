"""Archives of invented people, imported into a ledger of their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.support.archives import Message, make_archive
from tests.support.ledgers import NOW

from endorseback.contacts.directory import ContactDirectory
from endorseback.ledger.ledger import Ledger
from endorseback.model.archive_data import Connection, ListedEndorsement
from endorseback.model.direction import Direction
from endorseback.model.person_card import PersonCard
from endorseback.paths import Paths
from endorseback.services.archive_import.import_report import ImportReport
from endorseback.services.archive_import.importer import import_archive

RECEIVED, GIVEN = Direction.RECEIVED, Direction.GIVEN
MAYA = ("Maya Okafor", "maya-okafor")
ANA = ("Ana Lima", "ana-lima")
JONAS = ("Jonas Weber", "jonas-weber")


def endorsed(
    who: tuple[str, str], skill: str, days: float, direction: Direction = RECEIVED
) -> ListedEndorsement:
    """Return an endorsement of so many days before `NOW`."""
    return ListedEndorsement(direction, *who, skill, NOW - timedelta(days=days), "ACCEPTED")


def connection(
    who: tuple[str, str | None], company: str = "Northwind Example", **more: Any
) -> Connection:
    """Return a connection of some years."""
    return Connection(*who, company, "Engineer", date(2019, 3, 1), **more)


def message(who: tuple[str, str], days: float, *, mine: bool = False) -> Message:
    """Return a message of so many days before `NOW`."""
    return Message(*who, NOW - timedelta(days=days), mine=mine, conversation=f"2-{who[1]}==")


def export(folder: Path, day: date, **contents: Any) -> Path:
    """Write a zip as LinkedIn names one that it makes on a day."""
    return make_archive(folder / f"Complete_LinkedInDataExport_{day:%m-%d-%Y}.zip", **contents)


def at_noon(day: date) -> datetime:
    """Return the noon of a day in UTC."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def take(paths: Paths, path: Path, *, now: datetime = NOW, **more: Any) -> ImportReport:
    """Import an archive at a moment."""
    return import_archive(paths, path, clock=lambda: now, **more)


def card_of(paths: Paths, person: str = "in:maya-okafor") -> PersonCard:
    """Return the card of somebody, from the ledger on disk."""
    with Ledger(paths.ledger) as ledger:
        card = ledger.model.card(person)
        assert card is not None
        return card


def reference_of(paths: Paths) -> ContactDirectory:
    """Return the people of the imports that count."""
    with Ledger(paths.ledger) as ledger:
        return ContactDirectory.load(paths, [one.id for one in ledger.model.imports()])


def names(people: Iterable[Connection]) -> list[str]:
    """Return the names of connections, in the order of the alphabet."""
    return sorted(one.name for one in people)
