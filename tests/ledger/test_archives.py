"""What archives tell of endorsements and recommendations, beside mails and the user's word."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.support.ledgers import NOW, decided, fold, mail

from endorseback.ledger.events.archive_events import ArchiveImported, ArchiveListed
from endorseback.ledger.events.events import AnyPayload, HistoryMoved, Undone
from endorseback.ledger.views.read_model import ReadModel
from endorseback.model.archive_data import ListedEndorsement, ListedRecommendation
from endorseback.model.decisions import DecisionKind
from endorseback.model.direction import Direction
from endorseback.model.list_rows import State
from endorseback.model.notification import Authenticity, Kind
from endorseback.model.person_card import Confirmation, Origin, PersonCard

MAYA = ("Maya Okafor", "maya-okafor")
RECEIVED, GIVEN = Direction.RECEIVED, Direction.GIVEN
DAY = timedelta(days=1)


def row(
    skill: str,
    days: float | None,
    direction: Direction = RECEIVED,
    who: tuple[str, str | None] = MAYA,
    status: str = "ACCEPTED",
) -> ListedEndorsement:
    at = None if days is None else NOW - timedelta(days=days)
    return ListedEndorsement(direction, *who, skill, at, status)


def letter(text: str, days: float, direction: Direction = RECEIVED) -> ListedRecommendation:
    return ListedRecommendation(
        direction, MAYA[0], "Northwind", "SRE", text, NOW - timedelta(days=days), "VISIBLE"
    )


def archive(
    number: int,
    *rows: ListedEndorsement,
    letters: tuple[ListedRecommendation, ...] = (),
    made: float = 0,
    **more: Any,
) -> list[AnyPayload]:
    """Return the import of an archive that was made so many days before `NOW`."""
    values: dict[str, Any] = {
        "exported_at": NOW - timedelta(days=made),
        "history_before": NOW - 90 * DAY,
        "has_received": True,
        "has_given": True,
        "has_recommendations": tuple({one.direction: None for one in letters}),
    }
    begun = ArchiveImported(archive=f"a{number}", digest=f"a{number}", **(values | more))
    return [begun, ArchiveListed(archive=f"a{number}", endorsements=rows, recommendations=letters)]


def maya(payloads: list[AnyPayload]) -> PersonCard:
    card = fold(payloads).card("in:maya-okafor")
    assert card is not None
    return card


def skills(model: ReadModel, state: State) -> list[str]:
    return [skill for one in model.rows(state, NOW) for skill in one.skills]


def test_what_mail_and_archive_tell_is_one_with_both_origins() -> None:
    told = [mail("m1", (*MAYA, "go"), days=3), mail("m2", (*MAYA, "SQL"), days=2)]
    for payloads in (told + archive(1, row("Go", 3.1)), archive(1, row("Go", 3.1)) + told):
        sql, go = maya(payloads).received
        assert (sql.skill, sql.origins, sql.status) == ("SQL", (Origin.MAIL,), "")
        assert (go.skill, go.origins) == ("go", (Origin.MAIL, Origin.ARCHIVE))
        assert (go.status, go.at) == ("ACCEPTED", NOW - 3.1 * DAY)


def test_a_row_without_a_slug_is_the_one_person_of_that_name() -> None:
    alone = ("MAYA OKAFOR", None)
    payloads = [mail("m1", (*MAYA, "Go")), *archive(1, row("Go", 1, who=alone))]
    assert maya(payloads).received[0].origins == (Origin.MAIL, Origin.ARCHIVE)


def test_a_name_that_several_connections_bear_tells_nobody() -> None:
    named = [mail("m1", (*MAYA, "Go")), mail("m2", ("Maya Okafor", None, "SQL"))]
    assert [one.person for one in fold(named).rows(State.OPEN, NOW)] == ["in:maya-okafor"]
    shared = archive(1, shared_names=("maya okafor",))
    for payloads in (named + shared, shared + named):
        persons = {one.person for one in fold(payloads).rows(State.OPEN, NOW)}
        assert persons == {"in:maya-okafor", "name:maya okafor"}
    undone = fold([*shared, *named, Undone(event="0")])
    assert [one.person for one in undone.rows(State.OPEN, NOW)] == ["in:maya-okafor"]


def test_who_has_no_name_anywhere_is_called_by_the_slug() -> None:
    nameless = archive(1, row("Go", 1, who=("", "maya-okafor")))
    assert [one.name for one in fold(nameless).rows(State.OPEN, NOW)] == ["maya-okafor"]
    named = [*nameless, *archive(2, row("SQL", 2))]
    assert [one.name for one in fold(named).rows(State.OPEN, NOW)] == ["Maya Okafor"]


def test_old_rows_of_an_archive_are_history_and_late_ones_wait_in_the_inbox() -> None:
    model = fold(archive(1, row("Go", 10), row("SQL", 100), row("Rust", None)))
    assert skills(model, State.OPEN) == ["Go"]
    (done,) = model.rows(State.DONE, NOW)
    assert (set(done.skills), done.history, done.decision) == ({"SQL", "Rust"}, True, None)
    assert done.authenticity is Authenticity.VERIFIED


def test_what_a_mail_brought_stays_open_however_old() -> None:
    told = mail("m1", (*MAYA, "Go"), days=500)
    for payloads in ([told, *archive(1, row("Go", 500))], [*archive(1, row("Go", 500)), told]):
        assert skills(fold(payloads), State.OPEN) == ["Go"]


def test_what_was_decided_stays_decided_and_a_move_to_history_counts_for_rows_too() -> None:
    model = fold(
        [
            *archive(1, row("Go", 10), row("SQL", 100), row("Rust", 20)),
            decided(DecisionKind.SKIPPED, *MAYA, "SQL"),
            HistoryMoved(before=NOW - 15 * DAY),
        ]
    )
    assert skills(model, State.SKIPPED) == ["SQL"]
    assert skills(model, State.OPEN) == ["Go"]
    assert skills(model, State.DONE) == ["Rust"]


def test_of_two_imports_the_one_that_calls_less_history_decides() -> None:
    early = archive(1, row("Go", 50), history_before=NOW - 60 * DAY)
    late = archive(2, row("Go", 50), history_before=NOW - 20 * DAY)
    for payloads in (early + late, late + early):
        assert skills(fold(payloads), State.OPEN) == ["Go"]
    assert skills(fold([*early, *late, Undone(event="0")]), State.DONE) == ["Go"]
    assert skills(fold([*early, *late, Undone(event="2")]), State.OPEN) == ["Go"]


def test_rows_that_a_newer_archive_lacks_are_kept_and_marked() -> None:
    older = archive(
        1, row("Go", 10), row("SQL", 9), row("SRE", 8, GIVEN), letters=(letter("x", 9),), made=5
    )
    newer = archive(2, row("Go", 10), letters=(letter("y", 3),), made=1)
    for payloads in (older + newer, newer + older):
        card = maya(payloads)
        assert [(one.skill, one.is_absent) for one in card.received] == [
            ("SQL", True),
            ("Go", False),
        ]
        assert [(one.skill, one.is_absent) for one in card.given] == [("SRE", True)]
        assert [(one.text, one.is_absent) for one in card.recommendations] == [
            ("y", False),
            ("x", True),
        ]


def test_an_archive_without_the_file_says_nothing_of_what_is_missing() -> None:
    basic = archive(2, made=1, has_received=False, has_given=False)
    card = maya([*archive(1, row("Go", 10), row("SRE", 8, GIVEN), made=5), *basic])
    assert not card.received[0].is_absent
    assert not card.given[0].is_absent


def test_the_newest_archive_that_lists_it_tells_the_status() -> None:
    older = archive(1, row("SRE", 900, GIVEN, status="PENDING"), made=5)
    newer = archive(2, row("SRE", 900, GIVEN, status="ACCEPTED"), made=1)
    for payloads in (older + newer, newer + older):
        (given,) = maya(payloads).given
        assert (given.status, given.confirmation) == ("ACCEPTED", Confirmation.CONFIRMED)


@pytest.mark.parametrize(
    ("made_after", "lists", "confirmation"),
    [
        (None, False, Confirmation.RECORDED),
        (29, False, Confirmation.RECORDED),
        (30, False, Confirmation.RECORDED),
        (30.01, False, Confirmation.NOT_FOUND),
        (400, False, Confirmation.NOT_FOUND),
        (1, True, Confirmation.CONFIRMED),
        (400, True, Confirmation.CONFIRMED),
    ],
)
def test_an_archive_made_over_30_days_later_must_list_what_was_given(
    made_after: float | None, lists: bool, confirmation: Confirmation
) -> None:
    payloads: list[AnyPayload] = [decided(DecisionKind.RECIPROCATED, *MAYA, "Go", given=("SRE",))]
    if made_after is not None:
        rows = (row("sre", -1, GIVEN),) if lists else ()
        payloads += archive(1, *rows, made=-made_after)
    (given,) = maya(payloads).given
    assert (given.skill, given.confirmation) == ("SRE", confirmation)


def test_an_archive_without_given_endorsements_confirms_and_denies_nothing() -> None:
    given = decided(DecisionKind.RECIPROCATED, *MAYA, "Go", given=("SRE",))
    card = maya([given, *archive(1, made=-400, has_given=False)])
    assert card.given[0].confirmation is Confirmation.RECORDED


def test_a_skill_given_twice_is_judged_by_the_last_time() -> None:
    given = decided(DecisionKind.RECIPROCATED, *MAYA, "Go", given=("SRE",))
    late = fold([given])
    assert late.card("in:maya-okafor") is not None
    card = maya([given, given, *archive(1, made=-30 - 1 / 86400 / 2)])
    assert [one.confirmation for one in card.given] == [Confirmation.RECORDED]


def test_a_recommendation_known_by_mail_and_archive_is_one() -> None:
    came = mail("m1", days=20, type=Kind.RECOMMENDATION_RECEIVED, people=(MAYA,))
    asked = mail("m2", days=19, type=Kind.RECOMMENDATION_REQUEST, people=(MAYA,))
    listed = archive(1, letters=(letter("Great.", 21), letter("Mine.", 500, GIVEN)))
    for payloads in ([came, asked, *listed], [*listed, asked, came]):
        request, great, mine = maya(payloads).recommendations
        assert request.is_request
        assert (great.text, great.origins) == ("Great.", (Origin.MAIL, Origin.ARCHIVE))
        assert (mine.direction, mine.origins) == (GIVEN, (Origin.ARCHIVE,))
        assert mine.company == "Northwind"


def test_the_same_recommendation_in_two_archives_is_one() -> None:
    payloads = archive(1, letters=(letter("Old text", 30),), made=9)
    payloads += archive(2, letters=(letter("New text", 30),), made=1)
    payloads += [mail("m1", (*MAYA, "Go"))]
    assert [one.text for one in maya(payloads).recommendations] == ["New text"]


def test_what_only_an_archive_tells_is_known() -> None:
    model = fold(archive(1, row("Go", 10), row("SRE", 5, GIVEN)))
    assert model.knows_pair("Maya Okafor", "Maya-Okafor", "go")
    assert not model.knows_pair("Maya Okafor", "Maya-Okafor", "SRE")
    assert model.knows_given("Maya Okafor", None, "sre")
    assert [card.person for card in model.find_people("maya okafor")] == ["in:maya-okafor"]
    assert model.counts(NOW)[State.OPEN] == 1


def test_somebody_whom_only_the_user_endorsed_stands_in_no_list_but_has_a_card() -> None:
    model = fold(archive(1, row("SRE", 5, GIVEN)))
    assert not any(model.counts(NOW).values())
    assert model.card("in:maya-okafor") is not None
    assert list(model.persons()) == ["in:maya-okafor"]


def test_an_endorsement_in_an_archive_answers_a_wait() -> None:
    wrote = decided(DecisionKind.MESSAGED, *MAYA, text="Hello")
    assert fold([wrote]).counts(NOW)[State.WAITING] == 1
    model = fold([wrote, *archive(1, row("Go", -2))])
    assert model.counts(NOW)[State.WAITING] == 0
    card = model.card("in:maya-okafor")
    assert card is not None
    assert card.waits[0].answered_at == NOW + 2 * DAY


def test_undoing_an_import_leaves_what_others_say_and_no_trace_of_it() -> None:
    first = archive(1, row("Go", 10), row("SQL", 9), made=5)
    second = archive(2, row("Go", 10), row("Rust", 2), made=1)
    told = [mail("m1", (*MAYA, "Rust"), days=2)]
    model = fold([*told, *first, *second, Undone(event="3")])
    assert set(skills(model, State.OPEN)) == {"Rust", "Go", "SQL"}
    assert [one.id for one in model.imports()] == ["a1"]
    card = model.card("in:maya-okafor")
    assert card is not None
    assert {one.skill: one.origins for one in card.received}["Rust"] == (Origin.MAIL,)
    assert model.import_ids() == {"a1", "a2"}
    nothing = fold([*first, Undone(event="0")])
    assert list(nothing.persons()) == []
    assert not any(nothing.counts(NOW).values())


def test_imports_come_in_the_order_in_which_their_archives_were_made() -> None:
    model = fold(archive(1, made=1) + archive(2, made=5) + archive(3, exported_at=None))
    assert [one.id for one in model.imports()] == ["a2", "a1", "a3"]


def test_an_import_can_be_undone_like_a_decision() -> None:
    model = fold([mail("m1", (*MAYA, "Go")), *archive(1, row("SQL", 3))])
    last = model.last_undoable()
    assert last is not None
    assert isinstance(last.payload, ArchiveImported)
