"""`endorseback paths`: where things lie."""

from __future__ import annotations

import click

from endorseback.cli.invocation import Invocation
from endorseback.cli.row_output import print_json


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def command(invocation: Invocation, as_json: bool) -> None:
    """Print the files and folders in use, whether they exist yet or not."""
    paths = invocation.paths
    named = {
        "config": paths.config_file,
        "data": paths.data_dir,
        "ledger": paths.ledger,
        "mail": paths.kept_mail,
        "log": paths.log_file,
    }
    if as_json:
        print_json({name: str(path) for name, path in named.items()})
    else:
        for name, path in named.items():
            click.echo(f"{name:<8}{path}")
