"""Describing people: notes, tags, and who is who, in the user's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from heapq import nsmallest
from typing import TYPE_CHECKING, Final

from textual import work

from endorseback.ledger import Merged, Noted, Split, Tagged
from endorseback.model.list_rows import Row
from endorseback.text import fold
from endorseback.tui import notices
from endorseback.tui.actions import BY_ID, keys_of, show_key
from endorseback.tui.screens.deciding import whom
from endorseback.tui.screens.listing import Listing

if TYPE_CHECKING:
    from endorseback.ledger import AnyPayload
    from endorseback.model.person_card import PersonCard
    from endorseback.model.person_summary import PersonSummary

_FOUND: Final = 20
"""People offered while one is looked for."""


class Describing(Listing):
    """Adds what the user says of people; all of it is recorded, and undone by `u`."""

    @work(exclusive=True, group="dialog", description="note")
    async def action_note(self) -> None:
        """Write a note about the person under the cursor."""
        from endorseback.tui.dialogs.people.note import NoteDialog

        if not isinstance(row := self.here, Row):
            return
        card = self.card_of(row)
        note = await self.app.push_screen_wait(NoteDialog(card.name, card.note))
        if note is None or note == card.note:
            return
        noted = Noted(name=row.name, slug=row.slug, text=note)
        self._say([noted], f"Noted about {row.name}." if note else "The note is gone.")

    @work(exclusive=True, group="dialog", description="tags")
    async def action_tag(self) -> None:
        """Change the tags of the people: of several, those that are typed are added."""
        from endorseback.tui.dialogs.people.tags import TagsDialog

        rows = [row for row in self.chosen("tag") if isinstance(row, Row)]
        if not rows:
            return
        title = whom(rows)
        tags = self.card_of(rows[0]).tags if len(rows) == 1 else ()
        answer = await self.app.push_screen_wait(TagsDialog(title, tags, self._tags_in_use()))
        if answer is None:
            return
        tagged = [
            Tagged(
                name=row.name,
                slug=row.slug,
                added=answer.added,
                removed=answer.removed,
            )
            for row in rows
        ]
        self._say(tagged, f"Tagged {title}.")

    @work(exclusive=True, group="dialog", description="merge")
    async def action_merge(self) -> None:
        """Say that somebody else is the person under the cursor."""
        from endorseback.tui.dialogs.people.find_person import FindPersonDialog

        if not isinstance(row := self.here, Row):
            return
        question = f"Who is the same person as {row.name}?"
        dialog = FindPersonDialog("Same person", question, lambda text: self._search(text, row))
        other = await self.app.push_screen_wait(dialog)
        if other is None:
            return
        merged = Merged(
            name=row.name,
            slug=row.slug,
            other_name=other.name,
            other_slug=other.slug,
        )
        self._say([merged], f"{row.name} and {_told(other)} are one person.")

    @work(exclusive=True, group="dialog", description="tell apart")
    async def action_split(self) -> None:
        """Say that a part of the card under the cursor is about somebody else."""
        from endorseback.tui.dialogs.people.split_person import ApartDialog

        if not isinstance(row := self.here, Row):
            return
        card = self.card_of(row)
        if len(card.keys) < 2:
            notices.tell(self.app, f"{card.name} is known under one name and profile alone.")
            return
        key = await self.app.push_screen_wait(ApartDialog(card.name, card.keys))
        if key is not None:
            self._say([_parted(card, key)], "They are two people from now on.")

    def _say(self, payloads: Sequence[AnyPayload], say: str) -> None:
        """Record what the user says; the cursor stays."""
        undo = show_key(keys_of(BY_ID["undo"], self.context.keys)[0])
        self.context.recorder.record(payloads, keys=(), say=f"{say} {undo} undoes it.")
        self.row_list.clear_marks()
        self.refresh_saving()

    def _search(self, text: str, row: Row) -> Sequence[PersonSummary]:
        """Return whom a text may mean, those whose names begin so first, without the one asked."""
        wanted = fold(text).split()
        if not wanted:
            return ()
        found = (
            (not facts.text.startswith(wanted[0]), f" {wanted[0]}" not in facts.text, facts)
            for facts in self.context.people.facts.values()
            if all(word in facts.text for word in wanted) and facts.row.person != row.person
        )
        best = nsmallest(_FOUND, found, key=lambda one: (*one[:2], one[2].text))
        return [facts.row for _, _, facts in best]

    def _tags_in_use(self) -> Sequence[str]:
        """Return the tags that anybody has, the most frequent first."""
        counter = Counter(
            tag for facts in self.context.people.facts.values() for tag in facts.row.tags
        )
        return [tag for tag, _ in counter.most_common()]


def _parted(card: PersonCard, key: str) -> Split:
    """Return what says that a key is somebody else's."""
    kind, _, rest = key.partition(":")
    if kind == "in":
        return Split(name=card.name, slug=rest)
    return Split(name=card.name if fold(card.name) == rest else rest)


def _told(known: PersonSummary) -> str:
    """Return somebody's name, and their profile, which tells them from a namesake."""
    slug = known.slug
    return f"{known.name} ({slug})" if slug else known.name
