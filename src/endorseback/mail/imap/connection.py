"""A conversation with one IMAP server (RFC 3501): the only module that knows imapclient.

It only reads: folders are opened by EXAMINE and mails by BODY.PEEK, so no flag ever changes. What
changes a mailbox, on the user's word, is in `imapwriting`.
imapclient 4.1.0 has faults that its callers must know; they are dealt with here and named where.
"""

from __future__ import annotations

import contextlib
import imaplib
import logging
import re
import socket
from collections.abc import Iterator, Sequence
from typing import Any, Final

import imapclient
from imapclient.exceptions import InvalidCriteriaError
from imapclient.exceptions import LoginError as LoginRefused

from endorseback.errors import EndorsebackError, LoginError, UnreachableError, UsageError
from endorseback.mail.imap.answer_limit import AnswerLimit
from endorseback.mail.imap.imap_errors import RefusedError, explain, login_failed
from endorseback.mail.imap.responses import (
    FolderStatus,
    HeaderSeen,
    ListedFolder,
    attributes,
    body,
    utc,
)
from endorseback.mail.mail_limits import MAX_HEADER, MAX_MAIL
from endorseback.mailserver import MailServer, tls_context
from endorseback.settings import Account, is_loopback, seconds

_log = logging.getLogger(__name__)

_ATOM: Final = re.compile(r"[A-Za-z0-9@._+-]+")
_HEADER_ITEMS: Final = ("RFC822.SIZE", "INTERNALDATE", f"BODY.PEEK[HEADER]<0.{MAX_HEADER}>")
_MAIL_ITEMS: Final = (f"BODY.PEEK[]<0.{MAX_MAIL}>",)
LINKEDIN: Final = 'OR FROM "linkedin" HEADER X-LinkedIn-Template ""'
"""Search criteria for what may be LinkedIn's: FROM alone misses forwarded and lookalike mails."""


