"""How to address somebody in a message, from the name that LinkedIn displays."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_TITLE: Final = re.compile(
    r"dra?|dott|prof|professor|mrs?|ms|mx|miss|sir|dame|lord|lady|rev|ing|dipl|hon|capt|col|maj|sgt"
    r"|lt|phd|msc|bsc|mba|md|herr|frau|mme|mlle|sra?"
)
"""Titles that stand before a name, folded and without dots; `Dipl.-Ing.` is two of them."""
_INSIDE: Final = "-'\u2019\u200c"
"""Signs inside a name, as in Jean-Luc and O'Neil; U+200C stands in Persian ones."""
_SMALL_NAME: Final = 3
"""Longest run of capitals that is rather a nickname (`JP`, `AJ`) than a shouted name."""


def first_name(name: str) -> str:
    """Return the first name in a displayed name, empty where none can be told.

    Titles, emoji, brackets and what follows a comma are no part of it; mathematical letters become
    plain. A name in a script that puts the family first, or begins with an initial, stays whole.
    """
    plain = unicodedata.normalize("NFKC", name)
    before_comma = re.split(r"[,|(\[{/•·]", plain, maxsplit=1)[0]
    words = [word for word in map(_letters, before_comma.split()) if word and not _is_title(word)]
    if not words:
        return ""
    if _is_initial(words[0]) or _writes_family_name_first(words[0]):
        return " ".join(words)
    return _unshouted(words[0])


def _letters(word: str) -> str:
    """Return a word without the signs around it: emoji, quotes, stars; dots of initials stay."""
    kept = "".join(char for char in word if char in f".{_INSIDE}" or _belongs_to_a_word(char))
    stripped = kept.strip(_INSIDE).lstrip(".")
    return stripped if any(char.isalpha() for char in stripped) else ""


def _belongs_to_a_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LM"


def _is_title(word: str) -> bool:
    parts = [part for part in re.split(r"[.\-]", word.casefold()) if part]
    return bool(parts) and all(_TITLE.fullmatch(part) for part in parts)


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1 or "." in word


def _writes_family_name_first(word: str) -> bool:
    """Tell whether a word is in a script whose names put the family first: Han, kana, Hangul."""
    return unicodedata.name(word[0], "").startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL"))


def _unshouted(word: str) -> str:
    """Return a name written in capitals as people write it."""
    return word.capitalize() if word.isupper() and len(word) > _SMALL_NAME else word
