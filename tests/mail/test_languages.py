"""Every language of LinkedIn's interface: what it says is understood, and nothing else is."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pytest
from tests.support.letters import letter
from tests.support.wordings import marked_mail, pairs_in, people_in, plain_mail, slug

from endorseback.mail.phrases.catalogue import all_languages, language
from endorseback.mail.phrases.literals import Patterns
from endorseback.mail.recogniser.recognise import read_mail
from endorseback.model.notification import Kind, Notification

WORDINGS: Final[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("languages.toml").read_text("utf-8")
)
"""By language: its footer, and sentences (`tests.support.wordings`) by what they tell."""

TABLES: Final = {
    "frame": ("intended", "footer", "common", "photo"),
    "words": ("and", "others", "more", "hidden", "leads"),
    "endorsement": ("cues", "lists", "given", "counts", "totals", "against", "suggestions"),
    "recommendation": ("cues", "received", "requested"),
}
SHAPES: Final = ("marked", "plain")
CODES: Final = sorted(
    path.name[:-5]
    for path in files("endorseback.mail.phrases").iterdir()
    if path.name.endswith(".toml")
)


def cases(*kinds: str) -> list[Any]:
    """Return (language, sentence, shape) for all sentences of some kinds, with readable names."""
    return [
        pytest.param(code, sentence, shape, id=f"{code}-{kind}-{number}-{shape}")
        for code, table in WORDINGS.items()
        for kind in kinds
        for number, sentence in enumerate(table.get(kind, []))
        for shape in (SHAPES[:1] if kind.endswith("_marked") else SHAPES)
    ]


def read(code: str, sentence: str, shape: str) -> Notification:
    """Return what the recogniser says of a sentence in LinkedIn's frame; its language is right."""
    table = WORDINGS[code]
    mail = plain_mail(sentence, table["footer"])
    if shape == "marked":
        mail = marked_mail(sentence, table.get("lang", code), table["footer"])
    found = read_mail(mail).notification
    assert found.language == code, found.reasons
    return found


def pairs_of(found: Notification) -> set[tuple[str, str]]:
    """Return the (name, skill) pairs of a notification."""
    return {(pair.name, pair.skill) for pair in found.endorsements}


@pytest.mark.parametrize(("code", "sentence", "shape"), cases("endorsed", "endorsed_marked"))
def test_endorsement(code: str, sentence: str, shape: str) -> None:
    found = read(code, sentence, shape)
    assert pairs_of(found) == pairs_in(sentence)
    assert found.kind is Kind.ENDORSEMENT, found.reasons
    if shape == "marked":
        slugs = {f"https://www.linkedin.com/in/{slug(name)}/" for name in people_in(sentence)}
        assert {pair.profile_url for pair in found.endorsements} == slugs


@pytest.mark.parametrize(("code", "sentence", "shape"), cases("unnamed"))
def test_what_is_not_named_needs_a_look(code: str, sentence: str, shape: str) -> None:
    found = read(code, sentence, shape)
    assert pairs_of(found) == pairs_in(sentence)
    assert found.kind is Kind.REVIEW, found.reasons


@pytest.mark.parametrize(("code", "sentence", "shape"), cases("received"))
def test_recommendation_received(code: str, sentence: str, shape: str) -> None:
    found = read(code, sentence, shape)
    assert found.kind is Kind.RECOMMENDATION_RECEIVED, found.reasons
    assert [person.name for person in found.people] == people_in(sentence)
    assert not found.endorsements


@pytest.mark.parametrize(("code", "sentence", "shape"), cases("requested"))
def test_recommendation_requested(code: str, sentence: str, shape: str) -> None:
    found = read(code, sentence, shape)
    assert found.kind is Kind.RECOMMENDATION_REQUEST, found.reasons
    assert [person.name for person in found.people] == people_in(sentence)
    assert not found.endorsements


@pytest.mark.parametrize(("code", "sentence", "shape"), cases("other"))
def test_other_directions_are_nothing(code: str, sentence: str, shape: str) -> None:
    found = read(code, sentence, shape)
    assert found.kind is Kind.OTHER, found.reasons
    assert not found.endorsements


@pytest.mark.parametrize("code", CODES)
def test_every_file_has_every_table_and_every_pattern_compiles(code: str) -> None:
    entry = language(code)
    assert entry is not None
    assert entry.code == code
    for table, keys in TABLES.items():
        for key in keys:
            assert entry.data[table].get(key), f"{table}.{key}"
    intended = Patterns(entry.any_of("frame", "intended"))
    for patterns in (entry.cues, entry.suggestion, entry.any_cue, intended):
        assert list(patterns)
        assert not any(pattern.search("") for pattern in patterns)
    for patterns in (entry.lists, entry.given, entry.counts, entry.totals, entry.against):
        assert list(patterns)
    for patterns in (entry.received, entry.requested, entry.photo):
        assert list(patterns)
    for pattern in (entry.conjunction, entry.others, entry.more, entry.hidden, entry.leads):
        assert pattern.flags


@pytest.mark.parametrize("code", sorted(WORDINGS))
def test_every_language_has_enough_wordings(code: str) -> None:
    table = WORDINGS[code]
    endorsed = [*table.get("endorsed", []), *table.get("endorsed_marked", [])]
    assert len(endorsed) >= 6
    assert len([*table["received"], *table["requested"]]) >= 2
    assert len(table["other"]) >= 4
    assert table["unnamed"]


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("zh-CN", "zh"), ("zh-tw", "zh"), ("zh-Hant-HK", "zh"), ("no", "no"), ("nb-NO", "no"),
        ("nn", "no"), ("fil-PH", "tl"), ("tl", "tl"), ("iw", "he"), ("in", "id"), ("id-ID", "id"),
        ("pa-IN", "pa"), ("ms-my", "ms"),
    ],
)  # fmt: skip
def test_every_tag_of_a_language_finds_it(tag: str, code: str) -> None:
    entry = language(tag)
    assert entry is not None
    assert entry.code == code


@pytest.mark.parametrize(
    ("tag", "code"),
    [("in", "id"), ("iw", "he"), ("fil", "tl"), ("nb", "no"), ("pt_BR", "pt"), ("xx", "xx")],
)
def test_the_language_of_a_mail_has_one_tag(tag: str, code: str) -> None:
    page = f'<html lang="{tag}"><body><p>Lowri Beynon endorsed you for Rust</p></body></html>'
    found = read_mail(letter("Content-Type: text/html", body=page)).notification
    assert found.language == code


def test_no_tag_means_two_languages() -> None:
    tags = [
        tag
        for entry in dict.fromkeys(all_languages().values())
        for tag in (entry.code, *entry.data.get("also", []))
    ]
    assert len(tags) == len(set(tags))
