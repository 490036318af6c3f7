"""An IMAP connection that changes a mailbox, where the user asked for it: drafts, and write-back.

Reading never comes here: it opens folders by EXAMINE. A mail is found by its Message-ID each time,
for UIDs of another session may mean other mails.
"""

from __future__ import annotations

import imaplib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from endorseback.mail.imap.connection import ImapConnection, must_be_plain
from endorseback.mail.imap.imap_errors import RefusedError
from endorseback.mail.imap.responses import ListedFolder, attributes, body
from endorseback.mail.prefilter import identity_of

SEEN: Final = "\\Seen"
"""The flag of mails that were read (RFC 3501, 2.3.2)."""
_DELETED: Final = "\\Deleted"
_DRAFT: Final = "\\Draft"
_ANY_KEYWORD: Final = "\\*"
"""Among PERMANENTFLAGS: keywords can be made up (RFC 3501, 7.1)."""
_ID_ITEM: Final = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"
_HASHED: Final = "sha256:"
"""How the identity of a mail begins that has no Message-ID: no server can find it by that."""


@dataclass(frozen=True, slots=True)
class OpenFolder:
    """What SELECT tells of a folder that can be changed."""

    name: str
    permanent_flags: frozenset[str]
    """In lower case: the flags that stay when the session ends; all, where the server is silent."""

    def keeps(self, flag: str) -> bool:
        """Tell whether a flag set here stays."""
        return not self.permanent_flags.isdisjoint({flag.lower(), _ANY_KEYWORD})


class WritableConnection(ImapConnection):
    """One login at one server that may change its folders."""

    def open_folder(self, folder: str) -> OpenFolder:
        """Open a folder for changes (SELECT); later calls are about it.

        Raises:
            UsageError: If there is no such folder.
            RefusedError: If it does not open, or only for reading.
        """
        must_be_plain(folder, "The folder name")
        try:
            with self._asking():
                answer = self._select(folder)
        except RefusedError as refusal:
            raise self._unopened(folder, refusal) from None
        if answer is None:
            raise RefusedError(f"Folder {folder!r} can only be read.")
        flags = answer.get(b"PERMANENTFLAGS")
        if flags is None:  # RFC 3501, 6.3.1: then all flags can be changed permanently
            flags = (*answer.get(b"FLAGS", ()), _ANY_KEYWORD)
        return OpenFolder(folder, frozenset(attributes(flags)))

    def uids_of(self, identity: str) -> list[int]:
        """Return the UIDs of the copies of a mail in the open folder, oldest first.

        Args:
            identity: Its Message-ID without the angle brackets: see `MailRead.identity`.
        """
        if identity.startswith(_HASHED) or not (identity.isascii() and identity.isprintable()):
            return []
        with self._asking():
            found = sorted(self._client.search(["HEADER", "Message-ID", identity]))
            # SEARCH looks for parts of fields: only the field itself tells whose it is.
            answer = self._client.fetch(found, [_ID_ITEM]) if found else {}
        return [
            uid
            for uid in found
            if (field := body(answer.get(uid, {}), b"BODY[HEADER.FIELDS"))
            and identity_of(field) == identity
        ]

    def flags_of(self, uids: Sequence[int]) -> Mapping[int, frozenset[str]]:
        """Return the flags of these mails, in lower case; vanished mails are left out."""
        if not uids:
            return {}
        with self._asking():
            answer = self._client.fetch(list(uids), ["FLAGS"])
        return {
            uid: frozenset(attributes(answer[uid].get(b"FLAGS", ())))
            for uid in uids
            if uid in answer
        }

    def add_flag(self, uids: Sequence[int], flag: str) -> None:
        """Give these mails a flag; those that have it keep it."""
        if uids:
            with self._asking():
                self._client.add_flags(list(uids), [flag], silent=True)

    def remove_flag(self, uids: Sequence[int], flag: str) -> None:
        """Take a flag from these mails."""
        if uids:
            with self._asking():
                self._client.remove_flags(list(uids), [flag], silent=True)

    @property
    def can_move(self) -> bool:
        """Whether single mails can leave a folder: by MOVE (RFC 6851), or UIDPLUS (RFC 4315)."""
        with self._asking():
            return any(self._client.has_capability(name) for name in ("MOVE", "UIDPLUS"))

    @property
    def moves_at_once(self) -> bool:
        """Whether a mail moves in one step, that is by MOVE; else a break may leave two copies."""
        with self._asking():
            return bool(self._client.has_capability("MOVE"))

    def move(self, uids: Sequence[int], folder: str) -> None:
        """Move mails of the open folder to another one.

        Without MOVE they are copied, marked as deleted, and removed by UID EXPUNGE: a plain EXPUNGE
        would remove what the user's other programs have marked, too.

        Raises:
            RefusedError: If the server does not want to, or can do neither: see `can_move`.
        """
        if not uids:
            return
        must_be_plain(folder, "The folder name")
        with self._asking():
            if self._client.has_capability("MOVE"):
                self._client.move(list(uids), folder)
                return
            if not self._client.has_capability("UIDPLUS"):
                raise RefusedError(f"{self._peer} can neither move mails nor remove single ones.")
            self._client.copy(list(uids), folder)
        self.remove(uids)

    def remove(self, uids: Sequence[int]) -> None:
        """Remove these mails of the open folder, and no others (UID EXPUNGE)."""
        if uids:
            with self._asking():
                self._client.add_flags(list(uids), [_DELETED], silent=True)
                self._client.uid_expunge(list(uids))

    def make_folder(self, folder: str) -> None:
        """Make a folder where there is none of that name, and show it in the user's programs."""
        must_be_plain(folder, "The folder name")
        if any(listed.name == folder for listed in self.folders()):
            return
        with self._asking():
            self._client.create_folder(folder)
            self._client.subscribe_folder(folder)

    def append_draft(self, folder: str, mail: bytes, identity: str, at: datetime) -> bool:
        """Put a draft into a folder, unless one of that Message-ID is there; tell whether it was.

        Args:
            folder: Where it goes; it is made where it is missing.
            mail: The whole mail.
            identity: Its Message-ID without the angle brackets.
            at: Its time of arrival, aware.
        """
        self.make_folder(folder)
        self.open_folder(folder)
        if self.uids_of(identity):
            return False
        with self._asking():
            self._client.append(folder, mail, [_DRAFT, SEEN], at)
        return True

    def _select(self, folder: str) -> dict[bytes, Any] | None:
        """Return the answer to SELECT, or None where the folder can only be read."""
        try:
            answer: dict[bytes, Any] = self._client.select_folder(folder)
        except imaplib.IMAP4.readonly:  # imaplib calls it a lost connection, which it is not
            return None
        return None if b"READ-ONLY" in answer else answer


def drafts_folder(listed: Sequence[ListedFolder]) -> str:
    """Return the folder for drafts: the one that the server names (RFC 6154), else `Drafts`."""
    named = [folder.name for folder in listed if "\\drafts" in folder.attributes]
    usual = [folder.name for folder in listed if folder.name.casefold() == "drafts"]
    return next(iter([*named, *usual]), "Drafts")


def all_mail_folders(listed: Sequence[ListedFolder]) -> frozenset[str]:
    """Return the folders that show all mail (RFC 6154), out of which nothing can be moved."""
    return frozenset(folder.name for folder in listed if "\\all" in folder.attributes)
