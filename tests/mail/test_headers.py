"""What a header block alone tells: which mails are worth fetching, and who they are."""

from __future__ import annotations

import hashlib

import pytest
from tests.support.corpus import Sample, every_sample

from endorseback.mail.parsing.header import split_header
from endorseback.mail.prefilter import authserv_ids_seen, identity_of, may_be_linkedins
from endorseback.model.notification import Kind

PLAIN = "Content-Type: text/plain"


def header(*lines: str) -> bytes:
    """Return a header block as a server gives it."""
    return "\r\n".join([*lines, "", ""]).encode("utf-8")


@pytest.mark.parametrize(
    "sample",
    [pytest.param(one, id=one.path.stem) for one in every_sample() if one.kind is not Kind.OTHER],
)
def test_no_notification_is_ruled_out(sample: Sample) -> None:
    assert may_be_linkedins(split_header(sample.raw)[0])


def test_mails_of_other_people_are_ruled_out() -> None:
    others = [one for one in every_sample() if one.kind is Kind.OTHER]
    passed = [one for one in others if may_be_linkedins(split_header(one.raw)[0])]
    assert 0 < len(passed) < len(others)


@pytest.mark.parametrize(
    "lines",
    [
        ("From: Ada Moe <ada@example.org>", "Subject: Lunch?"),
        ("From: Ada Moe <ada@example.org>", "Subject: Re: Lunch?", "In-Reply-To: <1@example.com>"),
        (
            "From: Shop <news@shop.example>",
            "Subject: Sale",
            "List-Unsubscribe: <https://s.example>",
        ),
        (
            "From: Ada via list <list@lists.example.org>",
            "Subject: [list] Minutes of the meeting",
            "List-Id: <list.lists.example.org>",
            "Precedence: list",
        ),
        (
            "From: Ada <ada@example.org>",
            "To: Bo <bo@example.net>",
            "Subject: The contract",
            "Content-Type: multipart/mixed; boundary=a",
        ),
        ("From: Mailer <mailer-daemon@example.org>", "Subject: Undelivered Mail"),
        ("Subject:",),
        (),
    ],
)
def test_ordinary_mails_are_ruled_out(lines: tuple[str, ...]) -> None:
    assert not may_be_linkedins(header(*lines))


@pytest.mark.parametrize(
    "lines",
    [
        ("From: x@linkedin.com",),
        ("From: x@LINKEDIN.com",),
        ("From: LinkedIn <x@example.org>",),
        ("From: =?utf-8?b?TGlua2VkSW4=?= <x@example.org>",),
        ("From: Linked\u0406n <x@example.org>",),
        ("From: x@1inkedin.com",),
        ("From: Ada <x@example.org>", "Sender: x@linkedin.com"),
        ("From: Ada <x@example.org>", "Reply-To: LinkedIn <x@example.org>"),
        ("From: Ada <x@example.org>", "X-LinkedIn-Class: EMAIL-DEFAULT"),
        ("From: Ada <x@example.org>", "Feedback-ID: some_template:linkedin"),
        ("From: Ada <x@example.org>", "Message-ID: <1.2@app.prod.linkedin.com>"),
        ("From: Ada <x@example.org>", "List-Unsubscribe: <https://www.linkedin.com/e/v2?x>"),
        ("From: Ada <x@example.org>", "DKIM-Signature: v=1; d=linkedin.com; s=x"),
        ("From: Ada <x@example.org>", "Subject: Bo endorsed you for Rust"),
        ("From: Ada <x@example.org>", "Subject: =?utf-8?q?Bo_endorsed_you_for_Rust?="),
        ("From: Ada <x@example.org>", "Subject: Bo hat Ihre Kenntnisse best\u00e4tigt"),
        ("From: Ada <x@example.org>", "Subject: Your LinkedIn"),
        ("From: A <a@example.org>", "Subject: Fwd: x", "Content-Type: multipart/mixed; boundary=a"),
        ("From: A <a@example.org>", "Subject: WG: x", "Content-Type: multipart/mixed; boundary=a"),
        ("From: A <a@example.org>", "Subject: x", "Content-Type: message/rfc822"),
        ("From: A <a@example.org>", "Content-Type: multipart/mixed; boundary=a"),
        (
            "From: Ada Moe <ada@work.example>",
            "To: Ada Moe <ada.moe@home.example>",
            "Subject: keep",
            "Content-Type: multipart/mixed; boundary=a",
        ),
    ],
)
def test_what_bears_a_mark_passes(lines: tuple[str, ...]) -> None:
    assert may_be_linkedins(header(*lines))


@pytest.mark.parametrize("template", ["jobs_alert_01", "email_m2m_invite_single_01", "security_x"])
def test_templates_that_are_never_endorsements_are_ruled_out(template: str) -> None:
    lines = ("From: x@linkedin.com", f"X-LinkedIn-Template: {template}")
    assert not may_be_linkedins(header(*lines, "Subject: News"))
    assert may_be_linkedins(header(*lines, "Subject: Bo endorsed you for Rust"))
    assert may_be_linkedins(header(*lines, "X-LinkedIn-Template: another"))


def test_unknown_templates_pass() -> None:
    assert may_be_linkedins(header("From: x@linkedin.com", "X-LinkedIn-Template: email_new_99"))


@pytest.mark.parametrize(
    ("line", "identity"),
    [
        ("Message-ID: <1.2@example.org>", "1.2@example.org"),
        ("message-id:<1.2@example.org>", "1.2@example.org"),
        ("Message-ID:\r\n <1.2@example.org>", "1.2@example.org"),
        ("Message-ID: <1.2@example.org> (added)", "1.2@example.org"),
        ("Message-ID: 1.2@example.org", "1.2@example.org"),
        ("Message-ID: <a>\r\nMessage-ID: <b>", "a"),
        ("Message-ID: <a\x1b\u202eb>", "ab"),
    ],
)
def test_identity(line: str, identity: str) -> None:
    assert identity_of(header(line), b"whole") == identity


@pytest.mark.parametrize(
    "line", ["Subject: none", "Message-ID:", "Message-ID: <>", f"Message-ID: <{'a' * 600}>"]
)
def test_a_mail_without_a_usable_id_is_known_by_its_bytes(line: str) -> None:
    block = header(line)
    assert identity_of(block, b"whole") == f"sha256:{hashlib.sha256(b'whole').hexdigest()}"
    assert identity_of(block) == f"sha256:{hashlib.sha256(block).hexdigest()}"


def test_the_topmost_authserv_id_is_proposed() -> None:
    lines = (
        "Authentication-Results: MX.example.net 1; none",
        "Authentication-Results: other; none",
    )
    assert authserv_ids_seen(header(*lines)) == "mx.example.net"
    assert authserv_ids_seen(header("Subject: none")) is None
