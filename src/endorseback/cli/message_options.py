"""What a command writes to a person: the text or a template of it, and how it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from endorseback.cli.invocation import Invocation
from endorseback.cli.person_argument import PersonArgument
from endorseback.errors import UsageError
from endorseback.model.clock import utc_now
from endorseback.model.decisions import Decision
from endorseback.model.outgoing_message import Channel
from endorseback.text import clean, clean_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

    from endorseback.cli.commands.outbox import SentMessage
    from endorseback.ledger import MessageQueued

    Command = TypeVar("Command", bound=Callable[..., Any])

_LINKEDIN: Final = "linkedin"
_CHANNELS: Final = (_LINKEDIN, *(channel.value for channel in Channel))


def _complete_template(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the templates of the program and of the user."""
    from click.shell_completion import CompletionItem

    from endorseback.outreach import TemplateVariables, write_drafts
    from endorseback.paths import find_paths

    own = find_paths(ctx.find_root().params.get("config_file")).config_dir / "templates"
    titles = (draft.title for draft in write_drafts(TemplateVariables(name=""), own))
    return [CompletionItem(title) for title in titles if title.startswith(incomplete)]


_OPTIONS: Final = (
    click.option("--text", help="What you wrote, or want to have sent."),
    click.option("--template", shell_complete=_complete_template, help="Take a template's text."),
    click.option(
        "--channel", type=click.Choice(_CHANNELS), default=_LINKEDIN, help="How it goes to them."
    ),
    click.option("--send", is_flag=True, help="Have it sent now, by e-mail or into the drafts."),
    click.option("--to", default="", help="Their address; else the one that the archive tells."),
    click.option("--subject", default="", help="The subject of the e-mail."),
    click.option("--account", default="", help="The account that it leaves by."),
)


@dataclass(frozen=True, slots=True)
class MessageOptions:
    """The options of a command that writes to a person, as they were given."""

    text: str | None = None
    template: str | None = None
    channel: str = _LINKEDIN
    send: bool = False
    to: str = ""
    subject: str = ""
    account: str = ""

    def __post_init__(self) -> None:
        """Refuse options that do not go together.

        Raises:
            UsageError: That is so.
        """
        if self.text is not None and self.template is not None:
            raise UsageError("Give the message with --text, or a --template to take it from.")
        if self.text is not None and not clean_lines(self.text).strip():
            raise UsageError("--text is empty.", hint="Give the message that you sent.")
        if self.send and self.channel == _LINKEDIN:
            raise UsageError(
                "A message on LinkedIn is sent by yourself.",
                hint="Give --channel email or --channel drafts, or leave --send out.",
            )
        if not self.send and any((self.to, self.subject, self.account)):
            raise UsageError(
                "--to, --subject and --account are for a message that is sent from here.",
                hint="Give --send, too.",
            )
        if self.send and self.is_silent:
            raise UsageError("There is nothing to send.", hint="Give --text or --template.")

    @property
    def is_silent(self) -> bool:
        """Whether nothing is written at all."""
        return self.text is None and self.template is None


def writing_options(command: Command) -> Command:
    """Give a command the options of `MessageOptions`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def written(
    ctx: click.Context, subject: PersonArgument, writing: MessageOptions, given: tuple[str, ...]
) -> str:
    """Return the text that is written to a person; empty where none is.

    Args:
        ctx: The command's.
        subject: Whom it is written to.
        writing: As the command line has it.
        given: What they have just been endorsed for.

    Raises:
        UsageError: There is no such template, or it is wrong.
    """
    if writing.text is not None:
        return clean_lines(writing.text).strip()
    return "" if writing.template is None else _filled(ctx, subject, writing.template, given)


def record_decision(
    ctx: click.Context, subject: PersonArgument, decision: Decision, writing: MessageOptions
) -> SentMessage | None:
    """Record a decision, and have its text sent where the user wants that; say how that went.

    Raises:
        UsageError: It cannot be sent as wanted; nothing was recorded.
    """
    from endorseback.ledger import Decided

    if not writing.send:
        subject.record(Decided.of(decision))
        return None
    from endorseback.cli.commands.outbox import send_now

    queued = _queued(ctx, subject, decision.text, writing)
    subject.record(Decided.of(decision._replace(message=queued.message_id)), queued)
    return send_now(ctx, subject.ledger, queued.message_id)


def _queued(
    ctx: click.Context, subject: PersonArgument, text: str, writing: MessageOptions
) -> MessageQueued:
    """Return the event that has a text sent."""
    from endorseback.services.outbox import compose

    invocation: Invocation = ctx.obj
    return compose(
        invocation.config_or_none(),
        subject.joined_card(),
        Channel(writing.channel),
        text=text,
        subject=writing.subject or ("Thank you" if subject.card.received else "Hello"),
        to=writing.to,
        account=writing.account,
    )


def _filled(ctx: click.Context, subject: PersonArgument, name: str, given: tuple[str, ...]) -> str:
    """Return the text of a template, filled in for a person."""
    from endorseback.outreach import sender_name, template_variables, write_drafts

    invocation: Invocation = ctx.obj
    sender = sender_name(invocation.config_or_none(), subject.archives.owner)
    facts = template_variables(subject.joined_card(), utc_now(), given=given or None, sender=sender)
    drafts = write_drafts(facts, invocation.paths.config_dir / "templates")
    draft = next((one for one in drafts if one.title == name), None)
    if draft is None:
        titles = ", ".join(one.title for one in drafts)
        raise UsageError(f"There is no template {clean(name)!r}.", hint=f"There are: {titles}.")
    if draft.problem:
        raise UsageError(draft.problem)
    return clean_lines(draft.text).strip()
