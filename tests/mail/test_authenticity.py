"""What counts as proof that a mail is LinkedIn's, clause by clause."""

from __future__ import annotations

import pytest

from endorseback.mail.authentication.results import authserv_id, judge, judge_attached
from endorseback.mail.parsing.header import read_fields
from endorseback.model.notification import Authenticity

VERIFIED, UNVERIFIED, FAILED = Authenticity
OURS = ("mx.example.net",)
FROM = "From: LinkedIn <notifications@linkedin.com>"

DKIM = "dkim=pass header.d=linkedin.com"
DMARC = "dmarc=pass header.from=linkedin.com"


def verdict(*lines: str, trusted: tuple[str, ...] = OURS, sender: str = FROM) -> Authenticity:
    """Return the authenticity of a mail with some header lines above its From."""
    header = "\r\n".join([*lines, *([sender] if sender else [])])
    return judge(read_fields(header.encode("utf-8")), trusted).authenticity


def results(text: str, host: str = "mx.example.net") -> str:
    """Return an Authentication-Results field."""
    return f"Authentication-Results: {host}; {text}"


@pytest.mark.parametrize(
    "text",
    [
        DMARC,
        DKIM,
        "dmarc=pass",
        "dkim=pass header.i=@linkedin.com",
        "dkim=pass header.i=bounce@linkedin.com",
        "DKIM=PASS HEADER.D=LinkedIn.COM",
        "spf=fail smtp.mailfrom=x.example; dkim=fail header.d=example.org; " + DKIM,
        "dmarc=fail header.from=linkedin.com; " + DKIM,
        "dkim=pass (2048-bit key; unprotected) header.d=linkedin.com header.b=AbC/d=",
        "dkim=pass header.d=linkedin.com;",
        "dkim=pass header.d=linkedin.com ; ; ",
        "dkim/1=pass header.d=linkedin.com",
        "dkim = pass header.d = linkedin.com",
        "dkim=pass\r\n header.d=linkedin.com\r\n\theader.s=d2048-201806-01",
        'dkim=pass reason="good; signature" header.d=linkedin.com',
        "x-tls=https://mx.example.net/why?a=b; " + DKIM,
        "bimi=pass header.d=linkedin.com policy.authority=https://linkedin.com/a;b; " + DMARC,
        "dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=linkedin.com",
    ],
)
def test_own_host_confirms(text: str) -> None:
    assert verdict(results(text)) is VERIFIED


@pytest.mark.parametrize(
    "text",
    [
        "none",
        "",
        "spf=pass smtp.mailfrom=linkedin.com",
        "dkim=fail header.d=linkedin.com",
        "dkim=none; dmarc=none",
        "dkim=pass",
        "dkim=pass header.d=mail.linkedin.com",
        "dkim=pass header.d=linkedin.com.example.org",
        "dkim=pass header.d=notlinkedin.com",
        "dkim=pass header.i=@mail.linkedin.com",
        "dkim=pass header.s=linkedin.com",
        "dkim=pass policy.d=linkedin.com",
        "dmarc=pass header.from=example.org",
        "dmarc=bestguesspass header.from=linkedin.com",
        "dkim-atps=pass header.d=linkedin.com",
        "x-dmarc=pass header.from=linkedin.com",
        "arc=pass header.oldest-pass=0 (dmarc=pass header.from=linkedin.com)",
        f"dmarc=fail ({DMARC})",
        f"dmarc=fail (a (nested; {DMARC}) comment; {DMARC})",
        rf"dmarc=fail (an escaped \); {DMARC})",
        f'dmarc=fail reason="{DMARC}"',
        f'dmarc=fail reason="never; {DMARC}"',
        rf'dmarc=fail reason="quoted \" mark; {DMARC}"',
        "dkim=fail header.d=linkedin.com; dkim=pass header.d=example.org",
    ],
)
def test_own_host_does_not_confirm(text: str) -> None:
    assert verdict(results(text)) is FAILED


@pytest.mark.parametrize(
    "host",
    [
        "MX.Example.NET",
        "mx.example.net 1",
        "(by way of) mx.example.net",
        "mx.example.net (the edge; v2)",
        "mx.example.net\r\n (folded)",
        '"mx.example.net"',
    ],
)
def test_own_host_however_it_is_written(host: str) -> None:
    assert verdict(results(DMARC, host)) is VERIFIED


@pytest.mark.parametrize(
    "host",
    [
        "mail.mx.example.net",
        "mx.example.net.example.org",
        "example.net",
        "mx.example.ne",
        "relay.example.org (mx.example.net)",
        "(mx.example.net) relay.example.org",
        "relay.example.org mx.example.net",
        "",
    ],
)
def test_other_hosts_say_nothing(host: str) -> None:
    assert verdict(results(DMARC, host)) is UNVERIFIED
    assert verdict(results("dmarc=fail", host)) is UNVERIFIED


def test_only_the_topmost_line_of_the_own_host_counts() -> None:
    assert verdict(results("dmarc=fail"), results(DMARC)) is FAILED
    assert verdict(results(DMARC), results("dmarc=fail")) is VERIFIED