class ImapConnection:
    """One login at one server; after a failure it is dropped and cannot be used any more.

    One thread talks at a time. `cancel` alone may be called from another one.
    """

    def __init__(self, account: Account) -> None:
        """Connect, encrypted from the start for `tls`; nothing is said about the user yet.

        Raises:
            UnreachableError: If the server does not answer, or not securely.
            UsageError: If the settings cannot be used.
        """
        self.refused: set[int] = set()
        """UIDs of mails that the server named but did not hand out."""
        self.refusal = ""
        """What it said then."""
        self.closed = False
        """The connection cannot be used any more."""
        self._account = account
        self._peer = MailServer.of(account, account.read_timeout)
        self._client = _connect(account)
        self._answer = AnswerLimit(self._client._imap)

    def log_in(self, password: str) -> None:
        """Encrypt the connection where that is still to be done, then log in.

        Raises:
            UnreachableError: If the server cannot be trusted, or hangs up.
            LoginError: If it refuses the login.
            UsageError: If the name or the password cannot be sent.
        """
        try:
            self._secure()
            self._authenticate(self._account.username, password)
        except BaseException:
            self.close()
            raise

    def folders(self) -> list[ListedFolder]:
        """Return all folders of the account, in the server's order."""
        with self._asking():
            return [
                ListedFolder(str(name), frozenset(attributes(flags)))
                for flags, _delimiter, name in self._client.list_folders()
            ]

    def examine(self, folder: str) -> FolderStatus:
        """Open a folder for reading only; later calls are about it.

        Raises:
            UsageError: If there is no such folder.
            RefusedError: If it is there but does not open.
        """
        must_be_plain(folder, "The folder name")
        try:
            with self._asking():
                answer = self._client.select_folder(folder, readonly=True)
        except RefusedError as refusal:
            raise self._unopened(folder, refusal) from None
        exists = answer.get(b"EXISTS", 0)
        return FolderStatus(answer.get(b"UIDVALIDITY"), answer.get(b"UIDNEXT"), exists)

    def uids_at(self, positions: Sequence[int]) -> list[int]:
        """Return the UIDs of the mails at these positions (from 1) of the open folder."""
        with self._asking():
            self._client.use_uid = False
            try:
                answer = self._client.fetch(list(positions), ["UID"])
            finally:
                self._client.use_uid = True
        return sorted(
            uid for item in answer.values() if isinstance(uid := item.get(b"UID"), int) and uid > 0
        )

    def search(self, low: int, high: int, criteria: str = "") -> list[int]:
        """Return the UIDs from `low` to `high` that meet the criteria, newest first.

        The range must hold so few mails that the answer stays below imaplib's 1,000,000 bytes.

        Raises:
            RefusedError: If the server does not know the criteria.
        """
        with self._asking():
            try:
                found = self._client.search(f"UID {low}:{high} {criteria}".rstrip())
            except InvalidCriteriaError as error:
                # imapclient's own words about it name its manual instead of the server's answer.
                raise imaplib.IMAP4.error(*(error.__context__ or error).args) from None
        # Servers answer a range beyond the last UID with the last mail (RFC 3501 section 6.4.8).
        return sorted({uid for uid in found if low <= uid <= high}, reverse=True)

    def headers(self, uids: Sequence[int]) -> list[HeaderSeen]:
        """Return the headers of these mails, in their order; vanished mails are left out."""
        answer = self._fetch(uids, _HEADER_ITEMS)
        return [
            HeaderSeen(uid, size, utc(item.get(b"INTERNALDATE")), header)
            for uid, item in answer.items()
            if (header := body(item, b"BODY[HEADER]")) is not None
            and isinstance(size := item.get(b"RFC822.SIZE"), int)
        ]

    def mails(self, uids: Sequence[int]) -> dict[int, bytes]:
        """Return the first `MAX_MAIL` bytes of each of these mails; vanished ones are left out."""
        answer = self._fetch(uids, _MAIL_ITEMS)
        return {
            uid: raw for uid, item in answer.items() if (raw := body(item, b"BODY[]")) is not None
        }

    def cancel(self) -> None:
        """Break the connection from another thread, so that whoever waits for it wakes up."""
        with contextlib.suppress(OSError, AttributeError):
            # The plain socket's own shutdown: SSLSocket's would unset state that the reader uses.
            socket.socket.shutdown(self._client.socket(), socket.SHUT_RDWR)

    def close(self, *, politely: bool = False) -> None:
        """Close the connection, after a LOGOUT if `politely`; closing twice does no harm."""
        if self.closed:
            return
        self.closed = True
        gone = (OSError, ValueError, imaplib.IMAP4.error)
        try:
            if politely:
                with contextlib.suppress(*gone):
                    self._client.logout()
        finally:
            # A LOGOUT that is not answered leaves the socket open.
            with contextlib.suppress(*gone):
                self._client.shutdown()

    def _fetch(self, uids: Sequence[int], items: Sequence[str]) -> dict[int, dict[bytes, Any]]:
        """Fetch by explicit UIDs; imapclient 4.1.0 cannot read the answer to a range.

        Where the server refuses the whole, each half is asked for, down to the mails that it does
        not hand out: one unreadable mail must not keep all the others away.
        """
        try:
            with self._asking():
                return dict(self._client.fetch(list(uids), list(items)))
        except RefusedError as refusal:
            if len(uids) == 1:
                self.refused.add(uids[0])
                self.refusal = refusal.message
                _log.warning("UID %d is not handed out: %s", uids[0], refusal.message)
                return {}
        half = len(uids) // 2
        return {**self._fetch(uids[:half], items), **self._fetch(uids[half:], items)}

    @contextlib.contextmanager
    def _asking(self) -> Iterator[None]:
        """Hold for one command: bound its answer, and tell its failure in a sentence."""
        self._answer.begin()
        try:
            yield
        except Exception as error:  # noqa: BLE001 - a server can make the library raise anything
            problem = explain(error, self._peer)
            if not isinstance(problem, RefusedError):
                self.close()
            raise problem from None

    def _secure(self) -> None:
        """Encrypt the connection if that is still to be done, before anything secret is sent."""
        account = self._account
        if self._client._imap.state != "NONAUTH":
            raise UnreachableError(
                f"{self._peer} says that no login is needed, which cannot be trusted.",
                hint=f"Check `host` and `port` of account {account.name!r}.",
            )
        if account.security != "starttls":
            return
        if not self._client.has_capability("STARTTLS"):
            raise UnreachableError(
                f"{self._peer} offers no STARTTLS, so no password was sent.",
                hint=f'Check `security` of account {account.name!r}: most hosts want "tls".',
            )
        with self._asking():
            self._client.starttls(tls_context(account.ca_file))

    def _authenticate(self, username: str, password: str) -> None:
        """Log in by LOGIN, or by AUTHENTICATE PLAIN (RFC 4616) where LOGIN cannot serve."""
        must_be_plain(username, "The username")
        must_be_plain(password, "The password")
        with self._asking():
            offered = self._client.capabilities()
        by_login = b"LOGINDISABLED" not in offered and (username + password).isascii()
        if not by_login and b"AUTH=PLAIN" not in offered:
            raise LoginError(
                f"{self._peer} takes no password of this kind for account {self._peer.account!r}.",
                hint="It may offer an encrypted connection only, or only logins by a token.",
            )
        with self._asking():
            try:
                if by_login:
                    self._client.login(_quoted(username), password)
                else:
                    self._client.plain_login(username, password)
            except LoginRefused as refusal:
                raise self._login_problem(refusal, password) from None

    def _login_problem(self, refusal: LoginRefused, password: str) -> Exception:
        """Return what a failed login really was: imapclient calls a lost connection one, too."""
        cause = refusal.__context__
        if isinstance(cause, imaplib.IMAP4.abort):
            return cause
        return login_failed(
            cause if isinstance(cause, Exception) else refusal, self._peer, (password,)
        )

    def _unopened(self, folder: str, refusal: RefusedError) -> EndorsebackError:
        """Return why a folder did not open: it is not there, or the server does not want to."""
        names = [listed.name for listed in self.folders() if listed.selectable]
        if folder in names or folder.upper() == "INBOX":
            return RefusedError(f"Folder {folder!r} does not open. {refusal.message}")
        near = _nearest(folder, names)
        return UsageError(
            f"Account {self._peer.account!r} has no folder {folder!r}.",
            hint=f"Nearest are: {', '.join(map(repr, near))}." if near else "",
        )


