"""Marking what looks gratuitous, for those who set `preselect`: the user decides all the same."""

from __future__ import annotations

import asyncio
from typing import Final

from textual import work

from endorseback.model.list_rows import Assessment, State
from endorseback.presentation import words
from endorseback.tui import notices
from endorseback.tui.actions import BY_ID, keys_of, show_key
from endorseback.tui.screens.listing import Listing
from endorseback.tui.state.tabs import row_key

_STRIDE: Final = 20
"""Rows judged in one go: few enough that the next key need not wait."""
_KEYS: Final = ("skip", "back")
"""The actions that the notice names."""


class Preselecting(Listing):
    """Adds the marks that are there before the user sets any."""

    _has_preselected: bool = False

    @work(exclusive=True, group="preselect", description="preselect")
    async def preselect(self) -> None:
        """Mark the inbox's rows that look gratuitous, once, if the settings want it so.

        Where the user was quicker, with marks of their own or in another list, none is set.
        """
        if self._has_preselected or not self.context.settings.assessment.preselect:
            return
        self._has_preselected = True
        rows = self.context.model.rows(State.OPEN, self.context.now())
        found: list[str] = []
        for begin in range(0, len(rows), _STRIDE):
            judged = map(self.context.judge, rows[begin : begin + _STRIDE])
            found += [row_key(row) for row in judged if row.assessment is Assessment.GRATUITOUS]
            await asyncio.sleep(0)
        if found and self.tab.id == "inbox" and not self.row_list.marked_count:
            self.row_list.mark(found)
            skip, back = (show_key(keys_of(BY_ID[one], self.context.keys)[0]) for one in _KEYS)
            what = words.many(len(found), "row looks", "rows look")
            marked = "is marked" if len(found) == 1 else "are marked"
            say = f"{what} gratuitous and {marked}: {skip} skips, {back} unmarks."
            notices.tell(self.app, say)
