"""Drafts speak of what is known, and a wrong template of the user's costs only its own text."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.outreach.messages import MESSAGE_LIMIT, MessageFacts, write_drafts

MAYA = MessageFacts("Maya Okafor", ("Go", "SQL"), ("Rust",))


def texts(facts: MessageFacts, own: Path | None = None) -> dict[str, str]:
    return {draft.title: draft.text for draft in write_drafts(facts, own)}


def test_reconnecting_comes_first_and_speaks_of_both_sides() -> None:
    draft = write_drafts(MAYA)[0]
    assert draft.title == "reconnect"
    assert draft.text.startswith("Hi Maya,\n\nThank you for endorsing me for Go and SQL.")
    assert "I have just endorsed you for Rust" in draft.text


def test_thanks_speak_of_both_sides() -> None:
    thanks = texts(MAYA)["thanks"]
    assert "endorsing me for Go and SQL" in thanks
    assert "endorsed you for Rust in return" in thanks


@pytest.mark.parametrize("title", ["reconnect", "thanks"])
def test_without_facts_no_gap_shows(title: str) -> None:
    text = texts(MessageFacts("🚀"))[title]
    assert text.startswith("Hi,\n\n")
    assert "  " not in text
    assert "endorsed you for" not in text
    assert "for ." not in text


def test_many_skills_are_cut_to_the_first_few() -> None:
    text = texts(MessageFacts("Ana", ("A1", "B2", "C3", "D4")))["thanks"]
    assert "for A1, B2 and C3." in text


@given(st.text(max_size=200), st.lists(st.text(max_size=200), max_size=4))
def test_foreign_text_is_never_a_template(name: str, skills: list[str]) -> None:
    for draft in write_drafts(MessageFacts(name, tuple(skills))):
        assert len(draft.text) < MESSAGE_LIMIT
        assert not draft.problem


def test_expressions_in_a_name_or_a_skill_are_not_evaluated() -> None:
    text = texts(MessageFacts("{{7*7}} {% x %}", ("{{ 7*7 }}",)))["thanks"]
    assert "{{ 7*7 }}" in text
    assert "49" not in text


def test_the_users_own_templates_replace_and_add(tmp_path: Path) -> None:
    (tmp_path / "thanks.j2").write_text("Danke, {{ first_name }}!")
    (tmp_path / "coffee.j2").write_text("{{ name }}: coffee? {{ received | listed }}")
    drafts = texts(MAYA, tmp_path)
    assert list(drafts) == ["reconnect", "thanks", "coffee"]
    assert drafts["thanks"] == "Danke, Maya!"
    assert drafts["coffee"] == "Maya Okafor: coffee? Go and SQL"


@pytest.mark.parametrize(
    "wrong",
    [
        b"{{ nobody }}",
        b"{{ first_name",
        b"{% for %}",
        b"{{ ().__class__.__mro__[1].__subclasses__() }}",
        b"{{ 1 / 0 }}",
        b"{{ 'a' + 1 }}",
        b"{{ range(99999999) | list }}",
        b"{% include '/etc/passwd' %}",
        b"\xff\xfe",
        b"x" * 70_000,
    ],
)
def test_a_wrong_template_gives_the_built_in_text_and_says_why(
    tmp_path: Path, wrong: bytes
) -> None:
    (tmp_path / "thanks.j2").write_bytes(wrong)
    draft = {draft.title: draft for draft in write_drafts(MAYA, tmp_path)}["thanks"]
    assert draft.text == texts(MAYA)["thanks"]
    assert str(tmp_path / "thanks.j2") in draft.problem


def test_a_folder_in_the_place_of_a_template_is_told(tmp_path: Path) -> None:
    (tmp_path / "coffee.j2").mkdir()
    draft = write_drafts(MAYA, tmp_path)[-1]
    assert (draft.title, draft.text) == ("coffee", "")
    assert draft.problem


def test_the_template_engine_is_imported_when_first_needed() -> None:
    script = "import sys, endorseback.outreach.messages; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
