"""A list of any length: a row is drawn when it is visible, and nothing is built per row.

Textual's own lists rebuild themselves when a row goes or changes, and triage does that all day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar, Final, Generic, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from endorseback.tui.widgets.list.marks import Marks
from endorseback.tui.widgets.list.text_columns import fit

T = TypeVar("T")

Cell = tuple[str, str]
"""Text that is cut to its width already, and the word after `row-list--` that styles it."""

_CURSOR: Final = "▌"
_MARK: Final = "✓"
MARGIN: Final = 3
"""Columns before a row's own cells: the cursor, the mark, a blank."""


@dataclass(frozen=True, slots=True)
class RowArt(Generic[T]):
    """How the rows of a list are drawn and told apart."""

    key: Callable[[T], str]
    """What identifies a row when the list is given anew."""
    place: Callable[[Sequence[T], str], int | None]
    """Where the row with a key stands among the rows; None where it does not."""
    cells: Callable[[T, int, bool], Sequence[Cell]]
    """The cells of a row for a width in columns; the flag says that it is being saved."""


class RowList(ScrollView, Generic[T], can_focus=True, inherit_bindings=False):
    """Rows under a cursor; the row under it stays put when others come and go."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row-list--cursor",
        "row-list--bar",
        "row-list--mark",
        "row-list--name",
        "row-list--text",
        "row-list--muted",
        "row-list--warning",
        "row-list--late",
        "row-list--good",
    }

    cursor: reactive[int] = reactive(0, repaint=False)
    """Index of the row under the cursor; 0 in an empty list."""

    class Moved(Message):
        """Another row came under the cursor, or the row there changed."""

    class Opened(Message):
        """The row under the cursor was clicked while it was there already."""

    def __init__(self, art: RowArt[T], *, id: str | None = None) -> None:  # noqa: A002 (Textual's)
        super().__init__(id=id)
        self._art = art
        self._rows: Sequence[T] = ()
        self._here: str | None = None
        self._empty = ("", "")
        self._marks = Marks(art.key)
        self._saving: frozenset[str] = frozenset()
        self._styles_used: dict[tuple[str, ...], Style] = {}

    @property
    def rows(self) -> Sequence[T]:
        """The rows shown."""
        return self._rows

    @property
    def row(self) -> T | None:
        """The row under the cursor, or None in an empty list."""
        return self._rows[self.cursor] if self._rows else None

    @property
    def marked(self) -> list[T]:
        """The marked rows, in the order of the list."""
        return self._marks.rows(self._rows, self.cursor)

    @property
    def marked_count(self) -> int:
        """How many rows are marked."""
        return self._marks.count(self._rows, self.cursor)

    @property
    def has_range(self) -> bool:
        """Whether a range of rows is open."""
        return self._marks.anchor is not None

    def show(self, rows: Sequence[T], *, fresh: bool = False, empty: tuple[str, str]) -> None:
        """Show these rows; the cursor stays on its row, or takes the one that follows.

        `rows` may be a live view that has changed already: the cursor's row is known by its key.
        `fresh` is another list altogether: the cursor goes to its top, and no row is marked.
        `empty` is the sentence, and the advice below it, that an empty list shows.
        """
        offset = self.cursor - self.scroll_offset.y
        self._rows, self._empty = rows, empty
        self._marks.rows_changed(self._place_of)
        if fresh:
            self._marks.clear()
        place = 0 if fresh or self._here is None else self._place_of(self._here)
        self.virtual_size = Size(self.scrollable_content_region.width, len(rows))
        self.set_reactive(
            RowList.cursor, self.validate_cursor(self.cursor if place is None else place)
        )
        self.scroll_to(y=0 if fresh else self.cursor - offset, animate=False, force=True)
        self._settle_cursor()
        self.refresh()

    def show_saving(self, keys: frozenset[str]) -> None:
        """Draw the rows with these keys as being saved, and no others."""
        changed = self._saving ^ keys
        self._saving = keys
        for place in self._places_in_view:
            if self._art.key(self._rows[place]) in changed:
                self.refresh_line(place)

    def go_to(self, key: str) -> bool:
        """Put the cursor on the row with this key; tell whether there is one."""
        place = self._place_of(key)
        if place is not None:
            self.cursor = place
        return place is not None

    def move(self, rows: int) -> None:
        """Move the cursor down by a number of rows, up by a negative one."""
        self.cursor = self.cursor + rows

    def move_past(self, keys: Iterable[str]) -> None:
        """Move the cursor to the nearest row below, else above, that is none of these."""
        gone = set(keys)
        below = range(self.cursor, len(self._rows))
        above = range(self.cursor - 1, -1, -1)
        for place in chain(below, above):
            if self._art.key(self._rows[place]) not in gone:
                self.cursor = place
                return

    @property
    def page(self) -> int:
        """How many rows a page key moves."""
        return max(1, self.scrollable_content_region.height - 1)

    def toggle_mark(self) -> None:
        """Mark or unmark the row under the cursor, and go to the next."""
        if (row := self.row) is not None:
            self._marks.toggle(row)
            self.refresh_line(self.cursor)
            self.move(1)
            self.post_message(self.Moved())

    def mark(self, keys: Iterable[str]) -> None:
        """Mark the rows with some keys."""
        self._marks.add(keys)
        self._marks_changed()

    def toggle_all_marks(self) -> None:
        """Mark every row, or unmark all where every one is marked."""
        self._marks.toggle_all(self._rows)
        self._marks_changed()

    def toggle_range(self) -> None:
        """Begin a range at the cursor, or mark the rows of the range that is open."""
        if self._rows:
            self._marks.toggle_range(self._rows, self.cursor)
            self._marks_changed()

    def extend_range(self, rows: int) -> None:
        """Move the cursor by a number of rows, with a range open."""
        if self._marks.anchor is None:
            self.toggle_range()
        self.move(rows)

    def clear_marks(self) -> None:
        """Unmark every row."""
        if self._marks.clear():
            self._marks_changed()

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor within the list."""
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        """Repaint the two rows that changed, and scroll where the cursor left the window."""
        if self._marks.anchor is None:
            self.refresh_line(before)
            self.refresh_line(after)
        else:
            self.refresh()
        self._settle_cursor()

    def render_line(self, y: int) -> Strip:
        """Return one line of the window."""
        place = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if not self._rows:
            return self._draw_empty(y, width)
        if place >= len(self._rows):
            return Strip.blank(width, self._style(()))
        return self._draw(place, width)

    def notify_style_update(self) -> None:
        """Forget the styles when the theme or a style sheet changes."""
        self._styles_used.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Let the rows take the width there is, and keep the cursor in the window."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))
        self._keep_in_view()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that was clicked; a click on the cursor's row opens it."""
        place = event.y + self.scroll_offset.y
        if place == self.cursor and self._rows:
            self.post_message(self.Opened())
        elif place < len(self._rows):
            self.cursor = place

    def _draw(self, place: int, width: int) -> Strip:
        """Return the line of a row."""
        row = self._rows[place]
        key = self._art.key(row)
        is_cursor = place == self.cursor
        under = ("cursor",) if is_cursor else ()
        is_marked = key in self._marks or self._marks.within(place, self.cursor)
        mark = _MARK if is_marked else " "
        cells: list[Cell] = [(_CURSOR if is_cursor else " ", "bar"), (mark, "mark"), (" ", "text")]
        cells += self._art.cells(row, max(0, width - MARGIN), key in self._saving)
        strip = Strip([Segment(text, self._style((*under, kind))) for text, kind in cells])
        return strip.adjust_cell_length(width, self._style(under))

    def _style(self, names: tuple[str, ...]) -> Style:
        """Return the style of component classes, worked out once for each combination."""
        if (style := self._styles_used.get(names)) is None:
            classes = (f"row-list--{name}" for name in names)
            style = self._styles_used[names] = self.get_visual_style(*classes).rich_style
        return style

    def _draw_empty(self, y: int, width: int) -> Strip:
        """Return a line of the window of an empty list: two sentences at a third of its height."""
        sentences = dict(enumerate(self._empty, self.scrollable_content_region.height // 3))
        name = "name" if sentences.get(y) == self._empty[0] else "muted"
        text = fit(sentences.get(y, ""), width - MARGIN).strip()
        line = " " * max(0, (width - cell_len(text)) // 2) + text
        return Strip([Segment(line, self._style((name,)))]).adjust_cell_length(
            width, self._style(())
        )

    def _settle_cursor(self) -> None:
        """Remember which row the cursor is on, scroll to it, and tell."""
        self._here = None if (row := self.row) is None else self._art.key(row)
        self._keep_in_view()
        self.post_message(self.Moved())

    def _keep_in_view(self) -> None:
        """Scroll so that the row under the cursor is in the window."""
        region = Region(0, self.cursor, 1, 1)
        self.scroll_to_region(region, animate=False, force=True, x_axis=False)

    @property
    def _places_in_view(self) -> range:
        """The places of the rows in the window."""
        top = self.scroll_offset.y
        return range(top, min(top + self.scrollable_content_region.height, len(self._rows)))

    def _place_of(self, key: str) -> int | None:
        """Return the index of the row with this key, or None."""
        return self._art.place(self._rows, key)

    def _marks_changed(self) -> None:
        """Draw the marks, and tell."""
        self.refresh()
        self.post_message(self.Moved())
