"""Header and footer: the parts of a page that belong to every mail and name no endorser."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from endorseback.mail.parsing.document import Block, Document, Region
from endorseback.mail.parsing.normalise import shape_of, straight
from endorseback.mail.phrases.catalogue import each_language
from endorseback.mail.phrases.literals import Patterns
from endorseback.text import fold

_HEADER_SECTIONS: Final = frozenset(("header", "hdr"))
_FOOTER_SECTIONS: Final = frozenset(("f", "footer", "help", "securityhelp", "unsub", "unsubscribe"))
_HEADER_HOOK: Final = re.compile(r"header", re.IGNORECASE)
_FOOTER_HOOK: Final = re.compile(r"footer|copyright|trademark", re.IGNORECASE)
_COPYRIGHT: Final = re.compile(r"(?:©|\(c\)|&copy;)\s*\d{4}|linkedin and its logo", re.IGNORECASE)
_FOOTER_REACH: Final = 30
"""How many blocks before its end a page's footer may begin."""
_MAX_CACHED: Final = 500
_REMEMBERED: Final = 64
"""Lines of which is known whether a footer begins with them: those of frames, which repeat."""
_PERSON: Final = re.compile(r"profile_|prof[~_]|name", re.IGNORECASE)


def mark_regions(page: Document, recipient: str) -> None:
    """Mark a page's header and footer; `recipient` is the reader's name as the mail has it.

    The footer begins at the first block of its kind after which no person is linked.
    """
    end = len(page.blocks) - _FOOTER_REACH
    named = f"{fold(straight(recipient))} (" if recipient else ""
    marks = [_region(block, named, at >= end) for at, block in enumerate(page.blocks)]
    people = [
        at
        for at, block in enumerate(page.blocks)
        if marks[at] is Region.BODY
        and any(_shows_person(link.place.control) for link in block.links)
    ]
    last = people[-1] if people else -1
    footers = [at for at, mark in enumerate(marks) if mark is Region.FOOTER and at > last]
    start = footers[0] if footers else len(marks)
    for at, block in enumerate(page.blocks):
        block.region = Region.FOOTER if at >= start else marks[at]


def mark_quoted(page: Document, text: Document) -> None:
    """Mark the lines of a text part that the page shows as somebody's own words."""
    quoted = {fold(block.text) for block in page.blocks if block.quoted}
    for block in text.blocks if quoted else ():
        block.quoted = block.quoted or fold(block.text) in quoted


def recipient_name(names: Iterable[str], pages: Iterable[Document]) -> str:
    """Return the reader's name: as the To field has it, else as the header's own link shows it."""
    for name in names:
        if name and "@" not in name:
            return name
    for page in pages:
        for block in page.blocks[:10]:
            for run in block.runs:
                section = run.link.place.section.lower() if run.link is not None else ""
                control = run.link.place.control if run.link is not None else ""
                if section in _HEADER_SECTIONS and "prof" in control and (run.photo or run.text):
                    return (run.photo or run.text).strip()
    return ""


def _region(block: Block, named: str, near_end: bool) -> Region:
    """Return the part of the frame that a block's own marks put it in.

    The wording of a footer is looked for near the page's end alone, where footers stand; `named`
    is how it names the reader, folded.
    """
    marks = [_region_of_section(link.place.section) for link in block.links]
    marks += [_region_of_hook(block.hook)] if block.hook else []
    for region in (Region.HEADER, Region.FOOTER) if marks else ():
        if region in marks:
            return region
    if not near_end:
        return Region.BODY
    shape = block.shape
    ends_page = _ends_page if len(shape.text) <= _MAX_CACHED else _ends_page.__wrapped__
    if ends_page(shape.text):
        return Region.FOOTER
    is_named = named and "(" in shape.straight and named in fold(shape.straight)
    return Region.FOOTER if is_named else Region.BODY


@lru_cache(_MAX_CACHED)
def _shows_person(control: str) -> bool:
    """Tell whether a link shows a person, by what it is called."""
    return _PERSON.search(control) is not None


@lru_cache(_MAX_CACHED)
def _region_of_section(section: str) -> Region:
    """Return the part of the frame that a link's section is named after."""
    name = section.lower().partition("~")[0]
    if name in _HEADER_SECTIONS:
        return Region.HEADER
    return Region.FOOTER if name in _FOOTER_SECTIONS else Region.BODY


@lru_cache(_MAX_CACHED)
def _region_of_hook(hook: str) -> Region:
    """Return the part of the frame that an element's mark names."""
    if _HEADER_HOOK.search(hook):
        return Region.HEADER
    return Region.FOOTER if _FOOTER_HOOK.search(hook) else Region.BODY


@lru_cache(_REMEMBERED)
def _ends_page(line: str) -> bool:
    """Tell whether a line is the copyright's, or the one that names the recipient."""
    shape = shape_of(line)
    return _COPYRIGHT.match(shape.straight) is not None or _intended().found_in(shape)


@cache
def _intended() -> Patterns:
    """Return what is found in the line that names the recipient, in any language."""
    return Patterns(one for entry in each_language() for one in entry.any_of("frame", "intended"))
