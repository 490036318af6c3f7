"""Files notifications in an IMAP mailbox as done with, and puts them back: write-back.

A copy is found by its Message-ID wherever it stands. What is asked for twice changes nothing the
second time, so that a run that was cut off is simply run again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from endorseback.errors import UsageError
from endorseback.mail.imaperrors import RefusedError
from endorseback.mail.imapwriting import SEEN, OpenFolder, WritingConnection, all_mail_folders
from endorseback.model.filing import FiledCopy
from endorseback.settings import WriteBack

Copies = Mapping[str, tuple[FiledCopy, ...]]
"""What is, or was, to be changed of each mail, by its identity."""


class MailboxFiler:
    """Changes the copies of mails in one mailbox.

    Args:
        connection: Logged in; it belongs to the caller.
        wishes: What is to be done with a mail.
        folders: Where its copies may stand.
    """

    def __init__(
        self, connection: WritingConnection, wishes: WriteBack, folders: Sequence[str]
    ) -> None:
        self.problems: dict[str, None] = {}
        """What could not be done, a sentence each, in the order of their first occurrence."""
        self._connection = connection
        self._wishes = wishes
        self._folders = folders

    def plan(self, mails: Iterable[str]) -> Copies:
        """Return what is to be changed of the copies of some mails; nothing is changed yet."""
        wanted = list(mails)
        found: dict[str, list[FiledCopy]] = {mail: [] for mail in wanted}
        if not wanted:
            return {}
        all_mail = all_mail_folders(self._connection.folders())
        for name in self._folders:
            if (folder := self._open(name)) is None:
                continue
            moves = self._wishes.move_to if name not in all_mail else None
            for mail in wanted:
                uids = self._connection.uids_of(mail)
                flags = self._connection.flags_of(uids)
                found[mail] += [self._change(folder, flags[uid], moves) for uid in flags]
        return {mail: tuple(copies) for mail, copies in found.items()}

    def settle(self, copies: Copies) -> None:
        """Make the changes that were planned, as far as they are not made yet."""
        for name in _in_order(copy.folder for some in copies.values() for copy in some):
            if self._open(name) is None:
                continue
            here = {mail: [c for c in some if c.folder == name] for mail, some in copies.items()}
            found = self._find(here)
            with self._noting():
                self._connection.add_flag([uid for uid, _, copy in found if copy.marked_read], SEEN)
            for keyword in _in_order(copy.keyword for _, _, copy in found):
                with self._noting():
                    having = [uid for uid, _, copy in found if keyword and copy.keyword == keyword]
                    self._connection.add_flag(having, keyword)
            self._transfer(name, [(uid, mail, copy.moved_to) for uid, mail, copy in found])

    def put_back(self, copies: Copies) -> None:
        """Take planned changes back, as far as they were made and nobody changed more since."""
        rest = {mail: list(some) for mail, some in copies.items()}
        for name in _in_order(copy.moved_to for some in copies.values() for copy in some):
            here = {mail: [c for c in some if c.moved_to == name] for mail, some in rest.items()}
            for mail, copy in self._put_back(name, here):
                rest[mail].remove(copy)
        for name in _in_order(copy.folder for some in rest.values() for copy in some):
            here = {mail: [c for c in some if c.folder == name] for mail, some in rest.items()}
            self._put_back(name, here)

    def _change(self, folder: OpenFolder, flags: frozenset[str], moves: str | None) -> FiledCopy:
        """Return what is to be changed of one copy."""
        keyword = self._wishes.keyword or ""
        if keyword and not folder.keeps(keyword):
            self._note(f"Folder {folder.name!r} keeps no keywords: {keyword} is not set there.")
        if moves and not self._connection.can_move:
            self._note(
                "The server can neither move mails nor remove single ones (MOVE, UIDPLUS):"
                f" they stay in {folder.name!r}."
            )
            moves = None
        unset = keyword and folder.keeps(keyword) and keyword.lower() not in flags
        unread = self._wishes.mark_read and SEEN.lower() not in flags and folder.keeps(SEEN)
        return FiledCopy(
            folder.name,
            moved_to=moves if moves and moves != folder.name else "",
            marked_read=unread,
            keyword=keyword if unset else "",
        )

    def _put_back(
        self, name: str, here: Mapping[str, Sequence[FiledCopy]]
    ) -> list[tuple[str, FiledCopy]]:
        """Take back the changes of copies that stand in a folder; return which those are."""
        if not name or self._open(name) is None:
            return []
        found = self._find(here)
        with self._noting():
            self._connection.remove_flag([uid for uid, _, copy in found if copy.marked_read], SEEN)
        for keyword in _in_order(copy.keyword for _, _, copy in found):
            with self._noting():
                having = [uid for uid, _, copy in found if keyword and copy.keyword == keyword]
                self._connection.remove_flag(having, keyword)
        homes = [(uid, mail, copy.folder) for uid, mail, copy in found if copy.moved_to == name]
        self._transfer(name, homes)
        return [(mail, copy) for _, mail, copy in found]

    def _find(self, here: Mapping[str, Sequence[FiledCopy]]) -> list[tuple[int, str, FiledCopy]]:
        """Return the copies of mails that are in the open folder, with their UIDs.

        Of several the newest: what was moved somewhere came after what was there.
        """
        found = []
        for mail, copies in here.items():
            uids = self._connection.uids_of(mail) if copies else []
            found += [
                (uid, mail, copy) for uid, copy in zip(uids[-len(copies) :], copies, strict=False)
            ]
        return found

    def _transfer(self, source: str, wanted: Sequence[tuple[int, str, str]]) -> None:
        """Move mails out of the open folder: (UID, identity, target or nothing) each."""
        for target in _in_order(target for _, _, target in wanted if target):
            moved = [(uid, mail) for uid, mail, where in wanted if where == target]
            with self._noting():
                self._connection.make_folder(target)
                if not self._connection.moves_at_once:
                    moved = self._remove_copied(source, target, moved)
                self._connection.move([uid for uid, _ in moved], target)

    def _remove_copied(
        self, source: str, target: str, moved: Sequence[tuple[int, str]]
    ) -> list[tuple[int, str]]:
        """Remove what a run has copied that was cut off before it removed it; return the rest.

        It is needed where moving takes several commands.
        """
        self._connection.open_folder(target)
        there = {mail for _, mail in moved if self._connection.uids_of(mail)}
        self._connection.open_folder(source)
        self._connection.remove([uid for uid, mail in moved if mail in there])
        return [(uid, mail) for uid, mail in moved if mail not in there]

    def _open(self, name: str) -> OpenFolder | None:
        """Open a folder; None where it is gone, or can only be read."""
        try:
            return self._connection.open_folder(name)
        except UsageError:
            return None  # a folder that is gone holds no copy
        except RefusedError as refusal:
            self._note(refusal.message)
            return None

    @contextmanager
    def _noting(self) -> Iterator[None]:
        """Go on after a change that the server refuses, and note what it said."""
        try:
            yield
        except RefusedError as refusal:
            self._note(refusal.message)

    def _note(self, sentence: str) -> None:
        self.problems.setdefault(sentence)


def _in_order(names: Iterable[str]) -> list[str]:
    """Return names, each once, in the order in which they first come."""
    return list(dict.fromkeys(names))
