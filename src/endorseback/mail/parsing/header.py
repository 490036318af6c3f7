"""The header block: its fields as they stand in the mail, and the words and addresses in them.

The parser behind `mime` shows only the first of several equal fields; whether a mail has two From
fields decides about its authenticity, so the raw lines are read here.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from endorseback.mail.parsing.charset import decode

_MAX_PER_NAME: Final = 64
_MAX_VALUE: Final = 16_384
_MAX_ADDRESSES: Final = 4_096
_WANTED: Final = frozenset(
    [
        "authentication-results",
        "auto-submitted",
        "bcc",
        "cc",
        "content-disposition",
        "content-transfer-encoding",
        "content-type",
        "date",
        "delivered-to",
        "dkim-signature",
        "feedback-id",
        "from",
        "in-reply-to",
        "list-id",
        "list-post",
        "list-unsubscribe",
        "mailing-list",
        "message-id",
        "mime-version",
        "precedence",
        "references",
        "reply-to",
        "resent-from",
        "return-path",
        "sender",
        "subject",
        "to",
        "x-failed-recipients",
        "x-mailman-version",
    ]
)
_FIELD: Final = re.compile(rb"[!-9;-~]+[ \t]*:")
_BLANK_LINE: Final = re.compile(rb"\n\r?\n")
_BARE_BLANK_LINE: Final = b"\r\r"
"""The same where lines end with CR alone."""
_EMPTY_LINE: Final = re.compile(rb"\r?\n")
_WORD: Final = re.compile(rb"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")


_USUAL: Final = re.compile(rb"\s*([\w .'-]{1,200})<([\w.+-]{1,200}@[\w.-]{1,200})>\s*")
"""One address with a name in ASCII before it, nothing quoted, nothing encoded."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One address of an address field, with the name before it."""

    name: str
    address: str
    """Empty where what stands there is no address."""

    @property
    def domain(self) -> str:
        """The part behind the `@`, in lower case."""
        return self.address.rpartition("@")[2].lower()


@dataclass(frozen=True, slots=True)
class Header:
    """The header fields that matter here, in the order of the mail."""

    items: tuple[tuple[str, bytes], ...]
    """Names in lower case, with unfolded raw values."""
    surplus: int = 0
    """How many fields were cut: too many of one name, or too long."""

    by_name: dict[str, list[bytes]] = field(init=False, repr=False, compare=False)
    """The same values by name; mails are asked for their fields again and again."""

    def __post_init__(self) -> None:
        """Gather the values of each name."""
        object.__setattr__(self, "by_name", {})
        for name, value in self.items:
            self.by_name.setdefault(name, []).append(value)

    def raw(self, name: str) -> list[bytes]:
        """Return the raw values of all fields of a name, topmost first."""
        return self.by_name.get(name, [])

    def text(self, name: str) -> str:
        """Return the first field of a name as text, its encoded words read; not yet cleaned."""
        return next(map(decode_words, self.raw(name)), "")

    def mailboxes(self, name: str) -> list[Mailbox]:
        """Return the addresses of all fields of a name."""
        return [box for value in self.raw(name) for box in mailboxes(value)]


def split_header(raw: bytes) -> tuple[bytes, int]:
    """Return the header block of a mail and where its body starts."""
    start = _skip_mbox_line(raw)
    if (first := _EMPTY_LINE.match(raw, start)) is not None:
        return b"", first.end()
    blank = _BLANK_LINE.search(raw, start)
    end, body = (len(raw), len(raw)) if blank is None else blank.span()
    bare = raw.find(_BARE_BLANK_LINE, start, end)
    return (raw[start:end], body) if bare < 0 else (raw[start:bare], bare + 2)


def read_fields(header: bytes) -> Header:
    """Return the fields of a header block that matter here; floods are cut."""
    items: list[tuple[str, bytes]] = []
    counts: dict[str, int] = {}
    surplus = 0
    for line in _unfolded(header):
        written, _, value = line.partition(b":")
        name = written.rstrip(b" \t").lower().decode("ascii", "replace")
        if not (name in _WANTED or name.startswith("x-linkedin-")) or not _FIELD.match(line):
            continue
        counts[name] = counts.get(name, 0) + 1
        if counts[name] > _MAX_PER_NAME or len(counts) > 100:
            surplus += 1
            continue
        surplus += len(value) > _MAX_VALUE
        items.append((name, value[:_MAX_VALUE].strip()))
    return Header(tuple(items), surplus)


def has_field(header: bytes) -> bool:
    """Tell whether a block of bytes begins with something like a header field."""
    first = next(_unfolded(header[_skip_mbox_line(header) :][:_MAX_VALUE]), b"")
    return _FIELD.match(first) is not None


