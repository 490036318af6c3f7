"""The mail host at the other end, and what can go wrong on the way to it, below any protocol.

IMAP and SMTP fail alike in names, networks and certificates; the sentences about that are here.
Words of the other side are foreign text.
"""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from typing import Final

from endorseback.errors import UnreachableError, UsageError
from endorseback.settings import Account
from endorseback.text import clean

_EXPIRED: Final = 10
_WRONG_HOST: Final = frozenset({62, 64})
_UNKNOWN_ISSUER: Final = frozenset({18, 19, 20, 21})
"""OpenSSL's verification codes: X509_V_ERR_* in its x509_vfy.h."""
_MAX_WORDS: Final = 200


@dataclass(frozen=True, slots=True)
class MailServer:
    """Whom we talk to, for the sentences."""

    account: str
    host: str
    port: int
    security: str
    timeout: str
    """How long was waited for an answer, as the configuration has it."""
    table: str = ""
    """The table of the account's settings that is about this host, or empty for its own."""

    @classmethod
    def of(cls, account: Account, timeout: str) -> MailServer:
        """Return the IMAP server of an account, waited for as long as `timeout` says."""
        return cls(account.name, account.host, account.port_number, account.security, timeout)

    @property
    def settings(self) -> str:
        """Where the settings about it stand, as a sentence names it."""
        return f"{self.table} of account {self.account!r}".removeprefix(" of ")

    def __str__(self) -> str:
        """Return host and port as a sentence names them."""
        return f"{self.host}:{self.port}"


def explain_network(error: OSError, peer: MailServer) -> UnreachableError:
    """Return what to tell where no connection came about, or it broke, or was not secure."""
    if isinstance(error, ssl.SSLError):
        return _explain_tls(error, peer)
    if isinstance(error, socket.gaierror):
        return UnreachableError(
            f"The mail host {peer.host} is not known by that name.",
            hint=f"Check the network, and `host` of {peer.settings}.",
        )
    if isinstance(error, TimeoutError):
        return UnreachableError(
            f"{peer} did not answer within {peer.timeout}.",
            hint="Check the network; a slow host may need a longer `read_timeout`.",
        )
    if isinstance(error, ConnectionRefusedError):
        return UnreachableError(
            f"Nothing answers at {peer}.",
            hint=f"Check `host` and `port` of {peer.settings}.",
        )
    reason = clean(error.strerror or str(error)) or type(error).__name__
    return UnreachableError(
        f"The connection to {peer} broke: {reason}", hint="Check the network and try again."
    )


def quotable(words: str) -> str:
    """Return a server's words as a sentence quotes them: cleaned and shortened."""
    said = clean(words)
    return said if len(said) <= _MAX_WORDS else said[: _MAX_WORDS - 1] + "…"


def tls_context(ca_file: str | None) -> ssl.SSLContext:
    """Return what verifies chain and host name, by the system's authorities or a private one's.

    Raises:
        UsageError: If `ca_file` holds no certificates.
    """
    try:
        return ssl.create_default_context(cafile=ca_file)
    except (OSError, ssl.SSLError):
        if ca_file is None:
            raise
        raise UsageError(
            f"ca_file {ca_file} cannot be read as PEM certificates.",
            hint="Check the path in the config.",
        ) from None


def _explain_tls(error: ssl.SSLError, peer: MailServer) -> UnreachableError:
    """Return what to tell where the encrypted connection could not be had."""
    if not isinstance(error, ssl.SSLCertVerificationError):
        other = "starttls" if peer.security == "tls" else "tls"
        return UnreachableError(
            f"{peer} does not speak TLS as expected: {clean(error.reason or str(error))}",
            hint=f'Check `port`; perhaps `security` of {peer.settings} is "{other}".',
        )
    if error.verify_code == _EXPIRED:
        return UnreachableError(
            f"The certificate of {peer} has expired.",
            hint="Whoever runs the mail host must renew it; check this machine's clock too.",
        )
    if error.verify_code in _WRONG_HOST:
        return UnreachableError(
            f"The certificate of {peer} belongs to another host.",
            hint=f"Check `host` of {peer.settings}: no password was sent.",
        )
    if error.verify_code in _UNKNOWN_ISSUER:
        return UnreachableError(
            f"The certificate of {peer} comes from an authority that is not known here.",
            hint="For a private authority, set `ca_file`; otherwise do not trust this network.",
        )
    return UnreachableError(
        f"The certificate of {peer} is not valid: {clean(error.verify_message)}",
        hint="No password was sent.",
    )
