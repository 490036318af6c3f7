"""`endorseback repair`: save every intact line of a damaged ledger."""

from __future__ import annotations

import click

from endorseback.cli.context import Invocation


@click.command()
@click.pass_obj
def command(invocation: Invocation) -> None:
    """Write every intact line of the ledger into a new file; the damaged one is kept beside it."""
    from endorseback.ledger.repair import repair

    click.echo(repair(invocation.paths.ledger).sentence)
