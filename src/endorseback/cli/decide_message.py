"""`endorseback decide PERSON message`: record a message that was sent, or have one sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from endorseback.cli.context import Invocation
from endorseback.cli.subject import Subject, find_subject, json_option, tell
from endorseback.errors import UsageError
from endorseback.model.clock import utc_now
from endorseback.model.decisions import decide
from endorseback.model.inbox import Action
from endorseback.model.outbox import Channel
from endorseback.text import clean, clean_lines

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from endorseback.ledger.outreach_events import MessageQueued

_LINKEDIN: Final = "linkedin"
_CHANNELS: Final = (_LINKEDIN, *(channel.value for channel in Channel))


def _complete_template(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the templates of the program and of the user."""
    from click.shell_completion import CompletionItem

    from endorseback.outreach.messages import MessageFacts, write_drafts
    from endorseback.paths import find_paths

    own = find_paths(ctx.find_root().params.get("config_file")).config_dir / "templates"
    titles = (draft.title for draft in write_drafts(MessageFacts(name=""), own))
    return [CompletionItem(title) for title in titles if title.startswith(incomplete)]


@click.command()
@click.option("--text", help="What you wrote, or want to have sent.")
@click.option("--template", shell_complete=_complete_template, help="Take a template's text.")
@click.option(
    "--channel", type=click.Choice(_CHANNELS), default=_LINKEDIN, help="How it goes to them."
)
@click.option("--send", is_flag=True, help="Have it sent now, by e-mail or into the drafts.")
@click.option("--to", default="", help="Their address; left out, the one that the archive tells.")
@click.option("--subject", "subject_line", default="", help="The subject of the e-mail.")
@click.option("--account", default="", help="The account that it leaves by.")
@click.option("--note", "remark", default="", help="A remark for yourself.")
@json_option
@click.pass_context
def message(
    ctx: click.Context,
    text: str | None,
    template: str | None,
    channel: str,
    send: bool,
    to: str,
    subject_line: str,
    account: str,
    remark: str,
) -> None:
    """Record a message that you sent them, or have it sent; nothing need be open for it."""
    _check_options(send, channel, [to, subject_line, account])
    if (text is None) == (template is None):
        raise UsageError("Give the message with --text, or a --template to take it from.")
    if text is not None and not clean_lines(text).strip():
        raise UsageError("--text is empty.", hint="Give the message that you sent.")
    subject = find_subject(ctx)
    written = clean_lines(text or "").strip() or _from_template(ctx, subject, template or "")
    if not send:
        _record(ctx, subject, written, clean(remark))
        return
    from endorseback.background.composing import compose

    invocation: Invocation = ctx.obj
    queued = compose(
        invocation.config_or_none(),
        subject.joined_card(),
        Channel(channel),
        text=written,
        subject=subject_line or ("Thank you" if subject.card.received else "Hello"),
        to=to,
        account=account,
    )
    _send(ctx, subject, queued, clean(remark))


def _check_options(send: bool, channel: str, of_mail: list[str]) -> None:
    """Stop where the options do not go together.

    Raises:
        UsageError: That is so.
    """
    if send and channel == _LINKEDIN:
        raise UsageError(
            "A message on LinkedIn is sent by yourself.",
            hint="Give --channel email or --channel drafts, or leave --send out.",
        )
    if not send and any(of_mail):
        raise UsageError(
            "--to, --subject and --account are for a message that is sent from here.",
            hint="Give --send, too.",
        )


def _from_template(ctx: click.Context, subject: Subject, name: str) -> str:
    """Return the text of a template, filled in for a person.

    Raises:
        UsageError: There is none of that name, or it is wrong.
    """
    from endorseback.outreach.facts import facts_about, sender_name
    from endorseback.outreach.messages import write_drafts

    invocation: Invocation = ctx.obj
    sender = sender_name(invocation.config_or_none())
    facts = facts_about(subject.joined_card(), utc_now(), sender=sender)
    drafts = write_drafts(facts, invocation.paths.config_dir / "templates")
    draft = next((one for one in drafts if one.title == name), None)
    if draft is None:
        titles = ", ".join(one.title for one in drafts)
        raise UsageError(f"There is no template {clean(name)!r}.", hint=f"There are: {titles}.")
    if draft.problem:
        raise UsageError(draft.problem)
    return clean_lines(draft.text).strip()


def _record(ctx: click.Context, subject: Subject, text: str, remark: str) -> None:
    """Record a message that the user sent themselves."""
    from endorseback.ledger.events import Decided

    decision = decide(subject.row or subject.card, Action.MESSAGED, text=text, note=remark)
    subject.record(Decided.of(decision))
    tell(
        ctx,
        subject,
        f"Recorded the message to {subject.card.name}.",
        action=Action.MESSAGED.value,
        skills=list(decision.covers),
        note=remark or None,
    )


def _send(ctx: click.Context, subject: Subject, queued: MessageQueued, remark: str) -> None:
    """Record a message and have it sent; what fails stays in the outbox."""
    from endorseback.cli.outbox import send_now
    from endorseback.ledger.events import Decided

    decision = decide(
        subject.row or subject.card,
        Action.MESSAGED,
        text=queued.text,
        note=remark,
        message=queued.message_id,
    )
    subject.record(Decided.of(decision), queued)
    sent = send_now(ctx, subject.ledger, queued.message_id)
    tell(
        ctx,
        subject,
        sent.words,
        action=Action.MESSAGED.value,
        skills=list(decision.covers),
        note=remark or None,
        message_id=queued.message_id,
        outcome=sent.message.state.value,
    )
    if sent.exit_code:
        ctx.exit(sent.exit_code)
