"""The person whom a command is about: found, decided about, and what was done told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from endorseback.errors import UsageError
from endorseback.model.clock import utc_now
from endorseback.model.list_rows import Row, State
from endorseback.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from endorseback.cli.invocation import Invocation
    from endorseback.ledger import AnyPayload, Ledger
    from endorseback.model.person_card import PersonCard
    from endorseback.services.people import PersonLookup

    Command = TypeVar("Command", bound=Callable[..., Any])

PERSON: Final = "person"
"""Where a command's context holds the word for the person."""
_AS_JSON: Final = "as_json"
_NOTHING_DONE: Final[dict[str, Any]] = {
    "action": None,
    "skills": [],
    "given": [],
    "reason": None,
    "until": None,
    "note": None,
    "rule": False,
    "message_id": None,
    "outcome": None,
}
"""What `tell` prints of a person to whom nothing was done."""


@dataclass(frozen=True, slots=True)
class PersonArgument:
    """One person, in the ledger that a command works on."""

    ledger: Ledger
    archives: PersonLookup
    card: PersonCard
    """What the ledger knows; of somebody whom only an archive lists, what that knows."""
    row: Row | None
    """Their row in the inbox, where something of theirs is open."""

    @property
    def named(self) -> dict[str, Any]:
        """The person as an event names them."""
        return {"name": self.card.name, "slug": self.card.slug}

    def joined_card(self) -> PersonCard:
        """Return the card with what the archives tell, too; this reads them."""
        return self.archives.card(self.card.person) or self.card

    def record(self, *payloads: AnyPayload) -> None:
        """Write events down, as one transaction, and take them into the read-model."""
        self.ledger.record(*payloads)
        self.ledger.drain()


def json_option(command: Command) -> Command:
    """Give a command the option `--json`, which `tell` obeys."""
    return click.option(
        "--json",
        is_flag=True,
        expose_value=False,
        help="One JSON object of what was done.",
        callback=lambda ctx, _param, value: ctx.meta.update({_AS_JSON: value}),
    )(command)


def find_subject(ctx: click.Context) -> PersonArgument:
    """Return the one person whom the command line names.

    Raises:
        UsageError: It is nobody, or may be several.
    """
    from endorseback.services.people import PersonLookup

    invocation: Invocation = ctx.obj
    wanted = ctx.meta[PERSON]
    ledger = invocation.open_ledger()
    archives = PersonLookup(invocation.paths, ledger.model)
    found = ledger.model.find_people(wanted) or archives.find(wanted)
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
    (card,) = found
    rows = open_rows(ledger)
    row = next((row for row in rows if row.person == card.person), None)
    return PersonArgument(ledger, archives, card, row)


def open_rows(ledger: Ledger) -> list[Row]:
    """Return the rows of the inbox."""
    return list(ledger.model.rows(State.OPEN, utc_now()))


def tell(ctx: click.Context, subject: PersonArgument, sentence: str, **done: Any) -> None:
    """Say what was done: in a sentence, or with `--json` as an object whose keys are always there.

    Args:
        ctx: The command's.
        subject: Whom it was about.
        sentence: For people.
        done: For scripts; the keys of `_NOTHING_DONE`.
    """
    if not ctx.meta.get(_AS_JSON):
        click.echo(sentence)
        return
    from endorseback.cli.row_output import print_json

    person = {"person": subject.card.name, "profile_url": subject.card.profile_url}
    print_json(person | _NOTHING_DONE | done)
