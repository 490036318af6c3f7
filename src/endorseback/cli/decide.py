"""`endorseback decide`: the same decisions as on the screen, for scripts."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import click

from endorseback.cli.context import Invocation
from endorseback.errors import UsageError
from endorseback.model.card import PersonCard
from endorseback.model.clock import utc_now
from endorseback.model.decisions import decide
from endorseback.model.inbox import Action, Row, State
from endorseback.text import MAX_LABEL, clean, clean_lines, usable

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from endorseback.ledger.ledger import Ledger

_DONE: Final = {
    Action.RECIPROCATED: "Reciprocated",
    Action.SKIPPED: "Skipped",
    Action.MESSAGED: "Recorded the message to",
    Action.SNOOZED: "Snoozed",
}


def _complete_person(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the people in the inbox, by profile slug where they have one."""
    from click.shell_completion import CompletionItem

    from endorseback.ledger.ledger import Ledger
    from endorseback.model.people import slug_of
    from endorseback.paths import find_paths

    root = ctx.find_root().params
    ledger = Ledger(find_paths(root.get("config_file"), root.get("data_dir")).ledger)
    words = ((slug_of(row.profile_url) or row.name, row.name) for row in _open_rows(ledger))
    return [CompletionItem(word, help=name) for word, name in words if word.startswith(incomplete)]


@click.group()
@click.argument("person", shell_complete=_complete_person)
@click.pass_context
def command(ctx: click.Context, person: str) -> None:
    """Decide about PERSON: a profile slug, a profile URL, or a name that only one person bears."""
    ctx.meta["person"] = person


@command.command()
@click.option("--skill", "skills", multiple=True, required=True, help="A skill you endorsed.")
@click.pass_context
def reciprocate(ctx: click.Context, skills: tuple[str, ...]) -> None:
    """Record that you endorsed them back, for the skills given."""
    given = tuple(dict.fromkeys(clean(skill) for skill in skills))
    for skill in given:
        if not usable(skill):
            raise UsageError(f"--skill must be a name of 1 to {MAX_LABEL} letters.")
    _record(ctx, Action.RECIPROCATED, given=given)


@command.command()
@click.option("--reason", default="", help="Why, in a few words.")
@click.pass_context
def skip(ctx: click.Context, reason: str) -> None:
    """Skip them as gratuitous."""
    _record(ctx, Action.SKIPPED, reason=clean(reason))


@command.command()
@click.option("--text", required=True, help="What you wrote.")
@click.pass_context
def message(ctx: click.Context, text: str) -> None:
    """Record a message that you sent them; nothing need be open for it."""
    written = clean_lines(text).strip()
    if not written:
        raise UsageError("--text is empty.", hint="Give the message that you sent.")
    _record(ctx, Action.MESSAGED, text=written)


@command.command()
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="The day on which they come back, as YYYY-MM-DD.",
)
@click.pass_context
def snooze(ctx: click.Context, until: datetime) -> None:
    """Put them aside until a day to come."""
    if until.date() <= date.today():
        raise UsageError(f"--until {until.date()} is not in the future.")
    _record(ctx, Action.SNOOZED, until=until.date())


@command.command()
@click.pass_context
def undo(ctx: click.Context) -> None:
    """Undo the last decision about them."""
    from endorseback.ledger.events import Undone

    ledger, card = _find(ctx)
    event = ledger.model.last_undoable(card.person)
    if event is None:
        raise UsageError(f"There is no decision about {card.name} to undo.")
    ledger.record(Undone(event=event.id))
    click.echo(f"Undone: the last decision about {card.name}.")


def _record(ctx: click.Context, action: Action, **details: Any) -> None:
    """Record a decision about the person's open endorsements, and say so."""
    from endorseback.ledger.events import Decided

    ledger, card = _find(ctx)
    row = next((row for row in _open_rows(ledger) if row.person == card.person), None)
    if row is None and action is not Action.MESSAGED:
        raise UsageError(
            f"Nothing of {card.name} is open.",
            hint="`endorseback list --state all` shows where their endorsements stand.",
        )
    ledger.record(Decided.of(decide(row or card, action, **details)))
    click.echo(f"{_DONE[action]} {card.name}.")


def _find(ctx: click.Context) -> tuple[Ledger, PersonCard]:
    """Return the ledger, and the one person that the command line names."""
    invocation: Invocation = ctx.obj
    wanted = ctx.meta["person"]
    ledger = invocation.open_ledger()
    found = ledger.model.find_people(wanted)
    if not found:
        raise UsageError(
            f"Nobody here is called {clean(wanted)!r}.",
            hint="Give a profile slug, a profile URL or a whole name.",
        )
    if len(found) > 1:
        choices = ", ".join(card.profile_url or card.name for card in found)
        raise UsageError(
            f"{clean(wanted)!r} may be any of {len(found)} people.",
            hint=f"Give the profile slug or URL: {choices}",
        )
    return ledger, found[0]


def _open_rows(ledger: Ledger) -> list[Row]:
    """Return the rows of the inbox."""
    return list(ledger.model.rows(State.OPEN, utc_now()))
