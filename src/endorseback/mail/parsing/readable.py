"""A mail as clean text to read: no markup, no links' tokens, nothing that a terminal would obey."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from endorseback.mail.parsing.document import Block
from endorseback.mail.parsing.html import read_html
from endorseback.mail.parsing.mime import ParsedMail, parse_mail
from endorseback.mail.parsing.plain_text import read_plain
from endorseback.text import clean, clean_lines

_MAX_LINES: Final = 2_000
_MAX_LINE: Final = 2_000
_MAX_FIELD: Final = 500
_MAX_PROFILES: Final = 100
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
    profiles: tuple[tuple[str, str], ...] = ()
    """The text and the slug of each link to a profile; the text of a picture is empty."""


def readable(raw: bytes) -> ReadableMail:
    """Return a mail as clean text, bounded in length. Never raises."""
    letter = parse_mail(raw)
    blocks = _blocks(letter)
    lines: list[str] = []
    for line in _lines(letter, blocks):
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
        profiles=tuple(islice(dict.fromkeys(_profiles(blocks)), _MAX_PROFILES)),
    )


def _blocks(letter: ParsedMail) -> list[Block]:
    """Return what a mail shows: its page, or its plain text where that shows nothing."""
    html = read_html(letter.html) if letter.html.strip() else None
    shown = html.blocks if html is not None else []
    if not any(block.text for block in shown):
        shown = read_plain(letter.text).blocks
    return shown


def _profiles(blocks: list[Block]) -> Iterator[tuple[str, str]]:
    """Yield the text and the slug of each link to a profile."""
    for block in blocks:
        for run in block.runs:
            if run.link is not None and run.link.slug is not None:
                yield run.text.strip()[:_MAX_FIELD], run.link.slug


def _lines(letter: ParsedMail, blocks: list[Block]) -> Iterator[str]:
    """Yield the lines of a mail and of those that it carries."""
    yield from _paragraphs(blocks)
    for inner in letter.attached:
        yield ""
        yield f"Attached: {_field(inner, 'subject')}".rstrip()
        yield f"From: {_field(inner, 'from')}".rstrip()
        yield ""
        yield from _lines(inner, _blocks(inner))


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


def _field(letter: ParsedMail, name: str) -> str:
    """Return a header field as one clean line."""
    return clean(letter.fields.text(name))[:_MAX_FIELD].rstrip()
