"""Reading kept mails again: what changed is recorded, what the user decided stays."""

from __future__ import annotations

import msgspec
import pytest
from tests.support.dovecot import utc
from tests.support.fetching import NOW, Desk
from tests.support.imapserver import ImapMailbox
from tests.support.mailboxes import endorsement

from endorseback.ledger.events.events import Decided
from endorseback.mail.prefilter import identity_of
from endorseback.model.inbox_rows import Action, State
from endorseback.model.mail_reading import Notification
from endorseback.model.notification import Authenticity, Kind
from endorseback.services.fetch import mail_event
from endorseback.services.reparse.reparse_run import reparse
from endorseback.settings import Account, Config

FAILING = "dmarc=fail header.from=linkedin.com"


def run(desk: Desk, *accounts: Account) -> tuple[int, int, list[str]]:
    report = reparse(Config(accounts=accounts), desk.open(), desk.kept, clock=lambda: NOW)
    return report.mails, report.changed, report.damaged


def test_nothing_changes_where_the_recogniser_says_the_same(
    desk: Desk, mailbox: ImapMailbox
) -> None:
    for number in range(3):
        mailbox.deliver(endorsement(number))
    desk.fetch(mailbox.account())
    before = desk.journal()
    assert run(desk, mailbox.account()) == (3, 0, [])
    assert desk.journal() == before


def test_authenticity_is_judged_anew_by_what_the_config_trusts_today(
    desk: Desk, mailbox: ImapMailbox
) -> None:
    mailbox.deliver(endorsement(1))
    mailbox.deliver(endorsement(2, authenticated=FAILING))
    unknowing = mailbox.account(trusted_authserv_ids=())
    desk.fetch(unknowing)
    assert {mail.authenticity for mail in desk.mails().values()} == {Authenticity.UNVERIFIED}
    assert run(desk, mailbox.account()) == (2, 2, [])
    assert {mail.authenticity for mail in desk.mails().values()} == {
        Authenticity.VERIFIED,
        Authenticity.FAILED,
    }
    assert run(desk, mailbox.account()) == (2, 0, [])


def test_a_decision_outlives_a_new_reading(
    desk: Desk, mailbox: ImapMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.deliver(endorsement(1))
    desk.fetch(mailbox.account())
    ledger = desk.open()
    (row,) = ledger.model.rows(State.OPEN, NOW)
    ledger.record(
        Decided(action=Action.SKIPPED, name=row.name, slug="person-number1", covers=row.skills)
    )
    _teach_language(monkeypatch, "xx")
    assert run(desk, mailbox.account()) == (1, 1, [])
    ledger = desk.open()
    assert len(ledger.model.rows(State.OPEN, NOW)) == 0
    assert len(ledger.model.rows(State.SKIPPED, NOW)) == 1
    assert next(iter(desk.mails().values())).language == "xx"


def test_where_a_mail_was_found_and_when_it_came_stay(
    desk: Desk, mailbox: ImapMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = endorsement(1)
    undated = b"\r\n".join(line for line in raw.split(b"\r\n") if not line.startswith(b"Date:"))
    mailbox.deliver(undated, received_at=utc(2025, 2, 3, 4, 5))
    desk.fetch(mailbox.account())
    before = desk.mails()[identity_of(raw)]
    _teach_language(monkeypatch, "xx")
    run(desk, mailbox.account())
    after = desk.mails()[identity_of(raw)]
    assert after == msgspec.structs.replace(before, language="xx")
    assert (after.folder, after.received_at) == ("INBOX", utc(2025, 2, 3, 4, 5))


def test_a_mail_that_turns_out_to_be_one_is_recorded(
    desk: Desk, mailbox: ImapMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.deliver(endorsement(1))
    with monkeypatch.context() as patch:
        _teach_kind(patch, Kind.OTHER)
        desk.fetch(mailbox.account())
        assert desk.mails() == {}
    assert run(desk, mailbox.account()) == (1, 1, [])
    assert desk.pairs() == [("Person Number1", "Scheduling")]


def test_a_mail_that_turns_out_to_be_none_leaves_the_inbox(
    desk: Desk, mailbox: ImapMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.deliver(endorsement(1))
    desk.fetch(mailbox.account())
    _teach_kind(monkeypatch, Kind.OTHER)
    assert run(desk, mailbox.account()) == (1, 1, [])
    assert len(desk.open().model.rows(State.OPEN, NOW)) == 0


def test_a_mail_kept_from_two_accounts_keeps_its_better_proof(
    desk: Desk, mailbox: ImapMailbox
) -> None:
    mailbox.deliver(endorsement(1, authenticated=FAILING), "One")
    mailbox.deliver(endorsement(1), "Two")
    one = mailbox.account(name="one", folders=("One",))
    two = mailbox.account(name="two", folders=("Two",))
    desk.fetch(one, two)
    (mail,) = desk.mails().values()
    assert mail.authenticity is Authenticity.VERIFIED
    assert run(desk, one, two) == (2, 0, [])


def test_a_damaged_file_is_told_and_the_rest_is_read(desk: Desk, mailbox: ImapMailbox) -> None:
    for number in range(3):
        mailbox.deliver(endorsement(number))
    desk.fetch(mailbox.account())
    victim = next(desk.paths.kept_mail.rglob("*.gz"))
    victim.write_bytes(b"no gzip")
    mails, changed, damaged = run(desk, mailbox.account())
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
