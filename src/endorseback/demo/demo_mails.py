"""The invented mails as they lie on the mail host: headers, its own stamps, and both parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from random import Random
from typing import Final

from endorseback.demo.demo_mailbox import DemoMailbox, Story, load_mailbox, sent_at
from endorseback.demo.mail_layouts import Shown, era_of, lay_out, render, sender_of, track

MAIL_HOST: Final = "mx.example.net"
"""The authserv-id of the reader's mail host (RFC 8601, section 2.5)."""
_LONG_LINES: Final = SMTP.clone(max_line_length=998)
"""Links in headers stay whole, as in LinkedIn's mails; RFC 5322 allows 998 characters (2.1.1)."""
_SIGNED: Final = (
    "Date:From:Subject:MIME-Version:Content-Type:To:X-LinkedIn-Class:X-LinkedIn-Template"
)


@dataclass(frozen=True, slots=True)
class DemoMail:
    """One mail of the invented mailbox."""

    story: str
    """Its short name in `mailbox.toml`."""
    at: datetime
    """When it was sent, and received, in UTC."""
    raw: bytes
    """The whole mail, with CRLF line ends."""
    late: bool
    """Whether it arrives only while one watches."""


def write_letters(now: datetime) -> list[DemoMail]:
    """Return all mails of the mailbox, oldest first, for a demo that starts at `now` (UTC).

    The same `now` gives the same bytes.
    """
    mailbox = load_mailbox()
    told = {story.story: story for story in mailbox.mails}
    letters = [_write(mailbox, story, told, now) for story in mailbox.mails]
    return sorted(letters, key=lambda letter: letter.at)


def _write(mailbox: DemoMailbox, story: Story, told: dict[str, Story], now: datetime) -> DemoMail:
    """Return one mail; a copy is the mail it copies, come by another way."""
    original = told[story.copy_of] if story.copy_of else story
    at = sent_at(original, now)
    raw = _mail_bytes(lay_out(mailbox, original, at))
    if story.copy_of:
        raw = b"Delivered-To: alias." + mailbox.reader.address.encode() + b"\r\n" + raw
    return DemoMail(story.story, at, raw, late=story.late is not None)


def _mail_bytes(shown: Shown) -> bytes:
    """Return a mail with the headers in the order in which LinkedIn and the mail host put them."""
    rng = Random(shown.story.story)  # noqa: S311 - made-up tokens, the same in every run
    mail = EmailMessage(policy=SMTP)
    _stamp(mail, shown, rng)
    sender = sender_of(shown)
    mail["Date"] = f"{format_datetime(shown.at)} (UTC)"
    mail["From"] = _address(sender)
    mail["Message-ID"] = _message_id(shown, sender, rng)
    mail["Subject"] = shown.subject
    mail["To"] = Address(shown.reader.name, addr_spec=shown.reader.address)
    if shown.story.layout != "plain":
        _mark_as_linkedins(mail, shown, rng)
    mail.set_content(render(shown, "txt", rng), cte="quoted-printable")
    if shown.story.layout != "plain":
        mail.add_alternative(render(shown, "html", rng), subtype="html", cte="quoted-printable")
        mail.set_boundary(f"----=_Part_{rng.randrange(10**8)}_{rng.randrange(10**9)}.{_ms(shown)}")
    return mail.as_bytes(policy=_LONG_LINES)


def _address(sender: str) -> Address:
    """Return a From field whose name may hold a comma, which the field then quotes."""
    name, _, address = sender.rpartition(" <")
    return Address(name, addr_spec=address.removesuffix(">"))


def _stamp(mail: EmailMessage, shown: Shown, rng: Random) -> None:
    """Put on top what the reader's mail host writes: where the mail is from, what that proves."""
    mail["Delivered-To"] = shown.reader.address
    host = f"bounce.{_address(sender_of(shown)).domain}"
    mail["Return-Path"] = f"<s-{rng.randrange(10**30):x}@{host}>"
    for results in _authentication_results(shown):
        mail["Authentication-Results"] = results
    mail["Received"] = (
        f"from {host} ({host} [192.0.2.{rng.randrange(1, 255)}]) "
        f"by {MAIL_HOST} with ESMTPS id {rng.randrange(10**12):x} "
        f"for <{shown.reader.address}>; {format_datetime(shown.at)}"
    )


def _authentication_results(shown: Shown) -> list[str]:
    """Return the Authentication-Results lines of a mail (RFC 8601), the topmost first."""
    domain = _address(sender_of(shown)).domain
    passed = (
        f"dkim=pass header.d={domain} header.s=d2048-202308-00; "
        f"spf=pass smtp.mailfrom=bounce.{domain}; dmarc=pass header.from={domain}"
    )
    if shown.story.authentication == "none":
        return []
    if shown.story.authentication == "forged":
        return [
            f"{MAIL_HOST}; dkim=none; spf=softfail smtp.mailfrom=bounce.{domain}; "
            f"dmarc=fail header.from={domain}",
            f"relay.bulk.example; {passed}",
        ]
    return [f"{MAIL_HOST}; {passed}"]


def _mark_as_linkedins(mail: EmailMessage, shown: Shown, rng: Random) -> None:
    """Add the headers that only LinkedIn's mails bear, or those that imitate them."""
    if era_of(shown.story.layout) == "early":
        mail["Sender"] = "messages-noreply@bounce.linkedin.com"
    mail["DKIM-Signature"] = (
        f"v=1; a=rsa-sha256; c=relaxed/relaxed; d=linkedin.com; s=d2048-202308-00; "
        f"t={_ms(shown) // 1000}; h={_SIGNED}; bh={rng.randrange(10**40):x}=; "
        f"b={rng.randrange(10**60):x}="
    )
    mail["X-LinkedIn-Class"] = "EMAIL-DEFAULT"
    mail["X-LinkedIn-Template"] = shown.template
    mail["X-LinkedIn-Id"] = f"{rng.randrange(10**8):x}-{rng.randrange(10**10):x}-fc"
    if era_of(shown.story.layout) == "modern":
        query = track(shown.template, "unsub-0-unsub", rng)
        mail["List-Unsubscribe"] = (
            f"<https://www.linkedin.com/comm/psettings/email-unsubscribe?{query}>"
        )
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mail["Feedback-ID"] = f"{shown.template}:linkedin"


def _message_id(shown: Shown, sender: str, rng: Random) -> str:
    """Return a Message-ID as LinkedIn's hosts write it, or one of the sender's own host."""
    if shown.story.layout == "plain":
        return f"<{rng.randrange(10**16):x}@{_address(sender).domain}>"
    return (
        f"<{rng.randrange(10**9)}.{rng.randrange(10**7)}.{_ms(shown)}"
        f"@lor1-app{rng.randrange(10**5)}.prod.linkedin.com>"
    )


def _ms(shown: Shown) -> int:
    """Return the moment of sending in milliseconds since 1970, as LinkedIn writes it into ids."""
    return int(shown.at.timestamp()) * 1000 + len(shown.story.story)
