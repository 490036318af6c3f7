"""Filtering: a list narrowed as one types, and filters saved under keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import work

from endorseback.errors import EndorsebackError
from endorseback.tui import notices
from endorseback.tui.off_loop import off_loop
from endorseback.tui.screens.listing import Listing
from endorseback.tui.state.tabs import TABS, Tab, row_key

if TYPE_CHECKING:
    from textual.timer import Timer

    from endorseback.filters import Filter
    from endorseback.tui.state.narrowing import FactsOf, Narrowed, Narrowing
    from endorseback.tui.widgets.filter_bar import FilterBar

_STRIDES_AT_ONCE: Final = 4
"""Strides over a long list before the first of what they found is shown."""
_BREATH: Final = 0.001
"""Seconds between later strides, in which keys and repainting have their turn."""


class Filtering(Listing):
    """Adds the filter; all that it needs is loaded when one is first typed."""

    _filter: Filter | None = None
    _narrowing: Narrowing | None = None
    _looking: Timer | None = None
    _values: Mapping[str, Iterable[str]] | None = None

    def action_filter(self) -> None:
        """Type a filter."""
        self.leave_card()
        if self._bar is None:
            self.open_filter("")
        else:
            self._bar.line.focus()
        self.refresh_actions()

    @work(exclusive=True, group="dialog", description="filters")
    async def action_filters(self) -> None:
        """Recall a saved filter, or save the one that is up."""
        from endorseback.tui.dialogs.filters import FiltersDialog, Recalled
        from endorseback.tui.state.saved_filters import load_filters, save_filter

        file = self.context.paths.filters
        try:
            saved = await off_loop(lambda: load_filters(file))
            answer = await self.app.push_screen_wait(FiltersDialog(saved, self.filter_text or ""))
            if isinstance(answer, Recalled):
                self.open_filter(answer.text, is_typed=False)
            elif answer is not None:
                await off_loop(partial(save_filter, file, answer.key, answer.text))
                notices.tell(self.app, answer.say)
        except EndorsebackError as error:
            notices.tell_error(self.app, error)

    def open_filter(self, text: str, *, is_typed: bool = True) -> None:
        """Show the filter with a text in it; the keyboard is its own where it `is_typed`."""
        from endorseback.tui.widgets.filter_bar import FilterBar

        self.filter_text = text
        if (bar := self._bar) is None:
            self.mount(FilterBar(text, self._values_of, takes_keyboard=is_typed), after="#main")
        else:
            bar.line.value = text
        self._filter_typed(text)

    def drop_filter(self) -> None:
        """Show all rows again."""
        if self.filter_text is not None:
            self.filter_text = self._filter = self._values = None
            self.query("FilterBar").remove()
            self.show_matching()
        self.row_list.focus()
        self.refresh_actions()

    def show_list(self, tab: Tab) -> None:
        """Show another list, from its top, without filter and marks."""
        self.drop_filter()
        self.leave_card()
        self.tab = tab
        self.refresh_rows(fresh=True)

    def show_tab(self, id: str) -> None:  # noqa: A002 (as everywhere in Textual)
        """Show another list by its id."""
        self.show_list(next(tab for tab in TABS if tab.id == id))

    def show_matching(self, *, fresh: bool = False) -> None:
        """Show the rows that the filter lets through; a long list is looked at stride by stride."""
        self._rest()
        if self._filter is None or self._filter.term is None:
            super().show_matching(fresh=fresh)
            return
        narrowed = self._narrow().to(self._filter)
        self._look_far_enough(narrowed)
        self._show_found(narrowed, fresh=fresh)
        if not narrowed.is_complete:
            self._looking = self.set_interval(_BREATH, partial(self._stride, narrowed))

    def finish_filter(self) -> None:
        """Look at the whole list at once, for what is done to all that passes."""
        if self._looking is not None and self._filter is not None:
            narrowed = self._narrow().to(self._filter)
            narrowed.finish(self.context.now())
            self._rest()
            self._show_found(narrowed)

    def on_filter_bar_typed(self, event: FilterBar.Typed) -> None:
        """Narrow the list while a filter is typed; the last one that could be read stays."""
        if self.filter_text is not None:
            self.filter_text = event.text
            self._filter_typed(event.text)

    def on_filter_bar_done(self) -> None:
        """Give the keyboard back to the list."""
        if not (self.filter_text or "").strip():
            self.drop_filter()
        self.row_list.focus()

    def _filter_typed(self, text: str) -> None:
        """Take a filter over, or tell what is wrong with it."""
        from endorseback.filters import FilterError, parse_filter

        problem = ""
        try:
            self._filter = parse_filter(text)
        except FilterError as error:
            problem = str(error)
        if self._bar is not None:
            self._bar.tell(problem)
        if not problem:
            self.show_matching()

    @property
    def _bar(self) -> FilterBar | None:
        """The bar, while there is one that is not on its way out."""
        return self.query_one_optional("FilterBar")  # type: ignore[return-value]  # by its name

    def _narrow(self) -> Narrowing:
        """Return what is known of the list that is up; of the same list as before, the same."""
        from endorseback.tui.state.narrowing import Narrowing

        if self._narrowing is None or self._narrowing.rows is not self.rows:
            self._narrowing = Narrowing(self.rows, self._facts_of())
        return self._narrowing

    def _look_far_enough(self, narrowed: Narrowed) -> None:
        """Look up to the row under the cursor, and on until the window is full, if that is soon."""
        now = self.context.now()
        row = self.row_list.row
        place = None if row is None else self._narrow().place_of(row_key(row))
        while not narrowed.is_complete and narrowed.reached <= (place or 0):
            narrowed.grow(now)
        room = self.row_list.page + 1
        for _ in range(_STRIDES_AT_ONCE):
            if narrowed.is_complete or len(narrowed) >= room:
                return
            narrowed.grow(now)

    def _stride(self, narrowed: Narrowed) -> None:
        """Look at some more rows; show what was found when the list is through."""
        narrowed.grow(self.context.now())
        if narrowed.is_complete:
            self._rest()
            self._show_found(narrowed)

    def _rest(self) -> None:
        """Look no further."""
        if self._looking is not None:
            self._looking.stop()
            self._looking = None

    def _show_found(self, narrowed: Narrowed, *, fresh: bool = False) -> None:
        """Show what was found so far."""
        empty = ("No row holds that.", "Esc shows all again.")
        if not narrowed.is_complete:
            empty = ("Looking…", "")
        self.row_list.show(narrowed, fresh=fresh, empty=empty)

    def _facts_of(self) -> FactsOf:
        """Return what tells filters about the rows of the list that is up."""
        from endorseback.tui.state.row_facts import facts_of

        return facts_of(self.context)

    def _values_of(self) -> Mapping[str, Iterable[str]]:
        """Return the values that are offered while a filter is typed, looked up once."""
        if self._values is None:
            from endorseback.tui.state.row_facts import values_of

            self._values = values_of(self.rows)
        return self._values
