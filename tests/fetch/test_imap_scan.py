"""Scanning a real IMAP account: what is found, in what order, and what is left for next time."""

from __future__ import annotations

import time
from contextlib import closing
from itertools import islice

import pytest
from tests.support.dovecot import Mailbox, utc
from tests.support.faultproxy import fault_proxy
from tests.support.imapserver import ImapMailbox
from tests.support.mailboxes import among_others, endorsement, ordinary

from endorseback.errors import UsageError
from endorseback.mail.mail_limits import MAX_MAIL
from endorseback.mail.prefilter import HEADER_RULES_VERSION, identity_of
from endorseback.mail.sources.base import FIRST_BATCH, HEADERS_A_BATCH, Batch, Source
from endorseback.mail.sources.imap_source import ImapSource
from endorseback.settings import Security


def identities(batches: list[Batch]) -> list[str]:
    return [identity_of(mail.raw) for batch in batches for mail in batch.mails]


def scan(source: Source, folder: str = "INBOX", **options: object) -> list[Batch]:
    with closing(source):
        return list(source.scan(folder, options.pop("cursor", None), **options))  # type: ignore[arg-type]


def folders(source: Source) -> list[str]:
    with closing(source):
        return source.folders()


def fill(mailbox: ImapMailbox, count: int, others: int = 0) -> list[str]:
    """Deliver notifications among other mails; return their identities, newest first."""
    raws = [endorsement(number) for number in range(count)]
    for raw in among_others(raws, others):
        mailbox.deliver(raw)
    return [identity_of(raw) for raw in reversed(raws)]


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_every_kind_of_connection_finds_the_same(mailbox: ImapMailbox, security: Security) -> None:
    expected = fill(mailbox, 3, others=20)
    assert identities(scan(ImapSource(mailbox.account(security)))) == expected


def test_the_newest_mails_come_first_and_in_a_small_batch(mailbox: ImapMailbox) -> None:
    expected = fill(mailbox, FIRST_BATCH + HEADERS_A_BATCH + 10, others=300)
    batches = scan(ImapSource(mailbox.account()))
    assert [batch.scanned for batch in batches] == [FIRST_BATCH, HEADERS_A_BATCH, 10]
    assert identities(batches) == expected
    assert batches[-1].done == batches[-1].total == len(expected)


def test_history_reads_only_what_the_server_says_may_be_linkedins(mailbox: ImapMailbox) -> None:
    fill(mailbox, 4, others=200)
    assert sum(batch.scanned for batch in scan(ImapSource(mailbox.account()))) == 4


def test_of_new_mail_all_headers_are_read(mailbox: ImapMailbox) -> None:
    fill(mailbox, 2, others=10)
    cursor = scan(ImapSource(mailbox.account()))[-1].cursor
    mailbox.deliver(ordinary(900))
    mailbox.deliver(endorsement(901))
    batches = scan(ImapSource(mailbox.account()), cursor=cursor)
    assert sum(batch.scanned for batch in batches) == 2
    assert identities(batches) == [identity_of(endorsement(901))]


def test_a_person_s_forward_is_found_among_new_mail(mailbox: ImapMailbox) -> None:
    mailbox.deliver(ordinary(1))
    cursor = scan(ImapSource(mailbox.account()))[-1].cursor
    forward = (
        b"From: Ada Quill <ada@example.org>\r\nSubject: Fwd: see this\r\n"
        b"Message-ID: <fwd@example.org>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: message/rfc822\r\n\r\n" + endorsement(5) + b"\r\n--b--\r\n"
    )
    mailbox.deliver(forward)
    found = identities(scan(ImapSource(mailbox.account()), cursor=cursor))
    assert found == ["fwd@example.org"]


def test_nothing_new_asks_nothing_and_yields_nothing(mailbox: ImapMailbox) -> None:
    fill(mailbox, 3, others=30)
    cursor = scan(ImapSource(mailbox.account()))[-1].cursor
    with fault_proxy(mailbox.server.plain) as proxy:
        source = ImapSource(mailbox.account(port=proxy.port, folders=("INBOX",)))
        assert source.folders() == ["INBOX"]
        assert scan(source, cursor=cursor) == []
        commands = [line.split(b" ", 2)[1] for line in bytes(proxy.sent).splitlines()]
    assert commands == [b"CAPABILITY", b"LOGIN", b"EXAMINE", b"LOGOUT"]


