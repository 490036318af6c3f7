"""The header block: where it ends, its fields, and the addresses in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.mail.parsing.header import Mailbox, mailboxes, read_fields, split_header

ADDRESSES = st.from_regex(
    r"[A-Za-z .';:<@=?_-]{0,12}<[a-z.+@ -]{0,8}(?:@[a-z.-]{0,8})?>[ ,]?", fullmatch=True
)


@pytest.mark.parametrize(
    ("raw", "header", "body"),
    [
        (b"A: x\n\nbody", b"A: x", b"body"),
        (b"A: x\r\n\r\nbody", b"A: x\r", b"body"),
        (b"A: x\r\rbody\n\nrest", b"A: x", b"body\n\nrest"),
        (b"A: x\nB: y", b"A: x\nB: y", b""),
        (b"\nbody", b"", b"body"),
        (b"From x\nA: y\n\nbody", b"A: y", b"body"),
    ],
)
def test_where_the_header_ends(raw: bytes, header: bytes, body: bytes) -> None:
    block, start = split_header(raw)
    assert (block, raw[start:]) == (header, body)


def test_fields_are_unfolded_and_known_by_name() -> None:
    fields = read_fields(b"SUBJECT : a\r\n b\r\nX-Other: c\r\nX-LinkedIn-Id: d\r\nSubject: e\r\n")
    assert fields.items == (("subject", b"a b"), ("x-linkedin-id", b"d"), ("subject", b"e"))
    assert (fields.raw("subject"), fields.raw("to")) == ([b"a b", b"e"], [])
    assert (fields.text("subject"), fields.text("to")) == ("a b", "")


def test_a_line_that_is_no_field_is_none() -> None:
    assert read_fields(b"no field\r\nsub ject: a\r\n: b\r\nsubject\r\n").items == ()


@pytest.mark.parametrize(
    ("value", "boxes"),
    [
        (b"Ada Moe <ada@example.org>", [("Ada Moe", "ada@example.org")]),
        (b"ada@example.org", [("", "ada@example.org")]),
        (b'"Moe, Ada" <ada@example.org>', [("Moe, Ada", "ada@example.org")]),
        (b"=?utf-8?q?Zo=C3=AB?= <z@example.org>", [("Zoë", "z@example.org")]),
        (
            b"Ada <ada@example.org>, b@example.net",
            [("Ada", "ada@example.org"), ("", "b@example.net")],
        ),
        (b"Ada <ada>", [("Ada", "")]),
    ],
)
def test_addresses(value: bytes, boxes: list[tuple[str, str]]) -> None:
    assert [(box.name, box.address) for box in mailboxes(value)] == boxes


@given(ADDRESSES)
def test_the_usual_address_is_read_as_any_other(text: str) -> None:
    value = text.encode("ascii")
    assert mailboxes(value) == mailboxes(value + b",")  # which no usual field ends with


def test_a_mailbox_knows_its_domain() -> None:
    assert Mailbox("", "Ada@Example.ORG").domain == "example.org"
