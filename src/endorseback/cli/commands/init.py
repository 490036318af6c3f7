"""`endorseback init`: sets up an account by questions or flags, and writes the configuration."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from endorseback.cli.init_wizard import InitOptions, Setup, interview, take
from endorseback.cli.invocation import Invocation
from endorseback.cli.prompts import SECURITIES, choose
from endorseback.config import load_config
from endorseback.errors import UsageError


@click.command()
@click.option("--name", help='Your word for the account; "main" if it is the first.')
@click.option("--username", help="The login name, often the mail address.")
@click.option("--host", help="The IMAP server.")
@click.option("--port", type=click.IntRange(1, 65535), help="Its port.")
@click.option("--security", type=click.Choice(SECURITIES), help="How the connection is protected.")
@click.option("--ca-file", help="The certificate of a private CA.")
@click.option("--password-command", help="A command whose first line of output is the password.")
@click.option("--password-env", help="The environment variable that holds the password.")
@click.option("--keyring", is_flag=True, default=None, help="The system keyring holds it.")
@click.option("--trust", multiple=True, metavar="HOST", help="Your mail host's authserv-id.")
@click.option("--folder", multiple=True, help="A folder to read; left out, all mail or INBOX.")
@click.option("--add", "existing", flag_value="add", help="Add to a configuration that is there.")
@click.option("--overwrite", "existing", flag_value="replace", help="Replace one that is there.")
@click.option("--yes", is_flag=True, help="Ask nothing: take the flags, and what is proposed.")
@click.pass_obj
def command(
    invocation: Invocation,
    /,
    password_command: str | None,
    existing: str | None,
    yes: bool,
    **flags: object,
) -> None:
    """Set up an account: asks for it, tests the login, and writes the configuration.

    Nothing is written before the login worked. A configuration that is there is never replaced
    without asking.
    """
    if not yes and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(
            "There is no terminal to ask on.",
            hint="Give --yes with --username, --host and one of --password-command, "
            "--password-env, --keyring.",
        )
    file = invocation.paths.config_file
    if existing is None or not file.exists():
        existing = _what_of(file, ask=not yes)
    given = InitOptions.of(flags, password_command, _names_in(file) if existing == "add" else ())
    setup = take(given) if yes else interview(given)
    _write(file, setup, add=existing == "add")
    click.echo(f"Wrote {file}.")
    click.echo("Next: `endorseback fetch` fills the inbox, `endorseback` opens it,")
    click.echo("      `endorseback schedule install` keeps it filled, `doctor` checks it all.")


def _what_of(file: Path, *, ask: bool) -> str | None:
    """Return what to do with a configuration that is there; None where there is none.

    Raises:
        UsageError: If nobody can be asked.
        click.Abort: If the user wants it left alone.
    """
    if not file.exists():
        return None
    if not ask:
        raise UsageError(
            f"{file} is there already.", hint="--add adds the account, --overwrite replaces it."
        )
    click.echo(f"{file} is there already.", err=True)
    answer = choose(
        "What now",
        (
            ("add", "add an account to it"),
            ("replace", "write a new one in its place"),
            ("stop", "leave it as it is"),
        ),
        "add",
    )
    if answer == "stop":
        raise click.Abort
    return answer


def _names_in(file: Path) -> tuple[str, ...]:
    """Return the names that accounts and sources of a configuration bear already."""
    config = load_config(file)
    accounts = [account.name for account in config.accounts]
    return (*accounts, *(source.name for source in config.sources))


def _write(file: Path, setup: Setup, *, add: bool) -> None:
    """Store the password where the keyring is to hold it, then write the configuration."""
    from endorseback.credentials import store_in_keyring
    from endorseback.services.setup import new_config, with_account, write_config

    text = new_config(setup.account)
    if add:
        text = with_account(file.read_text("utf-8"), setup.account)
    if setup.new_password is not None:
        store_in_keyring(setup.account, setup.new_password)
    write_config(file, text)
