"""The text of a mail to take words from: by mouse, or by keys alone."""

from __future__ import annotations

import re
import unicodedata
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from endorseback.text import clean

_QUOTES: Final = frozenset(("Ps", "Pe", "Pi", "Pf"))
"""Unicode's categories of brackets and quotation marks."""
_PART_OF_SKILLS: Final = frozenset("#&@%*/")
"""Marks that a skill may begin or end with, such as C#."""
_WORD: Final = re.compile(r"\S+")


class MailText(TextArea):
    """Moves and selects like a pager with vi's keys; nothing can be typed into it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "go('down')", show=False),
        Binding("k,up", "go('up')", show=False),
        Binding("h,left", "go('left')", show=False),
        Binding("right", "go('right')", show=False),
        Binding("w,ctrl+right", "go('word_right')", show=False),
        Binding("b,ctrl+left", "go('word_left')", show=False),
        Binding("home,0", "go('line_start')", show=False),
        Binding("end,dollar_sign", "go('line_end')", show=False),
        Binding("g", "edge('start')", show=False),
        Binding("G", "edge('end')", show=False),
        Binding("space", "cursor_page_down", show=False),
    ]
    DEFAULT_CSS = """
    MailText {
        background: transparent;
        border: none;
        padding: 0;
        scrollbar-size-vertical: 1;
        &:focus {
            border: none;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__(read_only=True, soft_wrap=True, highlight_cursor_line=False, compact=True)
        self.cursor_blink = False
        self._extends = False

    @property
    def taken(self) -> str:
        """The text selected, else the word under the cursor; as one clean line, perhaps empty."""
        return clean(self.selected_text) or self._word()

    def action_extend(self) -> None:
        """Let moves of the cursor select from here on, or end that."""
        self._extends = not self._extends
        if self._extends:
            self.move_cursor(self.cursor_location)

    def action_go(self, where: str) -> None:
        """Move the cursor: down, up, left, right, word_right, word_left, line_start, line_end."""
        getattr(self, f"action_cursor_{where}")(self._extends)

    def action_edge(self, which: str) -> None:
        """Move the cursor to the start or to the end of the text."""
        place = (0, 0) if which == "start" else self.document.end
        self.move_cursor(place, select=self._extends)

    def release(self) -> None:
        """End selecting; what is selected stays so."""
        self._extends = False

    def _word(self) -> str:
        """Return the word under the cursor, without the marks around it."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        for word in _WORD.finditer(line):
            if word.start() <= column <= word.end():
                return _bare(clean(word.group()))
        return ""


def _bare(word: str) -> str:
    """Return a word without the brackets and quotation marks around it and the stop after it."""
    start, end = 0, len(word)
    while start < end and _surrounds(word[start]):
        start += 1
    while start < end and (_surrounds(word[end - 1]) or _stops(word[end - 1])):
        end -= 1
    return word[start:end]


def _surrounds(char: str) -> bool:
    return char in "\"'" or unicodedata.category(char) in _QUOTES


def _stops(char: str) -> bool:
    return unicodedata.category(char) == "Po" and char not in _PART_OF_SKILLS