@pytest.mark.parametrize("delivered", [1, 2, 3])
def test_a_scan_broken_off_after_any_batch_is_taken_up_where_it_ended(
    mailbox: ImapMailbox, delivered: int
) -> None:
    expected = fill(mailbox, FIRST_BATCH + 2 * HEADERS_A_BATCH + 5, others=50)
    source = ImapSource(mailbox.account())
    first = list(islice(source.scan("INBOX", None), delivered))
    source.close()
    mailbox.deliver(endorsement(9_000))
    rest = scan(ImapSource(mailbox.account()), cursor=first[-1].cursor)
    assert identities(rest)[0] == identity_of(endorsement(9_000))
    assert identities(first) + identities(rest)[1:] == expected


def test_new_mail_left_over_by_a_broken_scan_is_still_read_whole(mailbox: ImapMailbox) -> None:
    """What came after the first scan is never left to the server's search."""
    mailbox.deliver(ordinary(0))
    cursor = scan(ImapSource(mailbox.account()))[-1].cursor
    for number in range(1, FIRST_BATCH + 40):
        mailbox.deliver(ordinary(number))
    source = ImapSource(mailbox.account())
    (first,) = islice(source.scan("INBOX", cursor), 1)
    source.close()
    rest = scan(ImapSource(mailbox.account()), cursor=first.cursor)
    assert first.scanned + sum(batch.scanned for batch in rest) == FIRST_BATCH + 39


def test_full_reads_the_headers_of_all_mails(mailbox: ImapMailbox) -> None:
    expected = fill(mailbox, 3, others=60)
    cursor = scan(ImapSource(mailbox.account()))[-1].cursor
    batches = scan(ImapSource(mailbox.account()), cursor=cursor, full=True)
    assert sum(batch.scanned for batch in batches) == 63
    assert identities(batches) == expected


def test_a_changed_uidvalidity_or_a_better_rule_reads_again(mailbox: ImapMailbox) -> None:
    expected = fill(mailbox, 3)
    cursor = scan(ImapSource(mailbox.account()))[-1].cursor
    for change in ({"uidvalidity": 1}, {"rules": HEADER_RULES_VERSION - 1}):
        batches = scan(ImapSource(mailbox.account()), cursor={**cursor, **change})
        assert identities(batches) == expected
        assert batches[-1].cursor == cursor


def test_a_mailbox_that_was_rebuilt_is_read_again(dovecot_mailbox: Mailbox) -> None:
    fill(dovecot_mailbox, 3, others=5)
    cursor = scan(ImapSource(dovecot_mailbox.account()))[-1].cursor
    time.sleep(1.1)  # UIDVALIDITY is a time in seconds
    for index in dovecot_mailbox.maildir.glob("dovecot*"):
        index.unlink()
    batches = scan(ImapSource(dovecot_mailbox.account()), cursor=cursor)
    assert batches[-1].cursor["uidvalidity"] != cursor["uidvalidity"]
    assert len(identities(batches)) == 3


def test_a_mail_deleted_between_search_and_fetch_is_left_out(dovecot_mailbox: Mailbox) -> None:
    fill(dovecot_mailbox, 3)
    victim = dovecot_mailbox.deliver(endorsement(50))

    def delete() -> None:
        for path in dovecot_mailbox.maildir.glob(f"*/{victim.name}*"):
            path.unlink()

    with fault_proxy(dovecot_mailbox.server.plain) as proxy:
        proxy.on_client.append((b"UID FETCH", delete))
        found = identities(scan(ImapSource(dovecot_mailbox.account(port=proxy.port))))
    assert len(found) == 3
    assert identity_of(endorsement(50)) not in found


