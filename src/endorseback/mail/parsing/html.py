"""An HTML part as structure: visible blocks, links, emphasis, and where each of them stands.

The only module that knows the HTML parser. The walk keeps its own stack, so that no depth of
nesting exhausts Python's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from endorseback.mail.parsing.document import Block, Document, Piece, make_runs
from endorseback.mail.parsing.links import Link, read_link
from endorseback.text import clean

_MAX_LENGTH: Final = 2_000_000
_MAX_NODES: Final = 100_000
_MAX_BLOCKS: Final = 5_000
_MAX_TEXT: Final = 1_000_000

_UNSEEN: Final = frozenset(
    (
        "head", "iframe", "math", "noframes", "noscript", "object", "script", "select", "style",
        "svg", "template", "textarea", "title", "video",
    )
)  # fmt: skip
_BLOCKS: Final = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
_CELLS: Final = frozenset(["article", "body", "caption", "dd", "dt", "li", "section", "td", "th"])
_STRONG: Final = frozenset(["b", "em", "i", "mark", "strong", "u"])
_HIDING: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*0(?![.\d])|font-size\s*:\s*0(?![.\d])|"
    r"opacity\s*:\s*0(?![.\d])|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_BOLD: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_WORDS_OF_OTHERS: Final = re.compile(r"message|quote|comment|snippet|blurb", re.IGNORECASE)
_END: Final = re.compile(r"</(?:html|body)\s*>\s*(?:<!--[^<]{0,200}-->\s*)*\Z", re.IGNORECASE)
_FORMATTING: Final = re.compile(
    rb"<(b|big|code|em|font|i|s|small|strike|strong|tt|u|nobr)\s[^<>]{0,2000}>", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"[(·×x+]?\s?\d{1,4}\s?[+)]{0,2}")
_MAX_FORMATTING: Final = 300
_MAX_STYLE: Final = 2_000
_NO_EFFECT: Final = (False, False)
_NO_LOOKS: Final = (False, False, "")
_TEXT: Final = "-text"


def read_html(text: str) -> Document:
    """Return an HTML part as a page. Scripts, styles and comments are left out.

    Cost grows with the length of the text, whatever is in it; what is beyond the limits is left
    out, and `cut` says so.
    """
    page = Document(marked=True)
    walk = _Walk(page)
    if len(text) > _MAX_LENGTH:
        walk.cut("is very long")
    source = text[:_MAX_LENGTH].replace("\0", "\ufffd")
    tree = LexborHTMLParser(_tamed(source.encode("utf-8", "replace")))
    root = tree.root
    if root is None:
        return page
    page.language = (root.attributes.get("lang") or root.attributes.get("xml:lang") or "").strip()
    page.complete = _END.search(source[-2_000:]) is not None
    if tree.body is not None:
        walk.run(tree.body)
    return page


def _tamed(source: bytes) -> bytes:
    """Return the source without attributes on floods of formatting elements.

    The parser reopens every unclosed one in each block that follows (HTML standard 13.2.4.3), at
    most three of a kind, but those with different attributes are of different kinds.
    """
    if source.count(b"<") < _MAX_FORMATTING:
        return source  # the usual case, told at a tenth of the cost
    flood = islice(_FORMATTING.finditer(source), _MAX_FORMATTING)
    if sum(1 for _ in flood) < _MAX_FORMATTING:
        return source
    return _FORMATTING.sub(rb"<\1>", source)


@lru_cache(1_024)
def _effect(style: str) -> tuple[bool, bool]:
    """Return whether a style makes text bold, and if it hides it; pages repeat their styles."""
    return _BOLD.search(style) is not None, _HIDING.search(style) is not None


class _Tag(NamedTuple):
    """What an element is to its content, by its tag alone."""

    unseen: bool = False
    """Whether nothing below it is shown."""
    block: bool = False
    cell: bool = False
    row: bool = False
    card: bool = False
    strong: bool = False
    quote: bool = False
    bullet: bool = False


_INLINE: Final = _Tag()
_CLOSED: Final = _Tag(unseen=True)
_TAGS: Final = {
    tag: _Tag(
        unseen=tag in _UNSEEN,
        block=tag in _BLOCKS,
        cell=tag in _CELLS,
        row=tag in ("tr", "li"),
        card=tag in ("table", "ul", "ol"),
        strong=tag in _STRONG,
        quote=tag in ("blockquote", "q"),
        bullet=tag == "li",
    )
    for tag in (*_UNSEEN, *_BLOCKS, *_STRONG, "q")
}


@lru_cache(1_024)
def _kind_of(tag: str) -> _Tag:
    """Return what a node is that the table does not name: a text, a comment, a custom element."""
    return _CLOSED if tag == "img" or tag.startswith(("!", "-")) else _INLINE


class _State(NamedTuple):
    """What holds for the content of an element."""

    tag: str = ""
    hook: str = ""
    cell: int = 0
    row: int = 0
    card: int = 0
    link: Link | None = None
    strong: bool = False
    inline: bool = False
    hidden: bool = False
    quoted: bool = False
    bullet: bool = False


_OUTSIDE: Final = _State()
_Level = tuple[LexborNode | None, _State, bool]
"""What comes next on a level of the tree, what holds there, and whether a block ends before it."""


@dataclass(slots=True)
class _Walk:
    """One pass over the tree that gathers its blocks."""

    page: Document
    serial: int = 0
    length: int = 0
    full: bool = False
    """Whether more has been gathered than any page needs."""
    pieces: list[Piece] = field(default_factory=list)
    owner: _State = _OUTSIDE
    count: str = ""

    def run(self, body: LexborNode) -> None:
        """Gather the blocks below an element."""
        levels: list[_Level] = [(body.first_child, _State(tag="body"), False)]
        nodes = 0
        while levels:
            node, state, ends_block = levels.pop()
            if ends_block and self.pieces:
                self.flush()
            while node is not None:
                nodes += 1
                if nodes > _MAX_NODES or self.full:
                    self.cut("has very much in it")
                    levels.clear()
                    break
                tag = node.tag or ""
                if tag != _TEXT and not (kind := _TAGS.get(tag) or _kind_of(tag)).unseen:
                    node, state = self.enter(node, tag, kind, state, levels)
                    continue
                if tag == _TEXT:
                    text = node.text_content or ""
                    if self.pieces or not text.isspace():
                        self.add(text, state, is_count=state.inline and _is_number(node, text))
                elif tag == "img":
                    self.add("", state, photo=node.attributes.get("alt") or "")
                node = node.next
        self.flush()

    def enter(
        self, node: LexborNode, tag: str, kind: _Tag, state: _State, levels: list[_Level]
    ) -> tuple[LexborNode | None, _State]:
        """Return what comes first in an element, and what holds there."""
        _, block, cell, row, card, strong, quote, bullet = kind
        attributes = node.attributes
        bold, hiding, hook = _looks(attributes) if attributes else _NO_LOOKS
        if tag == "span" and _is_chip(node, attributes):
            block_ends = cell = True
        else:
            block_ends = block
        if block_ends and self.pieces:
            self.flush()
        levels.append((node.next, state, block_ends))
        self.serial = serial = self.serial + 1
        return node.first_child, _State(
            tag if block and tag != "br" else state.tag,
            hook or ("" if card and tag == "table" else state.hook),
            serial if cell else state.cell,
            serial if row else state.row,
            serial if card else state.card,
            _link(attributes) if tag == "a" else state.link,
            state.strong or strong or bold,
            not block,
            state.hidden or hiding,
            state.quoted or quote or bool(hook and _WORDS_OF_OTHERS.search(hook)),
            state.bullet or bullet,
        )

    def add(self, text: str, state: _State, photo: str = "", *, is_count: bool = False) -> None:
        """Add text or a picture to the block that is being gathered."""
        shown = text.strip()
        if self.pieces and state.hidden != self.owner.hidden:
            self.flush()
        if not self.pieces:
            if not (shown or photo):
                return
            self.owner = state
        self.length += len(text) + len(photo)
        self.full = self.full or self.length > _MAX_TEXT
        self.pieces.append((text, state.link, state.strong, photo))
        if shown or photo:
            self.count = shown if is_count else ""

    def flush(self) -> None:
        """Finish the block that is being gathered, if there is one."""
        runs = make_runs(self.pieces) if self.pieces else ()
        self.pieces = []
        if not runs:
            return
        owner = self.owner
        block = Block(
            runs,
            tag=owner.tag,
            hook=owner.hook,
            cell=owner.cell,
            row=owner.row,
            card=owner.card,
            bullet=owner.bullet,
            quoted=owner.quoted,
            count=clean(self.count) if self.count else "",
        )
        (self.page.hidden if owner.hidden else self.page.blocks).append(block)
        self.full = self.full or len(self.page.blocks) >= _MAX_BLOCKS

    def cut(self, why: str) -> None:
        """Note that something was left out."""
        self.page.cut = (*self.page.cut, f"the HTML part was read only in part, because it {why}")


def _looks(attributes: dict[str, str | None]) -> tuple[bool, bool, str]:
    """Return whether attributes make text bold, if they hide it, and how they mark the place."""
    style = attributes.get("style")
    bold, hiding = _effect(style[:_MAX_STYLE]) if style else _NO_EFFECT
    names = " ".join(attributes)
    if "hidden" not in names and "data-" not in names:
        return bold, hiding, ""  # the usual case
    hiding = hiding or "hidden" in attributes or "data-email-preheader" in attributes
    return bold, hiding, attributes.get("data-test-id") or _bare_hook(attributes)


def _bare_hook(attributes: dict[str, str | None]) -> str:
    """Return the name of a `data-test-…` attribute without a value, which also marks a place."""
    for name in attributes:
        if name.startswith("data-test-"):
            return name
    return ""


def _is_chip(node: LexborNode, attributes: dict[str, str | None]) -> bool:
    """Tell whether an element is one of several that look the same, with nothing between them."""
    look = _appearance(attributes)
    if not any(look):
        return False
    alike = False
    for near in (_beside(node, "prev"), _beside(node, "next")):
        if near is not None and (near.tag != node.tag or _appearance(near.attributes) != look):
            return False
        alike = alike or near is not None
    return alike


def _appearance(attributes: dict[str, str | None]) -> tuple[str | None, ...]:
    """Return what decides how an element looks."""
    return (attributes.get("class"), attributes.get("style"), attributes.get("data-test-id"))


def _beside(node: LexborNode, side: str) -> LexborNode | None:
    """Return the next element or text on one side of an element, without blank text."""
    near: LexborNode | None = getattr(node, side)
    if near is not None and near.is_text_node and not (near.text_content or "").strip():
        near = getattr(near, side)
    return near


def _is_number(node: LexborNode, text: str) -> bool:
    """Tell whether a text is a number and all of its element, like a count beside a label."""
    number = _NUMBER.fullmatch(text[:20].strip()) is not None
    return number and node.prev is None and node.next is None


def _link(attributes: dict[str, str | None]) -> Link:
    """Return the link of an anchor."""
    return read_link(attributes.get("href") or "", attributes.get("title") or "")
