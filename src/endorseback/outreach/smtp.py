"""Sends messages over SMTP (RFC 5321), and knows for each whether it left, did not, or may have.

A message is the server's from its reply to the end of the data on; until the end of the data is
sent it surely is not. What breaks between the two leaves it unclear, and nobody may send it again
but the user.
"""

from __future__ import annotations

import base64
import contextlib
import re
import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Self

from endorseback.errors import EndorsebackError, LoginError, UnreachableError, UsageError
from endorseback.mailserver import MailServer, tls_context
from endorseback.model.outgoing_message import Outcome
from endorseback.outreach.smtp_errors import explain, login_failed, refused
from endorseback.settings import Account, is_loopback, seconds

_OUR_NAME: Final = "[127.0.0.1]"
"""What EHLO says: a client without a name of its own gives an address (RFC 5321, 4.1.4), and which
one it has is nobody's business; finding out the real name may take seconds of DNS."""
_LEADING_DOT: Final = re.compile(rb"^\.", re.MULTILINE)
_LOGINS: Final = ("PLAIN", "LOGIN", "CRAM-MD5")
"""The SASL mechanisms that are known here, best first: the connection is encrypted anyway."""
_UTF8_LOGINS: Final = ("PLAIN",)
_GOODBYE_SECONDS: Final = 2.0
_START_DATA: Final = 354


