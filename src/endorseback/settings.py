"""The settings: everything that may stand in the configuration file, with its default."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Final, Literal

import msgspec

Name = Annotated[str, msgspec.Meta(min_length=1)]
Port = Annotated[int, msgspec.Meta(ge=1, le=65535)]
Duration = Annotated[str, msgspec.Meta(pattern=r"^[1-9][0-9]*(s|m|h|d)$")]
Security = Literal["tls", "starttls", "none"]

_UNITS: Final = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One TOML table; a key that is no field of it is a mistake."""


class Smtp(Table, frozen=True):
    """How messages by e-mail are sent."""

    host: Name
    """Name of the SMTP server."""
    port: Port = 465
    """Its port."""
    security: Security = "tls"
    """`tls`, `starttls`, or `none` (loopback only)."""


class Account(Table, frozen=True):
    """One IMAP mailbox that LinkedIn's mails arrive in."""

    name: Name
    """Your word for it, in messages and for `--account`."""
    host: Name
    """Name of the IMAP server."""
    username: Name
    """The login name, often the mail address."""
    port: Port | None = None
    """Its port; left out, 993 for `tls` and 143 for the others."""
    security: Security = "tls"
    """`tls`, `starttls`, or `none` (loopback only)."""
    password_command: tuple[str, ...] | None = None
    """A command, word by word, whose first line of output is the password."""
    password_env: Name | None = None
    """An environment variable that holds the password."""
    keyring: bool = False
    """The password stands in the system keyring, under `endorseback` and the account's name."""
    folders: tuple[str, ...] = ()
    """Folders to read; left out, the folder with all mail where the server has one, else INBOX."""
    trusted_authserv_ids: tuple[str, ...] = ()
    """The names under which your own mail host writes `Authentication-Results`."""
    check_dkim: bool = False
    """Check DKIM ourselves (needs DNS) where the host stamps no result."""
    ca_file: str | None = None
    """The certificate of a private CA, only if the server needs one."""
    connect_timeout: Duration = "15s"
    """How long to wait for the server to answer a connection."""
    read_timeout: Duration = "60s"
    """How long to wait for each answer after that."""
    smtp: Smtp | None = None
    """For messages by e-mail."""

    @property
    def port_number(self) -> int:
        """The port in force."""
        return self.port or (993 if self.security == "tls" else 143)


class LocalSource(Table, frozen=True):
    """Another place mail lies in: exactly one of a Maildir, an mbox file, a folder of .eml."""

    name: Name
    """Your word for it, in messages and for `--account`."""
    maildir: str | None = None
    """A Maildir (its subfolders are read too)."""
    mbox: str | None = None
    """An mbox file."""
    eml: str | None = None
    """A folder of .eml files."""
    trusted_authserv_ids: tuple[str, ...] = ()
    """As for an account."""


class Config(Table, frozen=True):
    """The whole configuration file."""

    fetch_interval: Duration = "15m"
    """How often the app, and the schedule, look for new mail."""
    theme: Name | None = None
    """The name of one of the app's colour themes."""
    keys: dict[str, str] = {}
    """Other keys for actions, as `action = "key"`; `?` in the app names the actions."""
    accounts: tuple[Account, ...] = ()
    """Your mailboxes."""
    sources: tuple[LocalSource, ...] = ()
    """Other places that mail lies in."""


def seconds(duration: str) -> float:
    """Return the seconds that a duration such as `15m` stands for."""
    return timedelta(**{_UNITS[duration[-1]]: int(duration[:-1])}).total_seconds()


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine itself, so that plain text stays on it."""
    import ipaddress

    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
