"""The questions of `init`, from the address to a login that works."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click
import msgspec

from endorseback.cli import prompts
from endorseback.cli.mailbox_questions import ask_folders, ask_trusted
from endorseback.cli.prompts import WrongAnswerError, ask, ask_secret, choose
from endorseback.errors import EndorsebackError, UsageError
from endorseback.settings import Account, is_loopback
from endorseback.text import clean

if TYPE_CHECKING:
    from endorseback.services.setup import Probe

_WAYS = (
    ("keyring", "the system keyring keeps it; you type it once, here"),
    ("command", "a command prints it, such as `pass show mail/sam`"),
    ("variable", "an environment variable holds it"),
)


@dataclass(frozen=True, slots=True)
class InitOptions:
    """What the command line gives; the rest is asked, or taken as proposed."""

    name: str | None = None
    username: str | None = None
    host: str | None = None
    port: int | None = None
    security: str | None = None
    ca_file: str | None = None
    password_command: tuple[str, ...] | None = None
    password_env: str | None = None
    keyring: bool | None = None
    trust: tuple[str, ...] = ()
    folder: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    """Names that other accounts bear."""

    @classmethod
    def of(
        cls, flags: Mapping[str, Any], password_command: str | None, taken: tuple[str, ...]
    ) -> InitOptions:
        """Return the flags, checked.

        Raises:
            UsageError: If a value cannot be used.
        """
        checks: dict[str, Callable[[str], str]] = {
            "username": prompts.an_address,
            "host": prompts.a_host,
            "password_env": prompts.a_variable,
            "name": _a_name(taken),
        }
        try:
            checked = {key: checks[key](flags[key]) for key in checks if flags[key] is not None}
            words = None if password_command is None else prompts.a_command(password_command)
        except WrongAnswerError as wrong:
            raise UsageError(str(wrong)) from None
        return cls(**{**flags, **checked}, password_command=words, taken=taken)

    @property
    def ways(self) -> dict[str, Any]:
        """Where the password comes from, as an account's settings; empty where that is open."""
        given = {
            "password_command": self.password_command,
            "password_env": self.password_env,
            "keyring": self.keyring,
        }
        return {key: value for key, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Setup:
    """An account whose login worked."""

    account: Account
    new_password: str | None = None
    """What the user typed, still to be put into the keyring."""


def take(given: InitOptions) -> Setup:
    """Return the account of the flags and of what is proposed, without asking anything.

    Raises:
        UsageError: If something is missing.
        EndorsebackError: If the login fails.
    """
    missing = [
        flag
        for flag, value in (
            ("--username", given.username),
            ("--host", given.host),
            ("--password-command, --password-env or --keyring", given.ways),
        )
        if not value
    ]
    if missing or given.username is None or given.host is None:
        raise UsageError("Not all is given.", hint=f"Add {' and '.join(missing)}.")
    security = given.security or "tls"
    account = _account(given, given.username, given.host, security, given.port, given.ways)
    seen = _try(Setup(account))
    commonest = [name for name, count in seen.authserv_ids if 2 * count > seen.looked_at]
    trusted = given.trust or tuple(commonest[:1])
    click.echo(f"Trusted to verify mail: {', '.join(trusted) or 'nobody'}.", err=True)
    return Setup(msgspec.structs.replace(account, trusted_authserv_ids=trusted))


def interview(given: InitOptions) -> Setup:
    """Ask for an account until it lets us in.

    Raises:
        click.Abort: If the user gives up.
    """
    click.echo("Which mailbox do LinkedIn's mails come to? Ctrl-C leaves all as it was.", err=True)
    before: Account | None = None
    while True:
        setup = _ask_account(given, before)
        try:
            seen = _try(setup)
        except EndorsebackError as error:
            click.echo(f"\nThat did not work. {error}\n", err=True)
            if not click.confirm("Try again with other answers?", default=True, err=True):
                raise click.Abort from None
            before = setup.account
            given = InitOptions(name=given.name, trust=given.trust, taken=given.taken)
            continue
        account = msgspec.structs.replace(
            setup.account,
            trusted_authserv_ids=given.trust or ask_trusted(seen),
            folders=given.folder or ask_folders(seen),
        )
        return Setup(account, setup.new_password)


def _ask_account(given: InitOptions, before: Account | None) -> Setup:
    """Ask for what the flags leave open; the answers of a former round are proposed again."""
    was = before.username if before else None
    username = given.username or ask("Your mail address", prompts.an_address, was)
    proposed = before.host if before else prompts.proposed_host(username)
    host = given.host or ask("IMAP server", prompts.a_host, proposed)
    if hint := prompts.host_hint(host):
        click.echo(f"  {hint}", err=True)
    was = before.security if before else "tls"
    security = given.security or ask(
        "Encryption (tls, starttls or none)", prompts.a_security(host), was
    )
    usual = before.port if before and before.port else 993 if security == "tls" else 143
    port = given.port or ask("Port", prompts.a_port, str(usual))
    if given.username is None:
        username = ask("Login name", prompts.an_address, username)
    if given.ways:
        return Setup(_account(given, username, host, security, port, given.ways))
    ways, password = _ask_password()
    return Setup(_account(given, username, host, security, port, ways), password)


def _ask_password() -> tuple[dict[str, Any], str | None]:
    """Ask where the password comes from: as an account's settings, and typed for the keyring."""
    click.echo("Where does the password come from? It never stands in the configuration.", err=True)
    way = choose("From", _WAYS, "keyring")
    if way == "command":
        return {"password_command": ask("Command", prompts.a_command)}, None
    if way == "variable":
        return {"password_env": ask("Variable", prompts.a_variable)}, None
    return {"keyring": True}, ask_secret("Password")


def _account(
    given: InitOptions,
    username: str,
    host: str,
    security: str,
    port: int | None,
    ways: dict[str, Any],
) -> Account:
    """Return the account, checked as a configuration file is.

    Raises:
        UsageError: If the settings do not go together.
    """
    if security == "none" and not is_loopback(host):
        raise UsageError(
            "Without encryption only a server on this machine is used.",
            hint="Take --security tls or starttls.",
        )
    if len(ways) != 1:
        raise UsageError(
            "The password comes from one place.",
            hint="Give one of --password-command, --password-env, --keyring.",
        )
    return msgspec.convert(
        {
            "name": given.name or _free_name(given.taken),
            "host": host,
            "username": username,
            "port": None if port == (993 if security == "tls" else 143) else port,
            "security": security,
            "ca_file": given.ca_file,
            "folders": given.folder,
            "trusted_authserv_ids": given.trust,
            **ways,
        },
        Account,
        strict=True,
    )


def _try(setup: Setup) -> Probe:
    """Log in and look around.

    Raises:
        EndorsebackError: If that fails.
    """
    from endorseback.credentials import password_of
    from endorseback.services.setup import probe

    account = setup.account
    password = setup.new_password or password_of(account)
    click.echo(f"Logging in at {account.host}:{account.port_number} …", err=True)
    seen = probe(account, password)
    folders = ", ".join(map(clean, seen.reads))
    click.echo(f"That works. {folders}: {seen.mails} mails.", err=True)
    return seen


def _a_name(taken: tuple[str, ...]) -> Callable[[str], str]:
    """Return the check that a name is free."""

    def check(answer: str) -> str:
        name = clean(answer)
        if not name or name in taken:
            raise WrongAnswerError(f"{answer!r} is the name of another account; take another one.")
        return name

    return check


def _free_name(taken: tuple[str, ...]) -> str:
    """Return `main`, or what comes after it where that is taken."""
    names = ("main", *(f"main{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
