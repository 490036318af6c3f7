"""Checks of the ways out: sending mail, the folder for drafts, and changes to the mailbox."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from endorseback.errors import EndorsebackError
from endorseback.model.outgoing_message import Channel
from endorseback.services.doctor.check import Check, advise, ok, problem
from endorseback.services.outbox import sender_of
from endorseback.settings import Account, WriteBack

if TYPE_CHECKING:
    from endorseback.mail import OpenFolder, WritableConnection


def check_sending(account: Account) -> Iterator[Check]:
    """Yield whether an account can send mail, where it is set up to; nothing is sent."""
    from endorseback.credentials import smtp_password_of
    from endorseback.outreach import MailHost, SmtpConnection

    smtp = account.smtp
    if smtp is None:
        return
    what = f"sending {account.name}"
    try:
        sender = sender_of(account, Channel.EMAIL)
        with SmtpConnection(MailHost.of(account, smtp_password_of(account))):
            pass
    except EndorsebackError as error:
        yield problem(what, error.message, error.hint)
        return
    assert sender is not None
    yield ok(what, f"logged in at {smtp.host}:{smtp.port_number}, as {sender.address}.")


def check_changes(account: Account, password: str) -> Iterator[Check]:
    """Yield where drafts go, and whether notifications can be filed as asked; nothing changes."""
    from endorseback.mail import WritableConnection

    connection = WritableConnection(account)
    try:
        connection.log_in(password)
        yield _check_drafts(account, connection)
        if not account.write_back.is_off:
            yield _check_write_back(account, connection)
    except EndorsebackError as error:
        yield problem(f"write-back {account.name}", error.message, error.hint)
    finally:
        connection.close(politely=True)


def _check_drafts(account: Account, connection: WritableConnection) -> Check:
    """Return whether the folder for drafts is there."""
    from endorseback.mail import drafts_folder

    listed = connection.folders()
    folder = account.drafts_folder or drafts_folder(listed)
    is_there = any(one.name == folder for one in listed)
    says = f"{folder!r}." if is_there else f"{folder!r}, which the first draft makes."
    return ok(f"drafts {account.name}", says)


def _check_write_back(account: Account, connection: WritableConnection) -> Check:
    """Return whether the folders that are read can be changed as the settings ask."""
    from endorseback.mail import default_folders

    what, wishes = f"write-back {account.name}", account.write_back
    names = account.folders or default_folders(connection.folders())
    lacks = [lack for name in names for lack in _lacks(connection.open_folder(name), wishes)]
    if wishes.move_to and not connection.can_move:
        lacks.append("the server can neither move mails nor remove single ones (MOVE, UIDPLUS)")
    if lacks:
        return advise(
            what,
            f"Not all can be done: {'; '.join(lacks)}.",
            "The rest is done; change `[accounts.write_back]` to what the server can.",
        )
    return ok(what, f"{_wishes(wishes)}, in {', '.join(map(repr, names))}.")


def _lacks(folder: OpenFolder, wishes: WriteBack) -> Iterator[str]:
    """Yield what a folder cannot keep of what is asked."""
    from endorseback.mail import SEEN

    if wishes.mark_read and not folder.keeps(SEEN):
        yield f"{folder.name!r} does not keep what was read"
    if wishes.keyword and not folder.keeps(wishes.keyword):
        yield f"{folder.name!r} keeps no keywords"


def _wishes(wishes: WriteBack) -> str:
    """Return what is done with a notification, in words."""
    done = [
        "marked as read" if wishes.mark_read else "",
        f"given {wishes.keyword}" if wishes.keyword else "",
        f"moved to {wishes.move_to!r}" if wishes.move_to else "",
    ]
    return "Decided ones are " + ", ".join(filter(None, done))
