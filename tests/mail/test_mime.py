"""A mail taken apart: its parts by the rules of truth, attached mails apart, floods cut."""

from __future__ import annotations

import base64
import subprocess
import sys

import pytest
from tests.support.corpus import Sample, every_sample
from tests.support.letters import FLOODS, SENTENCE, letter, multipart, part

from endorseback.mail.parsing.charset import decode
from endorseback.mail.parsing.mime import is_mail, is_mbox, parse_mail

INNER = (
    "From: LinkedIn <x@linkedin.com>\r\nSubject: inner\r\nContent-Type: text/html\r\n\r\n<p>in</p>"
)


def test_text_and_html_are_kept_apart() -> None:
    found = parse_mail(multipart(part("plain"), part("<p>page</p>", "text/html")))
    assert (found.text.strip(), found.html.strip()) == ("plain", "<p>page</p>")
    assert found.attached == []
    assert found.ended
    assert found.cuts == ()


def test_the_first_page_that_is_not_empty_counts() -> None:
    found = parse_mail(
        multipart(part(" ", "text/html"), part("a", "text/html"), part("b", "text/html"))
    )
    assert found.html.strip() == "a"


def test_attached_files_are_not_shown() -> None:
    found = parse_mail(
        multipart(
            part("shown"),
            part("file", "text/plain", 'Content-Disposition: attachment; filename="a.txt"'),
            part("<p>file</p>", "text/html", "Content-Disposition: ATTACHMENT"),
            part("x", "image/png"),
        )
    )
    assert (found.text.strip(), found.html) == ("shown", "")


@pytest.mark.parametrize("encoding", ["", "7bit", "base64"])
def test_an_attached_mail_is_a_letter_of_its_own(encoding: str) -> None:
    inner = INNER if encoding != "base64" else base64.encodebytes(INNER.encode()).decode()
    header = (f"Content-Transfer-Encoding: {encoding}",) if encoding else ()
    found = parse_mail(multipart(part("mine"), part(inner, "message/rfc822", *header)))
    assert found.text.strip() == "mine"
    assert [(one.fields.text("subject"), one.html.strip()) for one in found.attached] == [
        ("inner", "<p>in</p>")
    ]


def test_a_report_is_never_taken_apart() -> None:
    found = parse_mail(multipart(part("bounced"), part(INNER, "message/rfc822"), kind="report"))
    assert found.is_report
    assert (found.text, found.attached) == ("", [])


def test_a_missing_end_is_noticed() -> None:
    assert not parse_mail(multipart(part("a"), closed=False)).ended
    assert parse_mail(letter(body="a")).ended


@pytest.mark.parametrize(
    ("data", "label", "text"),
    [
        (b"caf\xe9", "iso-8859-1", "café"),
        (b"caf\xe9 \x80", "ISO-8859-1", "café €"),
        (b"caf\xe9", "us-ascii", "café"),
        (b"caf\xe9", None, "café"),
        ("café".encode(), "iso-8859-1", "café"),
        ("café".encode(), "koi8-r", "café"),
        ("café".encode(), "no-such-set", "café"),
        (b"caf\xe9", "no-such-set", "caf\ufffd"),
        ("Привет".encode("koi8-r"), "koi8-r", "Привет"),
        ("中文".encode("gb18030"), "gb2312", "中文"),
        ("溶接".encode("iso2022_jp"), "ISO-2022-JP", "溶接"),
        ("a-ü".encode("utf-7"), "utf-7", "a-ü"),
        ("ab".encode("utf-16"), "utf-16", "ab"),
        ("ab".encode("utf-16-le"), "utf-16le", "ab"),
        (b"plain", "utf-16", "plain"),
        (b"plain", "punycode", "plain"),
        (b"\x41\xff", "unicode_escape", "A\ufffd"),
        (b"\x41\xff", "base64", "A\ufffd"),
        (b"\x41\xff", "a\0b", "A\ufffd"),
        (b"", "utf-8", ""),
    ],
)
def test_decoding(data: bytes, label: str | None, text: str) -> None:
    assert decode(data, label) == text


@pytest.mark.parametrize("label", ['"utf-8"', "'utf-8'", "utf-8", "UTF8", "utf-8; x=y"])
def test_a_label_however_it_is_written(label: str) -> None:
    mail = letter(f"Content-Type: text/plain; charset={label}", body="Zoë")
    assert parse_mail(mail).text.strip() == "Zoë"


def test_noise_is_no_page() -> None:
    noise = base64.b64encode(b"\xff\xfe\xfd" * 200).decode()
    page = part(noise, "text/html; charset=utf-8", "Content-Transfer-Encoding: base64")
    found = parse_mail(multipart(part(SENTENCE), page))
    assert found.html == ""
    assert found.text.strip() == SENTENCE


def test_null_bytes_are_not_shown() -> None:
    assert parse_mail(letter(body=b"Ada\0 Moe")).text == "Ada Moe"


@pytest.mark.parametrize("flood", FLOODS, ids=lambda flood: flood.__name__)
def test_floods_are_cut_and_what_is_left_is_read(flood: object) -> None:
    assert callable(flood)
    found = parse_mail(flood(300_000))
    assert found.fields.text("from").startswith("LinkedIn")
    assert len(found.attached) <= 20


@pytest.mark.parametrize("name", ["tiny_parts", "deep_nesting", "part_header_flood"])
def test_what_was_cut_is_told(name: str) -> None:
    flood = next(one for one in FLOODS if one.__name__ == name)
    assert parse_mail(flood(600_000)).cuts


@pytest.mark.parametrize("name", ["address_flood", "wanted_header_flood", "folded_flood"])
def test_a_flood_of_fields_is_told(name: str) -> None:
    flood = next(one for one in FLOODS if one.__name__ == name)
    assert any("header block" in cut for cut in parse_mail(flood(600_000)).cuts)


def test_nothing_of_the_library_reaches_the_terminal() -> None:
    mail = multipart(part("x", "text/png"), part("y", "text/calendar; charset=none"))
    code = f"from endorseback.mail.parsing.mime import parse_mail as read; read({mail!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


@pytest.mark.parametrize("sample", [pytest.param(one, id=one.path.stem) for one in every_sample()])
def test_every_mail_of_the_corpus_is_one(sample: Sample) -> None:
    assert is_mail(sample.raw)
    assert not is_mbox(sample.raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n\n",
        b"hello",
        b"hello\nworld: yes",
        b"key: value\nother: 3\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"PK\x03\x04" + b"\0" * 99,
        b"\0" * 5_000,
        b"From: x@example.org\0\0\0",
        b'{"From": "x"}',
        b"<html><body>From: x</body></html>",
        b"\xff\xfeF\0r\0o\0m\0:\0",
    ],
)
def test_what_is_no_mail(raw: bytes) -> None:
    assert not is_mail(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"From: x@example.org",
        b"from : x@example.org\n\nhi",
        b"Subject: a\r\rhi",
        b"Return-Path: <>\nX-A: b\nDate: never\n\n\0\0\0",
        b"From x@example.org Mon Nov  3 09:14:07 2025\nSubject: one\n\nhi\n",
    ],
)
def test_what_is_a_mail(raw: bytes) -> None:
    assert is_mail(raw)
    assert not is_mbox(raw)


def test_an_mbox_is_told_from_a_mail() -> None:
    one = b"From x@example.org Mon Nov  3 09:14:07 2025\nSubject: a\n\nhi\n\n"
    assert is_mbox(one + one)
    assert is_mbox((one + one).replace(b"\n", b"\r\n"))
    assert not is_mbox(one + b"From here on\n\n")
