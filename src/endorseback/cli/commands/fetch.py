"""`endorseback fetch`: one fetch, for a person or for a timer."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from endorseback.cli.error_boundary import warn
from endorseback.cli.invocation import Invocation
from endorseback.cli.row_output import print_json
from endorseback.errors import UsageError
from endorseback.mail import places

if TYPE_CHECKING:
    from endorseback.services.fetch import FetchProgress, FolderReport
    from endorseback.services.write_back import WriteBackReport
    from endorseback.settings import Config


@click.command()
@click.option("--account", "names", multiple=True, metavar="NAME", help="Only this account.")
@click.option("--full", is_flag=True, help="Read the headers of all mails again.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each folder.")
@click.pass_obj
def command(invocation: Invocation, names: tuple[str, ...], full: bool, as_json: bool) -> None:
    """Fetch new mail once, from all accounts and sources."""
    config = invocation.config()
    _check_names(names, config)
    reports, filed = _fetch(invocation, config, names, full)
    if as_json:
        for report in reports:
            print_json(report_json(report))
    else:
        _print_table(reports)
    _tell_filed(filed)
    codes = [*(report.exit_code for report in reports), *(report.exit_code for report in filed)]
    raise SystemExit(max(codes, default=0))


def report_json(report: FolderReport) -> dict[str, Any]:
    """Return a report under the keys that scripts rely on; every key is always there."""
    return {
        "account": report.account,
        "folder": report.folder,
        "scanned": report.scanned,
        "new_endorsements": report.new_endorsements,
        "new_recommendations": report.new_recommendations,
        "needs_look": report.needs_look,
        "suspicious": report.suspicious,
        "seconds": report.seconds,
        "error": report.error,
    }


def _check_names(names: tuple[str, ...], config: Config) -> None:
    """Refuse names that no account or source bears, and an empty configuration."""
    known = [place.name for place in places(config)]
    if not known:
        raise UsageError(
            "The configuration names no account and no source.",
            hint="`endorseback init` sets one up.",
        )
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
            choice = f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(known)}."
            raise UsageError(f"There is no account {name!r}.", hint=choice)


def _fetch(
    invocation: Invocation, config: Config, names: tuple[str, ...], full: bool
) -> tuple[list[FolderReport], list[WriteBackReport]]:
    """Run the fetch, with a bar on stderr where a person looks on; then see to the mailboxes."""
    from endorseback.mail import MailStore
    from endorseback.services.fetch import Fetcher
    from endorseback.services.write_back import follow_settings, write_back

    invocation.start_log()
    ledger = invocation.open_ledger()
    follow_settings(config, ledger)
    with _progress_bar() as progress:
        fetcher = Fetcher(
            config,
            invocation.paths,
            ledger,
            MailStore(invocation.paths.kept_mail),
            only=names or None,
            progress=progress,
            landed=ledger.drain,
        )
        reports = fetcher.run(full=full)
    return reports, write_back(config, invocation.paths, ledger, only=names)


@contextmanager
def _progress_bar() -> Iterator[Callable[[FetchProgress], None]]:
    """Yield what shows progress on stderr; nothing shows where stderr is no terminal."""
    from rich.progress import MofNCompleteColumn, TimeElapsedColumn

    from endorseback.cli.progress_bars import bars_on_stderr

    with bars_on_stderr(MofNCompleteColumn(), TimeElapsedColumn()) as bars:
        tasks: dict[tuple[str, str], Any] = {}

        def show(progress: FetchProgress) -> None:
            key = (progress.account, progress.folder)
            if key not in tasks:
                tasks[key] = bars.add_task(f"{progress.account} {progress.folder}")
            bars.update(tasks[key], completed=progress.done, total=progress.total)

        yield show


def _tell_filed(reports: list[WriteBackReport]) -> None:
    """Tell on stderr what could not be carried into a mailbox."""
    for report in reports:
        for sentence in (*report.problems, *filter(None, [report.error])):
            warn(f"{report.account}: {sentence}")


def _print_table(reports: list[FolderReport]) -> None:
    """Print what was done, for a person; foreign text goes in as `Text`, which parses no markup."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("Account")
    table.add_column("Folder")
    for title in ("Looked at", "Endorsements", "Recommendations", "Needs a look", "Suspicious"):
        table.add_column(title, justify="right")
    for report in reports:
        numbers = (
            report.scanned,
            report.new_endorsements,
            report.new_recommendations,
            report.needs_look,
            report.suspicious,
        )
        table.add_row(Text(report.account), Text(report.folder or "-"), *map(str, numbers))
    Console().print(table)
    for report in reports:
        if report.error:
            where = f"{report.account}, {report.folder}" if report.folder else report.account
            Console(stderr=True).print(Text(f"endorseback: {where}: {report.error}", style="red"))
