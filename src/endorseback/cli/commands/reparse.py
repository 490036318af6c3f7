"""`endorseback reparse`: today's recogniser reads the whole history again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from endorseback.cli.error_boundary import warn
from endorseback.cli.invocation import Invocation
from endorseback.errors import DamagedError

if TYPE_CHECKING:
    from endorseback.ledger import Ledger
    from endorseback.services.reparse import ReparseReport
    from endorseback.settings import Config


@click.command()
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    help="How many processes read mails; left out, one a processor, at most 4.",
)
@click.pass_obj
def command(invocation: Invocation, jobs: int | None) -> None:
    """Read the kept mails again, and judge their senders anew; your decisions stay."""
    from endorseback.services.locks import alone

    config = invocation.config_or_none()
    invocation.start_log()
    ledger = invocation.open_ledger()
    with alone(invocation.paths):
        ledger.poll()
        ledger.drain()
        report = _reparse(invocation, config, ledger, jobs)
    for sentence in report.damaged:
        warn(sentence)
    click.echo(f"Read {report.mails} kept mails again; {report.changed} of them changed.")
    if report.damaged:
        raise SystemExit(DamagedError.exit_code)


def _reparse(
    invocation: Invocation, config: Config | None, ledger: Ledger, jobs: int | None
) -> ReparseReport:
    """Read all kept mails by the user's phrases as well, and note that it was done."""
    from endorseback.mail import MailStore
    from endorseback.services.reparse import default_jobs, note_reparsed, reparse

    report = reparse(
        config,
        ledger,
        MailStore(invocation.paths.kept_mail),
        user_phrases=invocation.user_phrases(),
        jobs=jobs or default_jobs(),
        landed=ledger.drain,
    )
    note_reparsed(invocation.paths)
    return report
