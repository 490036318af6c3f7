"""A real SMTP server for tests: aiosmtpd on a loopback port, with TLS, STARTTLS and logins."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from tests.support.certificates import Authority

from endorseback.settings import Account, Security, Smtp

USERNAME = "sam@example.com"
PASSWORD = "correct horse"
PASSWORD_VARIABLE = "ENDORSEBACK_TEST_PASSWORD"


@dataclass
class SmtpServer:
    """A running server, and what it was given."""

    security: Security
    authority: Authority
    auth: bool = True
    """Whether it wants a login."""
    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    """What it answers to a command, such as `"RCPT": "550 no such user"`; else it says yes."""
    taken: list[Envelope] = field(default_factory=list)
    """The messages that it took: it said so, or was about to."""
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    """The names and passwords it was given."""
    _idle: threading.Condition = field(default_factory=threading.Condition)
    _open: int = 0

    def wait_idle(self) -> None:
        """Wait until it is done with all connections."""
        with self._idle:
            assert self._idle.wait_for(lambda: not self._open, timeout=20)

    def count(self, change: int) -> None:
        """Take note that a connection came or went."""
        with self._idle:
            self._open += change
            self._idle.notify_all()

    def account(self, port: int = 0, **smtp: object) -> Account:
        """Return settings of an account that sends by this server, or by a relay before it."""
        return Account(
            name="main",
            host="127.0.0.1",
            username=USERNAME,
            password_env=PASSWORD_VARIABLE,
            ca_file=str(self.authority.certificate),
            connect_timeout="5s",
            read_timeout="5s",
            smtp=Smtp(
                host="127.0.0.1",
                port=port or self.port,
                security=self.security,
                **smtp,  # type: ignore[arg-type]
            ),
        )

    async def handle_MAIL(  # noqa: N802 - the names are aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer to MAIL; where there are logins, one is needed."""
        if self.auth and not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer to RCPT."""
        envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Answer to the end of the data."""
        answer = self.answers.get("DATA", "250 OK: queued")
        if answer.startswith("2"):
            self.taken.append(envelope)
        return answer

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        """Check a name and a password."""
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login, data.password))
        right = data.login == USERNAME.encode() and data.password == PASSWORD.encode()
        return AuthResult(success=right, handled=False)


class _Counted(SMTP):
    """One connection, which the server counts."""

    event_handler: SmtpServer

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count it once; STARTTLS makes a connection for a second time."""
        if self.transport is None:
            self.event_handler.count(1)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Count it off, after what was still being handled has ended."""
        super().connection_lost(error)
        self.loop.call_soon(self.event_handler.count, -1)


@contextlib.contextmanager
def running_smtp(
    folder: Path, security: Security = "none", *, auth: bool = True, without: Sequence[str] = ()
) -> Iterator[SmtpServer]:
    """Yield a server that speaks plain SMTP, demands STARTTLS, or is encrypted from the start.

    Args:
        folder: Where its certificate goes.
        security: How it is encrypted.
        auth: Whether it wants a login.
        without: The mechanisms of a login that it does not offer.
    """
    server = SmtpServer(security, Authority.create(folder / "smtp-ca"), auth)
    context = _server_context(server.authority)
    loop = asyncio.new_event_loop()

    def make() -> SMTP:
        return _Counted(
            server,
            hostname="mx.example.com",
            tls_context=context if security == "starttls" else None,
            require_starttls=security == "starttls",
            authenticator=server.authenticate,
            auth_exclude_mechanism=without if auth else ("LOGIN", "PLAIN"),
            auth_require_tls=security == "starttls",
            loop=loop,
        )

    listening = loop.run_until_complete(
        loop.create_server(make, "127.0.0.1", 0, ssl=context if security == "tls" else None)
    )
    server.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(_end(listening), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _end(listening: asyncio.Server) -> None:
    """Close the server, and end the conversations that are still open."""
    listening.close()
    rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)


def _server_context(authority: Authority) -> ssl.SSLContext:
    """Return the server's certificate and key."""
    issued = authority.issue("smtp", names=["localhost"], addresses=["127.0.0.1"])
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(issued.certificate, issued.key)
    return context
