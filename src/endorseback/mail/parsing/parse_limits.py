"""What of a mail is given to the parser: floods are cut in one linear scan before it.

mail-parser is slow on header floods, address floods and thousands of tiny parts. It gets the
fields it needs, a bounded number of parts, and no part with a flood of header lines.
"""

from __future__ import annotations

import re
from typing import Final

from endorseback.mail.parsing.header import Header

MAX_MAIL: Final = 8_000_000
"""Bytes of a mail that are read; a notification has some 30,000."""
_MAX_PARTS: Final = 200
_MAX_DEPTH: Final = 80
_MAX_PART_HEADER: Final = 32_768
_PASSED_ON: Final = (
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "content-disposition",
)
_BOUNDARY: Final = re.compile(rb"boundary\s*=\s*\"?([^\"\r\n;]{1,200})", re.IGNORECASE)
_ENCLOSURE: Final = re.compile(rb"\n--([^\r\n]{1,210})\r?$", re.MULTILINE)
_BLANK: Final = re.compile(rb"\r?\n\r?\n|\r\r")


def tame(fields: Header, body: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return a mail that is safe to give to the parser, and what was cut from it."""
    cuts = ["the header block has too many or too long fields; the surplus was not read"]
    cuts = cuts if fields.surplus else []
    if len(body) > MAX_MAIL:
        cuts.append(f"the mail was read only up to {MAX_MAIL // 1_000_000} MB")
    header = b"".join(
        name.encode("ascii") + b": " + value.replace(b"\n", b" ") + b"\r\n"
        for name in _PASSED_ON
        for value in fields.raw(name)[:1]
    )
    kept, more = _bounded(b"\r\n" + body[:MAX_MAIL], header)
    return header + kept, (*cuts, *more)


def _bounded(body: bytes, header: bytes) -> tuple[bytes, list[str]]:
    """Return a body cut where it has too many parts or too deep ones."""
    known = {match[1].strip() for match in _BOUNDARY.finditer(header)}
    pieces: list[bytes] = []
    cuts: list[str] = []
    start = parts = 0
    for line in _ENCLOSURE.finditer(body) if known else ():
        begin = line.start() + 1
        if begin < start or line[1].rstrip() not in known:
            continue
        parts += 1
        pieces.append(body[start:begin])
        start = begin
        if parts > _MAX_PARTS or len(known) > _MAX_DEPTH:
            cuts.append("the mail has too many or too deeply nested parts; the rest was not read")
            return b"".join(pieces), cuts
        end, flood = _part_header(body, line.end(), known)
        if flood:
            pieces.append(body[start : line.end() + _MAX_PART_HEADER])
            start = end
            cuts.append("a part has too many header lines; the surplus was not read")
    return b"".join((*pieces, body[start:])), cuts[:1]


def _part_header(body: bytes, start: int, known: set[bytes]) -> tuple[int, bool]:
    """Learn a part's boundaries; return where its header ends, and whether it is a flood.

    A part with a mail in it declares them in a second header block.
    """
    end = start
    for _ in range(2):
        blank = _BLANK.search(body, end, start + 2 * _MAX_PART_HEADER)
        if blank is None:
            break
        block = body[end : blank.start()]
        known.update(match[1].strip() for match in _BOUNDARY.finditer(block))
        end = blank.end()
        if b"message/" not in block.lower():
            break
    if end > start and end - start <= _MAX_PART_HEADER:
        return end, False
    blank = _BLANK.search(body, start + _MAX_PART_HEADER)
    return (len(body), False) if blank is None else (blank.start(), blank.start() > end)
