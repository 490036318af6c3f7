"""What the user taught stands above every reading, and can be undone."""

from __future__ import annotations

from pathlib import Path

from tests.support.ledgers import NOW, PERSON_STATES, decided, everything, fold, mail

from endorseback.ledger.events.events import AnyPayload, MarkedGenuine, ReadingFixed, Undone
from endorseback.ledger.ledger import Ledger
from endorseback.model.decisions import DecisionKind
from endorseback.model.list_rows import State
from endorseback.model.notification import Authenticity, Kind

ADA = ("Ada Quill", "ada-quill", "Rust")
UNCLEAR = mail("m1", type=Kind.REVIEW)
LESSON = ReadingFixed(mail="m1", endorsements=(ADA,))
NOTHING = ReadingFixed(mail="m1")


def listed(*payloads: AnyPayload) -> dict[str, list[str]]:
    """Return who or what stands in each list that is not empty."""
    model = fold(payloads)
    seen = {state.value: [row.name for row in model.rows(state, NOW)] for state in PERSON_STATES}
    for state in (State.LOOK, State.SUSPICIOUS):
        seen[state.value] = [row.mail for row in model.mail_rows(state)]
    return {state: names for state, names in seen.items() if names}


def test_a_taught_mail_leaves_needs_a_look_for_the_inbox() -> None:
    assert listed(UNCLEAR) == {"look": ["m1"]}
    assert listed(UNCLEAR, LESSON) == {"open": ["Ada Quill"]}
    model = fold([UNCLEAR, LESSON])
    assert model.rows(State.OPEN, NOW)[0].mails == ("m1",)
    assert model.knows_pair(*ADA)


def test_no_endorsement_stands_in_no_list() -> None:
    assert listed(UNCLEAR, NOTHING) == {}
    assert listed(mail("m1", ADA), NOTHING) == {}
    assert not fold([mail("m1", ADA), NOTHING]).knows_pair(*ADA)


def test_a_lesson_corrects_a_reading_and_outlives_later_ones() -> None:
    wrong = mail("m1", ("Ada Quill", "ada-quill", "Rusty"))
    for order in ([wrong, LESSON], [wrong, LESSON, wrong], [LESSON, wrong]):
        assert fold(order).rows(State.OPEN, NOW)[0].skills == ("Rust",)
    model = fold([wrong, LESSON])
    assert model.mail("m1") == wrong
    effective = model.effective_mail("m1")
    assert effective is not None
    assert effective.endorsements == (ADA,)


def test_the_newest_lesson_counts_and_undo_brings_back_the_one_before() -> None:
    assert listed(UNCLEAR, LESSON, NOTHING) == {}
    assert listed(UNCLEAR, LESSON, NOTHING, Undone(event="2")) == {"open": ["Ada Quill"]}
    assert listed(UNCLEAR, LESSON, NOTHING, Undone(event="1")) == {}
    both = [UNCLEAR, LESSON, NOTHING, Undone(event="1"), Undone(event="2")]
    assert everything(fold(both)) == everything(fold([UNCLEAR]))


def test_it_is_the_last_that_can_be_undone() -> None:
    model = fold([UNCLEAR, decided(DecisionKind.SKIPPED, "Bo Lind", "bo", "Go"), LESSON])
    last = model.last_undoable()
    assert last is not None
    assert last.payload == LESSON
    assert model.fixed_reading("m1") == LESSON
    assert fold([UNCLEAR, LESSON, Undone(event="1")]).fixed_reading("m1") is None


def test_a_lesson_does_not_make_a_failed_mail_genuine() -> None:
    failed = mail("m1", type=Kind.REVIEW, authenticity=Authenticity.FAILED)
    assert listed(failed, LESSON) == {"suspicious": ["m1"]}
    assert listed(failed, LESSON, MarkedGenuine(mail="m1")) == {"open": ["Ada Quill"]}
    assert listed(failed, NOTHING) == {}


def test_a_decision_about_what_was_taught_stays(tmp_path: Path) -> None:
    skipped = decided(DecisionKind.SKIPPED, "Ada Quill", "ada-quill", "Rust")
    path = tmp_path / "ledger.jsonl"
    with Ledger(path, clock=lambda: NOW) as ledger:
        ledger.record(UNCLEAR)
        ledger.record(LESSON)
        ledger.record(skipped)
        ledger.record(UNCLEAR)
        ledger.compact()
    with Ledger(path, clock=lambda: NOW) as ledger:
        assert [row.name for row in ledger.model.rows(State.SKIPPED, NOW)] == ["Ada Quill"]
        assert len(ledger.model.rows(State.OPEN, NOW)) == 0
