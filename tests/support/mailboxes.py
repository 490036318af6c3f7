"""Mails for the mailboxes of tests: endorsements in LinkedIn's frame, and ordinary ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import islice
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent.parent / "corpus" / "notifications"
HOST = "mx.example.net"
START = datetime(2024, 3, 1, 8, 0, tzinfo=UTC)

_FOOTER = (
    "\r\n----------------------------------------\r\n\r\n"
    "This email was intended for Noor Albrecht (Operations lead at Fernwick Instruments)\r\n"
    "You are receiving LinkedIn notification emails.\r\n"
    "Unsubscribe: https://www.linkedin.com/comm/psettings/email-unsubscribe\r\n"
)


@dataclass(frozen=True)
class Expected:
    """One mail of the corpus, with what is true of it."""

    file: str
    raw: bytes
    truth: dict[str, Any]


def corpus() -> list[Expected]:
    """Return the mails of the corpus with their truth."""
    lines = (CORPUS / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    truths = [json.loads(line) for line in lines if line]
    return [Expected(t["file"], (CORPUS / t["file"]).read_bytes(), t) for t in truths]


def endorsement(
    number: int,
    *,
    skill: str = "Scheduling",
    name: str | None = None,
    authenticated: str = "dmarc=pass header.from=linkedin.com",
    sent_at: datetime | None = None,
    padding: int = 0,
) -> bytes:
    """Return a notification that somebody endorsed the reader; the number makes it unique."""
    name = name or f"Person Number{number}"
    slug = name.lower().replace(" ", "-")
    moment = sent_at or START + timedelta(hours=number)
    template = "email_notification_single_skill_endorsement_01"
    trk = f"eml-{template}-hero-0-profile_text"
    head = (
        f"Delivered-To: noor.albrecht@example.net\r\n"
        f"Authentication-Results: {HOST}; {authenticated}\r\n"
        f"From: LinkedIn <notifications-noreply@linkedin.com>\r\n"
        f"Message-ID: <{number}.{skill.replace(' ', '')}@ltx1-app1.prod.linkedin.com>\r\n"
        f"Subject: {name} endorsed you for {skill}\r\n"
        f"MIME-Version: 1.0\r\nContent-Type: text/plain;charset=UTF-8\r\n"
        f"To: Noor Albrecht <noor.albrecht@example.net>\r\n"
        f"Date: {format_datetime(moment)}\r\n"
        f"X-LinkedIn-Class: EMAIL-DEFAULT\r\nX-LinkedIn-Template: {template}\r\n"
        f"Feedback-ID: {template}:linkedin\r\n"
    )
    text = (
        f"{name} endorsed you for {skill}\r\n"
        f"View {name}'s profile: https://www.linkedin.com/comm/in/{slug}?trk={trk}\r\n"
    )
    filler = "x" * 76 + "\r\n"
    return (head + "\r\n" + text + _FOOTER + filler * (padding // len(filler))).encode()


def ordinary(number: int, size: int = 1_000) -> bytes:
    """Return a mail that has nothing to do with LinkedIn."""
    moment = START + timedelta(minutes=number)
    head = (
        f"From: Ada Quill <ada{number % 50}@example.org>\r\n"
        f"To: Noor Albrecht <noor.albrecht@example.net>\r\n"
        f"Subject: Minutes of the meeting, part {number}\r\n"
        f"Message-ID: <plain{number}@example.org>\r\n"
        f"Date: {format_datetime(moment)}\r\n"
        f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    )
    line = "We met, we talked, and we will meet again to talk about it once more.\r\n"
    return (head + line * max(1, (size - len(head)) // len(line))).encode()


def among_others(notifications: list[bytes], others: int) -> Iterator[bytes]:
    """Yield notifications spread evenly among so many ordinary mails."""
    numbers = iter(range(others))
    for notification in notifications:
        yield from map(ordinary, islice(numbers, others // (len(notifications) + 1)))
        yield notification
    yield from map(ordinary, numbers)
