"""Long texts are led past the parser, which reads line by line to find where a part ends.

A part ends at a line that begins with two hyphens (RFC 2046 section 5.1.1), so what stands before
such a line is the part's own, whatever is in it. The parser gets a mark in its place; put
back, the message is what the parser would have made of the whole mail, at a third of the cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from typing import Final

_LONG: Final = 2_000
"""Bytes from which leading a text past the parser is worth it."""
_HEADER: Final = re.compile(
    rb"(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*+)++\r?\n"  # RFC 5322 section 2.2
)
_OF_TEXT: Final = re.compile(rb"^content-type:[ \t]*text/(?:plain|html)[ \t]*[;\r\n]", re.I | re.M)
_TYPE: Final = b"content-type"
_HYPHENS: Final = re.compile(rb"\n--(?!-*[ \t]*\r?(?:\n|\Z))[^\n]*\n?")
"""A line that can end a part; rules of hyphens alone stand in texts."""
_OF_HYPHENS: Final = re.compile(rb"boundary(?:\s*=\s*\"?+[-\\]*\s*(?:[\";\r\n]|\Z)|\s*\*)")
"""A boundary that is or may be such a rule, which no sender makes."""
_LONE_CR: Final = re.compile(rb"\r--")
_MARK: Final = "\0{}\0"
"""Stands in the place of a text; a mail with a NUL in it keeps its texts."""
_MARKED: Final = re.compile("\0[0-9]+\0")
_BYTES: Final = "surrogateescape"
"""How the parser shows bytes that are not ASCII."""


def lead_past(mail: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Return a mail with marks in the place of its long texts, and the texts by their marks."""
    texts: dict[str, bytes] = {}
    if b"\0" in mail:
        return mail, texts
    kept: list[bytes] = []
    done = 0
    for start, end in _between_hyphens(mail):
        begin = _text_begins(mail, start)
        if begin and end - begin >= _LONG and not _LONE_CR.search(mail, begin, end):
            mark = _MARK.format(len(texts))
            texts[mark] = mail[begin:end]
            kept += (mail[done:begin], mark.encode("ascii"))
            done = end
    lean = b"".join((*kept, mail[done:]))
    return (mail, {}) if _OF_HYPHENS.search(lean.lower()) else (lean, texts)


def put_back(part: Message, texts: dict[str, bytes]) -> None:
    """Put texts in the place of their marks in a part, each once."""
    payload = part._payload  # type: ignore[attr-defined]  # get_payload() decodes beyond ASCII
    if texts and isinstance(payload, str) and "\0" in payload:
        whole = _MARKED.sub(lambda mark: texts.pop(mark[0], b"").decode("ascii", _BYTES), payload)
        part.set_payload(whole)


def _between_hyphens(mail: bytes) -> Iterator[tuple[int, int]]:
    """Yield where what stands between two lines that begin with two hyphens starts and ends.

    The line break at its end stays outside: it may belong to the boundary.
    """
    start = 0
    for line in _HYPHENS.finditer(mail):
        yield start, line.start() - (mail[line.start() - 1] == ord("\r"))
        start = line.end()
    end = len(mail) - mail.endswith(b"\n")
    yield start, end - (mail[end - 1] == ord("\r"))


def _text_begins(mail: bytes, start: int) -> int:
    """Return where the text of the part begins whose header starts there; 0 where it is no text."""
    header = _HEADER.match(mail, start)
    if header is None or header[0].lower().count(_TYPE) != 1 or not _OF_TEXT.search(header[0]):
        return 0
    return header.end()
