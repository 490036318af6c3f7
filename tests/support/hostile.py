"""Names and skills as no person bears them, after the cleaning that every mail goes through."""

from __future__ import annotations

from typing import Final

from endorseback.text import clean

RAW: Final = (
    "Eve \x1b]52;c;ZXZpbA==\x07\x1b[2J\x1b[31mRed\x9b31m\x90q\x9c",
    "pay [/invoice] now",
    "[@click=app.bell]click[/]",
    "[bold]Bold[/bold] [$primary]",
    "[",
    "\\[x] {{ 7 * 7 }} %s",
    "Mallory \u202egpj.exe\u202c \u2066x\u2069 \u200f\u061c",
    "Z" + "\u0300\u0301\u0302\u0303" * 40 + "algo",
    "L" * 200,
    "W\u00efde \u7530\u4e2d\u592a\u90ce " * 8,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e6\U0001f1f6 \u0627\u0644\u0639",
    "a\nb\r\nc\x00\x08\x0b\x0c\x85d\u2028e",
    "\ud83d half",
    "   ",
    "",
)
"""As a mail may hold them."""

CLEANED: Final = tuple(clean(raw) for raw in RAW)
"""As the screens get them."""
