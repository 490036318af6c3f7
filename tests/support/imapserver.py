"""The tests' IMAP server: Dovecot where it is installed, else pymap, with the same handles."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Protocol

import pytest
from tests.support.certificates import Authority

from endorseback.settings import Account, Security

PASSWORD = "correct horse"
PASSWORD_VARIABLE = "ENDORSEBACK_TEST_PASSWORD"


class ImapServer(Protocol):
    """A running server. Each test takes a user of its own, so one server serves them all."""

    authority: Authority
    plain: int
    """The port without encryption, where STARTTLS is offered."""
    tls: int

    def mailbox(self) -> Any:
        """Return an empty mailbox of a user of its own."""

    def log(self) -> str:
        """Return what the server logged."""


class ImapMailbox:
    """One user of a server: an empty mailbox until something is delivered."""

    server: Any
    user: str

    def folder(self, name: str = "INBOX") -> Any:
        """Create a folder if it is not there."""
        raise NotImplementedError

    def deliver(
        self, raw: bytes, folder: str = "INBOX", received_at: datetime | None = None
    ) -> Any:
        """Put a mail into a folder, as a delivery agent does; later ones get higher UIDs."""
        raise NotImplementedError

    def files(self) -> dict[str, bytes]:
        """Return all mails: a name that ends in `:2,` and the flags, and the content."""
        raise NotImplementedError

    def account(self, security: Security = "none", **changes: object) -> Account:
        """Return settings of an account for this mailbox; the password is in the environment."""
        settings: dict[str, object] = {
            "name": "main",
            "host": "127.0.0.1",
            "port": self.server.tls if security == "tls" else self.server.plain,
            "security": security,
            "username": self.user,
            "password_env": PASSWORD_VARIABLE,
            "trusted_authserv_ids": ("mx.example.net",),
            "connect_timeout": "5s",
            "read_timeout": "20s",
        }
        if security != "none":
            settings["ca_file"] = str(self.server.authority.certificate)
        return Account(**{**settings, **changes})  # type: ignore[arg-type]


@contextlib.contextmanager
def running_imap() -> Iterator[ImapServer]:
    """Yield Dovecot; where it is not installed, pymap, but never where Dovecot is required."""
    if dovecot_program() or dovecot_is_required():
        from tests.support.dovecot import running_dovecot

        with running_dovecot() as server:
            yield server
    else:
        from tests.support.pymapserver import running_pymap

        with running_pymap() as server:
            yield server


def dovecot_program() -> str | None:
    """Return Dovecot's program, or None where it is not installed or must not be used."""
    if os.environ.get("ENDORSEBACK_TEST_IMAP") == "pymap":
        return None
    return shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")


def dovecot_is_required() -> bool:
    """Tell whether tests must not do without Dovecot."""
    return os.environ.get("CI") == "true" or os.environ.get("ENDORSEBACK_REQUIRE_DOVECOT") == "1"


def dovecot_or_skip() -> str:
    """Return Dovecot's program; where it is missing, skip, or fail where it is required."""
    if program := dovecot_program():
        return program
    reason = "dovecot is not installed (apt install dovecot-imapd), and pymap cannot serve this"
    if dovecot_is_required():
        pytest.fail(reason)
    pytest.skip(reason)
