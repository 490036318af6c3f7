"""How well skills fit what somebody does."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.insight.skill_fit import SAME_FIELD, SAME_WORD, fit, is_outside
from endorseback.insight.word_stems import stems


@pytest.mark.parametrize(
    ("skill", "role"),
    [
        ("Marketing", "Email Marketer"),
        ("Marketing", "Head of Marketing"),
        ("Software Engineering", "Engineer"),
        ("Project Management", "Project Manager"),
        ("Leadership", "Team Lead"),
        ("Graphic Design", "Designer"),
        ("Accounting", "Senior Accountant"),
        ("Recruiting", "Recruiter"),
        ("Operations", "Operator"),
        ("Strategy", "Strategist"),
        ("データ分析", "データ分析"),
        ("Übersetzung", "übersetzung (Deutsch)"),
    ],
)
def test_a_skill_that_the_role_names(skill: str, role: str) -> None:
    assert fit(skill, role) == SAME_WORD


@pytest.mark.parametrize(
    ("skill", "role"),
    [
        ("Kubernetes", "Staff SRE"),
        ("Go", "Backend Developer"),
        ("C++", "Software Engineer"),
        ("C#", "Programmer"),
        ("Python (Programming Language)", "Data Scientist"),
        ("Negotiation", "Sales Representative"),
        ("SEO", "Growth Lead"),
        ("GDPR", "Legal Counsel"),
        ("Public Speaking", "Trainer"),
        ("Leadership", "Director of Bakery"),
        ("Monitoring", "Observability Engineer"),
        ("Content Strategy", "SEO Manager"),
    ],
)
def test_a_skill_of_the_field(skill: str, role: str) -> None:
    assert fit(skill, role) == SAME_FIELD


@pytest.mark.parametrize(
    ("skill", "role"),
    [
        ("Baking", "Staff SRE"),
        ("Kubernetes", "Head of Marketing"),
        ("Project Management", "Product Manager"),
        ("Time Management", "Bakery Manager"),
        ("Kubernetes", ""),
        ("", "Staff SRE"),
        ("Art of the Deal", "Head of the Bakery"),
        ("Senior Care", "Senior Baker"),
    ],
)
def test_what_does_not_fit(skill: str, role: str) -> None:
    assert fit(skill, role) == 0


@pytest.mark.parametrize(
    ("skill", "role", "is_so"),
    [
        ("Kubernetes", "Head of Marketing", True),
        ("Email Marketing", "Legal Counsel", True),
        ("Kubernetes", "Staff SRE", False),
        ("Kubernetes", "Baker", False),
        ("Baking", "Head of Marketing", False),
        ("Kubernetes", "Director", False),
        ("Kubernetes", "", False),
        ("Kubernetes", "Glassware Marketing", False),
        ("Kubernetes Gardening", "Head of Marketing", False),
        ("Litigation", "Java Developer", True),
        ("Mentoring", "Engineering Manager", False),
        ("Negotiation", "Procurement Manager", False),
        ("Monitoring", "Observability Engineer", False),
        ("Marketing", "Chief Marketing Officer", False),
    ],
)
def test_a_skill_outside_takes_two_fields_that_are_known(
    skill: str, role: str, is_so: bool
) -> None:
    assert is_outside(skill, role) is is_so


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_words_have_a_fit(skill: str, role: str) -> None:
    assert fit(skill, role) in {0, SAME_FIELD, SAME_WORD}
    assert fit(skill, skill) == (SAME_WORD if stems(skill) else 0)


def test_words_of_one_family_have_one_stem() -> None:
    assert len(stems("engineer engineers engineering")) == 1
    assert len(stems("manager managing management")) == 1
    assert len(stems("lead leads leading")) == 1
    assert stems("of the and") == frozenset()
    assert stems("C++ C# C") == {"c++", "c#", "c"}


def test_every_field_has_words_that_are_not_empty() -> None:
    text = files("endorseback.insight").joinpath("fields.toml").read_text("utf-8")
    data = tomllib.loads(text)
    general = data.pop("general")
    assert len(set(general)) == len(general)
    for name, field in data.items():
        for side in ("roles", "skills"):
            words = field[side]
            assert len(set(words)) == len(words), f"{name}: a word of {side} stands twice"
            assert all(stems(word) for word in words), f"{name}: a word of {side} says nothing"
