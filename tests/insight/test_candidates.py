"""Skills that may be given back: the giver's own field first, never what they have already."""

from datetime import UTC, datetime

from endorseback.insight.candidates import MOST_CANDIDATES, candidates
from endorseback.model.card import GivenSkill, PersonCard, ReceivedSkill
from endorseback.model.inbox import State

AT = datetime(2026, 1, 2, tzinfo=UTC)


def card(received: list[str], given: list[str]) -> PersonCard:
    return PersonCard(
        "in:maya",
        "Maya",
        None,
        None,
        received=tuple(ReceivedSkill(skill, AT, State.OPEN) for skill in received),
        given=tuple(GivenSkill(skill, AT) for skill in given),
    )


def test_what_they_saw_in_the_user_comes_before_what_others_got() -> None:
    assert candidates(card(["Go", "SQL"], []), ["Rust", "Go", "Perl", "Perl"]) == (
        "Go",
        "SQL",
        "Perl",
        "Rust",
    )


def test_what_they_have_is_left_out_whatever_its_case() -> None:
    assert candidates(card(["GO", "SQL"], ["go"]), ["Go"]) == ("SQL",)


def test_each_skill_stands_once() -> None:
    assert candidates(card(["Go", "go"], []), ["GO"]) == ("Go",)


def test_there_are_as_many_as_digits() -> None:
    assert len(candidates(card([], []), map(str, range(50)))) == MOST_CANDIDATES


def test_without_facts_there_is_nothing_to_suggest() -> None:
    assert candidates(card([], [])) == ()
