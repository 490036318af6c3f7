"""Who is who: the people whom events name, by slug or by name alone, in any order.

A `Holder` is what one slug, or one name without a slug, was seen with. A person is the holder of a
slug together with the holders of those names that nobody else bears; a name that nobody or several
bear is a person of its own.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Final

import msgspec

from endorseback.ledger.events import Event
from endorseback.ledger.ondemand import OnDemand, Stored
from endorseback.model.people import name_key, slug_key
from endorseback.text import fold

folded_key: Final = lru_cache(maxsize=65_536)(fold)
"""`text.fold`, remembered: the same names and skills come again and again."""

Source = tuple[datetime, str, int]
"""When a mail came (`newest.NEVER` where it does not tell), its identity, and the index in it."""


class Holder(msgspec.Struct, array_like=True):
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

    @property
    def is_empty(self) -> bool:
        """Whether nothing speaks of it any more."""
        return not (self.pairs or self.letters or self.decisions or self.acts)


class People(msgspec.Struct, array_like=True, dict=True):
    """All holders, and which of them are one person."""

    stored: Stored = []
    """The holders by their keys, as of the last `store`."""
    stored_bearers: Stored = []
    """The keys of the slugs that were seen with a folded name."""

    def __post_init__(self) -> None:
        """Let the entries be decoded when they are looked at."""
        self.holders = OnDemand(self.stored, Holder)
        self.bearers = OnDemand(self.stored_bearers, set[str])

    def store(self) -> None:
        """Bring what is stored up to date."""
        self.holders.store()
        self.bearers.store()

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
            self._bear(folded, holder.key, touched)
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
            self._bear_no_more(folded, holder.key, touched)
        if holder.is_empty and not holder.names:
            self.holders.remove(holder.key)

    def holder(self, name: str, slug: str | None) -> Holder | None:
        """Return what is seen under a slug, or under a name alone, or None."""
        return self.holders.get(name_key(name) if slug is None else slug_key(slug))

    def person_key(self, name: str, slug: str | None) -> str:
        """Return the key of the person meant by a name and perhaps a slug."""
        return self.person_of_name(folded_key(name)) if slug is None else slug_key(slug)

    def person_of_name(self, folded: str) -> str:
        """Return the key of the person meant by a folded name alone."""
        return self._only_bearer(folded) or f"name:{folded}"

    def persons_named(self, folded: str) -> set[str]:
        """Return the keys of all persons who bear a folded name."""
        persons = (self.bearers.get(folded) or set()).copy()
        if self.parts(alone := f"name:{folded}"):
            persons.add(alone)
        return persons

    def parts(self, person: str) -> list[Holder]:
        """Return the holders that make up a person; none where there is no such person."""
        holder = self.holders.get(person)
        if holder is None:
            return []
        if person.startswith("name:"):
            owner = self.person_of_name(person.removeprefix("name:"))
            return [holder] if owner == person else []
        parts = [holder]
        for folded in tuple(holder.names):
            alone = self.holders.get(f"name:{folded}")
            if alone is not None and self._only_bearer(folded) == person:
                parts.append(alone)
        return parts

    def _only_bearer(self, folded: str) -> str | None:
        """Return the key of the slug that alone was seen with a name, or None."""
        bearers = self.bearers.get(folded)
        if bearers is None or len(bearers) != 1:
            return None
        # Another thread may look while the owner changes it: take all there is in one step.
        found = tuple(bearers)
        return found[0] if len(found) == 1 else None

    def _holder(self, key: str) -> Holder:
        holder = self.holders.get(key)
        if holder is None:
            holder = self.holders[key] = Holder(key)
        return holder

    def _bear(self, folded: str, key: str, touched: set[str]) -> None:
        """Take note that a slug bears a name."""
        touched.add(key)
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
        touched.update(self.bearers[folded])
        if (alone := f"name:{folded}") in self.holders:
            touched.add(alone)
