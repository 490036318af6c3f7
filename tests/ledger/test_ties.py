"""Merging and splitting people by hand: it stands above what slugs and names tell."""

from __future__ import annotations

from tests.support.ledgers import NOW, decided, fold, mail

from endorseback.ledger.events.archive_events import ArchiveImported, Merged, Noted, Split, Tagged
from endorseback.ledger.events.events import AnyPayload, Undone
from endorseback.model.decisions import DecisionKind
from endorseback.model.list_rows import State
from endorseback.model.person_card import PersonCard

MAYA = ("Maya Okafor", "maya")
OTHER = ("Maya O.", "maya-2")
ALONE = ("Maya Okafor", None)


def merged(one: tuple[str, str | None], other: tuple[str, str | None]) -> Merged:
    return Merged(name=one[0], slug=one[1], other_name=other[0], other_slug=other[1])


def split(who: tuple[str, str | None]) -> Split:
    return Split(name=who[0], slug=who[1])


def persons(payloads: list[AnyPayload]) -> set[str]:
    return {row.person for row in fold(payloads).rows(State.OPEN, NOW)}


def card(payloads: list[AnyPayload], person: str = "in:maya") -> PersonCard:
    found = fold(payloads).card(person)
    assert found is not None
    return found


TOLD = [mail("m1", (*MAYA, "Go")), mail("m2", (*OTHER, "SQL"))]


def test_two_slugs_that_were_merged_are_one_person_whoever_came_first() -> None:
    tie = merged(MAYA, OTHER)
    for payloads in ([*TOLD, tie], [tie, *TOLD], [TOLD[0], merged(OTHER, MAYA), TOLD[1]]):
        assert persons(payloads) == {"in:maya"}
        assert {one.skill for one in card(payloads).received} == {"Go", "SQL"}
        assert card(payloads).keys == ("in:maya", "in:maya-2")


def test_decisions_notes_and_tags_follow_the_merge_and_the_split() -> None:
    acts: list[AnyPayload] = [
        decided(DecisionKind.SKIPPED, *OTHER, "SQL"),
        Tagged(name=OTHER[0], slug=OTHER[1], added=("met",)),
    ]
    together = card([*TOLD, *acts, merged(MAYA, OTHER)])
    assert together.tags == ("met",)
    assert [one.action for _, one in together.decisions] == [DecisionKind.SKIPPED]
    apart = [*TOLD, *acts, merged(MAYA, OTHER), split(OTHER)]
    assert card(apart).tags == ()
    assert card(apart, "in:maya-2").tags == ("met",)


def test_merging_makes_a_name_that_both_bear_theirs() -> None:
    named = [
        mail("m1", (*MAYA, "Go")),
        mail("m2", ("Maya Okafor", "maya-2", "SQL")),
        mail("m3", (*ALONE, "Rust")),
    ]
    assert persons(named) == {"in:maya", "in:maya-2", "name:maya okafor"}
    assert persons([*named, merged(MAYA, OTHER)]) == {"in:maya"}


def test_a_name_merged_by_hand_belongs_there_though_several_bear_it() -> None:
    shared = ArchiveImported(archive="a1", digest="x", shared_names=("maya okafor",))
    told = [mail("m1", (*MAYA, "Go")), mail("m2", (*ALONE, "SQL")), shared]
    assert persons(told) == {"in:maya", "name:maya okafor"}
    assert persons([*told, merged(MAYA, ALONE)]) == {"in:maya"}


def test_a_name_that_was_split_off_stays_apart_until_it_is_merged() -> None:
    told = [mail("m1", (*MAYA, "Go")), mail("m2", (*ALONE, "SQL"))]
    assert persons(told) == {"in:maya"}
    for cut in (ALONE, MAYA):
        assert persons([*told, split(cut)]) == {"in:maya", "name:maya okafor"}
        assert persons([*told, split(cut), merged(MAYA, ALONE)]) == {"in:maya"}
    assert persons([*told, split(ALONE), Undone(event="2")]) == {"in:maya"}


def test_splitting_one_of_three_leaves_the_other_two_together() -> None:
    third = ("M. Okafor", "m-okafor")
    told = [*TOLD, mail("m3", (*third, "Rust"))]
    ties = [merged(MAYA, OTHER), merged(OTHER, third)]
    assert persons([*told, *ties]) == {"in:m-okafor"}
    assert persons([*told, *ties, split(OTHER)]) == {"in:m-okafor", "in:maya-2"}


def test_a_slug_split_from_a_merge_keeps_the_name_that_is_its_own() -> None:
    told = [*TOLD, mail("m3", ("Maya O.", None, "Rust"))]
    apart = [*told, merged(MAYA, OTHER), split(OTHER)]
    assert persons(apart) == {"in:maya", "in:maya-2"}
    assert {one.skill for one in card(apart, "in:maya-2").received} == {"SQL", "Rust"}


def test_undoing_a_merge_or_a_split_brings_back_what_was() -> None:
    assert persons([*TOLD, merged(MAYA, OTHER), Undone(event="2")]) == {"in:maya", "in:maya-2"}
    back = [*TOLD, merged(MAYA, OTHER), split(OTHER), Undone(event="3")]
    assert persons(back) == {"in:maya"}


def test_a_readable_slug_is_the_persons_key_before_an_opaque_one_and_a_name() -> None:
    opaque = ("Zed", "ACoAAxyz")
    told = [mail("m1", (*opaque, "Go")), mail("m2", ("Zora", "zora", "SQL"))]
    assert persons([*told, merged(opaque, ("Zora", "zora"))]) == {"in:zora"}


def test_whoever_is_sought_is_found_by_any_of_their_slugs() -> None:
    model = fold([*TOLD, merged(MAYA, OTHER)])
    for text in ("maya-2", "https://www.linkedin.com/in/maya-2/", "Maya O.", "maya okafor"):
        assert [one.person for one in model.find_people(text)] == ["in:maya"]
    assert model.person_key("Maya O.", "maya-2") == "in:maya"
    assert model.knows_pair("Maya Okafor", "maya", "SQL")


def test_a_merge_with_somebody_whom_only_an_archive_knows_tells_their_key() -> None:
    assert card([TOLD[0], merged(MAYA, OTHER)]).keys == ("in:maya", "in:maya-2")


def test_notes_of_two_who_are_merged_stand_together_until_a_new_one_is_written() -> None:
    notes: list[AnyPayload] = [
        Noted(name=MAYA[0], slug=MAYA[1], text="Met in Oslo"),
        Noted(name=OTHER[0], slug=OTHER[1], text="Likes chess"),
    ]
    together = [*TOLD, *notes, merged(MAYA, OTHER)]
    assert card(together).note == "Met in Oslo\nLikes chess"
    written = [*together, Noted(name=OTHER[0], slug=OTHER[1], text="Both")]
    assert card(written).note == "Both"
    assert card([*written, Undone(event="5")]).note == "Met in Oslo\nLikes chess"
    assert card([*together, Noted(name=MAYA[0], slug=MAYA[1])]).note == ""
