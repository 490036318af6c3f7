"""A message as a mail: its fields and its text in the form of RFC 5322, ready for SMTP or IMAP."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.policy import SMTP
from typing import TYPE_CHECKING, Final

from endorseback.outreach.email_address import domain_of
from endorseback.text import clean, clean_lines

if TYPE_CHECKING:
    from email.message import EmailMessage

_POLICY: Final = SMTP.clone(cte_type="7bit", utf8=False, raise_on_defect=True)
"""Seven bits only, so that no server needs extensions, and none rewrites what was written."""
_LONGEST_DOMAIN: Final = 36
"""Characters of a domain in a Message-ID, so that the field fits one line of 78."""
_NOWHERE: Final = "endorseback.invalid"

Entropy = Callable[[int], str]
"""Returns that many random bytes, as twice as many hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class EmailParticipant:
    """Somebody with an address: the mailbox of RFC 5322, 3.4."""

    address: str
    """Checked: see `outreach.address`."""
    name: str = ""
    """As displayed."""


@dataclass(frozen=True, slots=True)
class OutgoingEmail:
    """A message to one person."""

    message_id: str
    """With the angle brackets; it stays the same in every try."""
    sender: EmailParticipant | None
    """None for a draft whose mailbox does not tell its address."""
    recipient: EmailParticipant | None
    """Whom it goes to; None for a draft whose address the user adds."""
    subject: str
    text: str
    """Plain text; lines end with a line feed."""
    written_at: datetime
    """The Date field: when the user had it sent, aware."""


def new_message_id(address: str = "", entropy: Entropy = secrets.token_hex) -> str:
    """Return a Message-ID, with its angle brackets, that no other message has.

    Args:
        address: The sender's, whose domain is the right-hand side (RFC 5322, 3.6.4); may be empty.
        entropy: The source of randomness.
    """
    domain = domain_of(address)
    return f"<{entropy(12)}@{domain if 0 < len(domain) <= _LONGEST_DOMAIN else _NOWHERE}>"


def as_mail(letter: OutgoingEmail) -> bytes:
    """Return a letter as a mail: lines end with CR LF, all bytes are ASCII.

    Names and the subject pass `clean`, so that none of them can begin another field.
    """
    from email.message import EmailMessage
    from email.utils import format_datetime

    message = EmailMessage(policy=_POLICY)
    if letter.sender is not None:
        message["From"] = _field(letter.sender)
    if letter.recipient is not None:
        message["To"] = _field(letter.recipient)
    message["Subject"] = clean(letter.subject)
    message["Date"] = format_datetime(letter.written_at.astimezone())
    message["Message-ID"] = letter.message_id
    _write_text(message, letter.text)
    return message.as_bytes()


def _field(mailbox: EmailParticipant) -> object:
    from email.headerregistry import Address

    return Address(display_name=clean(mailbox.name), addr_spec=mailbox.address)


def _write_text(message: EmailMessage, text: str) -> None:
    """Put the text in as `text/plain`, in an encoding that every server passes on unchanged."""
    message.set_content(clean_lines(text).strip() + "\n", charset="utf-8")
