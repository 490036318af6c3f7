"""Drafts of messages, from templates: the program's own, and any that the user adds."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Final

from endorseback.outreach.first_name import first_name
from endorseback.outreach.templating import TemplateError, render
from endorseback.text import clean

_BUILT_IN: Final = (
    "reconnect",
    "thanks",
    "thanks-returned",
    "endorse-reconnect",
    "follow-up",
    "recommendation",
)
_LARGEST_TEMPLATE: Final = 64_000


@dataclass(frozen=True, slots=True)
class TemplateVariables:
    """What a template may speak of: its variables, and `first_name`; all of it cleaned text."""

    name: str
    """The name as LinkedIn displays it."""
    received: tuple[str, ...] = ()
    """Skills that they endorsed, of which the message may speak."""
    given: tuple[str, ...] = ()
    """Skills that the user endorsed them for."""
    company: str = ""
    """Where they work."""
    position: str = ""
    """As what."""
    silence: str = ""
    """How long ago the two last wrote to each other, in words: `two years`; empty for lately."""
    sender: str = ""
    """The user's own name, with which the message ends."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to start from."""

    title: str
    """The name of its template: `reconnect`."""
    text: str
    problem: str = ""
    """Why the user's own template of that name could not be used, as a sentence."""


def write_drafts(
    facts: TemplateVariables, own_templates: Path | None = None, *, first: str = ""
) -> tuple[Draft, ...]:
    """Return a draft of every template: the built-in ones, then the user's own by name.

    A template of the user's takes the place of the built-in one of its name; one that is wrong
    gives the built-in text, or none, with the problem told. Blocks: call it off the event loop.

    Args:
        facts: Whom the message is for, and what it may speak of.
        own_templates: A folder of the user's `*.j2` files; it need not exist.
        first: The template that is to come first, where there is one of that name.
    """
    own = _own_templates(own_templates)
    titles = [*_BUILT_IN, *sorted(own.keys() - set(_BUILT_IN))]
    titles.sort(key=lambda title: title != first)
    return tuple(_draft(title, own.get(title), facts) for title in titles)


def fitting_template(facts: TemplateVariables) -> str:
    """Return the name of the built-in template that fits what happened between the two."""
    if facts.received:
        return "thanks-returned" if facts.given else "thanks"
    return "endorse-reconnect" if facts.given else "reconnect"


def _own_templates(folder: Path | None) -> dict[str, Path]:
    try:
        return {path.stem: path for path in sorted(folder.glob("*.j2"))} if folder else {}
    except OSError:
        return {}


def _draft(title: str, own: Path | None, facts: TemplateVariables) -> Draft:
    """Return the draft of one template, the user's own where it can be used."""
    problem = ""
    if own is not None:
        try:
            return Draft(clean(title), _filled(_read(own), facts))
        except TemplateError as fault:
            problem = f"The template {clean(str(own))} {fault}."
    text = _filled(_built_in(title), facts) if title in _BUILT_IN else ""
    return Draft(clean(title), text, problem)


def _filled(template: str, facts: TemplateVariables) -> str:
    return render(template, {**asdict(facts), "first_name": first_name(facts.name)})


def _read(path: Path) -> str:
    """Return the text of one of the user's templates.

    Raises:
        TemplateError: If it cannot be read, is too large, or is no UTF-8.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_TEMPLATE + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise TemplateError(f"cannot be read: {clean(error.strerror or '')}") from None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TemplateError(f"cannot be used: line {line} is not UTF-8") from None
    if len(content) > _LARGEST_TEMPLATE:
        raise TemplateError(f"cannot be used: it is larger than {_LARGEST_TEMPLATE:,} bytes")
    return text


@cache
def _built_in(title: str) -> str:
    return (Path(__file__).parent / "templates" / f"{title}.j2").read_text(encoding="utf-8")
