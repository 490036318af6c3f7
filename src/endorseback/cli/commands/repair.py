"""`endorseback repair`: save every intact line of a damaged ledger."""

from __future__ import annotations

import click

from endorseback.cli.invocation import Invocation


@click.command()
@click.pass_obj
def command(invocation: Invocation) -> None:
    """Write every intact line of the ledger into a new file; the damaged one is kept beside it."""
    from endorseback.ledger import repair

    report = repair(invocation.paths.ledger)
    if report.damaged_copy is None:
        click.echo(f"{report.path} is whole: nothing was changed.")
        return
    lines = ", ".join(map(str, report.lost)) or "none"
    click.echo(
        f"Saved {report.saved} changes into {report.path}; damaged lines: {lines}.\n"
        f"The damaged file is kept as {report.damaged_copy}."
    )
