"""Who is who in a mail: which name belongs to which profile, and which profile is the reader's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from endorseback.mail.parsing.document import Block, Document, Region
from endorseback.mail.parsing.links import Link
from endorseback.mail.parsing.normalise import shape_of
from endorseback.mail.phrases.catalogue import Language
from endorseback.mail.recogniser.sentences import Slot, slot_text
from endorseback.text import clean, fold

_PERSON_CONTROL: Final = re.compile(r"profile|prof\b|prof[~_]|name|photo|image|pic", re.IGNORECASE)
_BUTTON: Final = re.compile(r"cta|btn|button|view_|see_|say_|thank|endorse", re.IGNORECASE)
_HEADER_SECTIONS: Final = ("header", "hdr")
_REACH: Final = 6
"""How many blocks from its name a profile's link may stand."""


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A profile link in a page."""

    at: int
    card: int
    names: tuple[str, ...]
    """Folded; empty where the link shows no name."""
    slug: str | None


@dataclass(slots=True)
class ProfileDirectory:
    """The people of one page, by their links."""

    own: frozenset[str]
    """The slugs of the reader's own profiles."""
    marked: bool
    """Whether the page has cards; in plain text, rules part them."""
    sightings: list[_Sighting] = field(default_factory=list)

    def slug_of(
        self, name: str, block: Block, at: int, until: int, slot: Slot | None
    ) -> str | None:
        """Return the slug of a person named in a block, or None where no link gives it.

        `at` is the block's place in the page, `until` that of the next sentence.
        """
        if slot is not None and slot.link is not None and slot.link.slug is not None:
            return None if slot.link.slug in self.own else slot.link.slug
        wanted = fold(name)
        named = [s for s in self.sightings if wanted in s.names]
        if any(s.slug for s in named):
            linked = [s for s in named if s.slug]
            return min(linked, key=lambda s: (s.card != block.card, abs(s.at - at))).slug
        return self._nearby(block, at, until)

    def knows(self, name: str) -> bool:
        """Tell whether a link of the page shows this name."""
        wanted = fold(name)
        return any(wanted in s.names for s in self.sightings)

    def _nearby(self, block: Block, at: int, until: int) -> str | None:
        """Return the only profile that is linked without a name between a block and the next."""
        named = [s.at for s in self.sightings if s.names and s.at > at]
        end = min([*named, until])
        found = {
            s.slug
            for s in self.sightings
            if not s.names
            and s.slug
            and at - 1 <= s.at < end
            and (s.card == block.card or (self.marked and abs(s.at - at) <= 3))
        }
        return found.pop() if len(found) == 1 else None


def make_directory(
    page: Document, languages: list[Language], own: frozenset[str]
) -> ProfileDirectory:
    """Return the people of a page by their links; header and footer links name nobody."""
    directory = ProfileDirectory(own, page.marked)
    for at, block in enumerate(page.blocks):
        if block.region is not Region.BODY:
            continue
        for link, texts in _linked(block):
            if link.slug in own and link.slug is not None:
                continue
            names = _names(link, texts, languages)
            if names or link.slug:
                directory.sightings.append(_Sighting(at, block.card, names, link.slug))
    return directory


def own_profiles(pages: Iterable[Document], own_name: str) -> frozenset[str]:
    """Return the slugs of the reader's own profiles: from the header, else from buttons."""
    in_header: set[str] = set()
    by_button: set[str] = set()
    of_people: set[str] = set()
    for page in pages:
        for block in page.blocks:
            for link in block.links:
                if link.slug is None:
                    continue
                if block.region is Region.HEADER or link.place.section in _HEADER_SECTIONS:
                    in_header.add(link.slug)
                elif _is_person_link(link):
                    of_people.add(link.slug)
                elif link.own_page:
                    by_button.add(link.slug)
    likely = {slug for slug in by_button - of_people if not in_header or resembles(slug, own_name)}
    return frozenset(in_header | likely)


def photo_name(alt: str, languages: list[Language]) -> str:
    """Return the name in what stands in for a picture; the whole text where no pattern fits."""
    shape = shape_of(alt)
    for language in languages:
        for match in language.photo.matches(shape):
            return alt[match.start(1) : match.end(1)].strip()
    return alt


def _linked(block: Block) -> list[tuple[Link, list[tuple[str, bool]]]]:
    """Return the links of a block, each with its texts; True marks a picture's."""
    found: list[tuple[Link, list[tuple[str, bool]]]] = []
    for run in block.runs:
        if run.link is None:
            continue
        if not found or found[-1][0] is not run.link:
            found.append((run.link, []))
        found[-1][1].append((run.photo or run.text, bool(run.photo)))
    return found


def _names(link: Link, texts: list[tuple[str, bool]], languages: list[Language]) -> tuple[str, ...]:
    """Return the names that a link shows, folded."""
    names: list[str] = []
    shown = clean("".join(text for text, is_photo in texts if not is_photo))
    if shown and not is_button(link):
        names.append(slot_text(Slot(shown, link)))
    names.extend(photo_name(text, languages) for text, is_photo in texts if is_photo)
    if title := clean(link.title):
        names.append(title)
    return tuple(dict.fromkeys(fold(name) for name in names if name))


def _is_person_link(link: Link) -> bool:
    """Tell whether a link's control says that it shows a person."""
    return _shows_person(link.place.control)


@lru_cache(1_024)
def _shows_person(control: str) -> bool:
    """Tell whether a link shows a person, by what it is called; mails repeat their controls."""
    return bool(_PERSON_CONTROL.search(control)) and not control.startswith(("view_", "see_"))


def is_button(link: Link) -> bool:
    """Tell whether a link's control says that it is a button."""
    return _presses(link.place.control)


@lru_cache(1_024)
def _presses(control: str) -> bool:
    """Tell whether a link is a button, by what it is called."""
    return bool(_BUTTON.search(control)) and "name" not in control


def resembles(slug: str, name: str) -> bool:
    """Tell whether a slug is made of a name."""
    plain = _ascii(slug)
    parts = [part for part in re.split(r"\W+", _ascii(name)) if len(part) > 2]
    return bool(parts) and all(part in plain for part in parts[:2])


def _ascii(text: str) -> str:
    """Return text in lower case without its diacritics."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
