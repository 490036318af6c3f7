"""Sentences: a block as text in which every link and every emphasis is one character.

A name may hold the word "endorsed", a skill a comma or an "and"; where the page marks them, they
are set aside as wholes before the wording is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from endorseback.mail.parsing.document import Block, Run
from endorseback.mail.parsing.links import Link

_FIRST_SLOT: Final = 0xF0000
SLOT: Final = re.compile("[\U000f0000-\U000fffff]")
"""A character that stands for a slot."""
_MAX_LENGTH: Final = 1_500
_SENTENCE_END: Final = re.compile(r"(?<=\w{5}[.!?…])\s+|(?<=[!?…])\s+|(?<=[。！？])\s*|\s+[·|]\s+")
_MAY_END: Final = re.compile("[.!?…。！？·|]")
_COUNT: Final = re.compile(r"\d{1,4}\+?")
_MIXED: Final = ((True, True), (False, True), (False, False))
"""Whether emphasis and links are set aside, view by view."""
_ALIKE: Final = ((True, True), (False, False))
"""The same where a block has one of them only."""
_ELLIPSIS: Final = ("…", "...")


class Slot(NamedTuple):
    """A link's or an emphasis' text, set aside as a whole."""

    text: str
    link: Link | None


class Sentence(NamedTuple):
    """One line of wording, with the slots that stand in it as single characters."""

    text: str
    slots: tuple[Slot, ...] = ()

    def slots_in(self, part: str) -> list[Slot]:
        """Return the slots that stand in a part of the text."""
        return [self.slots[ord(char) - _FIRST_SLOT] for char in SLOT.findall(part)]

    def marks(self) -> Iterator[tuple[str, Slot]]:
        """Yield the slots with the characters that stand for them, in the order of the text."""
        return ((char, self.slots[ord(char) - _FIRST_SLOT]) for char in SLOT.findall(self.text))

    def words_of(self, part: str) -> str:
        """Return a part of the text with its slots' own text put back."""
        return SLOT.sub(lambda m: self.slots[ord(m[0]) - _FIRST_SLOT].text, part)


def holds_slot(part: str) -> bool:
    """Tell whether a slot stands in a part of a sentence."""
    return SLOT.search(part) is not None


def without_slots(part: str, filler: str = " ") -> str:
    """Return a part of a sentence without its slots."""
    return SLOT.sub(filler, part)


def views(block: Block) -> Iterator[list[Sentence]]:
    """Yield a block's sentences: links and emphasis set aside, then links only, then nothing.

    Emphasis of a whole line, or of the verb, marks nothing; then a later view fits.
    """
    if not block.marked:
        if block.text:
            yield _in_parts(Sentence(SLOT.sub("\ufffd", block.text)))
        return
    seen: set[str] = set()
    mixed = block.links and any(run.strong for run in block.runs)
    for strong, links in _MIXED if mixed else _ALIKE:
        sentence = _flatten(block.runs, strong=strong, links=links)
        if sentence.text not in seen and without_slots(sentence.text).strip():
            seen.add(sentence.text)
            yield _in_parts(sentence)


def whole(block: Block) -> Sentence | None:
    """Return a block as one sentence, links and emphasis set aside; None where it is too long."""
    sentence = _flatten(block.runs, strong=True, links=True)
    return sentence if 0 < len(sentence.text) <= _MAX_LENGTH else None


def _in_parts(whole: Sentence) -> list[Sentence]:
    """Return the sentences of a text as such, and the whole last; none that is too long."""
    parts = [text for text in sentences_of(whole.text) if len(text) <= _MAX_LENGTH]
    return [Sentence(text, whole.slots) for text in parts]


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, and the text as a whole last."""
    if not _MAY_END.search(text):
        return [text.strip()] if text.strip() else [text]
    parts = [part.strip() for part in _SENTENCE_END.split(text) if part and part.strip()]
    return parts if len(parts) == 1 else [*parts, text]


def _flatten(runs: tuple[Run, ...], *, strong: bool, links: bool) -> Sentence:
    """Return runs as one line; each link, or emphasis, becomes one character."""
    slots: list[Slot] = []
    text: list[str] = []
    previous: object = None
    for run in runs:
        if run.photo or not (run.text or _names_nobody(run)):
            continue
        key: object = run.link if links and run.link is not None else (strong and run.strong)
        if key is False or _is_count(run) or not (run.text.strip() or _names_nobody(run)):
            text.append(SLOT.sub("\ufffd", run.text))
            previous = None if run.text.strip() else previous
        elif slots and _same(key, previous) and (joined := _joins(text[-1], run)):
            slots[-1] = Slot(f"{slots[-1].text}{joined}", slots[-1].link)
        else:
            text.append(_edge(run.text, 0) + chr(_FIRST_SLOT + len(slots)) + _edge(run.text, -1))
            slots.append(Slot(run.text, run.link))
            previous = key
    tidy = tuple(Slot(slot_text(slot), slot.link) for slot in slots)
    return Sentence(" ".join("".join(text).split()), tidy)


def _same(key: object, previous: object) -> bool:
    """Tell whether two runs are one name or skill: one element, or two links to one profile."""
    if isinstance(key, Link) and isinstance(previous, Link) and key.slug is not None:
        return key.slug == previous.slug
    return key is previous


def _joins(before: str, run: Run) -> str:
    """Return a run as it continues the slot before it; nothing where emphasis was broken off."""
    if SLOT.match(before.strip() or "x"):
        return run.text
    return f" {run.text}" if run.link is not None else ""


def _is_count(run: Run) -> bool:
    """Tell whether an emphasised number only counts what the sentence speaks of."""
    return run.link is None and _COUNT.fullmatch(run.text.strip()) is not None


def _names_nobody(run: Run) -> bool:
    """Tell whether a run stands where a name should be, and shows nothing."""
    return run.link is not None and not run.text.strip() and "name" in run.link.place.control


def _edge(text: str, at: int) -> str:
    """Return the blank at one end of a text, if there is one."""
    return " " if not text or text[at] == " " else ""


def slot_text(slot: Slot) -> str:
    """Return what a slot shows; a tooltip completes a name that is cut short with an ellipsis."""
    text = " ".join(slot.text.split())
    if not text.endswith(_ELLIPSIS):
        return text  # the usual case
    title = " ".join(slot.link.title.split()) if slot.link is not None else ""
    for ending in _ELLIPSIS:
        if text.endswith(ending) and title.startswith(text.removesuffix(ending).rstrip()):
            return title
    return text
