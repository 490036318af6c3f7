"""How people are addressed, whatever they put into the field for their name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.outreach.first_name import first_name


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Maya Okafor", "Maya"),
        ("Dr. Maya Okafor", "Maya"),
        ("Prof. Dr. Jonas Weber, PMP®", "Jonas"),
        ("Dipl.-Ing. Karl Heinz", "Karl"),
        ("Mrs Ana Lima | Speaker", "Ana"),
        ("🚀 Ana 🌟 Lima", "Ana"),
        ("★Ana★ Lima", "Ana"),
        ("Ana (she/her) Lima", "Ana"),
        ("JONAS WEBER", "Jonas"),
        ("JP Morgan", "JP"),
        ("Jean-Luc Dupont", "Jean-Luc"),
        ("Sinéad O'Neil", "Sinéad"),
        ("O\u2019Neil Shaw", "O\u2019Neil"),
        ("J. R. Smith", "J. R. Smith"),
        ("田中 太郎", "田中 太郎"),
        ("김민준", "김민준"),
        ("𝓜𝓪𝔂𝓪 Okafor", "Maya"),
        ("علی رضا", "علی"),
        ("Madonna", "Madonna"),
        ("", ""),
        ("   ", ""),
        ("🚀", ""),
        ("Dr.", ""),
        ("(Bob)", ""),
        ("123 456", ""),
        ("...", ""),
    ],
)
def test_first_names(name: str, first: str) -> None:
    assert first_name(name) == first


@given(st.text(max_size=80))
def test_any_name_gives_letters_or_nothing(name: str) -> None:
    first = first_name(name)
    assert first == "" or any(char.isalpha() for char in first)
    assert "\n" not in first
