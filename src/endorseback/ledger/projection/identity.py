"""Who is who: the people whom events name, by slug or by name alone, in any order.

A `PersonRecord` is what one slug, or one name without a slug, was seen with. A person is the record
of a slug together with the records of the names that only this slug uses. A name used by nobody
else's slug, or by several, is a person of its own. What the user merged or split comes first: see
`merges`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Final

import msgspec

from endorseback.ledger.events.events import Event
from endorseback.ledger.lazy_table import LazyTable, Stored
from endorseback.ledger.projection.merges import Merges, keys_of
from endorseback.model.archive_data import ListedEndorsement, ListedRecommendation
from endorseback.model.person_key import key_of, slug_key
from endorseback.text import fold

folded_key: Final = lru_cache(maxsize=65_536)(fold)
"""`text.fold`, remembered: the same names and skills come again and again."""

Source = tuple[datetime, str, int]
"""When a mail came (`newest.NEVER` where it does not tell), its identity, and the index in it."""

ListedRow = tuple[str, ListedEndorsement]
"""The id of an import, and an endorsement that its archive lists."""

ListedLetter = tuple[str, ListedRecommendation]
"""The id of an import, and a recommendation that its archive lists."""


class PersonRecord(msgspec.Struct, array_like=True):
    """What was seen under one slug, or under one name without a slug."""

    key: str
    """`model.people.slug_key` or `name_key`."""
    names: dict[str, int] = {}
    """The folded names seen with it, and how often."""
    pairs: dict[str, list[Source]] = {}
    """The mails that say so, for each folded skill that is endorsed."""
    letters: list[Source] = []
    """The mails about recommendations."""
    decisions: list[tuple[int, Event]] = []
    """What was decided, with its place in the journal, oldest first."""
    acts: list[tuple[int, Event]] = []
    """What else the user did about them, likewise: see `payload.PersonAct`."""
    listed: dict[str, list[ListedRow]] = {}
    """The rows of archives that say so, for each folded skill that is endorsed."""
    given: dict[str, list[ListedRow]] = {}
    """The rows about the user's endorsements of them, likewise."""
    letters_listed: list[ListedLetter] = []
    """The rows about recommendations."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing speaks of it any more."""
        told = self.pairs or self.letters or self.listed or self.given or self.letters_listed
        return not (told or self.decisions or self.acts)