def decode_words(value: bytes) -> str:
    """Return a header value as text, with its encoded words (RFC 2047) read.

    Neighbouring words of one character set are joined before they are read, because senders split
    characters between them.
    """
    shown: list[str] = []
    charset, pending, end = "", b"", 0
    for word in _WORD.finditer(value):
        between = value[end : word.start()]
        label = word[1].decode("ascii", "replace").partition("*")[0].lower()
        if between.strip() or label != charset or not end:
            shown.append(decode(pending, charset))
            pending = b""
            if between.strip() or not end:
                shown.append(decode(between, None))
        charset, end = label, word.end()
        pending += _word_bytes(word)
    return "".join((*shown, decode(pending, charset), decode(value[end:], None)))


@lru_cache(64)
def mailboxes(value: bytes) -> tuple[Mailbox, ...]:
    """Return the addresses in an address field (RFC 5322 section 3.4), malformed ones as empty.

    Each field is asked for several times while one mail is read.
    """
    if (usual := _USUAL.fullmatch(value)) is not None:
        return (Mailbox(usual[1].decode("ascii").strip(), usual[2].decode("ascii")),)
    boxes: list[Mailbox] = []
    for entry in _entries(value[:_MAX_ADDRESSES].decode("latin-1")):
        boxes.extend(_mailboxes_of(*entry))
    if len(value) > _MAX_ADDRESSES:
        boxes.append(Mailbox("", ""))  # the rest is not read, but counts
    return tuple(boxes)


def _skip_mbox_line(raw: bytes) -> int:
    """Return where the first field starts, after the `From ` line that mbox files put there."""
    if raw.startswith((b"From ", b">From ")):
        return raw.find(b"\n") + 1
    return 0


def _unfolded(header: bytes) -> Iterator[bytes]:
    """Yield the fields of a block as one line each."""
    field: list[bytes] = []
    for line in header.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"):
        if line[:1] in (b" ", b"\t") and field:
            field.append(line)
        elif line:
            if field:
                yield b"".join(field)
            field = [line]
    if field:
        yield b"".join(field)


def _word_bytes(word: re.Match[bytes]) -> bytes:
    """Return the bytes that an encoded word stands for."""
    if word[2] in b"qQ":
        return quopri.decodestring(word[3].replace(b"_", b" "), header=False)
    try:
        return base64.b64decode(word[3] + b"=" * (-len(word[3]) % 4))
    except (binascii.Error, ValueError):
        return b""


@dataclass(slots=True)
class _Entry:
    """One entry of an address list while it is being read."""

    plain: list[str]
    quoted: list[str]
    comments: list[str]
    angles: list[str]


def _entries(value: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield (bare text, display name, addresses in angle brackets) of each entry of a list."""
    entry = _Entry([], [], [], [])
    mode, depth, at = "", 0, 0
    while at < len(value):
        char = value[at]
        at += 1
        if char == "\\" and mode in ('"', "("):
            char, at = value[at : at + 1], at + 1
        elif mode == "(":
            depth += (char == "(") - (char == ")")
            if not depth:
                mode = ""
                continue
        elif (mode, char) in (("", '"'), ('"', '"')):
            mode = "" if mode else '"'
            entry.plain.append(char)
            continue
        elif mode == "" and char in "(<":
            mode, depth = char, 1
            if char == "<":
                entry.angles.append("")
            continue
        elif (mode, char) == ("<", ">"):
            mode = ""
            continue
        elif mode == "" and char in ",;:":
            yield from () if char == ":" else (_finished(entry),)  # a group's name is no address
            entry = _Entry([], [], [], [])
            continue
        _keep(entry, mode, char)
    yield _finished(entry)


def _keep(entry: _Entry, mode: str, char: str) -> None:
    """Put a character where it belongs: bare text, quoted name, comment or address."""
    if mode == "<":
        entry.angles[-1] += char
    elif mode == "(":
        entry.comments.append(char)
    else:
        entry.plain.append(char)
        if mode == '"' or char not in '"':
            entry.quoted.append(char)


def _finished(entry: _Entry) -> tuple[str, str, list[str]]:
    """Return an entry as bare text, display name and addresses."""
    name = "".join(entry.quoted).strip() if entry.angles else ""
    return "".join(entry.plain).strip(), name or "".join(entry.comments).strip(), entry.angles


_ADDRESS: Final = re.compile(r'(?:"[^"]*"|[^\s@"<>]+)@[^\s@"<>]+')


def _mailboxes_of(bare: str, name: str, angles: list[str]) -> Iterator[Mailbox]:
    """Yield the addresses of one entry; what is none is yielded as empty, so that it counts."""
    shown = decode_words(name.encode("latin-1", "replace"))
    for text in angles or ([bare] if bare else []):
        address = text.strip()
        yield Mailbox(shown, address if _ADDRESS.fullmatch(address) else "")
