"""Getting about: the cursor, the lists, the filter, the marks."""

from __future__ import annotations

from textual import on

from endorseback.tui.screens.filtering import Filtering
from endorseback.tui.screens.listing import READING
from endorseback.tui.state.tabs import TABS, index_of
from endorseback.tui.widgets.list.row_list import RowList
from endorseback.tui.widgets.tab_bar import TabBar


class Moving(Filtering):
    """Adds the actions that change nothing but what is seen."""

    def action_cursor_down(self) -> None:
        """Go to the next row."""
        self.row_list.move(1)

    def action_cursor_up(self) -> None:
        """Go to the row before."""
        self.row_list.move(-1)

    def action_page_down(self) -> None:
        """Go a page down."""
        self.row_list.move(self.row_list.page)

    def action_page_up(self) -> None:
        """Go a page up."""
        self.row_list.move(-self.row_list.page)

    def action_cursor_top(self) -> None:
        """Go to the first row."""
        self.row_list.cursor = 0

    def action_cursor_bottom(self) -> None:
        """Go to the last row."""
        self.row_list.cursor = len(self.row_list.rows) - 1

    def action_show_inbox(self) -> None:
        """Show what waits for a decision."""
        self.show_tab("inbox")

    def action_show_people(self) -> None:
        """Show everybody who is known."""
        self.show_tab("people")

    def action_show_waiting(self) -> None:
        """Show what was started and is unanswered."""
        self.show_tab("waiting")

    def action_show_look(self) -> None:
        """Show mails that could not be read completely."""
        self.show_tab("look")

    def action_show_suspicious(self) -> None:
        """Show mails that do not come from LinkedIn as they claim."""
        self.show_tab("suspicious")

    def action_show_done(self) -> None:
        """Show what was decided."""
        self.show_tab("done")

    def action_show_snoozed(self) -> None:
        """Show what was put away."""
        self.show_tab("snoozed")

    def action_next_tab(self) -> None:
        """Go to the next list."""
        self._step_tab(1)

    def action_previous_tab(self) -> None:
        """Go to the list before."""
        self._step_tab(-1)

    def action_mark(self) -> None:
        """Mark or unmark the row under the cursor, or mark the range that is open."""
        if self.row_list.has_range:
            self.row_list.toggle_range()
        else:
            self.row_list.toggle_mark()

    def action_mark_all(self) -> None:
        """Mark or unmark all rows shown."""
        self.finish_filter()
        self.row_list.toggle_all_marks()

    def action_mark_range(self) -> None:
        """Begin a range, or mark the one that is open."""
        self.row_list.toggle_range()

    def action_extend_down(self) -> None:
        """Take the next row into the range."""
        self.row_list.extend_range(1)

    def action_extend_up(self) -> None:
        """Take the row before into the range."""
        self.row_list.extend_range(-1)

    def action_sort(self) -> None:
        """Show the people in the next order, from its top; the queue leads back to them."""
        if self.tab.within:
            self.show_tab(self.tab.within)
            return
        self.context.people.order = self.context.people.order.next
        self.refresh_rows()
        self.row_list.cursor = 0

    def action_open_card(self) -> None:
        """Give the keyboard to the card; on a narrow terminal it takes the place of the list."""
        self.add_class(READING)
        if (card := self.show_card()) is not None:
            card.focus()
        self.refresh_actions()

    def action_back(self) -> None:
        """Leave the card, else the filter, else unmark the rows."""
        if self.has_class(READING):
            self.leave_card()
        elif self.filter_text is not None:
            self.drop_filter()
        else:
            self.row_list.clear_marks()

    @on(TabBar.Chosen)
    def _on_tab_chosen(self, event: TabBar.Chosen) -> None:
        self.show_tab(TABS[event.index].id)

    @on(RowList.Opened)
    def _on_row_opened(self) -> None:
        self.action_open_card()

    def _step_tab(self, step: int) -> None:
        """Show the list that many places further, round the end."""
        self.show_tab(TABS[(index_of(self.tab) + step) % len(TABS)].id)
