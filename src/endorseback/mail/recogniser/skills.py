"""Skills: from a sentence, and from the list or card that follows one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from endorseback.mail.parsing.document import Block
from endorseback.mail.phrases.catalogue import Language
from endorseback.mail.recogniser.sentences import Sentence, without_slots
from endorseback.text import fold

_COMMA: Final = re.compile(r"[,;]\s+|[،、，;]\s*")
_HEADLINE: Final = re.compile(r"headline|occupation|subtitle|location|company|position", re.I)
_SKILL_HOOK: Final = re.compile(r"skill|endorsed-item|endorsement-item", re.IGNORECASE)
_NOT_SKILL_HOOK: Final = re.compile(r"headline|button|count|header|title|cta|others|more", re.I)
_VIEW_CONTROL: Final = re.compile(r"view_(?!profile)|see_", re.IGNORECASE)
_ADD_CONTROL: Final = re.compile(r"add|teaser|plus|accept", re.IGNORECASE)
_QUOTED: Final = re.compile(
    '[“”"„«»‹›]\\s?([^“”"„«»‹›]{1,200}?)\\s?[“”"«»‹›]|[「『《〈]([^「」『』《》〈〉]{1,200})[」』》〉]'
)
_COUNT: Final = re.compile(r"[(+·]?\d{1,4}[+)]{0,2}")
_MAX_LIST: Final = 60
_MAX_AWAY: Final = 12
_COMPOUNDS: Final = frozenset(
    fold(name)
    for name in (
        "Research and Development", "Mergers and Acquisitions", "Health and Safety",
        "Food and Beverage", "Oil and Gas", "Sales and Marketing", "Supply and Demand",
        "Profit and Loss", "Policies and Procedures", "Diversity and Inclusion", "Arts and Crafts",
        "Search and Rescue", "Terms and Conditions", "Monitoring and Evaluation",
        "Budgeting and Forecasting", "Planning and Scheduling", "Training and Development",
        "Learning and Development", "Quality Assurance and Control", "Import and Export",
        "Systems and Controls", "Wind and Solar", "Design and Build", "Command and Control",
    )
)  # fmt: skip
"""Skills with an "and" that are one; where a sentence does not mark its skills, two are assumed."""


def named_skills(sentence: Sentence, part: str, language: Language) -> tuple[list[str], str]:
    """Return the skills in a part of a sentence, and what it says of further ones."""
    slots = sentence.slots_in(part)
    rest = without_slots(part) if slots else part
    tail = _tail(language, rest if slots else part)
    if slots:
        return [slot.text for slot in slots], tail
    plain = language.more.sub("", part) if tail else part
    return split_skills(plain.strip(), language), tail


def _tail(language: Language, text: str) -> str:
    """Return what a list of skills says of those it leaves out, or nothing."""
    matches = list(language.more.finditer(text))
    if not matches or text[matches[-1].end() :].strip(" .!…"):
        return ""
    return matches[-1]["tail"]


@lru_cache(1_024)
def leaves_out(tail: re.Pattern[str], label: str) -> str:
    """Return what an entry of a list says of those it leaves out, or nothing: "and 3 more".

    `tail` is a language's pattern for the end of such lists. A mail repeats its labels.
    """
    for line in (f"- {label}", f", {label}"):
        match = tail.match(line) or tail.match(line, 1)
        if match is not None and match.end() == len(line):
            return match["tail"]
    return ""


def split_skills(text: str, language: Language) -> list[str]:
    """Return the skills of an unmarked list, as well as it can be told from its commas."""
    text = _without_stop(text)
    if not text or fold(text) in _COMPOUNDS:
        return [text] if text else []
    if quoted := _quoted(text, language):
        return quoted
    *first, last = [part.strip() for part in _COMMA.split(text) if part.strip()] or [text]
    pair = [part.strip(" ,") for part in language.conjunction.split(f" {last} ")]
    pair = [part for part in pair if part]
    if fold(last) in _COMPOUNDS or not pair:
        pair = [last]
    return [*first, *pair]


def _quoted(text: str, language: Language) -> list[str]:
    """Return the skills of a list that quotes each; none where other words stand."""
    rest = language.conjunction.sub(" ", _QUOTED.sub(" ", text))
    if rest.strip(" ,;،、，"):
        return []
    return [match[1] or match[2] for match in _QUOTED.finditer(text)]


def _without_stop(text: str) -> str:
    """Return a skill without the full stop of its sentence; "A.I." and "Node.js" keep theirs."""
    word = text.rpartition(" ")[2]
    return text[:-1].rstrip() if word.endswith(".") and word.count(".") == 1 else text


def is_skill_hook(block: Block) -> bool:
    """Tell whether the page itself marks a block as a skill."""
    return _marks_skill(block.hook)


@lru_cache(1_024)
def _marks_skill(hook: str) -> bool:
    """Tell whether an element's mark says that it is a skill; pages repeat theirs."""
    return bool(_SKILL_HOOK.search(hook)) and not _NOT_SKILL_HOOK.search(hook)


