"""Choosing LinkedIn's archive: those found among the downloads, or any other by its path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.suggester import Suggester
from textual.types import CSSPathType
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from endorseback.presentation import words
from endorseback.text import calm, clean
from endorseback.tui.dialogs.base import Dialog, paragraph
from endorseback.tui.off_loop import off_loop
from endorseback.tui.state.archive_paths import typed_path
from endorseback.tui.widgets.choices import Choices

USUAL_DAYS: Final = 90
"""What an archive lists from longer ago than this is history, unless the user says otherwise."""
_MOST: Final = 6
"""Downloads that are offered."""

Downloads = Callable[[], Sequence[tuple[Path, datetime]]]
"""Returns likely archives with when they were written, the newest first; it reads the disk."""
Complete = Callable[[str], str | None]
"""Returns a typed path completed by what is on the disk, or None; it reads the disk."""


@dataclass(frozen=True, slots=True)
class ChosenArchive:
    """What to import."""

    path: Path
    history_before: date | None
    """The first local day that is no history; None for the usual."""


class ChooseArchiveDialog(Dialog[ChosenArchive]):
    """Answers the archive, and from when on its endorsements go to the inbox."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "choose_archive.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Import"),
        Binding("down", "go(1)", "Another", key_display="↑ ↓", priority=True),
        Binding("up", "go(-1)", show=False, priority=True),
        Binding("tab", "app.focus_next", "Next field"),
        Binding("escape", "leave", "Cancel"),
    ]

    path = getters.query_one("#path", Input)
    """The path of the archive."""
    since = getters.query_one("#since", Input)
    """The day before which endorsements are history."""
    found = getters.query_one(Choices)
    """The downloads."""
    problem = getters.query_one("#problem", Static)
    """What is wrong with what was typed."""

    def __init__(self, downloads: Downloads, complete: Complete, today: date) -> None:
        """Make the dialog.

        Args:
            downloads: Finds likely archives; called off the event loop.
            complete: Completes paths; called off the event loop.
            today: The present local day.
        """
        super().__init__("Import LinkedIn's archive")
        self._downloads = downloads
        self._complete = complete
        self._today = today
        self._archives: Sequence[tuple[Path, datetime]] = ()

    def compose_body(self) -> ComposeResult:
        """Yield where to get the archive, the downloads, and the fields."""
        yield paragraph(
            "On LinkedIn: Settings, Data privacy, Get a copy of your data. The zip they mail you"
            " a link to stays on this computer.",
            classes="muted",
        )
        yield Choices(classes="gap gone")
        yield paragraph("Zip or folder", classes="gap")
        yield Input(
            id="path",
            placeholder="~/Downloads/Complete_LinkedInDataExport.zip",
            compact=True,
            select_on_focus=False,
            suggester=_Paths(self._complete),
        )
        usual = self._today - timedelta(days=USUAL_DAYS)
        yield paragraph("Older endorsements are history, from before", classes="gap")
        yield Input(id="since", placeholder=f"{usual:%Y-%m-%d}", compact=True)
        yield paragraph("", id="problem", classes="problem gone")

    def on_mount(self) -> None:
        """Begin in the path, and look for downloads meanwhile."""
        self.found.can_focus = False
        self.path.focus()
        self._look()

    def action_go(self, step: int) -> None:
        """Take the next download, or the one before, for the path."""
        self.found.go(step)

    def action_take(self) -> None:
        """Answer what is typed; say what is wrong with it where something is."""
        since = self.since.value.strip()
        try:
            before = date.fromisoformat(since) if since else None
        except ValueError:
            self._tell("A day is written like 2026-08-25.")
            return
        if not self.path.value.strip():
            self._tell("Type the path of the zip or the folder.")
            return
        self.dismiss(ChosenArchive(typed_path(self.path.value), before))

    @work(exclusive=True, description="downloads")
    async def _look(self) -> None:
        """Offer what is found among the downloads."""
        self._archives = (await off_loop(self._downloads))[:_MOST]
        self.found.set_class(not self._archives, "gone")
        self.found.add_options([Option(self._line(*archive)) for archive in self._archives])
        if self._archives and not self.path.value:
            self.found.action_first()

    @on(Choices.OptionHighlighted)
    def _on_highlighted(self, event: Choices.OptionHighlighted) -> None:
        self.path.value = str(self._archives[event.option_index][0])
        self.path.cursor_position = len(self.path.value)

    @on(Choices.OptionSelected)
    @on(Input.Submitted)
    def _on_entered(self) -> None:
        self.action_take()

    @on(Input.Changed)
    def _on_typing(self) -> None:
        self.problem.add_class("gone")

    def _tell(self, problem: str) -> None:
        self.problem.update(Content(problem))
        self.problem.remove_class("gone")

    def _line(self, path: Path, written: datetime) -> Content:
        """Return a download, with when it was written."""
        day = words.long_day(written.astimezone().date())
        return Content.assemble(calm(clean(path.name)), (f"  {day}", "$foreground-muted"))


class _Paths(Suggester):
    """Completes a path by what is on the disk, looked up beside the event loop."""

    def __init__(self, complete: Complete) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole path completed, or None."""
        return await off_loop(partial(self._complete, value)) if value else None
