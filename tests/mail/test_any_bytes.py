"""Any bytes give an answer: nothing raises, everything is clean, what is hostile is cut."""

from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.support.corpus import OWN_HOST, every_sample, strings_of
from tests.support.letters import BAITS, FLOODS, SENTENCE, letter, multipart, part

from endorseback.mail.parsing.mime import is_mail, is_mbox
from endorseback.mail.parsing.readable import readable
from endorseback.mail.phrases.catalogue import Language, all_languages
from endorseback.mail.prefilter import authserv_ids_seen, identity_of, may_be_linkedins
from endorseback.mail.recogniser.recognise import read_mail
from endorseback.model.notification import Kind, MailRead
from endorseback.text import clean, usable

MAILS: Final = [sample.raw for sample in every_sample() if len(sample.raw) < 60_000]
CANONICAL: Final = re.compile(r"https://www\.linkedin\.com/in/[^/]+/")
ANY_MAIL: Final = settings(deadline=None, max_examples=150)


def checked(raw: bytes) -> MailRead:
    """Read a mail and return what was read, once it is shown to be safe."""
    read = read_mail(raw, trusted_authserv_ids=(OWN_HOST,))
    notification = read.notification
    shown = [*strings_of(notification), read.subject, read.sender, read.identity]
    assert [text for text in shown if clean(text) != text] == []
    assert all(usable(one.name) and usable(one.skill) for one in notification.endorsements)
    assert all(usable(one.name) for one in notification.people)
    urls = [one.profile_url for one in (*notification.endorsements, *notification.people)]
    assert all(url is None or CANONICAL.fullmatch(url) for url in urls)
    assert notification.reasons
    assert read.sent_at is None or read.sent_at.utcoffset() is not None
    return read


def look_at(raw: bytes) -> None:
    """Do all that is ever done with foreign bytes."""
    checked(raw)
    mail = readable(raw)
    assert [line for line in mail.lines if clean(line) != line] == []
    may_be_linkedins(raw)
    identity_of(raw, raw)
    authserv_ids_seen(raw)
    is_mail(raw)
    is_mbox(raw)


@given(st.binary(max_size=400))
@example(b"")
@example(b"\0")
@example(b"\r")
@example(b":")
@example(b"From ")
@example(b"From: \xff\xfe\n\n")
@ANY_MAIL
def test_arbitrary_bytes(raw: bytes) -> None:
    look_at(raw)


PIECES: Final = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [
            b"\r\n",
            b"\r\n\r\n",
            b"\0",
            b"--",
            b"=",
            b"<",
            b"</td>",
            b"<table>",
            b"&#x202e;",
            b"\xe2\x80\xae",
            b"\x1b[2J",
            b"From: x@example.org\r\n",
            b"Content-Transfer-Encoding: base64\r\n",
            b'Content-Type: message/rfc822; boundary="',
            b"charset=utf-16",
            b"=?utf-8?b?",
            b" endorsed you for ",
            b" and 3 others",
            b'<a href="https://www.linkedin.com/in/',
        ]
    ),
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Return a mail of the corpus with pieces cut out, put in, or moved."""
    raw = draw(st.sampled_from(MAILS))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 300)))
        raw = raw[:start] + draw(PIECES) + raw[end:]
    return raw


@given(mutated())
@ANY_MAIL
def test_mutated_mails(raw: bytes) -> None:
    look_at(raw)


@given(st.sampled_from(MAILS), st.integers(0, 60_000))
@ANY_MAIL
def test_mails_cut_short(raw: bytes, length: int) -> None:
    look_at(raw[:length])


@pytest.mark.parametrize("flood", FLOODS, ids=lambda flood: flood.__name__)
def test_floods(flood: object) -> None:
    assert callable(flood)
    look_at(flood(2_000_000))


@pytest.mark.parametrize("bait", BAITS)
@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_long_lines(bait: str, kind: str) -> None:
    line = bait * (500_000 // len(bait.encode()))
    look_at(letter(f"Content-Type: {kind}; charset=utf-8", body=line))


def test_five_thousand_parts() -> None:
    assert "parts" in " ".join(checked(multipart(*[part("x")] * 5_000)).notification.reasons)


def test_what_stands_before_a_flood_is_still_read() -> None:
    for flooded in (
        multipart(part(SENTENCE), *[part("x", "image/png")] * 5_000),
        letter("Content-Type: text/plain", *["X-Flood: a"] * 50_000),
        letter("To: " + "a@example.org, " * 50_000),
    ):
        found = checked(flooded).notification
        assert [(one.name, one.skill) for one in found.endorsements] == [("Lowri Beynon", "Rust")]


def test_a_mail_far_too_long_is_read_in_part() -> None:
    found = checked(letter(body=SENTENCE + "\n" + "x" * 9_000_000)).notification
    assert found.kind in (Kind.ENDORSEMENT, Kind.REVIEW)
    assert any("read only" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    "value", ["", "never", "Mon, 99 Foo 9999 99:99", "31 Dec 9999 23:59 -2359"]
)
def test_a_date_that_is_none(value: str) -> None:
    assert checked(letter(f"Date: {value}")).sent_at is None


LANGUAGES: Final = sorted(set(all_languages().values()), key=lambda one: one.code)


@pytest.mark.parametrize("entry", LANGUAGES, ids=lambda entry: entry.code)
def test_no_pattern_is_tried_again_at_each_character(entry: Language) -> None:
    """Patterns that are searched begin with something, not with a repetition without an end."""
    endless = re.compile(r"\A(?:\(\?:)?(?:\.|\\[A-Za-z]|\[[^\]]*\])[+*]")
    tables = (("endorsement", "cues"), ("recommendation", "cues"), ("endorsement", "suggestions"))
    patterns = [one for table, key in tables for one in entry.any_of(table, key)]
    assert patterns
    assert [one for one in patterns if endless.match(one)] == []
