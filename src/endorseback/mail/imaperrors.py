"""What can go wrong in a conversation with an IMAP server, as sentences for the user.

A server can make the libraries below raise nearly anything. All of it ends here: as an error of
ours that says what happened, with whom, and what to do. Words of the server are foreign text.
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from dataclasses import dataclass
from typing import Final

from endorseback.errors import EndorsebackError, LoginError, UnreachableError, UsageError
from endorseback.settings import Account
from endorseback.text import clean

_MAX_WORDS: Final = 200
_WRAPPED: Final = re.compile(
    r"(?:command: )?(?:\w+ => )?(?:socket error: )?"
    r"(?:\w+ (?:failed: |command error: ))?(?:BAD )?(?:\[b['\"])?(?P<words>.*?)(?:['\"]\])?",
    re.DOTALL,
)
"""What imaplib and imapclient put around a server's words."""
_EXPIRED: Final = 10
_WRONG_HOST: Final = frozenset({62, 64})
_UNKNOWN_ISSUER: Final = frozenset({18, 19, 20, 21})
"""OpenSSL's verification codes: X509_V_ERR_* in its x509_vfy.h."""


class RefusedError(UnreachableError):
    """The server answered NO or BAD (RFC 3501 section 7.1) and can be asked something else."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Whom we talk to, for the sentences."""

    account: str
    host: str
    port: int
    security: str
    timeout: str
    """How long was waited for an answer, as the configuration has it."""

    @classmethod
    def of(cls, account: Account, timeout: str) -> Peer:
        """Return the server of an account, waited for as long as `timeout` says."""
        return cls(account.name, account.host, account.port_number, account.security, timeout)

    def __str__(self) -> str:
        """Return host and port as a sentence names them."""
        return f"{self.host}:{self.port}"


def explain(error: Exception, peer: Peer) -> EndorsebackError:
    """Return what to tell the user about an exception that a conversation ended in."""
    if isinstance(error, EndorsebackError):
        return error
    if isinstance(error, ssl.SSLError):
        return _explain_tls(error, peer)
    if isinstance(error, OSError):
        return _explain_network(error, peer)
    if isinstance(error, imaplib.IMAP4.abort):
        return _explain_abort(error, peer)
    if type(error) is imaplib.IMAP4.error:
        return RefusedError(f"{peer} refused: {server_words(error)}")
    if isinstance(error, MemoryError):
        return UnreachableError(
            f"{peer} announced more data than this machine can hold.",
            hint="If this goes on, tell whoever runs the mail host.",
        )
    return UnreachableError(
        f"{peer} answered in a way that IMAP does not allow ({type(error).__name__}).",
        hint=f"Check `host` and `port` of account {peer.account!r}.",
    )


def login_failed(error: Exception, peer: Peer, secrets: tuple[str, ...] = ()) -> EndorsebackError:
    """Return what to tell about a failed login; a server that echoes a secret is not quoted."""
    words = server_words(error)
    said = "" if any(secret in words for secret in secrets if secret) else f": {words}"
    return LoginError(
        f"{peer} refused the login of account {peer.account!r}{said}",
        hint="Check `username` and the password; many hosts want an app password here.",
    )


def server_words(error: BaseException) -> str:
    """Return what the server said, cleaned and shortened; empty where it said nothing."""
    said = error.args[0] if error.args else ""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    if wrapped := _WRAPPED.fullmatch(text):
        text = wrapped["words"]
    words = clean(text)
    return words if len(words) <= _MAX_WORDS else words[: _MAX_WORDS - 1] + "…"


def _explain_abort(error: imaplib.IMAP4.abort, peer: Peer) -> EndorsebackError:
    """Return what to tell where the server, or the connection to it, gave up."""
    words = server_words(error)
    if not words or "EOF" in words or "unterminated line" in words:
        return UnreachableError(
            f"{peer} closed the connection.", hint="The next fetch goes on where this one ended."
        )
    return UnreachableError(
        f"{peer} ended the conversation: {words}",
        hint="The next fetch goes on where this one ended.",
    )


def _explain_network(error: OSError, peer: Peer) -> EndorsebackError:
    """Return what to tell where no connection came about, or it broke."""
    if isinstance(error, socket.gaierror):
        return UnreachableError(
            f"The mail host {peer.host} is not known by that name.",
            hint=f"Check the network, and `host` of account {peer.account!r}.",
        )
    if isinstance(error, TimeoutError):
        return UnreachableError(
            f"{peer} did not answer within {peer.timeout}.",
            hint="Check the network; a slow host may need a longer `read_timeout`.",
        )
    if isinstance(error, ConnectionRefusedError):
        return UnreachableError(
            f"Nothing answers at {peer}.",
            hint=f"Check `host` and `port` of account {peer.account!r}.",
        )
    reason = clean(error.strerror or str(error)) or type(error).__name__
    return UnreachableError(
        f"The connection to {peer} broke: {reason}", hint="Check the network and try again."
    )


def _explain_tls(error: ssl.SSLError, peer: Peer) -> EndorsebackError:
    """Return what to tell where the encrypted connection could not be had."""
    if not isinstance(error, ssl.SSLCertVerificationError):
        other = "starttls" if peer.security == "tls" else "tls"
        return UnreachableError(
            f"{peer} does not speak TLS as expected: {clean(error.reason or str(error))}",
            hint=f'Check `port`; perhaps `security` of account {peer.account!r} is "{other}".',
        )
    if error.verify_code == _EXPIRED:
        return UnreachableError(
            f"The certificate of {peer} has expired.",
            hint="Whoever runs the mail host must renew it; check this machine's clock too.",
        )
    if error.verify_code in _WRONG_HOST:
        return UnreachableError(
            f"The certificate of {peer} belongs to another host.",
            hint=f"Check `host` of account {peer.account!r}: no password was sent.",
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


def bad_ca_file(path: str) -> UsageError:
    """Return the error about a `ca_file` that holds no certificates."""
    return UsageError(
        f"ca_file {path} cannot be read as PEM certificates.", hint="Check the path in the config."
    )
