"""`endorseback decide`: the same decisions as on the screen, for scripts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import click

from endorseback.cli.decide_person import close, lift, note, tag, undo
from endorseback.cli.message_options import (
    MessageOptions,
    record_decision,
    writing_options,
    written,
)
from endorseback.cli.person_argument import (
    PERSON,
    PersonArgument,
    find_subject,
    json_option,
    open_rows,
    tell,
)
from endorseback.errors import UsageError
from endorseback.model.clock import utc_now
from endorseback.model.decisions import Decision, DecisionKind, SkipReason
from endorseback.model.list_rows import decide
from endorseback.text import MAX_LABEL, clean, usable

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from endorseback.cli.commands.outbox import SentMessage
    from endorseback.cli.invocation import Invocation

_NOTHING_WRITTEN: Final = MessageOptions()
_DONE: Final = {
    DecisionKind.RECIPROCATED: "Reciprocated",
    DecisionKind.SKIPPED: "Skipped",
    DecisionKind.MESSAGED: "Recorded the message to",
    DecisionKind.SNOOZED: "Snoozed",
}


def _complete_person(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the people in the inbox, by profile slug where they have one."""
    from click.shell_completion import CompletionItem

    from endorseback.ledger import Ledger
    from endorseback.paths import find_paths

    root = ctx.find_root().params
    ledger = Ledger(find_paths(root.get("config_file"), root.get("data_dir")).ledger)
    words = ((row.slug or row.name, row.name) for row in open_rows(ledger))
    return [CompletionItem(word, help=name) for word, name in words if word.startswith(incomplete)]


