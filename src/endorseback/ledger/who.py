"""Who is who: the people whom events name, by slug or by name alone, in any order.

A `Holder` is what one slug, or one name without a slug, was seen with. A person is the holder of a
slug together with the holders of those names that nobody else bears; a name that nobody or several
bear is a person of its own.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Final

from endorseback.ledger.events import Event
from endorseback.model.people import name_key, slug_key
from endorseback.text import fold

folded_key: Final = lru_cache(maxsize=65_536)(fold)
"""`text.fold`, remembered: the same names and skills come again and again."""

Source = tuple[datetime, str, int]
"""When a mail came (`newest.NEVER` where it does not tell), its identity, and the index in it."""


class Holder:
    """What was seen under one slug, or under one name without a slug."""

    __slots__ = ("decisions", "key", "letters", "names", "pairs")

    def __init__(self, key: str) -> None:
        self.key = key
        """`model.people.slug_key` or `name_key`."""
        self.names: dict[str, int] = {}
        """The folded names seen with it, and how often."""
        self.pairs: dict[str, list[Source]] = {}
        """The mails that say so, for each folded skill that is endorsed."""
        self.letters: list[Source] = []
        """The mails about recommendations."""
        self.decisions: list[tuple[int, Event]] = []
        """What was decided, with its place in the journal, oldest first."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing speaks of it any more."""
        return not (self.pairs or self.letters or self.decisions)


class People:
    """All holders, and which of them are one person."""

    def __init__(self) -> None:
        self._holders: dict[str, Holder] = {}
        self._bearers: dict[str, dict[str, Holder]] = {}

    def see(self, name: str, slug: str | None, touched: set[str]) -> Holder:
        """Take note of a name, with its slug if there is one, and return who bears them.

        Args:
            name: As displayed.
            slug: Decoded, or None.
            touched: Gets the keys of the persons who may be others after it.
        """
        folded = folded_key(name)
        if slug is None:
            holder = self._holder(name_key(name))
            touched.add(self.person_of_name(folded))
        else:
            holder = self._holder(slug_key(slug))
            self._bear(folded, holder, touched)
        holder.names[folded] = holder.names.get(folded, 0) + 1
        return holder

    def forget(self, name: str, holder: Holder, touched: set[str]) -> None:
        """Take back one `see` of a name, after what it brought was taken from the holder."""
        folded = folded_key(name)
        touched.add(holder.key)
        touched.add(self.person_of_name(folded))
        holder.names[folded] -= 1
        if holder.names[folded] == 0:
            del holder.names[folded]
            bearers = self._bearers.get(folded, {})
            if bearers.pop(holder.key, None) is not None:
                touched.update(bearers)
                touched.add(name_key(name))
                if not bearers:
                    del self._bearers[folded]
        if holder.is_empty and not holder.names:
            self._holders.pop(holder.key, None)

    def holder(self, name: str, slug: str | None) -> Holder | None:
        """Return what is seen under a slug, or under a name alone, or None."""
        return self._holders.get(name_key(name) if slug is None else slug_key(slug))

    def person_key(self, name: str, slug: str | None) -> str:
        """Return the key of the person meant by a name and perhaps a slug."""
        return self.person_of_name(folded_key(name)) if slug is None else slug_key(slug)

    def person_of_name(self, folded: str) -> str:
        """Return the key of the person meant by a folded name alone."""
        bearers = self._bearers.get(folded)
        if bearers is not None and len(bearers) == 1:
            return next(iter(bearers))
        return f"name:{folded}"

    def persons_named(self, folded: str) -> set[str]:
        """Return the keys of all persons who bear a folded name."""
        persons = set(self._bearers.get(folded, ()))
        if self.parts(alone := f"name:{folded}"):
            persons.add(alone)
        return persons

    def parts(self, person: str) -> list[Holder]:
        """Return the holders that make up a person; none where there is no such person."""
        holder = self._holders.get(person)
        if holder is None:
            return []
        if person.startswith("name:"):
            owner = self.person_of_name(person.removeprefix("name:"))
            return [holder] if owner == person else []
        parts = [holder]
        for folded in holder.names:
            alone = self._holders.get(f"name:{folded}")
            if alone is not None and len(self._bearers[folded]) == 1:
                parts.append(alone)
        return parts

    def _holder(self, key: str) -> Holder:
        holder = self._holders.get(key)
        if holder is None:
            holder = self._holders[key] = Holder(key)
        return holder

    def _bear(self, folded: str, holder: Holder, touched: set[str]) -> None:
        """Take note that the holder of a slug bears a name."""
        touched.add(holder.key)
        bearers = self._bearers.get(folded)
        if bearers is None:
            bearers = self._bearers[folded] = {}
        elif holder.key in bearers:
            return
        bearers[holder.key] = holder
        touched.update(bearers)
        if (alone := f"name:{folded}") in self._holders:
            touched.add(alone)
