"""A mail taken apart: its header fields, its text, its HTML, and the mails attached to it.

The only module that knows mail-parser. The parts' bytes are decoded here by the project's own
rules, because mail-parser's `text_plain` and `text_html` merge attached mails into the outer one.
"""

from __future__ import annotations

import base64
import binascii
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from typing import Final

import mailparser

from endorseback.mail.parsing.charset import decode
from endorseback.mail.parsing.header import Header, has_field, read_fields, split_header
from endorseback.mail.parsing.longtexts import lead_past, put_back
from endorseback.mail.parsing.parse_limits import tame

_NEXT_IN_MBOX: Final = re.compile(rb"\n\r?\nFrom [^\r\n]{3,200}\r?\n[!-9;-~]+:")
_MAX_ATTACHED: Final = 20
_MAX_ATTACHED_DEPTH: Final = 3
_TELLING: Final = frozenset(("date", "from", "message-id", "received", "sender", "subject", "to"))
_TAG: Final = re.compile(r"<[a-z!/]", re.IGNORECASE)
_MAX_NOISE: Final = 0.1

logging.getLogger("mailparser").addHandler(logging.NullHandler())
logging.getLogger("mailparser").propagate = False  # what it says quotes a mail, and helps nobody


@dataclass(slots=True)
class ParsedMail:
    """One mail, taken apart."""

    fields: Header
    text: str = ""
    """The plain text parts, decoded, not cleaned."""
    html: str = ""
    """The first HTML part that is not empty, decoded, not cleaned."""
    attached: list[ParsedMail] = field(default_factory=list)
    """The mails it carries as `message/rfc822`."""
    is_report: bool = False
    """A `multipart/report`: a bounce or an abuse report, whose parts are never judged."""
    ended: bool = True
    """Whether the closing boundary of a multipart is there."""
    cuts: tuple[str, ...] = ()
    """What was not read of it, as sentences."""


class _MimeParser(mailparser.MailParser):  # type: ignore[misc]  # which is untyped
    """mail-parser with its guard against deep nesting, but not its decoding of every part."""

    def parse(self) -> _MimeParser:
        """Leave the parts as they are: only those that a reader sees are decoded, and here."""
        return self


def is_mail(raw: bytes) -> bool:
    """Tell whether some bytes can be a mail: there is a header block with a telling field."""
    header, _ = split_header(raw)
    if b"\0" in header[:4_096] or not has_field(header):
        return False
    names = {line.partition(b":")[0].strip().lower() for line in header[:1_000_000].splitlines()}
    return any(name.encode("ascii") in names for name in _TELLING)


def is_mbox(raw: bytes) -> bool:
    """Tell whether some bytes are an mbox with more than one mail in it (RFC 4155)."""
    return raw.startswith(b"From ") and _NEXT_IN_MBOX.search(raw) is not None


def parse_mail(raw: bytes) -> ParsedMail:
    """Take a mail apart. Never raises: what cannot be parsed keeps its header fields."""
    header, start = split_header(raw)
    fields = read_fields(header)
    tamed, cuts = tame(fields, raw[start:])
    letter = ParsedMail(fields, cuts=cuts)
    try:
        lean, texts = lead_past(tamed)
        message = _MimeParser.from_bytes(lean).message
        if message is not None:
            _take(message, letter, texts)
    except Exception:  # noqa: BLE001 - hostile bytes meet a parser that is not ours; see below
        letter.cuts = (*cuts, "the body could not be taken apart")
    return letter


def _take(message: Message, letter: ParsedMail, led_past: dict[str, bytes], depth: int = 0) -> None:
    """Put a message's parts into a letter."""
    letter.is_report = message.get_content_type() == "multipart/report"
    letter.ended = not any("Boundary" in type(defect).__name__ for defect in message.defects)
    if letter.is_report:
        return
    texts: list[str] = []
    for part in _parts(message):
        put_back(part, led_past)
        kind = part.get_content_type()
        if kind == "message/rfc822":
            _attach(part, letter, led_past, depth)
        elif _is_shown(part, kind):
            shown = _decoded(part)
            if kind == "text/html":
                letter.html = letter.html or (shown if _says_something(shown) else "")
            else:
                texts.append(shown)
    letter.text = "\n\n".join(texts)


def _parts(message: Message) -> Iterator[Message]:
    """Yield the leaves of a message, without going into attached mails."""
    stack = [message]
    while stack:
        part = stack.pop()
        items = part.get_payload() if part.is_multipart() else None
        if isinstance(items, list) and part.get_content_maintype() == "multipart":
            stack.extend(item for item in reversed(items) if isinstance(item, Message))
        else:
            yield part


def _is_shown(part: Message, kind: str) -> bool:
    """Tell whether a part of a type is text that a reader sees, and no attached file."""
    shown = kind in ("text/plain", "text/html") or kind.startswith("multipart/")  # a broken one
    return shown and part.get_content_disposition() != "attachment"


def _decoded(part: Message) -> str:
    """Return the text of a part."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    label = part.get_param("charset")
    if isinstance(label, tuple):
        label = label[2]
    text = decode(data, label.strip("'\" ") if isinstance(label, str) else None)
    return text.replace("\0", "") if "\0" in text else text  # which a page would show as U+FFFD


def _says_something(html: str) -> bool:
    """Tell whether an HTML part is neither empty nor the noise of a broken transfer encoding."""
    noise = _TAG.search(html) is None and html.count("\ufffd") > _MAX_NOISE * len(html)
    return bool(html.strip()) and not noise


def _attach(part: Message, letter: ParsedMail, led_past: dict[str, bytes], depth: int) -> None:
    """Add the mail that a part carries."""
    payload = part.get_payload()
    if depth >= _MAX_ATTACHED_DEPTH or len(letter.attached) >= _MAX_ATTACHED:
        letter.cuts = (*letter.cuts, "attached mails were left out, because there are too many")
    elif isinstance(payload, list) and payload and isinstance(payload[0], Message):
        letter.attached.append(_inner(payload[0], part, led_past, depth + 1))


def _inner(message: Message, part: Message, led_past: dict[str, bytes], depth: int) -> ParsedMail:
    """Return an attached mail, taken apart."""
    if str(part.get("content-transfer-encoding", "")).strip().lower() == "base64":
        try:
            return parse_mail(base64.b64decode(str(message.get_payload())))
        except (binascii.Error, ValueError):
            return ParsedMail(Header(()))
    header = "\n".join(f"{name}: {value}" for name, value in message.raw_items())
    inner = ParsedMail(read_fields(header.encode("utf-8", "surrogateescape")))
    _take(message, inner, led_past, depth)
    return inner
