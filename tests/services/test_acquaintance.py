"""Cards and judgements out of the ledger and the archive together, also on the command line."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.support.archives import Message, make_archive
from tests.support.filled import paths_in
from tests.support.ledgers import NOW, decided, mail

from endorseback.contacts.directory import ContactDirectory
from endorseback.ledger.events.archive_events import Tagged
from endorseback.ledger.events.events import AnyPayload
from endorseback.ledger.ledger import Ledger
from endorseback.model.archive_data import (
    Connection,
    Invitation,
    ListedRecommendation,
    Month,
    Owner,
    Position,
)
from endorseback.model.decisions import DecisionKind
from endorseback.model.direction import Direction
from endorseback.model.list_rows import Assessment, Row, State
from endorseback.model.person_card import Overlap
from endorseback.model.person_key import slug_key
from endorseback.paths import Paths
from endorseback.services.archive_import.importer import import_archive
from endorseback.services.people.acquaintances import Acquaintances
from endorseback.settings import Assessing, Weights

OWNER = Owner(
    name="Sam Rivers",
    slug="sam-rivers",
    skills=("Go", "Kubernetes"),
    positions=(Position("Example Widgets, Inc.", "Platform Engineer", Month(2016), Month(2018)),),
)
MAYA = Connection("Maya Okafor", "maya-okafor", "EXAMPLE WIDGETS", "Staff SRE", date(2015, 4, 1))
ANA = Connection("Ana Lima", "ana-lima", "Contoso", "Baker", date(2026, 11, 20))
OLEK = Connection("Olek Nowak", "olek-nowak", "Example Widgets Ltd", "Editor", date(2011, 1, 1))
MAILS = (
    mail("m1@x", ("Maya Okafor", "maya-okafor", "Kubernetes")),
    mail("m2@x", ("Ana Lima", "ana-lima", "Baking")),
    mail("m3@x", ("Jonas Weber", "jonas-weber", "SQL")),
)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return paths_in(tmp_path)


@pytest.fixture
def ledger(paths: Paths) -> Iterator[Ledger]:
    ledger = Ledger(paths.ledger, clock=lambda: NOW)
    ledger.record(*MAILS)
    ledger.drain()
    yield ledger
    ledger.close()


def bring_archive(paths: Paths, ledger: Ledger, folder: Path) -> ContactDirectory:
    """Import an archive of people, and return them."""
    archive = make_archive(
        folder / "Basic_LinkedInDataExport_11-22-2026.zip",
        owner=OWNER,
        connections=(MAYA, ANA, OLEK),
        recommendations=(
            ListedRecommendation(Direction.GIVEN, "Olek Nowak", text="Invented", at=NOW),
        ),
        invitations=(Invitation(Direction.GIVEN, "Maya Okafor", "maya-okafor", NOW),),
        messages=[
            Message("Maya Okafor", "maya-okafor", NOW - timedelta(days=days), mine=days % 2 == 0)
            for days in (300, 301, 302)
        ],
    )
    import_archive(paths, archive, clock=lambda: NOW)
    ledger.poll()
    ledger.drain()
    return ContactDirectory.load(paths, [one.id for one in ledger.model.imports()])


def row_of(ledger: Ledger, name: str) -> Row:
    return next(row for row in ledger.model.rows(State.OPEN, NOW) if row.name == name)


def record(ledger: Ledger, *payloads: AnyPayload) -> None:
    ledger.record(*payloads)
    ledger.drain()


def test_without_an_archive_the_ledgers_own_evidence_counts(ledger: Ledger) -> None:
    known = Acquaintances(ledger.model)
    assert known.owner == Owner()
    judged = known.judge(row_of(ledger, "Maya Okafor"), NOW)
    assert (judged.assessment, judged.reasons) == (Assessment.UNCLEAR, ())
    record(ledger, decided(DecisionKind.SKIPPED, "Maya Okafor", "maya-okafor", "Kubernetes"))
    record(ledger, mail("m4@x", ("Maya Okafor", "maya-okafor", "Go"), days=0))
    judged = known.judge(row_of(ledger, "Maya Okafor"), NOW)
    assert judged.assessment is Assessment.GRATUITOUS
    assert judged.reasons[0].startswith("- You skipped their endorsement in ")


def test_the_archive_enriches_cards_and_judgements(
    paths: Paths, ledger: Ledger, tmp_path: Path
) -> None:
    known = Acquaintances(ledger.model, reference=bring_archive(paths, ledger, tmp_path))
    card = known.card(slug_key("maya-okafor"))
    assert card is not None
    assert card.connection == MAYA
    assert card.overlaps == (Overlap("Example Widgets, Inc.", Month(2016), Month(2018)),)
    assert card.correspondence is not None
    assert (card.correspondence.sent, card.correspondence.received) == (2, 1)
    assert card.invitation is not None
    maya = known.judge(row_of(ledger, "Maya Okafor"), NOW)
    assert maya.assessment is Assessment.SINCERE
    assert maya.reasons == (
        "+ You both have been at Example Widgets, Inc. (you 2016–2018)",
        "+ 3 messages, the last in Jan 2026, yours",
        "+ Their role, Staff SRE, touches Kubernetes",
        "+ Kubernetes belongs to your work as Platform Engineer",
        "+ Connected since Apr 2015",
        "+ You invited them in Nov 2026",
        "- Only Kubernetes, among the first of your skills, as LinkedIn preselects them",
    )
    ana = known.judge(row_of(ledger, "Ana Lima"), NOW)
    assert ana.assessment is Assessment.GRATUITOUS
    assert ana.reasons == (
        "- They endorsed you 2 days after connecting",
        "- Baking is not on your profile, nor part of your positions",
    )


def test_somebody_whom_only_the_archive_knows_has_a_card(
    paths: Paths, ledger: Ledger, tmp_path: Path
) -> None:
    known = Acquaintances(ledger.model, reference=bring_archive(paths, ledger, tmp_path))
    card = known.card(slug_key("olek-nowak"))
    assert card is not None
    assert (card.name, card.connection) == ("Olek Nowak", OLEK)
    assert card.profile_url == "https://www.linkedin.com/in/olek-nowak/"
    assert [overlap.company for overlap in card.overlaps] == ["Example Widgets, Inc."]
    assert known.card(slug_key("nobody")) is None
    assert Acquaintances(ledger.model).card(slug_key("nobody")) is None


def test_a_judgement_is_kept_until_something_changes(ledger: Ledger) -> None:
    known = Acquaintances(ledger.model)
    row = row_of(ledger, "Maya Okafor")
    assert known.judge(row, NOW) is known.judge(row, NOW + timedelta(hours=1))
    record(ledger, Tagged(name="Maya Okafor", slug="maya-okafor", added=("worked with",)))
    changed = row_of(ledger, "Maya Okafor")
    assert known.judge(changed, NOW).assessment is Assessment.SINCERE
    assert known.judge(changed, NOW).reasons == ("+ Your tag: worked with",)


def test_a_judgement_is_made_anew_with_other_people_and_on_another_day(
    paths: Paths, ledger: Ledger, tmp_path: Path
) -> None:
    known = Acquaintances(ledger.model)
    row = row_of(ledger, "Maya Okafor")
    before = known.judge(row, NOW)
    assert known.judge(row, NOW + timedelta(days=1)) is not before
    known.refer_to(bring_archive(paths, ledger, tmp_path))
    assert known.judge(row_of(ledger, "Maya Okafor"), NOW).assessment is Assessment.SINCERE
    known.refer_to(None)
    assert known.judge(row_of(ledger, "Maya Okafor"), NOW).assessment is Assessment.UNCLEAR


def test_suggestions_know_the_archive(paths: Paths, ledger: Ledger, tmp_path: Path) -> None:
    known = Acquaintances(ledger.model, reference=bring_archive(paths, ledger, tmp_path))
    told = known.suggestions(row_of(ledger, "Maya Okafor"), NOW, ["Baking", "Baking", "Terraform"])
    assert [suggestion.skill for suggestion in told.ranked] == ["Kubernetes", "Terraform", "Baking"]
    assert told.ranked[1].reasons == ("fits their role, Staff SRE",)
    assert told.parity == 1


def test_the_row_of_somebody_just_gone_is_still_judged(ledger: Ledger) -> None:
    known = Acquaintances(ledger.model)
    gone = Row(
        person="in:gone",
        name="Gone",
        slug=None,
        skills=("Go",),
        received_at=NOW,
        state=State.OPEN,
        authenticity=row_of(ledger, "Ana Lima").authenticity,
        mails=(),
    )
    assert known.judge(gone, NOW).reasons == ()
    assert known.suggestions(gone, NOW).ranked == ()


def test_the_users_weights_count(paths: Paths, ledger: Ledger, tmp_path: Path) -> None:
    settings = Assessing(weights=Weights(just_connected=0))
    known = Acquaintances(ledger.model, settings, bring_archive(paths, ledger, tmp_path))
    assert known.judge(row_of(ledger, "Ana Lima"), NOW).assessment is Assessment.UNCLEAR


def run(paths: Paths, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "endorseback", *words],
        env=os.environ
        | {
            "ENDORSEBACK_CONFIG": str(paths.config_file),
            "ENDORSEBACK_DATA_DIR": str(paths.data_dir),
            "COLUMNS": "120",
        },
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


def listed(done: subprocess.CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return {row["person"]: row for row in map(json.loads, done.stdout.splitlines())}


def test_list_tells_the_assessment_and_its_reasons(
    paths: Paths, ledger: Ledger, tmp_path: Path
) -> None:
    bring_archive(paths, ledger, tmp_path)
    ledger.close()
    done = run(paths, "list", "--json")
    rows = listed(done)
    assert done.stderr == ""
    assert rows["Maya Okafor"]["assessment"] == "sincere"
    assert rows["Maya Okafor"]["reasons"][0].startswith("+ You both have been at Example Widgets")
    assert rows["Ana Lima"]["assessment"] == "gratuitous"
    assert (rows["Jonas Weber"]["assessment"], rows["Jonas Weber"]["reasons"]) == (
        "unclear",
        ["+ SQL belongs to your work as Platform Engineer"],
    )
    table = run(paths, "list").stdout
    assert "Assessment" in table
    assert "gratuitous" in table


def test_list_assesses_by_the_weights_in_the_configuration(
    paths: Paths, ledger: Ledger, tmp_path: Path
) -> None:
    bring_archive(paths, ledger, tmp_path)
    ledger.close()
    paths.config_file.write_text("[assessment]\ngratuitous = 9\n")
    assert listed(run(paths, "list", "--json"))["Ana Lima"]["assessment"] == "unclear"
    paths.config_file.write_text("[assessment]\ngratuitous = 0\n")
    done = run(paths, "list", "--json")
    assert listed(done)["Ana Lima"]["assessment"] == "gratuitous"
    assert "Assessed by the default weights" in done.stderr
    assert "assessment.gratuitous" in done.stderr


def test_list_goes_without_an_archive_that_cannot_be_read(
    paths: Paths, ledger: Ledger, tmp_path: Path
) -> None:
    bring_archive(paths, ledger, tmp_path)
    ledger.close()
    for path in paths.archives.iterdir():
        path.write_bytes(b"\x00")
    done = run(paths, "list", "--json")
    assert listed(done)["Ana Lima"]["assessment"] == "unclear"
    assert "Assessed without the archive." in done.stderr
    assert "Traceback" not in done.stderr
