"""Files notifications in an IMAP mailbox as done with, and puts them back: write-back.

A copy is found by its Message-ID wherever it stands. What is asked for twice changes nothing the
second time, so that a run that was cut off is simply run again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from endorseback.errors import UsageError
from endorseback.mail.imap.imap_errors import RefusedError
from endorseback.mail.imap.writable import SEEN, OpenFolder, WritableConnection, all_mail_folders
from endorseback.model.mailbox_changes import ChangedCopy
from endorseback.settings import WriteBack

Copies = Mapping[str, tuple[ChangedCopy, ...]]
"""What is, or was, to be changed of each mail, by its identity."""


class MailboxFiler:
    """Changes the copies of mails in one mailbox.

    Args:
        connection: Logged in; it belongs to the caller.
        wishes: What is to be done with a mail.
        folders: Where its copies may stand.
    """

    def __init__(
        self, connection: WritableConnection, wishes: WriteBack, folders: Sequence[str]
    ) -> None:
        self.problems: dict[str, None] = {}
        """What could not be done, a sentence each, in the order of their first occurrence."""
        self._connection = connection
        self._wishes = wishes
        self._folders = folders
        self._copied: Counter[tuple[str, str]] = Counter()
        """How many copies of a mail stand in a target already, but were not removed yet."""

    def plan(self, mails: Iterable[str]) -> Copies:
        """Return what is to be changed of the copies of some mails; nothing is changed yet."""
        wanted = list(mails)
        found: dict[str, list[ChangedCopy]] = {mail: [] for mail in wanted}
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

    def settle(self, copies: Copies, *, resumed: Collection[str] = ()) -> None:
        """Make the changes that were planned, as far as they are not made yet.

        Args:
            copies: The plan.
            resumed: The mails of which an earlier run may have made some.
        """
        self._note_copied(
            {mail: [(c.folder, c.moved_to) for c in copies[mail]] for mail in resumed}
        )
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
            self._transfer([(uid, mail, copy.moved_to) for uid, mail, copy in found])

    def put_back(self, copies: Copies) -> None:
        """Take planned changes back, as far as they were made and nobody changed more since."""
        rest = {mail: list(some) for mail, some in copies.items()}
        self._note_copied(
            {mail: [(c.moved_to, c.folder) for c in some] for mail, some in copies.items()}
        )
        for name in _in_order(copy.moved_to for some in copies.values() for copy in some):
            here = {mail: [c for c in some if c.moved_to == name] for mail, some in rest.items()}
            for mail, copy in self._put_back(name, here):
                rest[mail].remove(copy)
        for name in _in_order(copy.folder for some in rest.values() for copy in some):
            here = {mail: [c for c in some if c.folder == name] for mail, some in rest.items()}
            self._put_back(name, here)

    def _change(self, folder: OpenFolder, flags: frozenset[str], moves: str | None) -> ChangedCopy:
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
        return ChangedCopy(
            folder.name,
            moved_to=moves if moves and moves != folder.name else "",
            marked_read=unread,
            keyword=keyword if unset else "",
        )

    def _put_back(
        self, name: str, here: Mapping[str, Sequence[ChangedCopy]]
    ) -> list[tuple[str, ChangedCopy]]:
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
        self._transfer(
            [(uid, mail, copy.folder) for uid, mail, copy in found if copy.moved_to == name]
        )
        return [(mail, copy) for _, mail, copy in found]

    def _find(
        self, here: Mapping[str, Sequence[ChangedCopy]]
    ) -> list[tuple[int, str, ChangedCopy]]:
        """Return the copies of mails that are in the open folder, with their UIDs.

        Of several the newest: what was moved somewhere came after what was there. Where some are
        missing, those were changed first.
        """
        found = []
        for mail, copies in here.items():
            uids = self._connection.uids_of(mail)[-len(copies) :] if copies else []
            rest = copies[len(copies) - len(uids) :]
            found += [(uid, mail, copy) for uid, copy in zip(uids, rest, strict=True)]
        return found

    def _transfer(self, wanted: Sequence[tuple[int, str, str]]) -> None:
        """Move mails out of the open folder: (UID, identity, target or nothing) each."""
        for target in _in_order(target for _, _, target in wanted if target):
            moved: list[int] = []
            copied: list[int] = []
            for uid, mail, where in wanted:
                if where == target:
                    is_there = self._copied[mail, target] > 0
                    self._copied[mail, target] -= is_there
                    (copied if is_there else moved).append(uid)
            with self._noting():
                self._connection.make_folder(target)
                self._connection.remove(copied)
                self._connection.move(moved, target)

    def _note_copied(self, steps: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Take note of what an earlier run has copied and was cut off before it removed it.

        That happens only where moving takes several commands.

        Args:
            steps: (source, target) of each copy of a mail, in the order of the moves.
        """
        self._copied.clear()
        if self._connection.moves_at_once:
            return
        for mail, ways in steps.items():
            moves = [(source, target) for source, target in ways if source and target]
            names = _in_order(name for way in moves for name in way)
            here = {name: self._count(name, mail) for name in names}
            left = [
                (source, target)
                for number, (source, target) in enumerate(moves)
                if sum(source == later for later, _ in moves[number:]) <= here[source]
            ]
            arrived = sum(
                min(here[name], sum(name == target for _, target in moves))
                for name in _in_order(target for _, target in moves)
            )
            surplus = arrived - (len(moves) - len(left))
            self._copied.update((mail, target) for _, target in left[: max(0, surplus)])

    def _count(self, name: str, mail: str) -> int:
        """Return how many copies of a mail a folder has."""
        return 0 if self._open(name) is None else len(self._connection.uids_of(mail))

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
