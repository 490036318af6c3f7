"""Mails by hand: the bytes of small and of hostile ones."""

from __future__ import annotations

from typing import Final

SENDER: Final = "From: LinkedIn <notifications@linkedin.com>"
SENTENCE: Final = "Lowri Beynon endorsed you for Rust"


def letter(*headers: str, body: str | bytes = SENTENCE) -> bytes:
    """Return a mail of some header lines and a body."""
    data = body if isinstance(body, bytes) else body.encode("utf-8")
    return "\r\n".join([SENDER, *headers, "", ""]).encode("utf-8") + data


def multipart(*parts: str | bytes, kind: str = "mixed", closed: bool = True) -> bytes:
    """Return a mail of several parts, each with its own header lines."""
    body = b"".join(
        b"--=_b\r\n" + (one if isinstance(one, bytes) else one.encode("utf-8")) + b"\r\n"
        for one in parts
    )
    end = b"--=_b--\r\n" if closed else b""
    return letter(
        "MIME-Version: 1.0", f'Content-Type: multipart/{kind}; boundary="=_b"', body=body + end
    )


def part(text: str, kind: str = "text/plain", *headers: str) -> str:
    """Return a part of a text."""
    return "\r\n".join([f"Content-Type: {kind}", *headers, "", text])


def header_flood(size: int) -> bytes:
    """Return a mail with as many header lines as fit."""
    return letter(*["X-Flood: a b c d e f g h"] * (size // 26))


def wanted_header_flood(size: int) -> bytes:
    """Return a mail with as many header lines that matter as fit."""
    return letter(*["Received: by a; Mon", "DKIM-Signature: d=linkedin.com"] * (size // 53))


def address_flood(size: int) -> bytes:
    """Return a mail to as many people as fit into one line."""
    return letter("To: " + ", ".join(["Ada <a@example.org>"] * (size // 21)))


def folded_flood(size: int) -> bytes:
    """Return a mail with one header field of very many lines."""
    return letter("Subject: a" + "\r\n b" * (size // 4))


def word_flood(size: int) -> bytes:
    """Return a mail with a subject of very many encoded words."""
    return letter("Subject: " + " ".join(["=?utf-8?q?a?="] * (size // 14)))


def tiny_parts(size: int) -> bytes:
    """Return a mail of as many tiny parts as fit."""
    return multipart(*[part("x")] * (size // 36))


def deep_nesting(size: int) -> bytes:
    """Return a mail with multiparts in multiparts, as deep as fits."""
    lines = ["MIME-Version: 1.0"]
    for depth in range(size // 60):
        lines += [f'Content-Type: multipart/mixed; boundary="b{depth}"', "", f"--b{depth}"]
    return letter(*lines)


def attached_in_attached(size: int) -> bytes:
    """Return a mail in a mail in a mail, as deep as fits."""
    return letter(*["Content-Type: message/rfc822", "", SENDER] * (size // 80))


def part_header_flood(size: int) -> bytes:
    """Return a mail with a part that is nearly all header."""
    return multipart(part("x", "text/plain", *["X-Flood: abc"] * (size // 14)))


def boundary_bait(size: int) -> bytes:
    """Return a mail whose body is full of lines that look like boundaries."""
    return multipart(part("--=_\r\n--=_bb\r\n--\r\n" * (size // 18)))


def deep_tables(size: int) -> bytes:
    """Return a page of tables in tables."""
    return letter("Content-Type: text/html", body="<table><tr><td>" * (size // 15) + SENTENCE)


def entity_bomb(size: int) -> bytes:
    """Return a page full of character references."""
    return letter("Content-Type: text/html", body="<p>" + "&NotEqualTilde;&#x202e;" * (size // 23))


def attribute_flood(size: int) -> bytes:
    """Return a page with one tag of very many attributes."""
    return letter("Content-Type: text/html", body="<p " + "a=b c " * (size // 6) + f">{SENTENCE}")


def link_flood(size: int) -> bytes:
    """Return a page of as many links as fit."""
    one = '<a href="https://www.linkedin.com/in/a?trk=eml-t-hero-0-name">Ada</a>'
    return letter("Content-Type: text/html", body=one * (size // len(one)))


def sentence_flood(size: int) -> bytes:
    """Return a page that says the same as often as it can."""
    one = f"<p>{SENTENCE}</p>"
    return letter("Content-Type: text/html; charset=utf-8", body=one * (size // len(one)))


def bait_line(bait: str) -> bytes:
    """Return a mail of one very long line that a careless pattern would try again and again."""
    return letter("Content-Type: text/plain; charset=utf-8", body=bait)


BAITS: Final = (
    " ",
    "a ",
    "a, ",
    "and ",
    "endorsed you for ",
    "endorsed ",
    "(",
    '"',
    "=?utf-8?q?",
    "-",
    "<a ",
    "&",
    "\u0301",
    "https://www.linkedin.com/in/a ",
    " 1",
)
"""Pieces of which long lines are made."""

FLOODS: Final = (
    header_flood,
    wanted_header_flood,
    address_flood,
    folded_flood,
    word_flood,
    tiny_parts,
    deep_nesting,
    attached_in_attached,
    part_header_flood,
    boundary_bait,
    deep_tables,
    entity_bomb,
    attribute_flood,
    link_flood,
    sentence_flood,
)
"""Makers of hostile mails of about a given size in bytes."""
