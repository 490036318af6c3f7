"""What can go wrong in a conversation with an SMTP server, as sentences for the user."""

from __future__ import annotations

import smtplib

from endorseback.errors import EndorsebackError, LoginError, UnreachableError
from endorseback.mailserver import MailServer, explain_network, quotable


def explain(error: Exception, peer: MailServer) -> EndorsebackError:
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


def refused(peer: MailServer, code: int, reply: bytes | str) -> EndorsebackError:
    """Return what to tell about a reply that refuses (RFC 5321, 4.2.1): 4yz may pass, 5yz not."""
    if not 400 <= code <= 599:
        return UnreachableError(
            f"{peer} answered in a way that SMTP does not allow: {_words(reply)}",
            hint=f"Check `host` and `port` of {peer.settings}.",
        )
    hint = "It may take it later: try again." if code < 500 else "Trying again will not help."
    return UnreachableError(f"{peer} refused: {code} {_words(reply)}".rstrip(), hint=hint)


def login_failed(peer: MailServer, reply: bytes | str, password: str) -> LoginError:
    """Return what to tell about a failed login; a server that echoes the password is not quoted."""
    said = _words(reply)
    quoted = f": {said}" if said and password not in said else ""
    return LoginError(
        f"{peer} refused the login of {peer.settings}{quoted}",
        hint="Check `username` and the password; many hosts want an app password here.",
    )


def _words(reply: bytes | str) -> str:
    """Return what the server said, cleaned and shortened."""
    return quotable(reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply)
