"""Asks the user on the terminal: each answer is checked, a wrong one is asked for again."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

import click

from endorseback.settings import is_loopback

_T = TypeVar("_T")

_HOST: Final = re.compile(r"[^\s/@:\x00-\x20]+|\[?[0-9A-Fa-f:.]+\]?")
_VARIABLE: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_KNOWN_HOSTS: Final = {
    "gmail.com": "imap.gmail.com",
    "googlemail.com": "imap.gmail.com",
    "icloud.com": "imap.mail.me.com",
    "me.com": "imap.mail.me.com",
    "yahoo.com": "imap.mail.yahoo.com",
    "aol.com": "imap.aol.com",
    "outlook.com": "outlook.office365.com",
    "hotmail.com": "outlook.office365.com",
    "live.com": "outlook.office365.com",
}
"""Mail hosts whose IMAP server is not called `imap.` and the domain of the addresses."""
_HINTS: Final = {
    "imap.gmail.com": "Gmail wants an app password here (your account, Security, App passwords).",
    "imap.mail.me.com": "iCloud wants an app-specific password here (account.apple.com).",
    "imap.mail.yahoo.com": "Yahoo wants an app password here (your account, Security).",
    "outlook.office365.com": "Outlook takes no passwords any more, so this login will fail.",
}
"""What people who have their mail there need to know before they type a password."""
SECURITIES: Final = ("tls", "starttls", "none")


class WrongAnswerError(Exception):
    """An answer cannot be used; the message says why and what can."""


def ask(question: str, check: Callable[[str], _T], default: str | None = None) -> _T:
    """Ask until the answer passes the check; Enter takes the default.

    Raises:
        click.Abort: On Ctrl-C or the end of input.
    """

    def convert(answer: object) -> _T:
        try:
            return check(str(answer).strip())
        except WrongAnswerError as wrong:
            raise click.UsageError(str(wrong)) from None

    answer: _T = click.prompt(question, default=default, value_proc=convert, err=True)
    return answer


def ask_secret(question: str) -> str:
    """Ask for something that is not shown while it is typed."""
    answer: str = click.prompt(question, hide_input=True, err=True)
    return answer


def choose(question: str, choices: Sequence[tuple[str, str]], default: str) -> str:
    """Ask for one of some words, each shown with what it means."""
    for word, meaning in choices:
        click.echo(f"  {word:<12}{meaning}", err=True)
    return ask(question, one_of([word for word, _ in choices]), default)


def one_of(words: Sequence[str]) -> Callable[[str], str]:
    """Return the check that an answer is one of some words, or begins only one of them."""

    def check(answer: str) -> str:
        fits = [word for word in words if word == answer.lower()] or [
            word for word in words if answer and word.startswith(answer.lower())
        ]
        if len(fits) != 1:
            raise WrongAnswerError(f"Type one of: {', '.join(words)}.")
        return fits[0]

    return check


def an_address(answer: str) -> str:
    """Check a mail address, or a login name without a domain."""
    if not answer or re.search(r"[\s\x00-\x1f\x7f]", answer) or answer.count("@") > 1:
        raise WrongAnswerError("Type an address such as sam@example.com.")
    return answer


def a_host(answer: str) -> str:
    """Check the name or the address of a server."""
    if not _HOST.fullmatch(answer):
        raise WrongAnswerError(
            "Type the server's name alone, such as imap.example.com; the port comes next."
        )
    return answer


def a_port(answer: str) -> int:
    """Check a TCP port."""
    if not (answer.isascii() and answer.isdigit() and 1 <= int(answer) <= 65535):
        raise WrongAnswerError("Type a number from 1 to 65535; 993 is usual.")
    return int(answer)


def a_security(host: str) -> Callable[[str], str]:
    """Return the check of how the connection to a host is protected."""

    def check(answer: str) -> str:
        security = one_of(SECURITIES)(answer)
        if security == "none" and not is_loopback(host):
            raise WrongAnswerError("Without encryption only a server on this machine is used.")
        return security

    return check


def a_command(answer: str) -> tuple[str, ...]:
    """Check a command line; it is split into words as a shell does, but no shell runs it."""
    try:
        words = tuple(shlex.split(answer))
    except ValueError:
        words = ()
    if not words:
        raise WrongAnswerError("Type a command such as `pass show mail/sam`, quotes closed.")
    return words


def a_variable(answer: str) -> str:
    """Check the name of an environment variable."""
    name = answer.removeprefix("$")
    if not _VARIABLE.fullmatch(name):
        raise WrongAnswerError("Type the name of a variable, such as MAIL_PASSWORD.")
    return name


def proposed_host(address: str) -> str | None:
    """Return the IMAP server that mail addresses of this domain usually have."""
    domain = address.rpartition("@")[2].lower() if "@" in address else ""
    return _KNOWN_HOSTS.get(domain) or (f"imap.{domain}" if domain else None)


def host_hint(host: str) -> str | None:
    """Return what is to be known of a large mail host before typing a password."""
    return _HINTS.get(host.lower())
