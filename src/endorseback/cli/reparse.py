"""`endorseback reparse`: today's recogniser reads the whole history again."""

from __future__ import annotations

import click

from endorseback.cli.context import Invocation
from endorseback.cli.edge import warn
from endorseback.errors import DamagedError


@click.command()
@click.pass_obj
def command(invocation: Invocation) -> None:
    """Read the kept mails again, and judge their senders anew; your decisions stay."""
    from endorseback.background.reparse import reparse
    from endorseback.mail.kept import KeptMail

    config = invocation.config_or_none()
    invocation.start_log()
    ledger = invocation.open_ledger()
    report = reparse(config, ledger, KeptMail(invocation.paths.kept_mail))
    for sentence in report.damaged:
        warn(sentence)
    click.echo(f"Read {report.mails} kept mails again; {report.changed} of them changed.")
    if report.damaged:
        raise SystemExit(DamagedError.exit_code)