def listed_skills(
    blocks: Sequence[Block], at: int, end: int, names: set[str], hints: set[str]
) -> list[str]:
    """Return the skills listed after a sentence.

    `blocks[at]` is the sentence, `end` where the list ends at the latest, `names` the folded names
    that stand there too, `hints` the folded skills that another part of the mail names.
    """
    away = blocks[end].card if end < len(blocks) else blocks[at].card
    reach = [
        block
        for block in blocks[at + 1 : end][: 2 * _MAX_LIST]
        if block.told and (block.card != away or away == blocks[at].card)
    ][:_MAX_LIST]
    near = _until_button(reach)
    for part in (near, reach):
        for choose in (_by_hook, _by_button, _by_bullet):
            if found := choose(part):
                return [text for text in found if fold(text) not in names and not _is_count(text)]
        if part is near and (found := _shown(blocks[at], near, names, hints)):
            return found
    return _shown(blocks[at], reach, names, hints)


def _until_button(blocks: list[Block]) -> list[Block]:
    """Return what stands before the button that leads to the reader's own skills."""
    for at, block in enumerate(blocks):
        if any(link.own_page or _VIEW_CONTROL.match(link.place.control) for link in block.links):
            return blocks[:at]
    return blocks


def _shown(sentence: Block, reach: list[Block], names: set[str], hints: set[str]) -> list[str]:
    """Return the blocks that can be skills by their looks, where no list marks them."""
    busy = {block.cell for block in reach if block.links and not block.bullet}
    shown = [b for b in reach[:_MAX_AWAY] if b.cell not in busy and _can_be_skill(b, names)]
    hinted = [block.label for block in shown if fold(block.label) in hints]
    strong = [block.label for block in shown if _all_strong(block)]
    return hinted or strong or _by_shape(sentence, shown)


def _by_hook(blocks: list[Block]) -> list[str]:
    """Return the blocks that the page marks as skills."""
    return [block.label for block in blocks if is_skill_hook(block)]


def _by_button(blocks: list[Block]) -> list[str]:
    """Return the blocks in whose row a button adds the skill."""
    rows = {
        block.row
        for block in blocks
        for link in block.links
        if _ADD_CONTROL.search(link.place.control) and len(block.text) <= 2
    }
    found = [block.label for block in blocks if block.row in rows and not block.links]
    return found if rows else []


def _by_bullet(blocks: list[Block]) -> list[str]:
    """Return the first run of list items."""
    found: list[str] = []
    for block in blocks:
        if block.bullet and block.text and not block.links:
            found.append(block.label)
        elif found:
            break
    return found


def _can_be_skill(block: Block, names: set[str]) -> bool:
    """Tell whether a block without a mark can be a skill: no link, no headline, no name."""
    shown = block.text and not any(run.link for run in block.runs)
    return (
        bool(shown)
        and not _is_count(block.text)
        and not _HEADLINE.search(block.hook)
        and fold(block.text) not in names
    )


def _is_count(text: str) -> bool:
    """Tell whether a label is a number alone, such as how many endorsed the skill above it."""
    return _COUNT.fullmatch(text) is not None


def _all_strong(block: Block) -> bool:
    """Tell whether a block is emphasised as a whole."""
    return all(run.strong for run in block.runs if run.text.strip())


def _by_shape(sentence: Block, blocks: list[Block]) -> list[str]:
    """Return the blocks that look alike: the sentence's own cell holds the endorser's headline."""
    apart = [block for block in blocks if block.cell != sentence.cell]
    if not sentence.tag:
        together = [block for block in blocks if block.cell == sentence.cell]
        chosen = together if sentence.text.endswith((":", "：")) and together else apart
        return [block.label for block in chosen if block.cell == chosen[0].cell]
    shapes = Counter((block.tag, block.hook, block.card) for block in apart)
    if not shapes:
        return []
    best = max(shapes, key=lambda shape: shapes[shape])
    return [b.label for b in apart if (b.tag, b.hook, b.card) == best]