def _complete_reason(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the well-known reasons for skipping."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(reason) for reason in SkipReason if reason.startswith(incomplete)]


@click.group()
@click.argument("person", shell_complete=_complete_person)
@click.pass_context
def command(ctx: click.Context, person: str) -> None:
    """Decide about PERSON: a profile slug, a profile URL, or a name that only one person bears."""
    ctx.meta[PERSON] = person


@command.command()
@click.option("--skill", "skills", multiple=True, required=True, help="A skill you endorsed.")
@click.option("--first", is_flag=True, help="Nothing of theirs is open: you endorsed them first.")
@click.option("--note", "remark", default="", help="A remark for yourself.")
@writing_options
@json_option
@click.pass_context
def reciprocate(
    ctx: click.Context, /, skills: tuple[str, ...], first: bool, remark: str, **options: Any
) -> None:
    """Record that you endorsed them back, for the skills given; a message may go along."""
    given = tuple(dict.fromkeys(clean(skill) for skill in skills))
    for skill in given:
        if not usable(skill):
            raise UsageError(f"--skill must be a name of 1 to {MAX_LABEL} letters.")
    writing = MessageOptions(**options)
    subject = find_subject(ctx)
    if not first:
        _require_open(subject)
    _record(ctx, subject, DecisionKind.RECIPROCATED, writing, given=given, note=clean(remark))


@command.command()
@click.option("--note", "remark", default="", help="A remark for yourself.")
@writing_options
@json_option
@click.pass_context
def message(ctx: click.Context, /, remark: str, **options: Any) -> None:
    """Record a message that you sent them, or have it sent; nothing need be open for it."""
    writing = MessageOptions(**options)
    if writing.is_silent:
        raise UsageError("Give the message with --text, or a --template to take it from.")
    _record(ctx, find_subject(ctx), DecisionKind.MESSAGED, writing, note=clean(remark))


@command.command()
@click.option(
    "--reason", default="", shell_complete=_complete_reason, help="Why, in a few words of yours."
)
@click.option("--always", is_flag=True, help="Theirs are skipped from now on, by your rule.")
@click.option("--note", "remark", default="", help="A remark for yourself.")
@json_option
@click.pass_context
def skip(ctx: click.Context, reason: str, always: bool, remark: str) -> None:
    """Skip them as gratuitous; without --reason for what weighs most against it, if anything."""
    subject = find_subject(ctx)
    why = clean(reason) or _reason_against(ctx, subject)
    details: dict[str, Any] = {"reason": why, "note": clean(remark)}
    if always:
        _record_rule(ctx, subject, **details)
    else:
        _require_open(subject)
        _record(ctx, subject, DecisionKind.SKIPPED, **details)


@command.command()
@click.option("--until", required=True, help="When they come back: 2026-12-24, fri, 2w, next week.")
@click.option("--note", "remark", default="", help="A remark for yourself.")
@json_option
@click.pass_context
def snooze(ctx: click.Context, until: str, remark: str) -> None:
    """Put them aside until a day to come."""
    from endorseback.model.date_input import day_to_come

    day = day_to_come(until, datetime.now().astimezone().date())
    subject = find_subject(ctx)
    _require_open(subject)
    _record(ctx, subject, DecisionKind.SNOOZED, until=day, note=clean(remark))


for also in (close, note, tag, lift, undo):
    command.add_command(also)


def _reason_against(ctx: click.Context, subject: PersonArgument) -> str:
    """Return the reason that the app gives to a skip, too: the assessment's first one against."""
    from endorseback.cli.row_assessment import reason_against

    if subject.row is None:
        return ""
    invocation: Invocation = ctx.obj
    return reason_against(invocation.paths, subject.ledger.model, subject.row, utc_now())


def _require_open(subject: PersonArgument) -> None:
    """Stop where nothing of a person is open.

    Raises:
        UsageError: That is so.
    """
    if subject.row is None:
        raise UsageError(
            f"Nothing of {subject.card.name} is open.",
            hint="`endorseback list --state all` shows where their endorsements stand.",
        )


def _record(
    ctx: click.Context,
    subject: PersonArgument,
    action: DecisionKind,
    writing: MessageOptions = _NOTHING_WRITTEN,
    **details: Any,
) -> None:
    """Record a decision about what is open of a person, and say so."""
    text = written(ctx, subject, writing, details.get("given", ()))
    decision = decide(subject.row or subject.card, action, text=text, **details)
    sent = record_decision(ctx, subject, decision, writing)
    told = _told(decision)
    if sent is not None:
        told |= {"message_id": sent.message.message_id, "outcome": sent.message.state.value}
    tell(ctx, subject, _sentence(subject, decision, sent), **told)
    if sent is not None and sent.exit_code:
        ctx.exit(sent.exit_code)


def _sentence(subject: PersonArgument, decision: Decision, sent: SentMessage | None) -> str:
    """Return what was done, for people."""
    until = f" until {decision.until}" if decision.until else ""
    why = f": {decision.reason}" if decision.reason else ""
    done = f"{_DONE[decision.action]} {subject.card.name}{until}{why}."
    if sent is None:
        return done
    return sent.words if decision.action is DecisionKind.MESSAGED else f"{done} {sent.words}"


def _record_rule(ctx: click.Context, subject: PersonArgument, *, reason: str, note: str) -> None:
    """Record the rule that skips a person's endorsements, with a decision on what is open."""
    from endorseback.ledger import AnyPayload, Decided, RuleSet

    told = subject.joined_card().correspondence
    rule = RuleSet(**subject.named, reason=reason, messages=told.count if told else 0)
    decision = decide(subject.row or subject.card, DecisionKind.SKIPPED, reason=reason, note=note)
    payloads: list[AnyPayload] = [Decided.of(decision)] if subject.row else []
    subject.record(*payloads, rule)
    tell(
        ctx,
        subject,
        f"{subject.card.name} is skipped from now on, unless new evidence comes.",
        **_told(decision) | {"rule": True},
    )


def _told(decision: Decision) -> dict[str, Any]:
    """Return a decision as `tell` wants it."""
    return {
        "action": decision.action.value,
        "skills": list(decision.covers),
        "given": list(decision.given),
        "reason": decision.reason or None,
        "until": decision.until.isoformat() if decision.until else None,
        "note": decision.note or None,
    }
