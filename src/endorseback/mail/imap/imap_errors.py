"""What can go wrong in a conversation with an IMAP server, as sentences for the user.

A server can make the libraries below raise nearly anything. All of it ends here: as an error of
ours that says what happened, with whom, and what to do. Words of the server are foreign text.
"""

from __future__ import annotations

import imaplib
import re
from typing import Final

from endorseback.errors import EndorsebackError, LoginError, UnreachableError
from endorseback.mailserver import MailServer, explain_network, quotable

_WRAPPED: Final = re.compile(
    r"(?:command: )?(?:\w+ => )?(?:socket error: )?"
    r"(?:\w+ (?:failed: |command error: ))?(?:BAD )?(?:\[b['\"])?(?P<words>.*?)(?:['\"]\])?",
    re.DOTALL,
)
"""What imaplib and imapclient put around a server's words."""


class RefusedError(UnreachableError):
    """The server answered NO or BAD (RFC 3501 section 7.1) and can be asked something else."""


def explain(error: Exception, peer: MailServer) -> EndorsebackError:
    """Return what to tell the user about an exception that a conversation ended in."""
    if isinstance(error, EndorsebackError):
        return error
    if isinstance(error, OSError):
        return explain_network(error, peer)
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
        hint=f"Check `host` and `port` of {peer.settings}.",
    )


def login_failed(
    error: Exception, peer: MailServer, secrets: tuple[str, ...] = ()
) -> EndorsebackError:
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
    return quotable(text)


def _explain_abort(error: imaplib.IMAP4.abort, peer: MailServer) -> EndorsebackError:
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
