"""A mail as clean text to read: no markup, no links' tokens, nothing that a terminal would obey."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from endorseback.mail.html import read_html
from endorseback.mail.mime import Letter, read_letter
from endorseback.mail.page import Block
from endorseback.mail.plain import read_plain
from endorseback.text import clean, clean_lines

_MAX_LINES: Final = 2_000
_MAX_LINE: Final = 2_000
_MAX_FIELD: Final = 500
_CUT: Final = "(The rest of this mail is not shown.)"


@dataclass(frozen=True, slots=True)
class ReadableMail:
    """A mail for the screen; every text in it is clean."""

    subject: str
    sender: str
    date: str
    """The Date field as the mail has it."""
    to: str
    lines: tuple[str, ...]


def readable(raw: bytes) -> ReadableMail:
    """Return a mail as clean text, bounded in length. Never raises."""
    letter = read_letter(raw)
    lines: list[str] = []
    for line in _lines(letter):
        if len(lines) >= _MAX_LINES:
            lines.append(_CUT)
            break
        if line or (lines and lines[-1]):
            lines.append(line if len(line) <= _MAX_LINE else f"{line[:_MAX_LINE].rstrip()}…")
    return ReadableMail(
        subject=_field(letter, "subject"),
        sender=_field(letter, "from"),
        date=_field(letter, "date"),
        to=_field(letter, "to"),
        lines=tuple(lines),
    )


def _lines(letter: Letter) -> Iterator[str]:
    """Yield the lines of a mail and of those that it carries."""
    html = read_html(letter.html) if letter.html.strip() else None
    shown = html.blocks if html is not None else []
    if not any(block.text for block in shown):
        shown = read_plain(letter.text).blocks
    yield from _paragraphs(shown)
    for inner in letter.attached:
        yield ""
        yield f"Attached: {_field(inner, 'subject')}"
        yield f"From: {_field(inner, 'from')}"
        yield ""
        yield from _lines(inner)


def _paragraphs(blocks: list[Block]) -> Iterator[str]:
    """Yield blocks as lines, with an empty one between paragraphs."""
    cell = None
    for block in blocks:
        if not block.text:
            continue
        if cell is not None and block.cell != cell and not block.bullet:
            yield ""
        cell = block.cell
        mark = "• " if block.bullet else ""
        yield f"{mark}{clean_lines(block.text)}"


def _field(letter: Letter, name: str) -> str:
    """Return a header field as one clean line."""
    return clean(letter.fields.text(name))[:_MAX_FIELD].rstrip()
