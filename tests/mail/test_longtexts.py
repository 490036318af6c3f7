"""Texts that are led past the parser: put back, the message is the one it would have made."""

from __future__ import annotations

import email
from email.message import Message

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.corpus import Sample, every_sample
from tests.support.letters import FLOODS, letter, multipart, part

from endorseback.mail.parsing.longtexts import lead_past, put_back

LONG = "A line of an ordinary text.\r\n" * 100
PIECES = st.sampled_from(
    [
        "\r\n",
        "\n",
        "\r",
        "--",
        "--b",
        "--b--",
        "--c",
        "-----\r\n",
        "\n---\nContent-Type: text/plain\n\n",
        'Content-Type: multipart/mixed;\r\n Boundary = "-"\r\n\r\n',
        'Content-Type: multipart/mixed; boundary="-"\r\njunk\r\n\r\n',
        "Content-Type: multipart/mixed; boundary*=us-ascii''---\n\n",
        "Content-Type: text/html\r\n\r\n",
        "Content-Type: text/plain; charset=utf-8\n\n",
        "Content-Type: message/rfc822\r\n\r\n",
        'Content-Type: multipart/digest; boundary="c"\r\n\r\n',
        "Content-Type: text/plain\r\nContent-Type: message/rfc822\r\n\r\n",
        "Content-Transfer-Encoding: base64\r\n",
        "Subject: a\r\n b\r\n",
        LONG,
        "é" * 1_500,
        "=C3=A9",
        "\0",
        "\x000\x00",
        " ",
    ]
)


def tree(message: Message) -> list[object]:
    """Return a message with all that is below it: type, headers and payload as they stand."""
    payload = vars(message)["_payload"]
    below = [tree(one) for one in payload] if isinstance(payload, list) else payload
    return [message.get_content_type(), list(message.raw_items()), below]


def put_together(raw: bytes) -> Message:
    """Return a mail parsed with its long texts led past the parser."""
    lean, texts = lead_past(raw)
    message = email.message_from_bytes(lean)
    for one in message.walk():
        put_back(one, texts)
    return message


@pytest.mark.parametrize("sample", [pytest.param(s, id=s.path.stem) for s in every_sample()])
def test_every_mail_of_the_corpus_stays_what_it_is(sample: Sample) -> None:
    assert tree(put_together(sample.raw)) == tree(email.message_from_bytes(sample.raw))


@pytest.mark.parametrize("flood", FLOODS)
def test_hostile_mails_stay_what_they_are(flood: type) -> None:
    raw = flood(20_000)
    assert tree(put_together(raw)) == tree(email.message_from_bytes(raw))


@given(st.lists(PIECES, max_size=12))
def test_parts_of_any_shape_stay_what_they_are(pieces: list[str]) -> None:
    header = 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
    raw = (header + "".join(pieces)).encode()
    assert tree(put_together(raw)) == tree(email.message_from_bytes(raw))


def test_a_long_text_passes_by_the_parser() -> None:
    raw = multipart(part(LONG), part(LONG, "text/html"), part("short"))
    lean, texts = lead_past(raw)
    assert [len(text) for text in texts.values()] == [len(LONG), len(LONG)]
    assert len(lean) < len(raw) - 2 * len(LONG) + 10


@pytest.mark.parametrize(
    "raw",
    [
        letter("Content-Type: image/png", body=LONG),
        letter("Content-Type: text/plain", body="--x\r\n" + LONG),
        letter("Content-Type: text/plain", body="\0" + LONG),
        letter("Content-Type: text/plain", "Content-Type: message/rfc822", body=LONG),
        multipart(part(LONG, "message/rfc822")),
    ],
)
def test_what_may_be_more_than_text_does_not(raw: bytes) -> None:
    assert lead_past(raw) == (raw, {})
