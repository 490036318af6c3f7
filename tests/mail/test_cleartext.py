"""A mail as text to read: clean, bounded, without markup and without tokens."""

from __future__ import annotations

import re
from typing import Final

import pytest
from tests.support.corpus import Sample, every_sample, sample
from tests.support.letters import FLOODS, letter, multipart, part

from endorseback.mail.parsing.readable import ReadableMail, readable
from endorseback.text import clean

TOKENS: Final = re.compile(
    r"otpToken|midSig|midToken|sharedKey|authToken|loid=|lipi=|\beid=|\btrk=", re.IGNORECASE
)
"""Names of what works as a credential in LinkedIn's links, or only tracks (none is a word)."""


def texts_of(mail: ReadableMail) -> list[str]:
    """Return all that is shown of a mail."""
    return [mail.subject, mail.sender, mail.date, mail.to, *mail.lines]


def assert_safe(mail: ReadableMail) -> None:
    """Fail where something that is shown is not clean, or too much."""
    assert [text for text in texts_of(mail) if clean(text) != text] == []
    assert len(mail.lines) <= 2_001
    assert all(len(text) <= 2_001 for text in texts_of(mail))


@pytest.mark.parametrize("sample", [pytest.param(one, id=one.path.stem) for one in every_sample()])
def test_every_mail_is_shown_clean_and_without_tokens(sample: Sample) -> None:
    mail = readable(sample.raw)
    assert_safe(mail)
    assert [text for text in texts_of(mail) if TOKENS.search(text)] == []


def test_who_endorsed_for_what_can_be_read() -> None:
    one = sample("notifications", "011-en-2019-single.eml")
    text = "\n".join(readable(one.raw).lines)
    for pair in one.truth["endorsements"]:
        assert pair["name"] in text
        assert pair["skill"] in text


def test_the_fields_are_read() -> None:
    mail = readable(
        letter(
            "To: =?utf-8?q?Zo=C3=AB?= <zoe@example.net>",
            "Subject: =?utf-8?q?One?=\r\n =?utf-8?q?_two=1B?=",
            "Date: Mon, 03 Nov 2025 09:14:07 +0000",
        )
    )
    assert mail.to == "Zoë <zoe@example.net>"
    assert mail.subject == "One two"
    assert mail.sender == "LinkedIn <notifications@linkedin.com>"
    assert mail.date == "Mon, 03 Nov 2025 09:14:07 +0000"


def test_paragraphs_stay_apart() -> None:
    body = "<table><tr><td>One<tr><td>Two<ul><li>a<li>b</ul></table>"
    mail = readable(letter("Content-Type: text/html", body=body))
    assert mail.lines == ("One", "", "Two", "• a", "• b")


def test_a_page_without_text_leaves_the_word_to_the_text_part() -> None:
    mail = readable(multipart(part("words"), part("<img src=x>", "text/html")))
    assert mail.lines == ("words",)


def test_an_attached_mail_is_shown_below() -> None:
    inner = "From: Ada <ada@example.org>\r\nSubject: inner\r\n\r\ndeep words"
    lines = readable(multipart(part("mine"), part(inner, "message/rfc822"))).lines
    assert lines[0] == "mine"
    assert "Attached: inner" in lines
    assert "From: Ada <ada@example.org>" in lines
    assert lines[-1] == "deep words"


def test_scripts_styles_and_comments_are_not_shown() -> None:
    body = "<style>a{}</style><script>alert(1)</script><!-- no --><title>t</title><p>yes</p>"
    assert readable(letter("Content-Type: text/html", body=body)).lines == ("yes",)


def test_a_long_mail_says_that_it_is_cut() -> None:
    lines = readable(letter(body="word\n" * 5_000)).lines
    assert len(lines) == 2_001
    assert "not shown" in lines[-1]


@pytest.mark.parametrize("flood", FLOODS, ids=lambda flood: flood.__name__)
def test_hostile_mails_are_shown_safely(flood: object) -> None:
    assert callable(flood)
    assert_safe(readable(flood(300_000)))


@pytest.mark.parametrize("raw", [b"", b"\0", b"\xff" * 999, b"\r\n\r\n", b"Subject"])
def test_what_is_no_mail_is_shown_all_the_same(raw: bytes) -> None:
    assert_safe(readable(raw))


def test_profiles_come_with_the_text_of_their_links() -> None:
    raw = (
        b"From: a@example.com\r\nContent-Type: text/html\r\n\r\n"
        b'<p><a href="https://www.linkedin.com/in/Maya-Okafor?trk=x">Maya Okafor</a>'
        b' <a href="https://example.com/in/evil">Eve</a></p>'
    )
    assert readable(raw).profiles == (("Maya Okafor", "Maya-Okafor"),)
