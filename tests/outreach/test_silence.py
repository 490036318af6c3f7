"""How long ago, in words that fit into `we have not spoken for …`."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.outreach.elapsed import silence_in_words

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-5, ""),
        (0, ""),
        (10, ""),
        (11, "two weeks"),
        (21, "three weeks"),
        (48, "seven weeks"),
        (61, "two months"),
        (329, "eleven months"),
        (335, "almost a year"),
        (365, "a year"),
        (500, "more than a year"),
        (650, "almost two years"),
        (731, "two years"),
        (850, "more than two years"),
        (10 * 365 + 3, "ten years"),
        (20 * 365 + 5, "20 years"),
    ],
)
def test_the_words_are_those_that_people_use(days: int, words: str) -> None:
    assert silence_in_words(TODAY - timedelta(days=days), TODAY) == words


def test_never_is_no_silence() -> None:
    assert silence_in_words(None, TODAY) == ""


@given(st.integers(11, 20_000))
def test_every_silence_has_words_without_a_gap(days: int) -> None:
    words = silence_in_words(TODAY - timedelta(days=days), TODAY)
    assert words == " ".join(words.split())
    assert words.rpartition(" ")[2] in {"weeks", "months", "year", "years"}
