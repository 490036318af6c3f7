"""A mail's content as structure: blocks of runs, whether it came as a page or as plain text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from endorseback.mail.parsing.links import Link
from endorseback.mail.parsing.normalise import Shape, shape_of
from endorseback.text import clean, clean_pieces

_MAX_GIST: Final = 6_000
_MAX_END: Final = 1_000


class Region(StrEnum):
    """The part of the frame that a block belongs to."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"


class Run(NamedTuple):
    """Text that looks the same from end to end: one link, one emphasis, or neither."""

    text: str
    """Cleaned; a single blank may stand at either end."""
    link: Link | None = None
    strong: bool = False
    photo: str = ""
    """The `alt` text of a picture, cleaned; `text` is empty then."""


Piece = tuple[str, Link | None, bool, str]
"""What a run is made of, not cleaned: text, link, whether it is strong, and a picture's `alt`."""


@dataclass(slots=True)
class Block:
    """One line or paragraph."""

    runs: tuple[Run, ...]
    tag: str = ""
    """The element it is the content of; empty in plain text."""
    hook: str = ""
    """The `data-test-id` of that element or of the nearest one around it."""
    cell: int = 0
    """Equal for blocks of one table cell, list item or paragraph."""
    row: int = 0
    card: int = 0
    """Equal for blocks of one innermost table, or between two rules of dashes."""
    bullet: bool = False
    """An item of a list."""
    quoted: bool = False
    """Somebody's own words."""
    region: Region = Region.BODY
    count: str = ""
    """A number that stands beside its text in an element of its own."""
    text: str = field(init=False)
    """The visible text of all runs."""
    gist: str = field(init=False)
    """The same, with what is too long for a sentence shortened: where wording is looked for."""
    shape: Shape = field(init=False)
    """The gist, as wording is looked for in it."""
    links: tuple[Link, ...] = field(init=False)
    """The links in it."""

    def __post_init__(self) -> None:
        if len(self.runs) == 1:  # the usual case
            text, link, _, _ = self.runs[0]
            self.text = self.gist = text.strip()
            self.links = () if link is None else (link,)
        else:
            self.text = self.gist = _joined([run.text for run in self.runs])
            self.links = tuple([run.link for run in self.runs if run.link is not None])
        if len(self.text) > _MAX_GIST:
            self.gist = _joined([*(_shortened(run.text) for run in self.runs), ""])[:_MAX_GIST]
        self.shape = shape_of(self.gist)

    @property
    def marked(self) -> bool:
        """Whether a link or an emphasis sets any of it apart."""
        return bool(self.links) or any(run.strong for run in self.runs)

    @property
    def told(self) -> bool:
        """Whether LinkedIn itself tells the reader this: neither header nor footer, nor quoted."""
        return self.region is Region.BODY and not self.quoted

    @property
    def label(self) -> str:
        """The visible text without the number that stands beside it."""
        return self.text.removesuffix(self.count).rstrip() or self.text


def _joined(texts: list[str]) -> str:
    """Return cleaned texts as one, their white space folded."""
    return " ".join("".join(texts).split())


def _shortened(text: str) -> str:
    """Return both ends of a text that is too long for a sentence."""
    return text if len(text) <= 2 * _MAX_END else f"{text[:_MAX_END]} {text[-_MAX_END:]}"


@dataclass(slots=True)
class Document:
    """One part of a mail, or its subject."""

    blocks: list[Block] = field(default_factory=list)
    hidden: list[Block] = field(default_factory=list)
    """What is there but not shown, such as the preview text."""
    language: str = ""
    """What the page itself says of its language."""
    complete: bool = True
    """Whether its end is there."""
    summary: bool = False
    """Whether it is the subject or the preview text, which sum up what the others tell."""
    marked: bool = False
    """Whether it is a page with emphasis and links, the better witness, or plain text."""
    cut: tuple[str, ...] = ()
    """What was left out because there was too much of it."""

    @property
    def body(self) -> list[Block]:
        """The blocks that are neither header nor footer."""
        return [block for block in self.blocks if block.region is Region.BODY]

    @property
    def links(self) -> list[Link]:
        """All links, those of header and footer too."""
        return [link for block in self.blocks for link in block.links]


def make_runs(pieces: list[Piece]) -> tuple[Run, ...]:
    """Return the runs of a block, its pieces cleaned together."""
    if len(pieces) == 1:  # the usual case
        text, link, strong, photo = pieces[0]
        text, photo = clean_pieces((text,))[0], clean(photo) if photo else ""
        return (Run(text, link, strong, photo),) if text or photo or link else ()
    runs: list[Run] = []
    texts = clean_pieces([piece[0] for piece in pieces])
    for text, (_, link, strong, photo) in zip(texts, pieces, strict=True):
        shown = clean(photo) if photo else ""
        if not (text or shown or link):
            continue
        last = runs[-1] if runs else None
        if last and not (shown or last.photo) and last.link is link and last.strong == strong:
            runs[-1] = Run(last.text + text, link, strong)
        else:
            runs.append(Run(text, link, strong, shown))
    return tuple(runs)


def line_page(text: str) -> Document:
    """Return a page of one line, such as a subject."""
    return Document(blocks=[Block(make_runs([(text, None, False, "")]))], summary=True)
