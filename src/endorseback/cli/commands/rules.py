"""`endorseback rules`: whose endorsements are skipped by a rule of the user's."""

from __future__ import annotations

import click

from endorseback.cli.invocation import Invocation
from endorseback.cli.row_output import print_json
from endorseback.model.clock import json_time


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def command(invocation: Invocation, as_json: bool) -> None:
    """Print whose endorsements are skipped by your rule, the newest rule first.

    `endorseback decide PERSON skip --always` sets a rule, `… lift` lifts it.
    """
    rules = invocation.open_ledger().model.rules()
    if not rules and not as_json:
        click.echo("There is no rule.")
    for card in rules:
        assert card.rule is not None
        reason = card.rule.reason
        if as_json:
            print_json(
                {
                    "person": card.name,
                    "profile_url": card.profile_url,
                    "since": json_time(card.rule.at),
                    "reason": reason or None,
                }
            )
        else:
            since = card.rule.at.astimezone().strftime("%Y-%m-%d")
            click.echo(f"{since}  {card.name}{f': {reason}' if reason else ''}")