@dataclass(frozen=True, slots=True)
class MailHost:
    """An SMTP server, and how to log in there."""

    peer: MailServer
    username: str
    password: str
    ca_file: str | None
    connect_seconds: float
    read_seconds: float

    @classmethod
    def of(cls, account: Account, password: str) -> MailHost:
        """Return the server that an account sends by.

        Raises:
            UsageError: If it has none.
        """
        smtp = account.smtp
        if smtp is None:
            raise UsageError(
                f"Account {account.name!r} has no server to send mail by.",
                hint="Add `[accounts.smtp]` to the config, or keep the message as a draft.",
            )
        peer = MailServer(
            account.name,
            smtp.host,
            smtp.port_number,
            smtp.security,
            account.read_timeout,
            table="[accounts.smtp]",
        )
        username = smtp.username or account.username
        waits = (seconds(account.connect_timeout), seconds(account.read_timeout))
        return cls(peer, username, password, account.ca_file, *waits)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one message."""

    outcome: Outcome
    """`SENT`, `FAILED` or `UNCLEAR`."""
    detail: str = ""
    """What the server, or the network, said, as a sentence."""


class SmtpConnection:
    """One login at one server; messages are delivered one after the other, on one thread."""

    def __init__(self, host: MailHost) -> None:
        """Connect, encrypt and log in.

        Raises:
            UnreachableError: If the server does not answer, or not securely.
            LoginError: If it refuses the login.
            UsageError: If the settings would send the password in the clear.
        """
        self._host = host
        self._peer = host.peer
        if self._peer.security == "none" and not is_loopback(self._peer.host):
            raise UsageError(
                f"By {self._peer.settings} the password would be sent in the clear.",
                hint='Set `security` to "tls" or "starttls".',
            )
        with self._explained(replace(self._peer, timeout=f"{host.connect_seconds:g}s")):
            self._client = self._connect()
        try:
            with self._explained():
                self._secure()
                self._log_in()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """Return the connection, to be closed at the end of a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Say goodbye and close it."""
        self.close(politely=True)

    def deliver(
        self, sender: str, recipient: str, mail: bytes, before: Callable[[], object]
    ) -> Delivery:
        """Hand one mail over; never raises for what the server or the network does.

        Args:
            sender: The address that a bounce goes to.
            recipient: The address that it goes to.
            mail: The whole mail, in lines that end with CR LF.
            before: Called once the server takes sender and recipient, and before it gets a
                byte of the mail: whatever must be known after a crash is recorded there. What it
                raises passes, and nothing was sent.
        """
        try:
            with self._explained():
                self._command(self._client.mail(sender))
                self._command(self._client.rcpt(recipient))
        except EndorsebackError as error:
            return self._not_sent(error)
        before()
        return self._send_data(mail)

    def _send_data(self, mail: bytes) -> Delivery:
        """Send the mail itself; until its end is sent it is surely not the server's."""
        try:
            with self._explained():
                self._command(self._client.docmd("DATA"), expected=_START_DATA)
                self._client.send(_LEADING_DOT.sub(b"..", _whole_lines(mail)))
        except EndorsebackError as error:
            return self._not_sent(error)
        return self._end_data()

    @property
    def closed(self) -> bool:
        """Whether the connection is gone, and nothing can be delivered over it any more."""
        return self._client.sock is None

    def close(self, *, politely: bool = False) -> None:
        """Close the connection, after a QUIT if `politely`; closing twice does no harm."""
        if politely and self._client.sock is not None:
            self._client.sock.settimeout(_GOODBYE_SECONDS)
            with contextlib.suppress(OSError, ValueError):
                self._client.docmd("QUIT")
        self._client.close()

    def _end_data(self) -> Delivery:
        """End the data and read the reply: from the first to the second nobody can tell."""
        try:
            self._client.send(b".\r\n")
            code, reply = self._client.getreply()
        except Exception as error:  # noqa: BLE001 - a server can make the library raise anything
            self._client.close()
            return Delivery(Outcome.UNCLEAR, explain(error, self._peer).message)
        if 200 <= code <= 299:
            return Delivery(Outcome.SENT)
        problem = refused(self._peer, code, reply)
        if 400 <= code <= 599:
            return self._not_sent(problem)
        self._client.close()
        return Delivery(Outcome.UNCLEAR, problem.message)

    def _not_sent(self, error: EndorsebackError) -> Delivery:
        """Return that a message did not leave, and clear the way for the next one."""
        with contextlib.suppress(OSError, ValueError):
            self._client.rset()
        return Delivery(Outcome.FAILED, str(error))

    def _command(self, reply: tuple[int, bytes], *, expected: int | None = None) -> None:
        """Refuse a reply that is not the one expected; left out, any that says yes."""
        code, said = reply
        if code != expected if expected is not None else not 200 <= code <= 299:
            raise refused(self._peer, code, said)

    def _connect(self) -> smtplib.SMTP:
        """Open the connection, encrypted from the start for `tls`, and read the greeting."""
        name, port, wait = self._peer.host.strip("[]"), self._peer.port, self._host.connect_seconds
        if self._peer.security == "tls":
            context = tls_context(self._host.ca_file)
            client: smtplib.SMTP = smtplib.SMTP_SSL(
                name, port, local_hostname=_OUR_NAME, timeout=wait, context=context
            )
        else:
            client = smtplib.SMTP(name, port, local_hostname=_OUR_NAME, timeout=wait)
        assert client.sock is not None
        client.sock.settimeout(self._host.read_seconds)
        return client

    def _secure(self) -> None:
        """Greet, and encrypt where that is still to be done, before anything secret is sent."""
        self._client.ehlo_or_helo_if_needed()
        if self._peer.security != "starttls":
            return
        if not self._client.has_extn("starttls"):
            raise UnreachableError(
                f"{self._peer} offers no STARTTLS, so no password was sent.",
                hint=f'Check `security` of {self._peer.settings}: most hosts want "tls".',
            )
        self._client.starttls(context=tls_context(self._host.ca_file))
        self._client.ehlo_or_helo_if_needed()

    def _log_in(self) -> None:
        """Log in by what the server offers (RFC 4954); a relay on this machine may want none.

        One way is tried: smtplib's own `login` goes on with the next after a refusal, so that one
        wrong password counts as several.
        """
        offered = self._client.esmtp_features.get("auth", "").upper().split()
        if not offered and is_loopback(self._peer.host):
            return
        username, password = self._host.username, self._host.password
        ways = _LOGINS if (username + password).isascii() else _UTF8_LOGINS
        way = next((way for way in ways if way in offered), None)
        if way is None:
            raise LoginError(
                f"{self._peer} takes no password of this kind for {self._peer.settings}.",
                hint="It may offer logins by a token only, or on another port.",
            )
        try:
            self._log_in_by(way, username, password)
        except smtplib.SMTPAuthenticationError as refusal:
            raise login_failed(self._peer, refusal.smtp_error, password) from None

    def _log_in_by(self, way: str, username: str, password: str) -> None:
        """Log in by one mechanism; PLAIN is ours, for smtplib's knows only ASCII (RFC 4616)."""
        self._client.user, self._client.password = username, password
        if way == "LOGIN":
            self._client.auth(way, self._client.auth_login)
            return
        if way == "CRAM-MD5":
            self._client.auth(way, self._client.auth_cram_md5)
            return
        initial = base64.b64encode(f"\0{username}\0{password}".encode()).decode("ascii")
        code, reply = self._client.docmd("AUTH", f"PLAIN {initial}")
        if not 200 <= code <= 299:
            raise smtplib.SMTPAuthenticationError(code, reply)

    @contextlib.contextmanager
    def _explained(self, peer: MailServer | None = None) -> Iterator[None]:
        """Tell what goes wrong meanwhile in a sentence."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - a server can make the library raise anything
            raise explain(error, peer or self._peer) from None


def _whole_lines(mail: bytes) -> bytes:
    """Return a mail whose last line is ended, so that the dot that ends the data stands alone."""
    return mail if mail.endswith(b"\r\n") else mail + b"\r\n"
