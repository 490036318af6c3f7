"""From a mailbox to the ledger: counted once, recorded once, and whole after any break."""

from __future__ import annotations

import stat
import threading
from datetime import timedelta

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.dovecot import utc
from tests.support.faultproxy import fault_proxy
from tests.support.fetching import NOW, FetchBench
from tests.support.imapserver import ImapMailbox
from tests.support.mailboxes import among_others, endorsement

from endorseback.errors import EndorsebackError
from endorseback.ledger.events.events import Dismissed
from endorseback.ledger.ledger import Cursor
from endorseback.mail.prefilter import identity_of
from endorseback.model.list_rows import State
from endorseback.model.notification import Authenticity, Kind
from endorseback.services.fetch.fetch_report import FetchProgress
from endorseback.services.fetch.fetch_status import last_fetch

FAILING = "dmarc=fail header.from=linkedin.com"


def test_a_fetch_brings_the_endorsements_and_only_them(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    for raw in among_others([endorsement(number) for number in range(5)], 100):
        mailbox.deliver(raw)
    (report,) = context.fetch(mailbox.account())
    assert (report.account, report.folder, report.error) == ("main", "INBOX", None)
    assert (report.scanned, report.new_endorsements) == (5, 5)
    assert (report.needs_look, report.suspicious, report.new_recommendations) == (0, 0, 0)
    assert len(context.open().model.rows(State.OPEN, NOW)) == 5
    assert context.pairs()[0] == ("Person Number0", "Scheduling")


def test_a_second_fetch_finds_nothing_and_changes_not_a_byte(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    for raw in among_others([endorsement(number) for number in range(5)], 20):
        mailbox.deliver(raw)
    context.fetch(mailbox.account())
    before = context.journal()
    (report,) = context.fetch(mailbox.account())
    assert (report.scanned, report.new_endorsements, report.error) == (0, 0, None)
    assert context.journal() == before


def test_a_full_fetch_looks_at_all_and_counts_nothing_twice(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    for raw in among_others([endorsement(number) for number in range(5)], 20):
        mailbox.deliver(raw)
    context.fetch(mailbox.account())
    events = len(context.mails())
    (report,) = context.fetch(mailbox.account(), full=True)
    assert (report.scanned, report.new_endorsements) == (25, 0)
    assert len(context.mails()) == events


def test_one_mail_in_two_folders_is_one(context: FetchBench, mailbox: ImapMailbox) -> None:
    for folder in ("INBOX", "LinkedIn"):
        mailbox.deliver(endorsement(1), folder)
    reports = context.fetch(mailbox.account(folders=("INBOX", "LinkedIn")))
    assert [report.new_endorsements for report in reports] == [1, 0]
    assert [report.scanned for report in reports] == [1, 1]


def test_one_pair_in_two_mails_of_one_batch_is_new_once(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    for number in (1, 2):
        mailbox.deliver(endorsement(number, name="Ada Quill"))
    (report,) = context.fetch(mailbox.account())
    assert report.new_endorsements == 1
    assert len(context.mails()) == 2


def test_what_fails_authentication_is_suspicious_and_counts_as_nothing_else(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    mailbox.deliver(endorsement(1, authenticated=FAILING))
    mailbox.deliver(endorsement(2))
    (report,) = context.fetch(mailbox.account())
    assert (report.new_endorsements, report.suspicious) == (1, 1)
    assert len(context.open().model.mail_rows(State.SUSPICIOUS)) == 1


def test_a_message_id_sent_again_does_not_replace_the_genuine_mail(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    mailbox.deliver(endorsement(1))
    context.fetch(mailbox.account())
    forged = endorsement(1, authenticated=FAILING).replace(b"Person Number1", b"Mallory Forge")
    mailbox.deliver(forged)
    context.fetch(mailbox.account())
    (mail,) = context.mails().values()
    assert mail.authenticity is Authenticity.VERIFIED
    assert context.pairs() == [("Person Number1", "Scheduling")]


def test_the_genuine_mail_replaces_one_that_failed(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    mailbox.deliver(endorsement(1, authenticated=FAILING))
    context.fetch(mailbox.account())
    mailbox.deliver(endorsement(1))
    (report,) = context.fetch(mailbox.account())
    assert (report.new_endorsements, report.suspicious) == (1, 0)
    (mail,) = context.mails().values()
    assert mail.authenticity is Authenticity.VERIFIED


def test_a_decision_outlives_a_changed_uidvalidity(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    mailbox.deliver(endorsement(1, authenticated=FAILING))
    context.fetch(mailbox.account())
    ledger = context.open()
    (identity,) = context.mails()
    ledger.record(Dismissed(mail=identity))
    cursor = ledger.cursor("main", "INBOX")
    assert cursor is not None
    ledger.record(cursors=[Cursor("main", "INBOX", {**cursor, "uidvalidity": 1})])
    (report,) = context.fetch(mailbox.account())
    assert (report.scanned, report.suspicious) == (1, 0)
    assert len(context.open().model.mail_rows(State.SUSPICIOUS)) == 0


def test_the_time_is_the_date_field_where_it_can_be_true(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    arrived = utc(2026, 11, 1, 12, 0)
    mailbox.deliver(endorsement(1, sent_at=utc(2023, 5, 6, 7, 8)), received_at=arrived)
    mailbox.deliver(endorsement(2, sent_at=NOW + timedelta(days=400)), received_at=arrived)
    undated = b"\r\n".join(
        line for line in endorsement(3).split(b"\r\n") if not line.startswith(b"Date:")
    )
    mailbox.deliver(undated, received_at=arrived)
    context.fetch(mailbox.account())
    times = [context.mails()[identity_of(endorsement(n))].received_at for n in (1, 2, 3)]
    assert times == [utc(2023, 5, 6, 7, 8), arrived, arrived]


def test_a_huge_mail_is_recorded_as_cut_and_needs_a_look(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    mailbox.deliver(endorsement(1, padding=6_000_000))
    (report,) = context.fetch(mailbox.account())
    (mail,) = context.mails().values()
    assert mail.type is Kind.REVIEW
    assert any("first part" in reason for reason in mail.reasons)
    assert report.needs_look == 1


def test_other_mail_in_linkedin_s_frame_is_kept_but_not_recorded(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    other = endorsement(1).replace(b"endorsed you for", b"looked at your post on")
    other = other.replace(b"single_skill_endorsement", b"post_seen")
    mailbox.deliver(other)
    context.fetch(mailbox.account())
    assert context.mails() == {}
    keys = list(context.kept.keys())
    assert [context.kept.get(key) for _account, key in keys] == [other]


def test_mails_are_kept_whole_and_for_their_owner_alone(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    raw = endorsement(1)
    mailbox.deliver(raw)
    context.fetch(mailbox.account())
    (mail,) = context.mails().values()
    assert mail.kept is not None
    assert context.kept.get(mail.kept) == raw
    files = [path for path in context.paths.data_dir.rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


@given(points=st.lists(st.integers(1, 60_000), min_size=1, max_size=4))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_fetches_that_break_anywhere_end_up_as_one_that_did_not(
    points: list[int], mailbox: ImapMailbox, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if not mailbox.files():
        for raw in among_others([endorsement(number) for number in range(60)], 60):
            mailbox.deliver(raw)
    context = FetchBench(tmp_path_factory.mktemp("desk"))
    new = 0
    with fault_proxy(mailbox.server.plain) as proxy:
        for point in [*points, None]:
            proxy.close_after = point
            reports = context.fetch(mailbox.account(port=proxy.port))
            new += sum(report.new_endorsements for report in reports)
    assert reports[0].error is None
    assert new == 60
    assert context.pairs() == sorted((f"Person Number{n}", "Scheduling") for n in range(60))
    lines = context.journal().decode().splitlines()
    assert sum(line.count("mail_seen") for line in lines) == 60


def test_an_account_that_cannot_be_reached_stops_no_other(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    mailbox.deliver(endorsement(1))
    gone = mailbox.account(name="gone", port=1)
    denied = mailbox.account(name="denied", username="nobody")
    first, second, third = context.fetch(gone, denied, mailbox.account())
    assert (first.account, first.folder, first.exit_code) == ("gone", None, 1)
    assert "Nothing answers" in (first.error or "")
    assert (second.account, second.folder) == ("denied", None)
    assert "refused the login" in (second.error or "")
    assert (third.new_endorsements, third.error) == (1, None)


def test_a_missing_folder_stops_no_other_and_is_a_mistake_in_the_config(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    mailbox.deliver(endorsement(1))
    first, second = context.fetch(mailbox.account(folders=("Linkedin", "INBOX")))
    assert (first.folder, first.exit_code) == ("Linkedin", 2)
    assert (second.new_endorsements, second.error) == (1, None)


def test_only_one_fetch_runs_at_a_time(context: FetchBench, mailbox: ImapMailbox) -> None:
    mailbox.deliver(endorsement(1))
    context.fetch(mailbox.account())
    status = context.paths.fetch_status.read_bytes()
    with FileLock(context.paths.fetch_lock):
        (report,) = context.fetch(mailbox.account())
    assert "Another fetch is under way" in (report.error or "")
    assert (report.account, report.folder, report.exit_code) == ("main", None, 1)
    assert context.paths.fetch_status.read_bytes() == status


def test_a_data_folder_that_cannot_be_is_told(context: FetchBench, mailbox: ImapMailbox) -> None:
    fetcher = context.fetcher(mailbox.account())
    context.paths.data_dir.write_text("a file where a folder should be")
    with pytest.raises(EndorsebackError, match="cannot be written"):
        fetcher.run()


def test_how_it_ended_can_be_read_by_others(context: FetchBench, mailbox: ImapMailbox) -> None:
    assert last_fetch(context.paths) is None
    mailbox.deliver(endorsement(1))
    context.fetch(mailbox.account(), mailbox.account(name="gone", port=1))
    status = last_fetch(context.paths)
    assert status is not None
    assert status.ended_at == NOW
    assert status.new_endorsements == 1
    assert [folder.account for folder in status.folders] == ["main", "gone"]
    assert len(status.errors) == 1
    context.paths.fetch_status.write_text("{half")
    assert last_fetch(context.paths) is None


def test_progress_and_landing_are_told_batch_by_batch(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    for number in range(60):
        mailbox.deliver(endorsement(number))
    told: list[FetchProgress] = []
    landed: list[int] = []
    fetcher = context.fetcher(
        mailbox.account(), progress=told.append, landed=lambda: landed.append(len(told))
    )
    fetcher.run()
    assert told == [FetchProgress("main", "INBOX", 50, 60), FetchProgress("main", "INBOX", 60, 60)]
    assert landed == [0, 1]


def test_cancelling_keeps_what_is_recorded_and_ends_soon(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    for number in range(300):
        mailbox.deliver(endorsement(number))
    first_batch = threading.Event()
    fetcher = context.fetcher(mailbox.account(), progress=lambda _progress: first_batch.set())
    thread = threading.Thread(target=fetcher.run, daemon=True)
    thread.start()
    assert first_batch.wait(20)
    fetcher.cancel()
    thread.join(10)
    assert not thread.is_alive()
    assert last_fetch(context.paths) is None
    assert 50 <= len(context.mails()) < 300
    context.fetch(mailbox.account())
    assert len(context.mails()) == 300


def test_a_recogniser_that_stumbles_sends_the_mail_to_needs_a_look(
    context: FetchBench, mailbox: ImapMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    from endorseback.services.fetch import mail_event

    genuine = mail_event.read_mail

    def stumbling(raw: bytes, **options: object) -> object:
        if b"Number1" in raw:
            raise RecursionError
        return genuine(raw, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(mail_event, "read_mail", stumbling)
    for number in range(3):
        mailbox.deliver(endorsement(number))
    (report,) = context.fetch(mailbox.account())
    assert (report.new_endorsements, report.needs_look, report.error) == (2, 1, None)


def test_a_disk_that_takes_no_mail_is_told_and_nothing_is_lost(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    mailbox.deliver(endorsement(1))
    context.paths.data_dir.mkdir(parents=True)
    context.paths.kept_mail.write_text("a file where a folder should be")
    (report,) = context.fetch(mailbox.account())
    assert "cannot be kept" in (report.error or "")
    context.paths.kept_mail.unlink()
    (report,) = context.fetch(mailbox.account())
    assert (report.new_endorsements, report.error) == (1, None)
