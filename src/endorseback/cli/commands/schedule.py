"""`endorseback schedule`: the fetch that runs in the background, at intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from endorseback.cli.error_boundary import warn
from endorseback.cli.invocation import Invocation
from endorseback.cli.row_output import print_json
from endorseback.errors import UsageError
from endorseback.model.clock import json_time

if TYPE_CHECKING:
    from endorseback.services.fetch import FetchStatus
    from endorseback.services.schedule import Plan, Scheduler

_dry_run = click.option("--dry-run", is_flag=True, help="Show what would be done, and do nothing.")


@click.group()
def command() -> None:
    """Fetch in the background, at intervals."""


@command.command()
@_dry_run
@click.pass_obj
def install(invocation: Invocation, dry_run: bool) -> None:
    """Run `endorseback fetch` every `fetch_interval`; installing again replaces what is there."""
    from endorseback.services.schedule import fetch_job, missing_at_run_time

    config = invocation.config()
    for sentence in missing_at_run_time(config):
        warn(sentence)
    job = fetch_job(invocation.paths, config)
    scheduler = _scheduler_for(dry_run=dry_run)
    plan = scheduler.plan(job) if dry_run else scheduler.install(job)
    if dry_run:
        _show(plan)
    else:
        _remove_from_others(scheduler)
        click.echo(f"Installed with {scheduler.name}: a fetch runs {plan.every}.")
    for note in plan.notes:
        warn(note)


@command.command()
@_dry_run
def remove(dry_run: bool) -> None:
    """Stop fetching in the background."""
    there = _installed()
    if not there:
        click.echo("Nothing is installed.")
    for scheduler in there:
        if dry_run:
            click.echo(f"Would be removed from {scheduler.name}: {scheduler.standing().command}")
        else:
            scheduler.remove()
            click.echo(f"Removed from {scheduler.name}.")


@command.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def status(invocation: Invocation, as_json: bool) -> None:
    """Tell whether a fetch is scheduled, and how the last one ended."""
    from endorseback.services.fetch import last_fetch

    record = _standing_record()
    last = last_fetch(invocation.paths)
    if as_json:
        print_json({**record, "last_fetch": _last_record(last)})
        return
    if record["installed"]:
        click.echo(f"Installed with {record['scheduler']}, {record['every']}:")
        click.echo(f"  {record['command']}")
    else:
        click.echo("Nothing is scheduled: `endorseback schedule install` does it.")
    if record["problem"]:
        warn(record["problem"])
    click.echo(_last_sentence(last))


def _scheduler_for(*, dry_run: bool) -> Scheduler:
    """Return the scheduler to use; a dry run shows the crontab's entry where none can be used."""
    from endorseback.services.schedule import Crontab, choose

    try:
        return choose()
    except UsageError as error:
        if not dry_run:
            raise
        warn(f"{error.message} {error.hint}")
        return Crontab()


def _installed() -> list[Scheduler]:
    """Return the schedulers that have our job."""
    from endorseback.services.schedule import schedulers

    return [scheduler for scheduler in schedulers() if scheduler.standing().installed]


def _remove_from_others(scheduler: Scheduler) -> None:
    """Take the job out of every other scheduler, so that it never runs twice."""
    for other in _installed():
        if other.name != scheduler.name:
            other.remove()


def _show(plan: Plan) -> None:
    """Print what an installation would write and run."""
    for path, contents in plan.files:
        click.echo(f"# {path}\n{contents}")
    if plan.entry:
        click.echo(f"# into the crontab\n{plan.entry}")
    for words in plan.commands:
        click.echo("$ " + " ".join(words))


def _standing_record() -> dict[str, Any]:
    """Return what is installed, with every key there."""
    for scheduler in _installed():
        standing = scheduler.standing()
        return {
            "scheduler": scheduler.name,
            "installed": True,
            "every": standing.every,
            "command": standing.command,
            "problem": standing.problem,
        }
    return {
        "scheduler": None,
        "installed": False,
        "every": None,
        "command": None,
        "problem": None,
    }


def _last_record(last: FetchStatus | None) -> dict[str, Any] | None:
    """Return the last fetch for a script."""
    if last is None:
        return None
    return {"at": json_time(last.ended_at), "ok": not last.errors, "errors": list(last.errors)}


def _last_sentence(last: FetchStatus | None) -> str:
    """Return the last fetch for a person."""
    if last is None:
        return "No fetch has run yet."
    at = last.ended_at.astimezone().strftime("%Y-%m-%d %H:%M")
    if not last.errors:
        return f"Last fetch: {at}, ok, {last.new_endorsements} new."
    return f"Last fetch: {at}, failed: {' '.join(last.errors)}"
