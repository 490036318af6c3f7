"""A text part as structure: its lines, the links in them, its paragraphs and rules."""

from __future__ import annotations

import re
from typing import Final

from endorseback.mail.parsing.document import Block, Document, Piece, make_runs
from endorseback.mail.parsing.links import read_link

_MAX_LINES: Final = 5_000
_MAX_LINE: Final = 20_000
_MAX_LENGTH: Final = 2_000_000
_URL: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_RULE: Final = re.compile(r"[-.=_*~–—]{5,}|--")
_BULLET: Final = re.compile(r"(?:[-*+•·‣▪●○◦–]|\d{1,2}[.)])\s+")


def read_plain(text: str) -> Document:
    """Return a text part as a page; blank lines part paragraphs, and rules of dashes part cards."""
    page = Document()
    if len(text) > _MAX_LENGTH:
        page.cut = ("the text part was read only in part, because it is very long",)
    cell = card = 0
    whole = text[:_MAX_LENGTH].replace("\r\n", "\n").replace("\r", "\n")
    for line in whole.split("\n"):
        stripped = line.strip()
        if not stripped or _RULE.fullmatch(stripped):
            cell += 1
            card += bool(stripped)
            continue
        if len(page.blocks) >= _MAX_LINES:
            page.cut = ("the text part was read only in part, because it has very many lines",)
            break
        block = _line(stripped[:_MAX_LINE], cell, card)
        if block.runs:
            page.blocks.append(block)
    return page


def _line(line: str, cell: int, card: int) -> Block:
    """Return one line as a block: text, and links without their addresses."""
    bullet = _BULLET.match(line)
    start = bullet.end() if bullet else 0
    pieces = _pieces(line, start) if "://" in line else [_text(line[start:])]
    return Block(make_runs(pieces), cell=cell, row=cell, card=card, bullet=bullet is not None)


def _pieces(line: str, start: int) -> list[Piece]:
    """Return the text from a place in a line on, and the links in it, as pieces."""
    pieces: list[Piece] = []
    for url in _URL.finditer(line, start):
        if url.start() > start:
            pieces.append(_text(line[start : url.start()]))
        pieces.append(("", read_link(url[0]), False, ""))
        start = url.end()
    if start < len(line):
        pieces.append(_text(line[start:]))
    return pieces


def _text(text: str) -> Piece:
    """Return some text as a piece without a link."""
    return text, None, False, ""
