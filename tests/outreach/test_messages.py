"""Drafts speak of what is known, and a wrong template of the user's costs only its own text."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.outreach.message_drafts import TemplateVariables, fitting_template, write_drafts
from endorseback.outreach.message_limits import Fit, measure

BUILT_IN = (
    "reconnect",
    "thanks",
    "thanks-returned",
    "endorse-reconnect",
    "follow-up",
    "recommendation",
)

MAYA = TemplateVariables("Maya Okafor", ("Go", "SQL"), ("Rust",))


def texts(facts: TemplateVariables, own: Path | None = None) -> dict[str, str]:
    return {draft.title: draft.text for draft in write_drafts(facts, own)}


def test_reconnecting_comes_first_and_speaks_of_both_sides() -> None:
    draft = write_drafts(MAYA)[0]
    assert draft.title == "reconnect"
    assert draft.text.startswith("Hi Maya,\n\nThank you for endorsing me for Go and SQL.")
    assert "I have just endorsed you for Rust" in draft.text


def test_thanks_and_returned_speak_of_both_sides() -> None:
    thanks = texts(MAYA)["thanks-returned"]
    assert "endorsing me for Go and SQL" in thanks
    assert "endorsed you for Rust in return" in thanks


def test_there_is_a_template_for_each_occasion() -> None:
    assert set(texts(MAYA)) == set(BUILT_IN)
    assert len(set(texts(MAYA).values())) == len(BUILT_IN)


@pytest.mark.parametrize("title", BUILT_IN)
def test_without_facts_no_gap_shows(title: str) -> None:
    text = texts(TemplateVariables("🚀"))[title]
    assert text.startswith("Hi,\n\n")
    assert "  " not in text
    assert "endorsed you for" not in text
    for gap in ("for .", " .", " ,", " ?", " !", "at ?", "at !"):
        assert gap not in text
    assert text == text.strip()


@pytest.mark.parametrize("title", BUILT_IN)
def test_all_that_is_known_fits_in(title: str) -> None:
    facts = TemplateVariables(
        "Dr. Maya Okafor 🚀", ("Go",), ("Rust",), "Northwind", "SRE", "two years", "Sam"
    )
    text = texts(facts)[title]
    assert text.startswith("Hi Maya,\n\n")
    assert text.endswith("\n\nSam")
    assert "Rust" in text or "Northwind" in text or "Go" in text


def test_how_long_the_silence_was_is_said() -> None:
    drafts = texts(TemplateVariables("Maya", silence="almost two years"))
    assert "spoken for almost two years" in drafts["reconnect"]
    assert "spoken for almost two years" in drafts["endorse-reconnect"]
    assert "wrote to you almost two years ago" in drafts["follow-up"]


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        (MAYA, "thanks-returned"),
        (TemplateVariables("Maya", ("Go",)), "thanks"),
        (TemplateVariables("Maya", (), ("Go",)), "endorse-reconnect"),
        (TemplateVariables("Maya"), "reconnect"),
    ],
)
def test_the_fitting_template_can_come_first(facts: TemplateVariables, title: str) -> None:
    assert fitting_template(facts) == title
    drafts = write_drafts(facts, first=fitting_template(facts))
    assert drafts[0].title == title
    assert len(drafts) == len(BUILT_IN)


def test_many_skills_are_cut_to_the_first_few() -> None:
    text = texts(TemplateVariables("Ana", ("A1", "B2", "C3", "D4")))["thanks"]
    assert "for A1, B2 and C3." in text


@given(st.text(max_size=200), st.lists(st.text(max_size=200), max_size=4))
def test_foreign_text_is_never_a_template(name: str, skills: list[str]) -> None:
    for draft in write_drafts(TemplateVariables(name, tuple(skills))):
        assert measure(draft.text).fit is Fit.ROOMY
        assert not draft.problem


def test_expressions_in_a_name_or_a_skill_are_not_evaluated() -> None:
    text = texts(TemplateVariables("{{7*7}} {% x %}", ("{{ 7*7 }}",)))["thanks"]
    assert "{{ 7*7 }}" in text
    assert "49" not in text


def test_the_users_own_templates_replace_and_add(tmp_path: Path) -> None:
    (tmp_path / "thanks.j2").write_text("Danke, {{ first_name }}!")
    (tmp_path / "coffee.j2").write_text("{{ name }}: coffee? {{ received | listed }}")
    drafts = texts(MAYA, tmp_path)
    assert list(drafts) == [*BUILT_IN, "coffee"]
    assert drafts["thanks"] == "Danke, Maya!"
    assert drafts["coffee"] == "Maya Okafor: coffee? Go and SQL"


def test_what_a_template_names_itself_is_no_unknown_variable(tmp_path: Path) -> None:
    (tmp_path / "list.j2").write_text(
        "{% set greeting = 'Hi ' ~ first_name %}{{ greeting }}\n"
        "{% for skill in received %}{{ loop.index }}. {{ skill }}\n{% endfor %}"
    )
    draft = write_drafts(MAYA, tmp_path)[-1]
    assert (draft.text, draft.problem) == ("Hi Maya\n1. Go\n2. SQL", "")


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
        b"{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        b"{{ received[9] }}",
    ],
)
def test_a_wrong_template_gives_the_built_in_text_and_says_why(
    tmp_path: Path, wrong: bytes
) -> None:
    (tmp_path / "thanks.j2").write_bytes(wrong)
    draft = {draft.title: draft for draft in write_drafts(MAYA, tmp_path)}["thanks"]
    assert draft.text == texts(MAYA)["thanks"]
    assert str(tmp_path / "thanks.j2") in draft.problem


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (
            "Hi\n\n{{ frist_name }}",
            "unknown variable in line 3, 'frist_name': did you mean 'first_n",
        ),
        ("a\n{% if given %}{{ nobody }}{% endif %}", "in line 2, 'nobody': known are company, "),
        ("a\nb\n{{ name", "in line 3: unexpected end of template"),
        ("a\n{% if %}", "in line 2: "),
        ("a\n\n\n{{ 1 / 0 }}", "in line 4: division by zero"),
        ("{{ name }}\n{{ name.nothing }}", "in line 2: "),
        ("{{ lipsum() }}", "unknown variable in line 1, 'lipsum'"),
        ("ok\n\udce4", "line 2 is not UTF-8"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_variable(
    tmp_path: Path, wrong: str, words: str
) -> None:
    (tmp_path / "thanks.j2").write_text(wrong, errors="surrogateescape")
    drafts = {draft.title: draft for draft in write_drafts(MAYA, tmp_path)}
    problem = drafts["thanks"].problem
    assert problem.startswith(f"The template {tmp_path / 'thanks.j2'} ")
    assert words in problem
    assert problem.endswith(".")
    assert not problem.endswith("..")


def test_a_wrong_variable_is_told_also_where_it_is_not_reached(tmp_path: Path) -> None:
    (tmp_path / "coffee.j2").write_text("{% if company %}{{ compny }}{% endif %}")
    draft = write_drafts(TemplateVariables("Maya"), tmp_path)[-1]
    assert "'compny': did you mean 'company'" in draft.problem


def test_a_folder_in_the_place_of_a_template_is_told(tmp_path: Path) -> None:
    (tmp_path / "coffee.j2").mkdir()
    draft = write_drafts(MAYA, tmp_path)[-1]
    assert (draft.title, draft.text) == ("coffee", "")
    assert draft.problem


def test_the_template_engine_is_imported_when_first_needed() -> None:
    script = "import sys, endorseback.outreach.message_drafts; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
