"""Decisions reach the mailbox where the user asked for it, and undoing them puts it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.dovecot import Server, running_dovecot
from tests.support.faultproxy import FaultProxy, fault_proxy
from tests.support.filings import WriteBackCase, identity
from tests.support.imapserver import PASSWORD, dovecot_or_skip
from tests.support.scriptedimap import OK, scripted_imap

from endorseback.mail.imap.mailbox_filer import MailboxFiler
from endorseback.mail.imap.writable import WritableConnection
from endorseback.services.write_back import WriteBackReport
from endorseback.settings import Account, WriteBack

KEYWORD = "$EndorsebackDone"
EVERYTHING = WriteBack(mark_read=True, keyword=KEYWORD, move_to="Endorsements")

_BASE = "imap_capability = IMAP4rev1 SPECIAL-USE LITERAL+"
SERVERS = {"move": "", "uidplus": f"{_BASE} UIDPLUS\n", "neither": f"{_BASE}\n"}
"""Lines of configuration for servers that can move, that can only expunge, and that can neither."""


@pytest.fixture(scope="module")
def servers() -> Iterator[Callable[[str], Server]]:
    """Yield what starts a server of a kind, once."""
    dovecot_or_skip()
    running: dict[str, Any] = {}

    def start(kind: str) -> Server:
        if kind not in running:
            context = running_dovecot(SERVERS[kind])
            running[kind] = (context, context.__enter__())
        server: Server = running[kind][1]
        return server

    yield start
    for context, _server in running.values():
        context.__exit__(None, None, None)


@pytest.fixture(params=["move", "uidplus"])
def filings(
    request: pytest.FixtureRequest, tmp_path: Path, servers: Callable[[str], Server]
) -> WriteBackCase:
    """Return a mailbox on a server that can move mails, in one way or the other."""
    return WriteBackCase(tmp_path, servers(request.param).mailbox(), EVERYTHING)


DONE = frozenset({"\\seen", KEYWORD.lower()})


def test_without_being_asked_nothing_is_changed_or_recorded(filings: WriteBackCase) -> None:
    filings.wishes = WriteBack()
    filings.deliver(1)
    before = filings.state()
    filings.skip(1)
    assert filings.due() == 0
    assert filings.run() is None
    assert filings.state() == before


@pytest.mark.parametrize(
    ("wishes", "after"),
    [
        (WriteBack(mark_read=True), {("INBOX", "1"): {"\\seen"}}),
        (WriteBack(keyword=KEYWORD), {("INBOX", "1"): {KEYWORD.lower()}}),
        (WriteBack(move_to="Endorsements"), {("Endorsements", "1"): set()}),
        (EVERYTHING, {("Endorsements", "1"): DONE}),
        (WriteBack(move_to="Work/Done/Füße"), {("Work/Done/Füße", "1"): set()}),
    ],
)
def test_what_is_decided_is_filed_as_asked_and_put_back_by_undo(
    filings: WriteBackCase, wishes: WriteBack, after: dict[tuple[str, str], set[str]]
) -> None:
    filings.wishes = wishes
    filings.deliver(1)
    before = filings.state()
    filings.skip(1)
    report = filings.run()
    assert report == WriteBackReport("main", filed=1)
    assert filings.state() == after
    assert filings.run() is None
    filings.undo()
    assert filings.run() == WriteBackReport("main", put_back=1)
    assert filings.state() == before
    assert filings.run() is None


def test_what_was_read_before_stays_read_when_it_is_put_back(filings: WriteBackCase) -> None:
    filings.deliver(1)
    connection = WritableConnection(filings.mailbox.account())
    connection.log_in(PASSWORD)
    connection.open_folder("INBOX")
    connection.add_flag([1], "\\Seen")
    connection.add_flag([1], "\\Flagged")
    connection.close(politely=True)
    before = filings.state()
    filings.skip(1)
    filings.run()
    assert filings.state() == {("Endorsements", "1"): DONE | {"\\flagged"}}
    filings.undo()
    filings.run()
    assert filings.state() == before


def test_all_copies_in_the_folders_that_are_read_are_filed(filings: WriteBackCase) -> None:
    filings.settings["folders"] = ("INBOX", "Archive")
    filings.deliver(1, folders=("INBOX", "Archive", "Elsewhere"))
    before = filings.state()
    filings.skip(1)
    filings.run()
    assert {where for where, _ in filings.state()} == {"Endorsements", "Elsewhere"}
    filings.undo()
    filings.run()
    assert filings.state() == before


def test_nothing_leaves_the_folder_of_all_mail(filings: WriteBackCase) -> None:
    filings.deliver(1, folders=("Alle Nachrichten",))
    filings.skip(1)
    filings.run()
    assert filings.state() == {("Alle Nachrichten", "1"): DONE}


def test_what_was_decided_before_is_left_alone(filings: WriteBackCase) -> None:
    wishes, filings.wishes = filings.wishes, WriteBack()
    filings.deliver(1, 2)
    filings.skip(1)
    filings.wishes = wishes
    filings.skip(2)
    filings.run()
    assert filings.state() == {("INBOX", "1"): frozenset(), ("Endorsements", "2"): DONE}


def test_turned_off_nothing_more_is_filed_but_undo_still_puts_back(filings: WriteBackCase) -> None:
    filings.deliver(1, 2)
    before = filings.state()
    filings.skip(1)
    filings.run()
    filings.wishes = WriteBack()
    filings.skip(2)
    assert filings.run() is None
    filings.undo()
    filings.undo()
    assert filings.run() == WriteBackReport("main", put_back=1)
    assert filings.state() == before


def test_what_other_programs_marked_as_deleted_stays(filings: WriteBackCase) -> None:
    filings.deliver(1, 2)
    connection = WritableConnection(filings.mailbox.account())
    connection.log_in(PASSWORD)
    connection.open_folder("INBOX")
    connection.add_flag([2], "\\Deleted")
    connection.close(politely=True)
    filings.skip(1)
    filings.run()
    assert filings.state() == {
        ("INBOX", "2"): frozenset({"\\deleted"}),
        ("Endorsements", "1"): DONE,
    }


def test_a_mail_that_the_user_took_away_is_no_failure(filings: WriteBackCase) -> None:
    filings.deliver(1)
    for path in filings.mailbox.maildir.rglob("new/*"):
        path.unlink()
    filings.skip(1)
    assert filings.run() == WriteBackReport("main", filed=1)
    filings.undo()
    filings.run()
    assert filings.state() == {}


def test_cut_off_anywhere_it_is_finished_by_the_next_run_and_undone_whole(
    filings: WriteBackCase,
) -> None:
    """End the conversation after every so many bytes of the server; then let it through."""
    with fault_proxy(filings.mailbox.server.plain) as proxy:
        filings.settings["port"] = proxy.port
        filings.deliver(1, 2)
        before = filings.state()
        filings.skip(1, 2)
        _cut_and_finish(filings, proxy, step=149)
        assert filings.state() == {("Endorsements", "1"): DONE, ("Endorsements", "2"): DONE}
        filings.undo()
        filings.undo()
        _cut_and_finish(filings, proxy, step=149)
        assert filings.state() == before
    assert filings.due() == 0
    assert [report.error for report in filings.reports].count(None) == 2


def _cut_and_finish(filings: WriteBackCase, proxy: FaultProxy, step: int) -> None:
    """Run with an ever later fault until a run comes through."""
    limit = 0
    while filings.due():
        proxy.close_after = limit
        filings.run()
        limit += step
    assert limit > 10 * step
    proxy.close_after = None


def _hang_up_at(proxy: FaultProxy, words: bytes, nth: int) -> None:
    """End the conversation before the n-th time that the client says these words."""

    def notice() -> None:
        nonlocal nth
        nth -= 1
        if not nth:
            raise ConnectionAbortedError
        proxy.on_client.append((words, notice))

    proxy.on_client.append((words, notice))


@pytest.mark.parametrize("nth", [1, 2])
def test_what_was_copied_but_not_removed_is_not_copied_again(
    tmp_path: Path, servers: Callable[[str], Server], nth: int
) -> None:
    """End the conversation between COPY and UID EXPUNGE, for the first or the second copy."""
    filings = WriteBackCase(tmp_path, servers("uidplus").mailbox(), EVERYTHING)
    with fault_proxy(filings.mailbox.server.plain) as proxy:
        filings.settings |= {"port": proxy.port, "folders": ("INBOX", "Archive")}
        filings.deliver(1, folders=("INBOX", "Archive"))
        before = filings.state()
        for act, after in [
            (lambda: filings.skip(1), [("Endorsements", "1"), ("Endorsements", "1+")]),
            (filings.undo, list(before)),
        ]:
            act()
            _hang_up_at(proxy, b"UID EXPUNGE", nth)
            first = filings.run()
            assert first
            assert first.error
            second = filings.run()
            assert second
            assert not second.error
            assert sorted(filings.state()) == sorted(after)
            assert not proxy.on_client
    assert filings.state() == before


def test_a_server_that_can_neither_move_nor_expunge_is_told(
    tmp_path: Path, servers: Callable[[str], Server]
) -> None:
    filings = WriteBackCase(tmp_path, servers("neither").mailbox(), EVERYTHING)
    filings.deliver(1)
    before = filings.state()
    filings.skip(1)
    report = filings.run()
    assert report
    assert report.filed == 1
    assert "they stay in 'INBOX'" in report.problems[0]
    assert filings.state() == {("INBOX", "1"): DONE}
    filings.undo()
    filings.run()
    assert filings.state() == before


def test_a_mailbox_that_cannot_be_reached_is_told_and_tried_again(filings: WriteBackCase) -> None:
    filings.deliver(1)
    filings.skip(1)
    filings.settings["username"] = "nobody"
    report = filings.run()
    assert report
    assert report.error
    assert "refused the login" in report.error
    assert filings.due() == 1
    del filings.settings["username"]
    assert filings.run() == WriteBackReport("main", filed=1)


SELECTED = (
    b"* 1 EXISTS\r\n* FLAGS (\\Seen)\r\n* OK [PERMANENTFLAGS (\\Seen)] x\r\n"
    b"{tag} OK [READ-WRITE] x\r\n"
)


def test_a_folder_without_keywords_and_a_refused_move_are_told() -> None:
    listed = b'* LIST () "/" INBOX\r\n* LIST () "/" Endorsements\r\n'
    head = b"Message-ID: <notification-1@example.com>\r\n\r\n"
    field_answer = b"* 1 FETCH (UID 7 BODY[HEADER.FIELDS (MESSAGE-ID)] {%d}\r\n%s)\r\n" % (
        len(head),
        head,
    )
    with scripted_imap(
        ("CAPABILITY", b"* CAPABILITY IMAP4rev1 MOVE\r\n{tag} OK done\r\n"),
        ("LIST", listed + OK),
        ("SELECT", SELECTED),
        ("UID SEARCH", b"* SEARCH 7\r\n" + OK),
        ("UID FETCH 7 .*MESSAGE-ID", field_answer + OK),
        ("UID FETCH 7", b"* 1 FETCH (UID 7 FLAGS ())\r\n" + OK),
        ("UID MOVE", b"{tag} NO [OVERQUOTA] no room\r\n"),
    ) as server:
        account = Account(
            name="main",
            host="127.0.0.1",
            port=server.port,
            security="none",
            username="sam",
            keyring=True,
        )
        connection = WritableConnection(account)
        connection.log_in("secret")
        filer = MailboxFiler(connection, EVERYTHING, ["INBOX"])
        filer.settle(filer.plan([identity(1)]))
        connection.close()
    keyword, move = filer.problems
    assert "'INBOX' keeps no keywords" in keyword
    assert "no room" in move
    assert not any("EndorsebackDone" in command for command in server.commands)
    assert any("+FLAGS" in command for command in server.commands)
