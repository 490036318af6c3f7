"""What the marks of a page say where its wording does not: who is a person, and what is a skill."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from endorseback.mail.parsing.document import Block, Document, Region
from endorseback.mail.phrases.catalogue import Language
from endorseback.mail.recogniser.findings import Findings, NamedPerson
from endorseback.mail.recogniser.profiles import ProfileDirectory
from endorseback.mail.recogniser.sentences import Slot, whole, without_slots
from endorseback.mail.recogniser.skills import is_skill_hook, leaves_out
from endorseback.mail.recogniser.statements import PageContext
from endorseback.text import clean

_NAME_CONTROL: Final = re.compile(r"name|prof[~_]?text|profile_text", re.IGNORECASE)
_NAME_HOOK: Final = re.compile(r"(?:endorser|actor|member|profile).{0,3}name", re.IGNORECASE)
_SUGGESTING: Final = re.compile(r"suggest|recommend|pymk|invite|endorse_back|reciproc", re.I)


@dataclass(slots=True)
class _Group:
    """Persons and skills that belong together."""

    people: list[NamedPerson] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    skills_first: bool = False

    def closed_for(self, *, skill: bool) -> bool:
        """Tell whether a further person or skill begins another group."""
        if skill:
            return self.skills_first and bool(self.people)
        return not self.skills_first and bool(self.skills)


def marked_pairs(page: Document, known: PageContext, languages: list[Language]) -> Findings:
    """Return the pairs of a page that marks its skills as such: names and skills in their order.

    In a mail about endorsements that links one person, the entries of a list are skills, too.
    """
    found = Findings()
    directory = known.directory
    shown = {
        at: person
        for at, block in enumerate(page.blocks)
        if block.links and block.told and (person := _person(block, at, directory)) is not None
    }
    one_person = known.own_mail and len(_endorsers(page, shown, languages)) == 1
    group = _Group()
    for at, block in enumerate(page.blocks):
        person = shown.get(at)
        listed = one_person and block.bullet and not block.links
        if not block.told or not (person or listed or is_skill_hook(block)):
            continue
        if _is_suggestion(block, languages):
            continue
        skill = block.label if is_skill_hook(block) or listed else ""
        if any(leaves_out(language.more, skill) for language in languages):
            continue
        if (person or skill) and group.closed_for(skill=bool(skill)):
            group = _Group()
        if skill:
            group.skills_first = group.skills_first or not group.people
            group.skills.append(skill)
        elif person is not None:
            group.people.append(person)
            found.people.setdefault(person)
        for one in group.people:
            for other in group.skills:
                found.pairs.setdefault((one.name, one.slug, other))
    return found


def _endorsers(
    page: Document, shown: dict[int, NamedPerson], languages: list[Language]
) -> set[NamedPerson]:
    """Return everybody whose name a page shows as a link, but those it suggests to endorse."""
    blocks = page.blocks
    return {one for at, one in shown.items() if not _is_suggestion(blocks[at], languages)}


def emphasised_pairs(
    page: Document, directory: ProfileDirectory, languages: list[Language]
) -> Findings:
    """Return proposals from a page whose language has no fitting phrase.

    In one line with a link to a person, the other emphasised words are taken for skills; where
    there are none, the list that follows.
    """
    found = Findings()
    people: list[NamedPerson] = []
    for at, block in enumerate(page.blocks):
        if block.quoted or block.region is not Region.BODY or _is_suggestion(block, languages):
            people = []
            continue
        sentence = whole(block)
        slots = sentence.slots_in(sentence.text) if sentence is not None else []
        named = [slot for slot in slots if _is_person(slot)]
        if named and sentence is not None and without_slots(sentence.text).strip():
            people = [
                NamedPerson(s.text, directory.slug_of(s.text, block, at, at, s)) for s in named
            ]
            found.people.update(dict.fromkeys(people))
            skills = [slot.text for slot in slots if slot not in named]
        else:
            skills = [block.text] if block.bullet and not block.links else []
        for person in people:
            for skill in skills:
                found.pairs.setdefault((person.name, person.slug, skill))
    return found


def _person(block: Block, at: int, directory: ProfileDirectory) -> NamedPerson | None:
    """Return the person whose name a block shows as a link of its own."""
    for run in block.runs:
        if run.link is None or not run.text.strip():
            continue
        slot = Slot(clean(run.text), run.link)
        if _is_person(slot) or _NAME_HOOK.search(block.hook):
            return NamedPerson(slot.text, directory.slug_of(slot.text, block, at, at, slot))
    return None


def _is_person(slot: Slot) -> bool:
    """Tell whether a slot shows a person's name."""
    place = slot.link.place if slot.link is not None else None
    return place is not None and _names(place.control)


@lru_cache(1_024)
def _names(control: str) -> bool:
    """Tell whether a link shows a name, by what it is called."""
    return _NAME_CONTROL.search(control) is not None


def _is_suggestion(block: Block, languages: list[Language]) -> bool:
    """Tell whether a block belongs to a part that asks the reader to endorse somebody."""
    if any(_suggests(link.place.section) for link in block.links):
        return True
    return any(language.suggestion.found_in(block.shape) for language in languages)


@lru_cache(1_024)
def _suggests(section: str) -> bool:
    """Tell whether a section of a mail asks the reader to endorse somebody, by its name."""
    return _SUGGESTING.search(section) is not None
