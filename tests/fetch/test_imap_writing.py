"""What the user asked to be changed in a mailbox is changed there, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.support.dovecot import Mailbox
from tests.support.faultproxy import fault_proxy
from tests.support.imapserver import PASSWORD
from tests.support.scriptedimap import scripted_imap

from endorseback.errors import UsageError
from endorseback.mail.imap.imap_errors import RefusedError
from endorseback.mail.imap.writable import SEEN, WritableConnection, all_mail_folders, drafts_folder
from endorseback.settings import Account

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DRAFT = b"Message-ID: <draft-1@example.com>\r\nSubject: Hello\r\n\r\nHi Maya\r\n"


def mail(identity: str, subject: str = "x") -> bytes:
    return f"Message-ID: <{identity}>\r\nSubject: {subject}\r\n\r\nbody\r\n".encode()


@contextmanager
def connected(mailbox: Mailbox, **changes: Any) -> Iterator[WritableConnection]:
    connection = WritableConnection(mailbox.account(**changes))
    connection.log_in(PASSWORD)
    try:
        yield connection
    finally:
        connection.close(politely=True)


def test_a_draft_lies_among_the_drafts_once(dovecot_mailbox: Mailbox) -> None:
    with connected(dovecot_mailbox) as connection:
        folder = drafts_folder(connection.folders())
        assert connection.append_draft(folder, DRAFT, "draft-1@example.com", AT)
        assert not connection.append_draft(folder, DRAFT, "draft-1@example.com", AT)
        connection.open_folder(folder)
        (uid,) = connection.uids_of("draft-1@example.com")
        assert connection.flags_of([uid])[uid] >= {"\\draft", "\\seen"}
    (kept,) = dovecot_mailbox.files().values()
    assert kept.replace(b"\r\n", b"\n") == DRAFT.replace(b"\r\n", b"\n")


def test_the_folder_for_drafts_is_the_one_that_the_server_names() -> None:
    def listed(*folders: tuple[str, str]) -> str:
        from endorseback.mail.imap.responses import ListedFolder

        return drafts_folder([ListedFolder(name, frozenset({flag})) for name, flag in folders])

    assert listed(("Entwürfe", "\\drafts"), ("Drafts", "")) == "Entwürfe"
    assert listed(("INBOX", ""), ("drafts", "")) == "drafts"
    assert listed(("INBOX", "")) == "Drafts"


def test_a_mail_is_found_by_its_whole_message_id(dovecot_mailbox: Mailbox) -> None:
    for identity in ("1@example.com", "11@example.com", '"odd"\\1@example.com'):
        dovecot_mailbox.deliver(mail(identity))
    with connected(dovecot_mailbox) as connection:
        connection.open_folder("INBOX")
        assert connection.uids_of("1@example.com") == [1]
        assert connection.uids_of("11@example.com") == [2]
        assert connection.uids_of('"odd"\\1@example.com') == [3]
        for nothing in ("2@example.com", "sha256:ab", "1@example.com\r\nA1 LOGOUT", "ü@x", "%"):
            assert connection.uids_of(nothing) == []


def test_flags_come_and_go_on_these_mails_alone(dovecot_mailbox: Mailbox) -> None:
    dovecot_mailbox.deliver(mail("1@example.com"))
    dovecot_mailbox.deliver(mail("2@example.com"))
    with connected(dovecot_mailbox) as connection:
        folder = connection.open_folder("INBOX")
        assert folder.keeps(SEEN)
        assert folder.keeps("$EndorsebackDone")
        connection.add_flag([1], SEEN)
        connection.add_flag([1], "$EndorsebackDone")
        flags = connection.flags_of([1, 2, 99])
        assert flags[1] >= {"\\seen", "$endorsebackdone"}
        assert flags[2].isdisjoint({"\\seen", "$endorsebackdone"})
        assert 99 not in flags
        connection.remove_flag([1], "$EndorsebackDone")
        connection.remove_flag([1], SEEN)
        assert connection.flags_of([1])[1].isdisjoint({"\\seen", "$endorsebackdone"})


def _without(connection: WritableConnection, *names: bytes) -> None:
    """Make the client believe that a server lacks these capabilities."""
    known = connection._client.capabilities()
    connection._client._cached_capabilities = tuple(cap for cap in known if cap not in names)


@pytest.mark.parametrize("lacking", [(), (b"MOVE",)])
def test_a_mail_moves_alone_with_move_and_without(
    dovecot_mailbox: Mailbox, lacking: tuple[bytes, ...]
) -> None:
    for number in (1, 2, 3):
        dovecot_mailbox.deliver(mail(f"{number}@example.com"))
    with (
        fault_proxy(dovecot_mailbox.server.plain) as proxy,
        connected(dovecot_mailbox, port=proxy.port) as connection,
    ):
        _without(connection, *lacking)
        assert connection.can_move
        connection.make_folder("Endorsements")
        connection.make_folder("Endorsements")
        connection.open_folder("INBOX")
        connection.add_flag([3], "\\Deleted")  # by another program: it must stay
        connection.move([1], "Endorsements")
        assert connection.uids_of("1@example.com") == []
        assert connection.uids_of("3@example.com") == [3]
        connection.open_folder("Endorsements")
        assert len(connection.uids_of("1@example.com")) == 1
        assert (b" UID MOVE " in proxy.sent) == (not lacking)
        assert b" EXPUNGE\r\n" not in proxy.sent
    assert len(dovecot_mailbox.files()) == 3


def test_without_move_and_uidplus_nothing_moves_or_goes(dovecot_mailbox: Mailbox) -> None:
    dovecot_mailbox.deliver(mail("1@example.com"))
    with connected(dovecot_mailbox) as connection:
        _without(connection, b"MOVE", b"UIDPLUS")
        assert not connection.can_move
        connection.make_folder("Endorsements")
        connection.open_folder("INBOX")
        with pytest.raises(RefusedError, match="neither move mails nor remove single ones"):
            connection.move([1], "Endorsements")
        assert connection.uids_of("1@example.com") == [1]
        assert not connection.closed
    assert len(dovecot_mailbox.files()) == 1


def test_a_folder_that_is_not_there_is_told_with_its_neighbours(dovecot_mailbox: Mailbox) -> None:
    dovecot_mailbox.folder("Archive")
    with (
        connected(dovecot_mailbox) as connection,
        pytest.raises(UsageError, match="no folder 'Archiv'") as caught,
    ):
        connection.open_folder("Archiv")
    assert "'Archive'" in str(caught.value)


def _scripted(port: int) -> WritableConnection:
    account = Account(
        name="main",
        host="127.0.0.1",
        port=port,
        security="none",
        username="sam",
        keyring=True,
        read_timeout="5s",
    )
    connection = WritableConnection(account)
    connection.log_in("secret")
    return connection


SELECTED = b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n"


@pytest.mark.parametrize(
    ("answer", "keeps"),
    [
        (b"* FLAGS (\\Seen)\r\n* OK [PERMANENTFLAGS (\\Seen \\*)] x\r\n", (True, True)),
        (b"* FLAGS (\\Seen $Done)\r\n* OK [PERMANENTFLAGS (\\Seen $done)] x\r\n", (True, True)),
        (b"* FLAGS (\\Seen)\r\n* OK [PERMANENTFLAGS (\\Seen)] x\r\n", (True, False)),
        (b"* FLAGS (\\Seen)\r\n* OK [PERMANENTFLAGS ()] x\r\n", (False, False)),
        (b"* FLAGS (\\Seen)\r\n", (True, True)),
    ],
)
def test_which_flags_stay_is_what_the_server_says(answer: bytes, keeps: tuple[bool, bool]) -> None:
    with scripted_imap(("SELECT", SELECTED + answer + b"{tag} OK [READ-WRITE] x\r\n")) as server:
        connection = _scripted(server.port)
        folder = connection.open_folder("INBOX")
        assert (folder.keeps(SEEN), folder.keeps("$Done")) == keeps
        connection.close()


def test_a_folder_for_reading_only_is_told_and_the_connection_goes_on() -> None:
    with scripted_imap(("SELECT", SELECTED + b"{tag} OK [READ-ONLY] x\r\n")) as server:
        connection = _scripted(server.port)
        with pytest.raises(RefusedError, match="can only be read"):
            connection.open_folder("INBOX")
        assert not connection.closed
        connection.close()


@pytest.mark.parametrize(
    "change",
    [
        lambda connection: connection.make_folder("a\r\nA1 DELETE INBOX"),
        lambda connection: connection.move([1], "a\nb"),
        lambda connection: connection.open_folder("a\x00b"),
    ],
)
def test_no_name_begins_another_command(
    dovecot_mailbox: Mailbox, change: Callable[[Any], None]
) -> None:
    with (
        connected(dovecot_mailbox) as connection,
        pytest.raises(UsageError, match="control character"),
    ):
        change(connection)


def test_folders_of_all_mail_are_known(dovecot_mailbox: Mailbox) -> None:
    dovecot_mailbox.folder("Alle Nachrichten")
    with connected(dovecot_mailbox) as connection:
        assert all_mail_folders(connection.folders()) == {"Alle Nachrichten"}
