"""`endorseback parse`: what a mail in a file says, and why we think so."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from endorseback.cli.error_boundary import warn
from endorseback.cli.invocation import Invocation
from endorseback.errors import UsageError
from endorseback.text import clean

if TYPE_CHECKING:
    from endorseback.mail import UserPhrases
    from endorseback.model.notification import Notification

_STDIN: Final = "-"
_MAX_MAIL: Final = 64_000_000
"""Bytes of a file that are read; a mail of that size is cut by the recogniser long before."""


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--authserv-id",
    "authserv_ids",
    multiple=True,
    metavar="HOST",
    help="The name under which your mail host writes Authentication-Results.",
)
@click.option("--explain", is_flag=True, help="Print the evidence for and against, too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def command(
    invocation: Invocation,
    files: tuple[str, ...],
    authserv_ids: tuple[str, ...],
    explain: bool,
    as_json: bool,
) -> None:
    """Recognise mails from .eml files (`-` is standard input)."""
    trusted = authserv_ids or _configured_ids(invocation)
    user_phrases = invocation.user_phrases()
    failed = False
    for name in files:
        try:
            notification = _read(name, trusted, user_phrases)
        except UsageError as error:
            failed = True
            _print_error(name, error, as_json=as_json)
            continue
        if as_json:
            click.echo(json.dumps(_as_json(name, notification), ensure_ascii=False))
        else:
            _print(name, notification, explain=explain)
    if failed:
        raise SystemExit(UsageError.exit_code)


def _configured_ids(invocation: Invocation) -> tuple[str, ...]:
    """Return the authserv-ids of all accounts and sources; none where there is no config."""
    config = invocation.config_or_none()
    if config is None:
        return ()
    of_accounts = [name for one in config.accounts for name in one.trusted_authserv_ids]
    of_sources = [name for one in config.sources for name in one.trusted_authserv_ids]
    return tuple(dict.fromkeys((*of_accounts, *of_sources)))


def _read(name: str, trusted: tuple[str, ...], user_phrases: UserPhrases) -> Notification:
    """Return the notification in a file.

    Raises:
        UsageError: Where there is no such file, or no mail in it.
    """
    from endorseback.mail import is_mail, is_mbox, read_mail

    raw = _bytes_of(name)
    if not raw.strip():
        raise UsageError("It is empty.")
    if not is_mail(raw):
        raise UsageError("It is no mail: it does not begin with header lines.")
    if is_mbox(raw):
        raise UsageError(
            "It is an mbox with several mails.",
            hint="Name it as a source in the config, or give one mail a file.",
        )
    return read_mail(raw, trusted_authserv_ids=trusted, user_phrases=user_phrases).notification


def _bytes_of(name: str) -> bytes:
    """Return what is in a file, up to the most that is read of one."""
    try:
        if name == _STDIN:
            return sys.stdin.buffer.read(_MAX_MAIL)
        with Path(name).open("rb") as file:
            return file.read(_MAX_MAIL)
    except OSError as error:
        raise UsageError(f"It cannot be read: {error.strerror or error}.") from None


def _as_json(name: str, notification: Notification) -> dict[str, Any]:
    """Return the JSON object of one mail."""
    return {
        "file": name,
        "kind": notification.kind.value,
        "language": notification.language,
        "endorsements": [
            {"name": one.name, "profile_url": one.profile_url, "skill": one.skill}
            for one in notification.endorsements
        ],
        "people": [
            {"name": one.name, "profile_url": one.profile_url} for one in notification.people
        ],
        "authenticity": notification.authenticity.value,
        "reasons": list(notification.reasons),
    }


def _print_error(name: str, error: UsageError, *, as_json: bool) -> None:
    """Tell that a file holds no mail that can be read."""
    if as_json:
        click.echo(json.dumps({"file": name, "error": str(error)}, ensure_ascii=False))
    else:
        warn(f"{clean(name)}: {error}")


def _print(name: str, notification: Notification, *, explain: bool) -> None:
    """Print one mail for people to read."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    head = Text(f"{clean(name)}: ", "bold")
    head.append(f"{notification.kind.value.replace('_', ' ')}, {notification.authenticity.value}")
    console.print(head)
    for pair in notification.endorsements:
        line = f"  {pair.name} endorsed you for {pair.skill}"
        console.print(Text(line), Text(pair.profile_url or "", "dim"))
    for person in notification.people:
        console.print(Text(f"  {person.name}"), Text(person.profile_url or "", "dim"))
    for reason in notification.reasons if explain else ():
        console.print(Text(f"  - {reason}", "dim"))
