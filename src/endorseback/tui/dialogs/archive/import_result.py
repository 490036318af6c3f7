"""What an import found: the files, the rows, and what is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static

from endorseback.presentation import words
from endorseback.text import calm, clean
from endorseback.tui.dialogs.base import Dialog
from endorseback.tui.widgets.card.card_lines import (
    GOOD,
    WARNING,
    Line,
    joined,
    labelled,
    muted,
    section,
)

if TYPE_CHECKING:
    from endorseback.model.archive_data import ReadReport
    from endorseback.services.archive_import import ImportReport

_LABEL: Final = 16
_MOST_REFUSED: Final = 200
"""Refused rows that are shown; more would tell nothing else."""


class ImportReportDialog(Dialog[None]):
    """Is read and closed."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "import_result.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,q", "leave", "Close", key_display="Enter"),
        Binding("j,down", "scroll('down')", "Scroll", key_display="j k"),
        Binding("k,up", "scroll('up')", show=False),
        Binding("space,pagedown", "scroll('page_down')", show=False),
        Binding("pageup", "scroll('page_up')", show=False),
    ]

    page = getters.query_one(VerticalScroll)
    """The report."""

    def __init__(self, report: ImportReport) -> None:
        """Make the dialog about an import that ended well."""
        super().__init__("Imported" if not report.is_known else "Nothing new")
        self._report = report

    def compose_body(self) -> ComposeResult:
        """Yield the report."""
        with VerticalScroll():
            yield Static(report_text(self._report))

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.page.focus()

    def action_scroll(self, where: str) -> None:
        """Scroll the report: down, up, page_down or page_up."""
        getattr(self.page, f"scroll_{where}")(animate=False)


def report_text(report: ImportReport) -> Content:
    """Return what an import found."""
    read = report.read
    lines = [_verdict(report)]
    lines += section("New", _gained(report))
    lines += section("Read", [_files(read.files_used), muted(_rows(read))])
    lines += section("Not taken", [_files(read.files_skipped)] if read.files_skipped else [])
    lines += section("Not in it", [_files(read.files_missing)] if read.files_missing else [])
    lines += section(_refused_title(len(read.rows_refused)), _refused(report))
    return joined(lines)


def _verdict(report: ImportReport) -> Line:
    """Return how it ended, in a sentence."""
    if report.is_known:
        return Content("This archive was imported before: nothing changed.")
    return Content("The archive is taken in; u takes all of it back.")


def _gained(report: ImportReport) -> Iterator[Line]:
    """Yield how many things are new."""
    if report.is_known:
        return
    gain = report.gain
    for label, count in (
        ("Connections", gain.connections),
        ("They endorsed", gain.received),
        ("You endorsed", gain.given),
        ("Recommended", gain.recommendations),
    ):
        line = labelled(label, f"{count:>7,}", _LABEL)
        yield line.stylize(GOOD) if count else line


def _files(names: Sequence[str]) -> Line:
    """Return names of files, as one line that is wrapped."""
    return Content(", ".join(calm(clean(name)) for name in names) or "nothing")


def _rows(read: ReadReport) -> str:
    """Return how many rows there are, and how many of them tell of nobody."""
    told = words.many(read.rows_read, "row")
    nobody = read.rows_passed_over
    return f"{told}, {nobody:,} of them about nobody" if nobody else told


def _refused_title(count: int) -> str:
    return words.many(count, "row that could not be used", "rows that could not be used")


def _refused(report: ImportReport) -> Iterator[Line]:
    """Yield the rows that could not be used, each with its place and the reason."""
    refused = report.read.rows_refused
    for row in refused[:_MOST_REFUSED]:
        place = f"{calm(clean(row.file))}:{row.line}  "
        yield Content.assemble((place, WARNING), calm(clean(row.reason)))
    if len(refused) > _MOST_REFUSED:
        yield muted(f"and {len(refused) - _MOST_REFUSED:,} more")
