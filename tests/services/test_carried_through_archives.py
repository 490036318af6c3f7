"""What an archive tells answers waits and ends rules: with real archives, imported."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.support.archives import Message, make_archive

from endorseback.ledger.events.events import Decided
from endorseback.ledger.events.outreach_events import RuleSet
from endorseback.ledger.ledger import Ledger
from endorseback.model.archive_data import Connection, ListedEndorsement, ListedRecommendation
from endorseback.model.decisions import DecisionKind
from endorseback.model.direction import Direction
from endorseback.model.list_rows import State
from endorseback.model.person_card import PersonCard
from endorseback.paths import Paths
from endorseback.services.archive_import.importer import import_archive, undo_import
from endorseback.services.people.person_lookup import PersonLookup

START = datetime(2026, 9, 1, 12, tzinfo=UTC)
NOW = START + timedelta(days=60)
MAYA = Connection(
    "Maya Okafor", "maya-okafor", connected_on=date(2015, 3, 1), email="m@example.org"
)
WHO = {"name": "Maya Okafor", "slug": "maya-okafor"}


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "config.toml", tmp_path / "data")


def act(paths: Paths, *payloads: Any) -> None:
    with Ledger(paths.ledger, clock=lambda: START) as ledger:
        ledger.record(*payloads)


def take(paths: Paths, **contents: Any) -> str:
    """Import an archive with Maya in it, sixty days after the start; return its id."""
    number = len(list(paths.config_dir.glob("archive-*")))
    archive = paths.config_dir / f"archive-{number}.zip"
    make_archive(archive, connections=[MAYA], **contents)
    return import_archive(paths, archive, clock=lambda: NOW).id


def card(paths: Paths) -> PersonCard:
    with Ledger(paths.ledger) as ledger:
        found = PersonLookup(paths, ledger.model).card("in:maya-okafor")
    assert found
    return found


def received(days: int, skill: str = "Go") -> ListedEndorsement:
    at = START + timedelta(days=days)
    return ListedEndorsement(Direction.RECEIVED, "Maya Okafor", "maya-okafor", skill, at)


def wrote(*days: int) -> list[Message]:
    return [
        Message("Maya Okafor", "maya-okafor", START + timedelta(days=day), mine=bool(day % 2))
        for day in days
    ]


def test_an_endorsement_that_only_the_archive_tells_of_answers_a_wait(paths: Paths) -> None:
    act(paths, Decided(action=DecisionKind.RECIPROCATED, given=("SQL",), **WHO))
    archive = take(paths, endorsements=[received(9)])
    (wait,) = card(paths).waits
    assert wait.took == timedelta(days=9)
    undo_import(paths, archive)
    assert card(paths).waits[0].is_open


def test_an_older_endorsement_in_the_archive_is_no_answer(paths: Paths) -> None:
    act(paths, Decided(action=DecisionKind.MESSAGED, text="Hello", **WHO))
    take(paths, endorsements=[received(-9)])
    assert card(paths).waits[0].is_open


def test_new_messages_in_an_archive_lift_a_rule_once(paths: Paths) -> None:
    act(paths, RuleSet(messages=1, **WHO))
    take(paths, messages=wrote(-40))
    assert card(paths).rule, "the message was known when the rule was set"
    take(paths, messages=wrote(-40, 3, 4), endorsements=[received(5), received(59, "SQL")])
    assert card(paths).rule is None
    act(paths, RuleSet(messages=3, **WHO))
    take(paths, messages=wrote(-40, 3, 4), endorsements=[received(5)])
    assert card(paths).rule


def test_a_recommendation_in_an_archive_ends_a_rule(paths: Paths) -> None:
    act(paths, RuleSet(**WHO))
    letter = ListedRecommendation(
        Direction.RECEIVED, "Maya Okafor", text="A pleasure", at=START + timedelta(days=20)
    )
    take(paths, recommendations=[letter], endorsements=[received(10), received(30, "SQL")])
    states = {known.skill: known.state for known in card(paths).received}
    assert states == {"Go": State.SKIPPED, "SQL": State.OPEN}
    assert card(paths).rule is None


def test_somebody_whom_only_an_archive_lists_is_found(paths: Paths) -> None:
    take(paths, messages=wrote(1))
    with Ledger(paths.ledger) as ledger:
        people = PersonLookup(paths, ledger.model)
        for text in ("maya-okafor", "https://www.linkedin.com/in/Maya-Okafor/", "maya okafor"):
            (found,) = people.find(text)
            assert found.connection
            assert found.connection.email == "m@example.org"
        assert people.find("nobody") == ()
