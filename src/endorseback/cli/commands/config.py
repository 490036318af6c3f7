"""`endorseback config check`: every problem of the configuration file at once."""

from __future__ import annotations

import click

from endorseback.cli.invocation import Invocation


@click.group()
def command() -> None:
    """Check the configuration file."""


@command.command()
@click.pass_obj
def check(invocation: Invocation) -> None:
    """Read the configuration file and tell all that is wrong with it (then exit code 2)."""
    config = invocation.config()
    accounts = len(config.accounts) + len(config.sources)
    click.echo(f"{invocation.paths.config_file}: ok, {accounts} place(s) to read mail from.")
