"""What can go wrong in a conversation with an SMTP server, as sentences for the user."""

from __future__ import annotations

import smtplib
from typing import Final

from endorseback.errors import EndorsebackError, LoginError, UnreachableError
from endorseback.peer import Peer, explain_network
from endorseback.text import clean

_MAX_WORDS: Final = 200


class RefusedError(UnreachableError):
    """The server did not take the message (RFC 5321, 4.2.1: 4yz or 5yz): it was not sent."""


def explain(error: Exception, peer: Peer) -> EndorsebackError:
    """Return what to tell the user about an exception that a conversation ended in."""
    if isinstance(error, EndorsebackError):
        return error
    if isinstance(error, smtplib.SMTPResponseException):
        return refused(peer, error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPServerDisconnected):
        cause = error.__context__
        if isinstance(cause, OSError):  # a time-out, mostly: smtplib wraps what ended a read
            return explain_network(cause, peer)
        return UnreachableError(f"{peer} closed the connection.", hint="Try again later.")
    if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException):
        return explain_network(error, peer)
    return UnreachableError(
        f"{peer} answered in a way that SMTP does not allow ({type(error).__name__}).",
        hint=f"Check `host` and `port` of {peer.settings}.",
    )


def refused(peer: Peer, code: int, reply: bytes | str) -> EndorsebackError:
    """Return what to tell about a reply that refuses; 4yz may pass, 5yz will not."""
    if not 400 <= code <= 599:
        return UnreachableError(
            f"{peer} answered in a way that SMTP does not allow: {words(reply)}",
            hint=f"Check `host` and `port` of {peer.settings}.",
        )
    hint = "It may take it later: try again." if code < 500 else "Trying again will not help."
    return RefusedError(f"{peer} refused: {code} {words(reply)}".rstrip(), hint=hint)


def login_failed(peer: Peer, reply: bytes | str, password: str) -> LoginError:
    """Return what to tell about a failed login; a server that echoes the password is not quoted."""
    said = words(reply)
    quoted = f": {said}" if said and password not in said else ""
    return LoginError(
        f"{peer} refused the login of {peer.settings}{quoted}",
        hint="Check `username` and the password; many hosts want an app password here.",
    )


def words(reply: bytes | str) -> str:
    """Return what the server said, cleaned and shortened."""
    said = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    plain = clean(said)
    return plain if len(plain) <= _MAX_WORDS else plain[: _MAX_WORDS - 1] + "…"
