"""Where the user has worked and a person works: companies compared as people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from endorseback.model.archive_data import Position
from endorseback.model.person_card import Overlap

_ASIDES: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[™®©℠]")
_INITIALS: Final = re.compile(r"\b(?:\w\.\s?){2,}")
"""Abbreviations such as `S.A.` or `e. V.`."""
_MARKS: Final = re.compile("[\u0300-\u036f]")
"""Accents of Latin, Greek and Cyrillic; the marks of other scripts make other letters."""
_WORD: Final = re.compile(r"[^\W_]+")
_LEGAL_FORMS: Final = """
ab ag aps as asa bhd bv bvba co corp corporation company cv doo ead eireli eood ev gbr gesmbh gmbh
hf inc incorporated jsc kft kg kgaa kk limited llc llp lp ltd ltda mbh nv ohg ooo oy oyj pc plc pllc
oo pte pty pvt sa sab sae sal sapi sarl sas sdn se sl sp sro srl spa ug z
"""
"""Words at the end of a company's name that say only what form it has in law, after folding."""
_LEGAL: Final = frozenset(_LEGAL_FORMS.split())
_JOINING: Final = frozenset(("and", "und", "et", "y", "e", "de"))
_NO_COMPANIES: Final = """
self employed|self|freelance|freelancer|freelancing|independent|independent consultant|consultant
|confidential|stealth|stealth startup|stealth mode startup|startup|retired|unemployed|student
|various|n a|na|none|private|selbständig|selbstständig|freiberuflich|autónomo|indépendant
|libero professionista|open to work|career break|looking for opportunities|home|own|myself
"""
"""What people write who work nowhere in particular: sharing it is sharing nothing."""


@lru_cache(maxsize=65536)
def company_key(company: str) -> str:
    """Return the form under which names of companies compare; empty where it names none.

    Case, accents, punctuation, what stands in brackets, a leading `the` and legal forms at the end
    (`Inc.`, `GmbH & Co. KG`, `S.A.`) make no difference; anything else does.
    """
    words = _words(_ASIDES.sub(" ", company))
    if len(words) > 1 and words[0] == "the":
        del words[0]
    kept = len(words)
    while kept > 1 and (words[kept - 1] in _LEGAL or words[kept - 1] in _JOINING):
        kept -= 1
    key = " ".join(words[:kept])
    return "" if key in _nowhere() else key


def overlaps(company: str, positions: Iterable[Position]) -> tuple[Overlap, ...]:
    """Return where the user worked at the company of a person's connection, in their order.

    The archive tells only where a connection works at present and not since when, so the periods
    are the user's own.
    """
    wanted = company_key(company)
    if not wanted:
        return ()
    return tuple(
        Overlap(position.company, position.started, position.finished)
        for position in positions
        if company_key(position.company) == wanted
    )


def _words(text: str) -> list[str]:
    """Return the words of a name, folded, without accents; `S.A.` is one word."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text).casefold())
    joined = _INITIALS.sub(lambda found: re.sub(r"\W", "", found[0]) + " ", plain)
    return _WORD.findall(unicodedata.normalize("NFC", joined))


@cache
def _nowhere() -> frozenset[str]:
    """Return what names no company, folded as companies are."""
    return frozenset(" ".join(_words(name)) for name in _NO_COMPANIES.split("|"))
