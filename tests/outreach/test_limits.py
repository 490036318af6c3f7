"""Lengths are counted as a browser counts, and warned about before the limit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.outreach.message_limits import Fit, measure, utf16_units
from endorseback.settings import Messages


@given(st.text(alphabet=st.characters()))
def test_it_counts_utf_16_units(text: str) -> None:
    assert utf16_units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_an_emoji_is_two_and_an_accent_of_its_own_is_one_more() -> None:
    assert [utf16_units(text) for text in ("", "a", "ü", "u\u0308", "🚀", "👩‍💻")] == [
        0,
        1,
        1,
        2,
        2,
        5,
    ]


def test_the_warning_comes_before_the_limit() -> None:
    fits = [measure("x" * length).fit for length in (0, 7_000, 7_759, 7_760, 8_000, 8_001)]
    assert fits == [Fit.ROOMY, Fit.ROOMY, Fit.ROOMY, Fit.CLOSE, Fit.CLOSE, Fit.OVER]


def test_the_settings_change_the_limit() -> None:
    assert measure("").limit == 8_000
    assert measure("", Messages(message_limit=1_900)).limit == 1_900


@pytest.mark.parametrize(
    ("length", "says"),
    [
        (5, "5 of 200 characters"),
        (190, "190 of 200 characters: nearly full"),
        (203, "203 of 200 characters: 3 too many, LinkedIn may refuse it"),
    ],
)
def test_the_counter_says_how_it_stands(length: int, says: str) -> None:
    assert measure("x" * length, Messages(message_limit=200)).says == says
