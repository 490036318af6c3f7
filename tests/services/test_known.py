"""Everybody who is known: connections and all others, one row a person."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.imported import ANA, JONAS, MAYA, connection
from tests.support.ledgers import (
    NOW,
    as_events,
    decided,
    fold,
    invented_import,
    mail,
)

from endorseback.contacts.directory import ContactDirectory
from endorseback.contacts.snapshot import Snapshot
from endorseback.ledger.events.archive_events import ArchiveImported, ArchiveListed, Merged, Tagged
from endorseback.ledger.events.events import AnyPayload, Undone
from endorseback.ledger.views.read_model import ReadModel
from endorseback.model.archive_data import Correspondence, ListedRecommendation, Owner, Position
from endorseback.model.decisions import DecisionKind
from endorseback.model.direction import Direction
from endorseback.model.interactions import count_visits
from endorseback.model.notification import Kind
from endorseback.model.person_summary import PersonSummary
from endorseback.services.people.people_directory import PeopleDirectory

DAY = timedelta(days=1)
OWNER = Owner("Sam Rivers", positions=(Position("Northwind Example Inc.", "Engineer"),))
PEOPLE = ContactDirectory(
    Snapshot(
        OWNER,
        (connection(MAYA), connection(ANA, "Contoso Example"), connection(("Eve Roe", None))),
        (Correspondence(*MAYA, 1, 1, last=NOW - 3 * DAY), Correspondence(*JONAS, 1, 0, last=NOW)),
    )
)


def known(
    payloads: list[AnyPayload], people: ContactDirectory = PEOPLE
) -> dict[str, PersonSummary]:
    rows = PeopleDirectory(fold(payloads), people).rows
    found = {one.person: one for one in rows}
    assert len(found) == len(rows)
    return found


def test_connections_and_others_are_there_once_each() -> None:
    found = known([mail("m1", (*MAYA, "Go"), days=2), mail("m2", (*JONAS, "SQL"), days=1)])
    assert set(found) == {"in:maya-okafor", "in:ana-lima", "in:jonas-weber", "name:eve roe"}
    maya = found["in:maya-okafor"]
    assert (maya.company, maya.position, maya.connected_on) == (
        "Northwind Example",
        "Engineer",
        date(2019, 3, 1),
    )
    assert (maya.received, maya.given, maya.received_times) == (1, 0, 1)
    assert (maya.last_message, maya.last_exchange) == (NOW - 3 * DAY, NOW - 2 * DAY)
    assert (maya.messages, found["in:jonas-weber"].messages) == (2, 1)
    assert maya.same_company
    assert not found["in:ana-lima"].same_company
    assert found["in:jonas-weber"].connected_on is None
    assert found["in:jonas-weber"].last_exchange == NOW
    assert found["name:eve roe"].profile_url is None


def test_a_recommendation_is_an_exchange_like_any_other() -> None:
    asked = mail("r1", people=(ANA,), type=Kind.RECOMMENDATION_REQUEST, days=1)
    row = known([mail("m1", (*ANA, "Go"), days=2), asked])["in:ana-lima"]
    assert (row.last_message, row.last_exchange) == (None, NOW - DAY)
    letter = ListedRecommendation(Direction.GIVEN, *MAYA[:1], text="Kind.", at=NOW - DAY)
    listed = ArchiveListed(archive="a", recommendations=(letter,))
    row = known([ArchiveImported(archive="a", digest="a"), mail("m1", (*MAYA, "Go")), listed])[
        "in:maya-okafor"
    ]
    assert row.last_exchange == NOW - DAY


def test_what_was_given_messaged_and_tagged_is_counted() -> None:
    row = known(
        [
            mail("m1", (*ANA, "Go"), days=2),
            mail("m2", (*ANA, "SQL"), days=30),
            decided(DecisionKind.RECIPROCATED, *ANA, "Go", given=("Rust", "C")),
            decided(DecisionKind.MESSAGED, *ANA, text="Hello"),
            Tagged(name=ANA[0], slug=ANA[1], added=("met",)),
        ]
    )["in:ana-lima"]
    assert (row.received, row.received_times, row.given, row.tags) == (2, 2, 2, ("met",))
    assert row.last_message == NOW + timedelta(seconds=3)


def test_somebody_known_by_name_alone_is_the_connection_of_that_name() -> None:
    found = known([mail("m1", ("Ana Lima", None, "Go"))])
    assert set(found) == {"in:maya-okafor", "name:ana lima", "name:eve roe"}
    assert found["name:ana lima"].profile_url == "https://www.linkedin.com/in/ana-lima/"
    assert found["name:ana lima"].company == "Contoso Example"


def test_two_who_were_merged_are_one_row() -> None:
    tie = Merged(name=MAYA[0], slug=MAYA[1], other_name=ANA[0], other_slug=ANA[1])
    for payloads in ([tie], [tie, mail("m1", (*MAYA, "Go"))], [mail("m1", (*ANA, "Go")), tie]):
        found = known(payloads)
        assert len(found) == 2
        assert "in:ana-lima" in found


def test_without_archives_there_are_those_of_the_mails() -> None:
    assert set(known([mail("m1", (*MAYA, "Go"))], ContactDirectory())) == {"in:maya-okafor"}


def test_endorsements_within_half_an_hour_are_one_occasion() -> None:
    moments = [NOW, NOW + timedelta(minutes=30), NOW + timedelta(minutes=61), NOW + 9 * DAY]
    assert [count_visits(moments[:count]) for count in range(5)] == [0, 1, 1, 2, 3]


people = st.sampled_from([MAYA, ANA, JONAS, ("Ana Lima", None), ("Eve Roe", None)])
payloads = st.lists(
    st.one_of(
        st.builds(
            lambda identity, who: mail(identity, (*who, "Go")),
            st.sampled_from(["m1", "m2", "m3"]),
            people,
        ),
        st.builds(lambda who: decided(DecisionKind.MESSAGED, *who, text="x"), people),
        st.builds(
            lambda one, other: Merged(
                name=one[0], slug=one[1], other_name=other[0], other_slug=other[1]
            ),
            people,
            people,
        ),
        st.builds(lambda number: Undone(event=str(number)), st.integers(0, 8)),
    ),
    max_size=9,
)


@settings(max_examples=300, deadline=None)
@given(payloads)
def test_renewing_whom_a_fold_names_is_the_same_as_beginning_anew(
    sequence: list[AnyPayload],
) -> None:
    model = ReadModel()
    kept = PeopleDirectory(model, PEOPLE)
    for event in as_events(sequence):
        kept.renew(model.apply([event]).people)
        fresh = PeopleDirectory(model, PEOPLE)
        assert sorted(map(repr, kept.rows)) == sorted(map(repr, fresh.rows))


def test_it_can_be_made_on_another_thread_while_the_ledger_changes() -> None:
    """One person gets ever more skills, so that any look at them meets a change."""
    model = ReadModel()
    told = [mail(f"m{number}", (*MAYA, f"Skill {number}")) for number in range(600)]
    events = as_events([*told[:400], *invented_import(100), *told[400:]])
    model.apply(events[:200])
    done = threading.Event()

    def build() -> None:
        while not done.is_set():
            PeopleDirectory(model, PEOPLE)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(1) as pool:
            building = pool.submit(build)
            for event in events[200:]:
                model.apply([event])
            done.set()
            building.result()
    finally:
        done.set()
        sys.setswitchinterval(before)
    fresh = ReadModel()
    fresh.apply(events)
    assert set(PeopleDirectory(model, PEOPLE).rows) == set(PeopleDirectory(fresh, PEOPLE).rows)
