"""The forms in which wording is compared, so that its spelling decides nothing."""

from __future__ import annotations

from typing import Final, NamedTuple

_STRAIGHT: Final = tuple(zip("’‘ʼ´`“”„«»\u00a0\u202f\u2009", "'''''\"\"\"\"\"   ", strict=True))
"""Characters with what they become, replaced one by one: `translate` takes ten times as long."""


class Shape(NamedTuple):
    """A text in the forms in which wording is looked for in it."""

    text: str
    straight: str
    """With one kind of apostrophe, quotation mark and blank; of the same length."""
    caseless: str
    """The same without regard to case: where stems are looked for."""


def shape_of(text: str) -> Shape:
    """Return a text in the forms in which wording is looked for in it."""
    if text.isascii() and "`" not in text:
        return Shape(text, text, text.lower())  # the usual case
    shape = straight(text)
    return Shape(text, shape, caseless(shape))


def straight(text: str) -> str:
    """Return text for comparing: one kind of apostrophe, quotation mark and blank; same length."""
    if text.isascii() and "`" not in text:
        return text
    for typographic, plain in _STRAIGHT:
        if typographic in text:
            text = text.replace(typographic, plain)
    return text


def comparable(text: str) -> str:
    """Return a text in the form in which stems are looked for: straight, without regard to case."""
    return caseless(straight(text))


def caseless(shape: str) -> str:
    """Return a straight text without regard to case.

    Letters that a regular expression takes for one another when it ignores case become equal.
    """
    if shape.isascii():
        return shape.lower()
    return shape.replace("İ", "i").replace("ı", "i").casefold()
