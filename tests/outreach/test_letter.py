"""A letter is a mail that every parser reads back, and nothing in it begins another field."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.outreach.rfc5322_message import (
    EmailParticipant,
    OutgoingEmail,
    as_mail,
    new_message_id,
)
from endorseback.text import clean, clean_lines

AT = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
SAM = EmailParticipant("sam@example.com", "Sam Rivera")
MAYA = EmailParticipant("maya@example.org", "Maya Okafor")


def read_back(letter: OutgoingEmail) -> EmailMessage:
    raw = as_mail(letter)
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def letter(subject: str = "Hello", text: str = "Hi Maya", **changes: object) -> OutgoingEmail:
    fields = {"sender": SAM, "recipient": MAYA, "message_id": "<1@example.com>", **changes}
    return OutgoingEmail(subject=subject, text=text, written_at=AT, **fields)  # type: ignore[arg-type]


def test_the_fields_are_those_of_rfc_5322() -> None:
    message = read_back(letter())
    assert str(message["From"]) == "Sam Rivera <sam@example.com>"
    assert str(message["To"]) == "Maya Okafor <maya@example.org>"
    assert message["Date"].datetime == AT
    assert message["Message-ID"] == "<1@example.com>"
    assert message["MIME-Version"] == "1.0"
    assert message.get_content_type() == "text/plain"
    assert set(message.keys()) == {
        *("From", "To", "Subject", "Date", "Message-ID"),
        *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
    }


def test_a_draft_may_have_no_recipient_yet() -> None:
    assert "To" not in read_back(letter(recipient=None))


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert as_mail(letter()) == as_mail(letter())


@given(st.text(max_size=300), st.text(max_size=2000), st.text(max_size=80))
def test_any_text_comes_back_and_stays_in_its_place(subject: str, text: str, name: str) -> None:
    message = read_back(letter(subject, text, recipient=EmailParticipant("maya@example.org", name)))
    assert " ".join(str(message["Subject"]).split()) == clean(subject)
    assert message["To"].addresses[0].addr_spec == "maya@example.org"
    assert len(message["To"].addresses) == 1
    assert message.get_content().replace("\r\n", "\n") == clean_lines(text).strip() + "\n"
    assert len(message.keys()) == 8


@pytest.mark.parametrize("field", ["subject", "name"])
def test_a_line_end_begins_no_other_field(field: str) -> None:
    evil = "x\r\nBcc: everybody@example.com\r\n\r\nbody"
    made = (
        letter(subject=evil)
        if field == "subject"
        else letter(recipient=EmailParticipant("maya@example.org", evil))
    )
    assert "Bcc" not in read_back(made)


def test_message_ids_are_unique_and_fit_one_line() -> None:
    ids = {new_message_id("sam@example.com") for _ in range(100)}
    assert len(ids) == 100
    assert all(one.startswith("<") and one.endswith("@example.com>") for one in ids)
    long = new_message_id("sam@" + "x" * 60 + ".example.com", lambda count: "ab" * count)
    assert long == "<" + "ab" * 12 + "@endorseback.invalid>"
    for one in (*ids, long):
        raw = as_mail(letter(message_id=one))
        assert f"\r\nMessage-ID: {one}\r\n".encode() in raw
