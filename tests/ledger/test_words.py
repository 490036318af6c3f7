"""Notes, tags and pasted skills: the user's own words about a person."""

from __future__ import annotations

from tests.support.ledgers import decided, fold

from endorseback.ledger.events.archive_events import Noted, SkillsPasted, Tagged
from endorseback.ledger.events.events import AnyPayload, Undone
from endorseback.model.decisions import DecisionKind
from endorseback.model.person_card import PersonCard

MAYA = {"name": "Maya Okafor", "slug": "maya"}


def card(payloads: list[AnyPayload]) -> PersonCard:
    found = fold(payloads).card("in:maya")
    assert found is not None
    return found


def test_the_last_note_counts_and_undoing_it_brings_back_the_one_before() -> None:
    notes: list[AnyPayload] = [Noted(**MAYA, text="one"), Noted(**MAYA, text="two")]
    assert card(notes).note == "two"
    assert card([*notes, Undone(event="1")]).note == "one"


def test_tags_come_and_go_whatever_their_case() -> None:
    tags: list[AnyPayload] = [
        Tagged(**MAYA, added=("Worked with", "met")),
        Tagged(**MAYA, added=("worked WITH", "chess"), removed=("MET",)),
    ]
    assert card(tags).tags == ("Worked with", "chess")
    assert card([*tags, Undone(event="1")]).tags == ("Worked with", "met")


def test_pasted_skills_replace_those_pasted_before() -> None:
    told: list[AnyPayload] = [
        SkillsPasted(**MAYA, skills=("Go", "SQL")),
        SkillsPasted(**MAYA, skills=("SRE",)),
    ]
    assert card(told).known_skills == ("SRE",)
    assert card([*told, Undone(event="1")]).known_skills == ("Go", "SQL")


def test_words_are_no_decision_and_are_undone_in_their_turn() -> None:
    model = fold([decided(DecisionKind.SKIPPED, **MAYA), Noted(**MAYA, text="one")])
    last, (settling,) = model.last_undoable("in:maya"), model.settling("in:maya")
    assert last is not None
    assert (last.id, settling.id) == ("1", "0")
    assert fold([Noted(**MAYA, text="one")]).settling("in:maya") == ()
