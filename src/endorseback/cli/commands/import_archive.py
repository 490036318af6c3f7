"""`endorseback import`: LinkedIn's own archive of the user's data, taken in once or taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from endorseback.cli.error_boundary import warn
from endorseback.cli.invocation import Invocation
from endorseback.cli.row_output import print_json

if TYPE_CHECKING:
    from rich.console import Console

    from endorseback.archive import Progress
    from endorseback.model.archive_data import ReadReport
    from endorseback.services.archive_import import ImportReport

_MOST_REFUSED: Final = 20
"""Refused rows that a person is shown; `--json` tells all."""


@click.command()
@click.argument("archive", required=False, type=click.Path(path_type=Path))
@click.option(
    "--history-before",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="What was endorsed before this day is history; left out, 90 days ago.",
)
@click.option("--undo", "undo_id", metavar="ID", help="Take an import back as a whole.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def command(
    invocation: Invocation,
    archive: Path | None,
    history_before: datetime | None,
    undo_id: str | None,
    as_json: bool,
) -> None:
    """Take in LinkedIn's archive, zip or folder; the same one again changes nothing."""
    if (archive is None) == (undo_id is None):
        raise click.UsageError("Name an archive, or an import to take back with --undo.")
    if undo_id is not None:
        if history_before is not None:
            raise click.UsageError("--history-before goes with an archive, not with --undo.")
        _undo(invocation, undo_id, as_json)
        return
    assert archive is not None
    report = _import(invocation, archive, history_before)
    if report.is_known and history_before is not None:
        warn(f"What is history stays as it is; `import --undo {report.id}` first to change that.")
    if as_json:
        print_json(report_json(report))
    else:
        _print(report)


def report_json(report: ImportReport) -> dict[str, Any]:
    """Return a report under the keys that scripts rely on; every key is always there.

    `id` is that of the first import where the same archive was imported before; `new` counts the
    endorsements, recommendations and connections that were not known.
    """
    return {
        "id": report.id,
        "files_used": list(report.read.files_used),
        "files_skipped": list(report.read.files_skipped),
        "files_missing": list(report.read.files_missing),
        "rows_read": report.read.rows_read,
        "rows_refused": [
            {"file": row.file, "line": row.line, "reason": row.reason}
            for row in report.read.rows_refused
        ],
        "new": report.gain.total,
    }


def _import(invocation: Invocation, path: Path, before: datetime | None) -> ImportReport:
    """Import an archive, with a bar on stderr where a person looks on."""
    from endorseback.paths import expanded
    from endorseback.services.archive_import import import_archive

    invocation.start_log()
    with _progress_bar() as progress:
        return import_archive(
            invocation.paths,
            expanded(path),
            history_before=before.date() if before else None,
            progress=progress,
        )


def _undo(invocation: Invocation, archive_id: str, as_json: bool) -> None:
    """Take an import back, and say so."""
    from endorseback.services.archive_import import undo_import

    invocation.start_log()
    undone = undo_import(invocation.paths, archive_id)
    if as_json:
        print_json({"id": undone.id, "undone": True})
    else:
        click.echo(f"Took back {undone.file}: what other archives and mails say stays.")


@contextmanager
def _progress_bar() -> Iterator[Progress]:
    """Yield what shows progress on stderr; nothing shows where stderr is no terminal."""
    from rich.progress import TaskProgressColumn

    from endorseback.cli.progress_bars import bars_on_stderr

    with bars_on_stderr(TaskProgressColumn()) as bars:
        task = bars.add_task("Reading")

        def show(file: str, done: int, total: int) -> None:
            bars.update(task, description=file, completed=done, total=total)

        yield show


def _print(report: ImportReport) -> None:
    """Print what an import found, for a person; file names go in as `Text`, which is no markup."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for title, value in _lines(report):
        table.add_row(title, Text(value))
    console.print(table)
    _print_refused(console, report.read)
    if report.is_known:
        told = f"This archive was imported before, as {report.id}: nothing changed."
    else:
        told = f"`endorseback import --undo {report.id}` takes it back."
    console.print(Text(told))


def _lines(report: ImportReport) -> Iterator[tuple[str, str]]:
    """Yield what there is to say, each with its title."""
    gain, read = report.gain, report.read
    yield "Endorsements", f"{gain.received} new for you, {gain.given} new by you"
    yield "Recommendations", f"{gain.recommendations} new"
    yield "Connections", f"{gain.connections} new"
    yield "Rows", f"{read.rows_read} read, {len(read.rows_refused)} refused"
    for title, files in (
        ("Used", read.files_used),
        ("Not taken", read.files_skipped),
        ("Not there", read.files_missing),
    ):
        yield title, ", ".join(files) or "none"


def _print_refused(console: Console, read: ReadReport) -> None:
    """Print the first rows that could not be used, and how many more there are."""
    from rich.text import Text

    for row in read.rows_refused[:_MOST_REFUSED]:
        console.print(Text(f"  {row.file}, line {row.line}: {row.reason}"))
    if (more := len(read.rows_refused) - _MOST_REFUSED) > 0:
        console.print(Text(f"  and {more} more; --json tells all."))
