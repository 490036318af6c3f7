"""`endorseback doctor`: the check of the whole set-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from endorseback.cli.invocation import Invocation
from endorseback.cli.row_output import print_json

if TYPE_CHECKING:
    from endorseback.services.doctor import Check

_MARKS: Final = {"ok": ("ok", "green"), "advice": ("--", "yellow"), "problem": ("!!", "red")}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Check the set-up: each line is ok or says what to do; exit code 1 if something is wrong."""
    from endorseback.services.doctor import examine

    invocation: Invocation = ctx.obj
    wrong = False
    for check in examine(invocation.paths):
        wrong |= check.finding == "problem"
        if as_json:
            print_json(
                {
                    "check": check.what,
                    "finding": check.finding.value,
                    "says": check.says,
                    "advice": check.advice or None,
                }
            )
        else:
            _print(check)
    ctx.exit(1 if wrong else 0)


def _print(check: Check) -> None:
    """Print one check: a mark, the thing, what was found, and what to do below it."""
    from rich.console import Console
    from rich.text import Text

    mark, colour = _MARKS[check.finding.value]
    line = Text.assemble((mark, colour), "  ", (f"{check.what:<22}", "bold"), check.says)
    console = Console(soft_wrap=True, highlight=False)
    console.print(line)
    if check.advice:
        console.print(Text(f"{'':<26}→ {check.advice}", style="dim"))