def test_an_empty_folder_is_remembered_so_that_its_first_mail_is_new(mailbox: ImapMailbox) -> None:
    batches = scan(ImapSource(mailbox.account()))
    assert [batch.mails for batch in batches] == [()]
    assert scan(ImapSource(mailbox.account()), cursor=batches[0].cursor) == []
    mailbox.deliver(ordinary(1))
    (new,) = scan(ImapSource(mailbox.account()), cursor=batches[0].cursor)
    assert new.scanned == 1


def test_a_huge_mail_is_read_in_its_first_part_only(mailbox: ImapMailbox) -> None:
    mailbox.deliver(endorsement(1, padding=MAX_MAIL + 3_000_000))
    mailbox.deliver(endorsement(2))
    (batch,) = scan(ImapSource(mailbox.account()))
    assert [(len(mail.raw), mail.truncated) for mail in batch.mails] == [
        (len(endorsement(2)), False),
        (MAX_MAIL, True),
    ]


def test_a_million_header_lines_cost_no_more_than_their_beginning(mailbox: ImapMailbox) -> None:
    with fault_proxy(mailbox.server.plain) as proxy:
        mailbox.deliver(ordinary(1))
        cursor = scan(ImapSource(mailbox.account()))[-1].cursor
        mailbox.deliver(b"X-Line: 1\r\n" * 1_000_000 + ordinary(2))
        (batch,) = scan(ImapSource(mailbox.account(port=proxy.port)), cursor=cursor)
        assert batch.scanned == 1
        assert proxy.relayed < 100_000


def test_no_flag_changes_and_no_file_moves_for_reading(mailbox: ImapMailbox) -> None:
    fill(mailbox, 5, others=20)
    scan(ImapSource(mailbox.account()))
    before = mailbox.files()
    scan(ImapSource(mailbox.account()), full=True)
    assert mailbox.files() == before
    assert {name.partition(":2,")[2] for name in before} == {""}


def test_received_at_is_the_server_s_time_in_utc(mailbox: ImapMailbox) -> None:
    mailbox.deliver(endorsement(1), received_at=utc(2022, 7, 1, 10, 30))
    (batch,) = scan(ImapSource(mailbox.account()))
    assert batch.mails[0].received_at == utc(2022, 7, 1, 10, 30)
    assert batch.mails[0].received_at.tzinfo is not None


def test_the_folder_with_all_mail_is_found_by_its_attribute(dovecot_mailbox: Mailbox) -> None:
    assert folders(ImapSource(dovecot_mailbox.account())) == ["INBOX"]
    dovecot_mailbox.folder("Alle Nachrichten")
    assert folders(ImapSource(dovecot_mailbox.account())) == ["Alle Nachrichten"]
    assert folders(ImapSource(dovecot_mailbox.account(folders=("INBOX",)))) == ["INBOX"]


def test_a_missing_folder_is_told_with_the_nearest_ones(mailbox: ImapMailbox) -> None:
    mailbox.folder("LinkedIn")
    with pytest.raises(UsageError) as caught:
        scan(ImapSource(mailbox.account()), "Linked-In")
    assert "'Linked-In'" in caught.value.message
    assert "'LinkedIn'" in caught.value.hint


def test_after_a_missing_folder_the_connection_serves_the_next(mailbox: ImapMailbox) -> None:
    expected = fill(mailbox, 2)
    source = ImapSource(mailbox.account())
    with pytest.raises(UsageError):
        next(source.scan("Nowhere", None))
    assert identities(scan(source)) == expected


def test_a_folder_name_beyond_ascii_opens(dovecot_mailbox: Mailbox) -> None:
    dovecot_mailbox.folder("Gesch&AOQ-fte").joinpath("new", "1.M1P1.example").write_bytes(
        endorsement(1)
    )
    assert len(identities(scan(ImapSource(dovecot_mailbox.account()), "Geschäfte"))) == 1


def test_a_control_character_in_a_folder_name_never_reaches_the_server(
    mailbox: ImapMailbox,
) -> None:
    with fault_proxy(mailbox.server.plain) as proxy:
        with pytest.raises(UsageError, match="control character"):
            scan(ImapSource(mailbox.account(port=proxy.port)), "INBOX\r\nx DELETE INBOX")
        assert b"DELETE" not in proxy.sent
