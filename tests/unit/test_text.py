"""The trust boundary: whatever comes from outside is safe to show, and nothing else is lost."""

from __future__ import annotations

import unicodedata
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.text import MAX_LABEL, calm, clean, clean_lines, clean_pieces, fold, usable

ANY_TEXT: Final = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
"""Any code points at all, lone surrogates too."""

BIDI: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE: Final = "\u00ad\u034f\u200b\u2060\ufeff"
BLANKS: Final = "\t\n\v\f\r\x85\u2028\u2029"


def is_safe(text: str) -> bool:
    """Tell whether nothing in a text steers a terminal or reorders what is beside it."""
    return not any(
        unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char in BIDI + INVISIBLE
        for char in text
    )


@given(ANY_TEXT)
def test_clean_is_safe_and_final(text: str) -> None:
    cleaned = clean(text)
    assert is_safe(cleaned)
    assert clean(cleaned) == cleaned
    assert cleaned == " ".join(cleaned.split())
    cleaned.encode("utf-8")


@given(ANY_TEXT)
def test_clean_lines_is_safe_and_final(text: str) -> None:
    cleaned = clean_lines(text)
    assert all(is_safe(line) for line in cleaned.split("\n"))
    assert clean_lines(cleaned) == cleaned
    assert clean(cleaned) == clean(text)


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S"]), max_size=60))
def test_what_is_visible_stays(text: str) -> None:
    visible = "".join(char for char in text if char not in INVISIBLE)
    assert clean(text) == visible


@given(st.lists(ANY_TEXT | st.sampled_from([" ", "a", "b ", "\u034f", "\x1c"]), max_size=5))
def test_pieces_make_up_the_clean_line(texts: list[str]) -> None:
    texts = [text.replace("\ufdd0", "") for text in texts]
    pieces = clean_pieces(texts)
    assert len(pieces) == max(1, len(texts))
    assert all(is_safe(piece) for piece in pieces)
    assert "".join(pieces).strip() == clean("".join(texts))


def test_one_blank_stays_between_two_pieces() -> None:
    assert clean_pieces(["Ada ", "Moe", "\n endorsed"]) == ["Ada ", "Moe", " endorsed"]
    assert clean_pieces(["Ada ", " Moe", " ", "", " Roe"]) == ["Ada ", "Moe", " ", "", "Roe"]
    assert clean_pieces(["a\ufdd0b", "c"]) == ["a\ufffdb", "c"]


@pytest.mark.parametrize("char", BLANKS)
def test_white_space_controls_become_one_blank(char: str) -> None:
    assert clean(f"a{char}{char} b{char}") == "a b"


@pytest.mark.parametrize("char", [*BIDI, *INVISIBLE, "\0", "\x1b", "\x7f", "\x9b"])
def test_the_others_vanish(char: str) -> None:
    assert clean(f"a{char}b") == "ab"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\x1b[31mRed\x1b[0m", "[31mRed[0m"),
        ("\x1b]8;;https://x.example\x07here", "]8;;https://x.examplehere"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
        ("\u00a0Dana\u2003Moe\u3000", "Dana Moe"),
        ("half \ud83d", "half \ufffd"),
        ("𝓓𝓪𝓷𝓪, PMP®", "𝓓𝓪𝓷𝓪, PMP®"),
        ("e\u0301", "e\u0301"),
        ("", ""),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\r\nb\rc\nd", ["a", "b", "c", "d"]),
        ("a\x85b\u2028c\u2029d\ve\ff", ["a", "b", "c", "d", "e", "f"]),
        ("  a \t b  \n\n c", ["a b", "", "c"]),
        ("\x1b[2Ja", ["[2Ja"]),
    ],
)
def test_clean_lines(text: str, lines: list[str]) -> None:
    assert clean_lines(text).split("\n") == lines


@pytest.mark.parametrize(
    ("label", "is_usable"),
    [
        ("", False),
        ("a", True),
        ("a" * MAX_LABEL, True),
        ("a" * (MAX_LABEL + 1), False),
        ("e\u0301" * MAX_LABEL, True),
        ("x\u0301" * (MAX_LABEL // 2), True),
        ("x\u0301" * (MAX_LABEL // 2 + 1), False),
        ("\U0001f600" * MAX_LABEL, True),
    ],
)
def test_usable(label: str, is_usable: bool) -> None:
    assert usable(label) is is_usable


@given(st.text(max_size=30))
def test_fold_sees_neither_case_nor_composition(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(text) == unicodedata.normalize("NFC", text).casefold()


@pytest.mark.parametrize(("one", "other"), [("Zoë", "ZOE\u0308"), ("STRASSE", "straße")])
def test_fold_makes_alike_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(ANY_TEXT)
def test_calm_only_leaves_out_marks(text: str) -> None:
    shown = calm(text)
    assert calm(shown) == shown
    left = iter(text)
    assert all(char in left for char in shown)
    bare = [char for char in text if not unicodedata.combining(char)]
    assert [char for char in shown if not unicodedata.combining(char)] == bare


def test_calm_keeps_a_few_marks_a_letter() -> None:
    assert calm("Z" + "\u0301" * 40 + "o\u0308") == "Z" + "\u0301" * 4 + "o\u0308"
    assert calm("Nguyễn") == "Nguyễn"
    assert calm(unicodedata.normalize("NFD", "Nguyễn")) == unicodedata.normalize("NFD", "Nguyễn")
