"""Whose name a mail bears: LinkedIn's, or one that is meant to be taken for it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

DOMAIN: Final = "linkedin.com"
"""The one domain that LinkedIn's notifications come from."""

_CONFUSABLE: Final = str.maketrans(
    {
        "l": "i", "1": "i", "|": "i", "!": "i", "ı": "i", "і": "i", "ӏ": "i", "ι": "i",
        "е": "e", "ё": "e", "ε": "e", "3": "e", "к": "k", "κ": "k", "ԁ": "d", "п": "n", "ո": "n",
        "η": "n",
    }
)  # fmt: skip
_REPEATED: Final = re.compile(r"(.)\1+")
_SKELETONS: Final = ("inkedin", "inkein", "ikedin", "inkdin", "inkedn", "nikedin", "iknedin")
_MAX_LENGTH: Final = 1_000


def bears_brand(text: str) -> bool:
    """Tell whether a name, an address or a subject holds LinkedIn's name or a look-alike of it.

    Look-alikes swap letters that look the same ("Linkedln"), double, drop or transpose one.
    """
    folded = unicodedata.normalize("NFKD", text[:_MAX_LENGTH]).casefold().translate(_CONFUSABLE)
    letters = "".join(char for char in folded if char.isalnum())
    skeleton = _REPEATED.sub(r"\1", letters)
    return any(form in skeleton for form in _SKELETONS)
