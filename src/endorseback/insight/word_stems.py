"""Words of skills and roles, cut to stems, so that `Marketing` meets `Marketer`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from endorseback.text import fold

_WORD: Final = re.compile(r"[^\W_]+(?:\+\+|#)?")
_NO_FIELD: Final = """
a an and at by de der des di do du e en et for für in la le of on the to und van von with y
senior junior principal staff associate assistant global regional interim former freelance
i ii iii iv sr jr
"""
"""Words that say nothing of a field."""
_EMPTY: Final = frozenset(_NO_FIELD.split())
_ENDINGS: Final = (
    *("ership", "ements", "ement", "ments", "ment", "ations", "ation", "ators", "ator"),
    *("ings", "ing", "ists", "ist", "ions", "ion", "ants", "ant", "ures", "ure"),
    *("ics", "ical", "ic", "ers", "er", "ors", "or", "ies", "ed", "es", "al", "y", "s", "e"),
)
"""Endings of English, the longest first where one ends another."""
_SHORTEST: Final = 4
"""So many letters stay of a word at least."""


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of a skill or a role, folded, without empty words."""
    words = _WORD.findall(fold(text))
    return frozenset(_stem(word) for word in words if word not in _EMPTY)


def _stem(word: str) -> str:
    """Return a word without its endings; short words and foreign scripts stay whole."""
    if not word.isascii():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return _stem(word[: -len(ending)])  # `engineering` and `engineer` end at the same stem
    return word
