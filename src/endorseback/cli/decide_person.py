"""What else `endorseback decide` can do about a person: close, note, tag, lift, undo."""

from __future__ import annotations

import click

from endorseback.cli.person_argument import find_subject, json_option, tell
from endorseback.errors import UsageError
from endorseback.text import MAX_LABEL, clean, clean_lines, usable


@click.command()
@click.option("--note", "remark", default="", help="Why no answer may have come.")
@json_option
@click.pass_context
def close(ctx: click.Context, remark: str) -> None:
    """Wait for their answer no longer."""
    from endorseback.ledger import WaitClosed

    subject = find_subject(ctx)
    if not any(wait.is_open for wait in subject.card.waits):
        raise UsageError(
            f"Nothing that you started with {subject.card.name} waits for an answer.",
            hint="`endorseback list --state waiting` shows what does.",
        )
    said = clean(remark)
    subject.record(WaitClosed(**subject.named, note=said))
    sentence = f"Closed: you wait for {subject.card.name} no longer."
    tell(ctx, subject, sentence, action="closed", note=said or None)


@click.command()
@click.option("--text", required=True, help="The note; an empty one takes the old one away.")
@json_option
@click.pass_context
def note(ctx: click.Context, text: str) -> None:
    """Write a note about them, in the place of the one before."""
    from endorseback.ledger import Noted

    subject = find_subject(ctx)
    written = clean_lines(text).strip()
    subject.record(Noted(**subject.named, text=written))
    sentence = f"Noted about {subject.card.name}." if written else "The note is gone."
    tell(ctx, subject, sentence, action="noted", note=written or None)


@click.command()
@click.option("--add", "added", multiple=True, help="A tag to put on them.")
@click.option("--remove", "removed", multiple=True, help="A tag to take off.")
@json_option
@click.pass_context
def tag(ctx: click.Context, added: tuple[str, ...], removed: tuple[str, ...]) -> None:
    """Put tags on them, or take some off."""
    from endorseback.ledger import Tagged

    put, taken = _tags(added), _tags(removed)
    if not put and not taken:
        raise UsageError("No tag is given.", hint="Give --add or --remove.")
    subject = find_subject(ctx)
    subject.record(Tagged(**subject.named, added=put, removed=taken))
    tell(ctx, subject, f"Tagged {subject.card.name}.", action="tagged")


@click.command()
@json_option
@click.pass_context
def lift(ctx: click.Context) -> None:
    """Lift your rule that skips their endorsements; `endorseback rules` lists the rules."""
    from endorseback.ledger import RuleEnded

    subject = find_subject(ctx)
    if subject.card.rule is None:
        raise UsageError(
            f"No rule skips the endorsements of {subject.card.name}.",
            hint="`endorseback rules` lists those that hold.",
        )
    subject.record(RuleEnded(**subject.named))
    tell(ctx, subject, f"Lifted: {subject.card.name} comes to the inbox again.", action="lifted")


@click.command()
@json_option
@click.pass_context
def undo(ctx: click.Context) -> None:
    """Undo what you last did about them."""
    from endorseback.ledger import Undone
    from endorseback.presentation.undo_messages import undo_message

    subject = find_subject(ctx)
    event = subject.ledger.model.last_undoable(subject.card.person)
    if event is None:
        raise UsageError(f"There is no decision about {subject.card.name} to undo.")
    subject.record(Undone(event=event.id))
    tell(ctx, subject, undo_message([event]), action="undone")


def _tags(typed: tuple[str, ...]) -> tuple[str, ...]:
    """Return tags as they are recorded.

    Raises:
        UsageError: One is empty or too long.
    """
    tags = tuple(dict.fromkeys(clean(one) for one in typed))
    if not all(map(usable, tags)):
        raise UsageError(f"A tag must be a word of 1 to {MAX_LABEL} letters.")
    return tags