class PeopleIndex(msgspec.Struct, array_like=True, dict=True):
    """All holders, and which of them are one person."""

    stored: Stored = []
    """The holders by their keys, as of the last `store`."""
    stored_bearers: Stored = []
    """The keys of the slugs that were seen with a folded name."""
    ties: Merges = msgspec.field(default_factory=Merges)
    """What the user merged and split."""
    shared: dict[str, int] = {}
    """The folded names that several connections bear, and how many archives say so."""

    def __post_init__(self) -> None:
        """Let the entries be decoded when they are looked at."""
        self.holders = LazyTable(self.stored, PersonRecord)
        self.bearers = LazyTable(self.stored_bearers, set[str])

    def store(self) -> None:
        """Bring what is stored up to date."""
        self.holders.store()
        self.bearers.store()

    def see(self, name: str, slug: str | None, touched: set[str]) -> PersonRecord:
        """Take note of a name, with its slug if there is one, and return who bears them.

        Args:
            name: As displayed.
            slug: Decoded, or None.
            touched: Gets the keys of the persons who may be others after it.
        """
        folded = folded_key(name)
        if slug is None:
            holder = self._holder(f"name:{folded}")
            touched.add(self.person_of_name(folded))
        else:
            holder = self._holder(slug_key(slug))
            self._bear(folded, holder.key, touched)
        holder.names[folded] = holder.names.get(folded, 0) + 1
        return holder

    def forget(self, name: str, holder: PersonRecord, touched: set[str]) -> None:
        """Take back one `see` of a name, after what it brought was taken from the holder."""
        folded = folded_key(name)
        self._touch(holder.key, touched)
        touched.add(self.person_of_name(folded))
        holder.names[folded] -= 1
        if holder.names[folded] == 0:
            del holder.names[folded]
            self._bear_no_more(folded, holder.key, touched)
        if holder.is_empty and not holder.names:
            self.holders.remove(holder.key)

    def share(self, names: Iterable[str], touched: set[str]) -> None:
        """Take note of folded names that several connections of an archive bear."""
        for folded in names:
            self.shared[folded] = self.shared.get(folded, 0) + 1
            if self.shared[folded] == 1:
                self._touch_all(folded, touched)

    def share_no_more(self, names: Iterable[str], touched: set[str]) -> None:
        """Take back one `share`."""
        for folded in names:
            self.shared[folded] -= 1
            if self.shared[folded] == 0:
                del self.shared[folded]
                self._touch_all(folded, touched)

    def tie(self, number: int, event: Event, touched: set[str]) -> None:
        """Take in a merge or a split by hand; `number` is its place in the journal."""
        self._around(event, touched)  # whom it may concern is the same before and after
        self.ties.say(number, event)

    def untie(self, event: Event, touched: set[str]) -> None:
        """Take back one `tie`."""
        self._around(event, touched)
        self.ties.take_back(event)
        self._around(event, touched)

    def holder(self, name: str, slug: str | None) -> PersonRecord | None:
        """Return what is seen under a slug, or under a name alone, or None."""
        return self.holders.get(key_of(name, slug))

    def person_key(self, name: str, slug: str | None) -> str:
        """Return the key of the person meant by a name and perhaps a slug."""
        if slug is None:
            return self.person_of_name(folded_key(name))
        return self.ties.root(slug_key(slug))

    def person_of_name(self, folded: str) -> str:
        """Return the key of the person meant by a folded name alone."""
        alone = f"name:{folded}"
        if self.ties.names(alone):
            return self.ties.root(alone)
        return self._only_bearer(folded) or alone

    def persons_named(self, folded: str) -> set[str]:
        """Return the keys of all persons who bear a folded name."""
        persons = {self.ties.root(key) for key in self.bearers.get(folded) or ()}
        if f"name:{folded}" in self.holders:
            persons.add(self.person_of_name(folded))
        return persons

    def persons(self) -> Iterable[str]:
        """Return the keys of all persons, each once."""
        return dict.fromkeys(map(self.person_with, self.holders.keys()))

    def person_with(self, key: str) -> str:
        """Return the key of the person to whom a key belongs: a slug's, or that of a name alone."""
        if key.startswith("name:"):
            return self.person_of_name(key.removeprefix("name:"))
        return self.ties.root(key)

    def parts(self, person: str) -> list[PersonRecord]:
        """Return the holders that make up a person; none where there is no such person."""
        if self.person_with(person) != person:
            return []
        found = {}
        for key in self.ties.members(person):
            if (holder := self.holders.get(key)) is None:
                continue
            found[key] = holder
            for folded in tuple(holder.names) if key.startswith("in:") else ():
                alone = self.holders.get(f"name:{folded}")
                if alone is not None and self.person_of_name(folded) == person:
                    found[alone.key] = alone
        return list(found.values())

    def _only_bearer(self, folded: str) -> str | None:
        """Return the key of the person who alone bears a name and has a slug, or None."""
        bearers = self.bearers.get(folded)
        if bearers is None or folded in self.shared:
            return None
        # Another thread may look while the owner changes it: take all there is in one step.
        found = tuple(bearers)
        persons = {self.ties.root(key) for key in found}
        if len(persons) != 1 or any(self.ties.is_apart(key) for key in found):
            return None
        return persons.pop()

    def _holder(self, key: str) -> PersonRecord:
        holder = self.holders.get(key)
        if holder is None:
            holder = self.holders[key] = PersonRecord(key)
        return holder

    def _bear(self, folded: str, key: str, touched: set[str]) -> None:
        """Take note that a slug bears a name."""
        self._touch(key, touched)
        bearers = self.bearers.get(folded)
        if bearers is None:
            bearers = self.bearers[folded] = set()
        elif key in bearers:
            return
        bearers.add(key)
        if len(bearers) <= 2:
            self._touch_all(folded, touched)

    def _bear_no_more(self, folded: str, key: str, touched: set[str]) -> None:
        """Take note that a slug, or a name alone, was last seen with a name."""
        bearers = self.bearers.get(folded)
        if bearers is None or key not in bearers:
            return
        bearers.remove(key)
        if len(bearers) <= 1:
            self._touch_all(folded, touched)
        if not bearers:
            self.bearers.remove(folded)

    def _touch_all(self, folded: str, touched: set[str]) -> None:
        """Touch all who may get or lose what was seen with a name alone.

        That is when its bearers become one or cease to be one; a third changes nothing.
        """
        for key in self.bearers.get(folded) or ():
            self._touch(key, touched)
        if (alone := f"name:{folded}") in self.holders:
            self._touch(alone, touched)

    def _touch(self, key: str, touched: set[str]) -> None:
        """Touch what is known under a key, and the person that it was merged into."""
        touched.add(key)
        touched.add(self.ties.root(key))

    def _around(self, event: Event, touched: set[str]) -> None:
        """Touch all whom a merge or a split may concern."""
        for said in keys_of(event):
            for key in self.ties.members(self.ties.root(said)):
                self._touch(key, touched)
                holder = self.holders.get(key)
                for folded in () if holder is None else tuple(holder.names):
                    self._touch_all(folded, touched)
                    touched.add(self.person_of_name(folded))
