"""Tags on people: words of one's own, such as `worked with` or `client`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input

from endorseback.text import calm, clean, fold, usable
from endorseback.tui.dialogs.base import Dialog, paragraph

_SHOWN: Final = 12
"""Tags in use that are told."""


@dataclass(frozen=True, slots=True)
class Retagged:
    """Which tags come, and which go."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


class TagsDialog(Dialog[Retagged]):
    """Answers which tags to put on and to take off, at least one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", "Save"),
        Binding("escape", "leave", "Leave them as they were"),
    ]

    line = getters.query_one(Input)
    """The tags, with commas between them."""

    def __init__(self, title: str, tags: Sequence[str], in_use: Sequence[str]) -> None:
        """Make the dialog.

        Args:
            title: Whose tags they are.
            tags: Those they have; those that are left out of the answer go.
            in_use: Tags that anybody has, the most frequent first.
        """
        super().__init__(f"Tags · {calm(title)}")
        self._tags = tags
        self._in_use = in_use

    def compose_body(self) -> ComposeResult:
        """Yield the tags, and those in use."""
        yield paragraph("Words with commas between them:", classes="muted")
        yield Input(
            ", ".join((*self._tags, "")) if self._tags else "",
            placeholder="worked with, client",
            compact=True,
            select_on_focus=False,
            suggester=_InUse(self._in_use),
        )
        if self._in_use:
            shown = ", ".join(map(calm, self._in_use[:_SHOWN]))
            yield paragraph(Content.assemble(("In use  ", "$text-muted"), shown), classes="gap")

    def on_mount(self) -> None:
        """Begin at the end of the line."""
        self.line.focus()
        self.line.cursor_position = len(self.line.value)

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        """Answer what changed; nothing where nothing did."""
        wanted = {fold(tag): tag for tag in read_tags(self.line.value)}
        had = {fold(tag): tag for tag in self._tags}
        added = tuple(tag for key, tag in wanted.items() if key not in had)
        removed = tuple(tag for key, tag in had.items() if key not in wanted)
        self.dismiss(Retagged(added, removed) if added or removed else None)


def read_tags(text: str) -> tuple[str, ...]:
    """Return the tags in a line, each once, with commas between them and perhaps `#` before."""
    tags = (clean(part).lstrip("#").strip() for part in text.split(","))
    return tuple({fold(tag): tag for tag in tags if usable(tag)}.values())


class _InUse(Suggester):
    """Completes the last tag of the line by one that is in use."""

    def __init__(self, in_use: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._in_use = in_use

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole line with its last tag completed, or None."""
        typed = value.rpartition(",")[2].lstrip()
        if not typed:
            return None
        for tag in self._in_use:
            if fold(tag).startswith(fold(typed)) and len(tag) > len(typed):
                return value + tag[len(typed) :]
        return None
