"""Reading kept mails again: what changed is recorded, what the user decided stays."""

from __future__ import annotations

import msgspec
import pytest
from tests.support.dovecot import utc
from tests.support.fetching import NOW, FetchBench
from tests.support.imapserver import ImapMailbox
from tests.support.mailboxes import endorsement

from endorseback.ledger.events.events import Decided
from endorseback.mail.prefilter import identity_of
from endorseback.model.decisions import DecisionKind
from endorseback.model.list_rows import State
from endorseback.model.notification import Authenticity, Kind, Notification
from endorseback.services.fetch import mail_event
from endorseback.services.reparse.reparse_run import reparse
from endorseback.settings import Account, Config

FAILING = "dmarc=fail header.from=linkedin.com"


def run(context: FetchBench, *accounts: Account) -> tuple[int, int, list[str]]:
    report = reparse(Config(accounts=accounts), context.open(), context.kept, clock=lambda: NOW)
    return report.mails, report.changed, report.damaged


def test_nothing_changes_where_the_recogniser_says_the_same(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    for number in range(3):
        mailbox.deliver(endorsement(number))
    context.fetch(mailbox.account())
    before = context.journal()
    assert run(context, mailbox.account()) == (3, 0, [])
    assert context.journal() == before


def test_authenticity_is_judged_anew_by_what_the_config_trusts_today(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    mailbox.deliver(endorsement(1))
    mailbox.deliver(endorsement(2, authenticated=FAILING))
    unknowing = mailbox.account(trusted_authserv_ids=())
    context.fetch(unknowing)
    assert {mail.authenticity for mail in context.mails().values()} == {Authenticity.UNVERIFIED}
    assert run(context, mailbox.account()) == (2, 2, [])
    assert {mail.authenticity for mail in context.mails().values()} == {
        Authenticity.VERIFIED,
        Authenticity.FAILED,
    }
    assert run(context, mailbox.account()) == (2, 0, [])


def test_a_decision_outlives_a_new_reading(
    context: FetchBench, mailbox: ImapMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.deliver(endorsement(1))
    context.fetch(mailbox.account())
    ledger = context.open()
    (row,) = ledger.model.rows(State.OPEN, NOW)
    ledger.record(
        Decided(
            action=DecisionKind.SKIPPED, name=row.name, slug="person-number1", covers=row.skills
        )
    )
    _teach_language(monkeypatch, "xx")
    assert run(context, mailbox.account()) == (1, 1, [])
    ledger = context.open()
    assert len(ledger.model.rows(State.OPEN, NOW)) == 0
    assert len(ledger.model.rows(State.SKIPPED, NOW)) == 1
    assert next(iter(context.mails().values())).language == "xx"


def test_where_a_mail_was_found_and_when_it_came_stay(
    context: FetchBench, mailbox: ImapMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = endorsement(1)
    undated = b"\r\n".join(line for line in raw.split(b"\r\n") if not line.startswith(b"Date:"))
    mailbox.deliver(undated, received_at=utc(2025, 2, 3, 4, 5))
    context.fetch(mailbox.account())
    before = context.mails()[identity_of(raw)]
    _teach_language(monkeypatch, "xx")
    run(context, mailbox.account())
    after = context.mails()[identity_of(raw)]
    assert after == msgspec.structs.replace(before, language="xx")
    assert (after.folder, after.received_at) == ("INBOX", utc(2025, 2, 3, 4, 5))


def test_a_mail_that_turns_out_to_be_one_is_recorded(
    context: FetchBench, mailbox: ImapMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.deliver(endorsement(1))
    with monkeypatch.context() as patch:
        _teach_kind(patch, Kind.OTHER)
        context.fetch(mailbox.account())
        assert context.mails() == {}
    assert run(context, mailbox.account()) == (1, 1, [])
    assert context.pairs() == [("Person Number1", "Scheduling")]


def test_a_mail_that_turns_out_to_be_none_leaves_the_inbox(
    context: FetchBench, mailbox: ImapMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.deliver(endorsement(1))
    context.fetch(mailbox.account())
    _teach_kind(monkeypatch, Kind.OTHER)
    assert run(context, mailbox.account()) == (1, 1, [])
    assert len(context.open().model.rows(State.OPEN, NOW)) == 0


def test_a_mail_kept_from_two_accounts_keeps_its_better_proof(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    mailbox.deliver(endorsement(1, authenticated=FAILING), "One")
    mailbox.deliver(endorsement(1), "Two")
    one = mailbox.account(name="one", folders=("One",))
    two = mailbox.account(name="two", folders=("Two",))
    context.fetch(one, two)
    (mail,) = context.mails().values()
    assert mail.authenticity is Authenticity.VERIFIED
    assert run(context, one, two) == (2, 0, [])


def test_a_damaged_file_is_told_and_the_rest_is_read(
    context: FetchBench, mailbox: ImapMailbox
) -> None:
    for number in range(3):
        mailbox.deliver(endorsement(number))
    context.fetch(mailbox.account())
    victim = next(context.paths.kept_mail.rglob("*.gz"))
    victim.write_bytes(b"no gzip")
    mails, changed, damaged = run(context, mailbox.account())
    assert (mails, changed) == (2, 0)
    assert victim.name in damaged[0]


def _teach_language(patch: pytest.MonkeyPatch, language: str) -> None:
    _change_reading(patch, language=language)


def _teach_kind(patch: pytest.MonkeyPatch, kind: Kind) -> None:
    _change_reading(patch, kind=kind, endorsements=())


def _change_reading(patch: pytest.MonkeyPatch, **changes: object) -> None:
    """Stand in for a recogniser of another version, which says something else of the same mails."""
    from dataclasses import replace

    genuine = mail_event.read_mail

    def changed(raw: bytes, **options: object) -> object:
        mail = genuine(raw, **options)  # type: ignore[arg-type]
        notification: Notification = replace(mail.notification, **changes)  # type: ignore[arg-type]
        return replace(mail, notification=notification)

    patch.setattr(mail_event, "read_mail", changed)