def test_lines_of_other_hosts_neither_help_nor_harm() -> None:
    other = results(DMARC, "relay.example.org")
    bad = results("dmarc=fail", "relay.example.org")
    assert verdict(other, results("dmarc=fail"), other) is FAILED
    assert verdict(bad, results(DMARC), bad) is VERIFIED


def test_the_name_of_a_field_does_not_mind_its_case() -> None:
    assert verdict(results(DMARC).replace("Authentication-Results", "AUTHENTICATION-results")) is (
        VERIFIED
    )


@pytest.mark.parametrize("name", ["ARC-Authentication-Results", "X-Authentication-Results"])
def test_fields_of_other_names_do_not_count(name: str) -> None:
    line = results(DMARC).partition(":")[2]
    assert verdict(f"{name}:{line}") is UNVERIFIED
    assert verdict(f"{name}: i=1; {line}") is UNVERIFIED


def test_without_a_trusted_host_nothing_is_proven() -> None:
    assert verdict(results(DMARC), trusted=()) is UNVERIFIED
    assert verdict(results(DMARC), trusted=("mx.example.org", " MX.example.net ")) is VERIFIED


@pytest.mark.parametrize(
    "sender",
    [
        "From: messages-noreply@LinkedIn.Com",
        "From: <messages-noreply@linkedin.com>",
        "From:\r\n LinkedIn\r\n <messages-noreply@linkedin.com>",
        'From: "Ames, Rory" <messages-noreply@linkedin.com>',
        "From: x@linkedin.com (evil@example.org)",
        "From: =?utf-8?q?A=2C_b=40example=2Eorg?= <x@linkedin.com>",
        'From: "a@example.org" <x@linkedin.com>',
        'From: "odd@local part"@linkedin.com',
        "from: LinkedIn <x@linkedin.com>",
    ],
)
def test_from_is_at_linkedin(sender: str) -> None:
    assert verdict(results(DMARC), sender=sender) is VERIFIED
    assert verdict(sender=sender) is UNVERIFIED


@pytest.mark.parametrize(
    "sender",
    [
        "",
        "From:",
        "From: LinkedIn",
        "From: LinkedIn <x@e.linkedin.com>",
        "From: LinkedIn <x@linkedin.com.example.org>",
        "From: LinkedIn <x@linkedin.example>",
        "From: LinkedIn <x@1inkedin.com>",
        "From: LinkedIn <x@linked\u0131n.com>",
        "From: x@linkedin.com <x@example.org>",
        "From: x@linkedin.com, y@example.org",
        "From: x@linkedin.com, y@linkedin.com",
        "From: <x@linkedin.com> <y@example.org>",
        f"From: x@linkedin.com,{' ' * 5_000}y@example.org",
        "From: x@linkedin.com\r\nFrom: x@linkedin.com",
        "From: x@linkedin.com\r\nSubject: a\r\nfrom : y@example.org",
        "From: LinkedIn <linkedin.com>",
        "Sender: x@linkedin.com",
    ],
)
def test_from_is_not_at_linkedin_alone(sender: str) -> None:
    assert verdict(results(DMARC), sender=sender) is FAILED
    assert verdict(sender=sender) is FAILED


def test_an_attachment_proves_nothing() -> None:
    lines = f"{results(DMARC)}\r\n{FROM}"
    assert judge_attached(read_fields(lines.encode())).authenticity is UNVERIFIED
    other = lines.replace("linkedin.com>", "example.org>")
    assert judge_attached(read_fields(other.encode())).authenticity is FAILED


@pytest.mark.parametrize(
    ("holds", "authenticity"), [(True, VERIFIED), (False, FAILED), (None, UNVERIFIED)]
)
def test_own_check_speaks_where_the_host_is_silent(
    holds: bool | None, authenticity: Authenticity
) -> None:
    fields = read_fields(f"{results(DMARC, 'relay.example.org')}\r\n{FROM}".encode())
    assert judge(fields, OURS, lambda: holds).authenticity is authenticity


def test_own_check_is_not_asked_where_the_host_has_spoken_or_from_is_elsewhere() -> None:
    def refuse() -> bool:
        raise AssertionError

    for text, authenticity in ((DMARC, VERIFIED), ("dmarc=fail", FAILED)):
        fields = read_fields(f"{results(text)}\r\n{FROM}".encode())
        assert judge(fields, OURS, refuse).authenticity is authenticity
    assert judge(read_fields(b"From: x@example.org"), OURS, refuse).authenticity is FAILED


def test_every_judgement_says_why() -> None:
    for lines in ((), (results(DMARC),), (results("none"),)):
        header = "\r\n".join([*lines, FROM]).encode()
        assert judge(read_fields(header), OURS).reason


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (b"mx.example.net; none", "mx.example.net"),
        (b" MX.example.net 1 (v); dkim=pass", "mx.example.net"),
        (b"i=1; mx.example.net; none", "i=1"),
        (b"; none", None),
        (b"(mx.example.net); none", None),
        (b"", None),
    ],
)
def test_authserv_id(value: bytes, name: str | None) -> None:
    assert authserv_id(value) == name
