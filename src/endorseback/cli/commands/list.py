"""`endorseback list`: the inbox, or another list, without the screen."""

from __future__ import annotations

import click

from endorseback.cli.invocation import Invocation
from endorseback.cli.row_assessment import judged
from endorseback.cli.row_output import MAIL_STATES, PERSON_STATES, print_rows, rows_of
from endorseback.model.clock import utc_now
from endorseback.model.list_rows import State


@click.command()
@click.option(
    "--state",
    type=click.Choice([*(state.value for state in State), "all"]),
    default=State.OPEN.value,
    show_default=True,
    help="Which list.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def command(invocation: Invocation, state: str, as_json: bool) -> None:
    """Print a row for each person (for each mail in `look` and `suspicious`), newest first."""
    states = (*PERSON_STATES, *MAIL_STATES) if state == "all" else (State(state),)
    model = invocation.open_ledger().model
    now = utc_now()
    rows = judged(invocation.paths, model, rows_of(model, states, now), now)
    print_rows(rows, as_json=as_json)