def _connect(account: Account) -> imapclient.IMAPClient:
    """Open the connection, encrypted from the start for `tls`."""
    if account.security == "none" and not is_loopback(account.host):
        raise UsageError(
            f"Account {account.name!r} would send its password in the clear.",
            hint='Set `security` to "tls" or "starttls".',
        )
    context = tls_context(account.ca_file) if account.security == "tls" else None
    try:
        client = imapclient.IMAPClient(
            account.host.strip("[]"),
            account.port_number,
            ssl=context is not None,
            ssl_context=context,
            timeout=imapclient.SocketTimeout(
                seconds(account.connect_timeout), seconds(account.read_timeout)
            ),
        )
    except Exception as error:  # noqa: BLE001 - a server can make the library raise anything
        problem = explain(error, MailServer.of(account, account.connect_timeout))
        raise problem from None
    # imapclient asks imaplib to describe every answer, which makes fetches 3.8 times slower.
    client._imap.debug = 0
    client.normalise_times = False
    return client


def _nearest(folder: str, names: Sequence[str]) -> list[str]:
    """Return the few existing folders most like a name, else the first few."""
    import difflib

    folded = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(folder.casefold(), folded, n=3, cutoff=0.4)
    return [folded[name] for name in near] or list(names[:3])


def must_be_plain(value: str, what: str) -> None:
    """Refuse what would end a command line and begin another command.

    Raises:
        UsageError: If there is a control character in it.
    """
    if any(ord(char) < 0x20 or ord(char) == 0x7F for char in value):
        raise UsageError(f"{what} holds a control character.", hint="Check the configuration.")


def _quoted(username: str) -> str:
    """Return a user name as LOGIN takes it; imaplib quotes the password alone."""
    if _ATOM.fullmatch(username):
        return username
    escaped = username.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
