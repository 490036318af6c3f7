"""Drafts of messages, from templates: the program's own, and any that the user adds.

jinja2 is imported when a draft is first written, for no screen needs it before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from endorseback.outreach.firstname import first_name
from endorseback.text import clean_lines

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

MESSAGE_LIMIT: Final = 8000
"""Characters that LinkedIn takes in a message to a connection."""

_BUILT_IN: Final = ("reconnect", "thanks")
_LARGEST_TEMPLATE: Final = 64_000


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """What a template may speak of; all of it foreign, cleaned text."""

    name: str
    """The name as LinkedIn displays it."""
    received: tuple[str, ...] = ()
    """Skills that they endorsed, of which the message may speak."""
    given: tuple[str, ...] = ()
    """Skills that the user endorsed them for."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to start from."""

    title: str
    """The name of its template: `reconnect`."""
    text: str
    problem: str = ""
    """Why the user's own template of that name could not be used, as a sentence."""


def write_drafts(facts: MessageFacts, own_templates: Path | None = None) -> tuple[Draft, ...]:
    """Return a draft of every template: *reconnect* first, then *thanks*, then the user's own.

    A template of the user's takes the place of the built-in one of its name; one that is wrong
    gives the built-in text, or none, with the problem told. Blocks: call it off the event loop.

    Args:
        facts: Whom the message is for, and what it may speak of.
        own_templates: A folder of the user's `*.j2` files; it need not exist.
    """
    own = _own_templates(own_templates)
    titles = (*_BUILT_IN, *sorted(own.keys() - set(_BUILT_IN)))
    return tuple(_draft(title, own.get(title), facts) for title in titles)


def _own_templates(folder: Path | None) -> dict[str, Path]:
    try:
        return {path.stem: path for path in sorted(folder.glob("*.j2"))} if folder else {}
    except OSError:
        return {}


def _draft(title: str, own: Path | None, facts: MessageFacts) -> Draft:
    """Return the draft of one template, the user's own where it can be used."""
    problem = ""
    if own is not None:
        try:
            return Draft(title, _render(_read(own), facts))
        except _template_faults() as fault:
            problem = (
                f"The template {own} cannot be used: {clean_lines(str(fault)) or 'it is wrong'}."
            )
    return Draft(title, _render(_built_in(title), facts) if title in _BUILT_IN else "", problem)


def _read(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(_LARGEST_TEMPLATE + 1)
    if len(content) > _LARGEST_TEMPLATE:
        raise ValueError(f"it is larger than {_LARGEST_TEMPLATE:,} bytes")
    return content.decode("utf-8")


@cache
def _built_in(title: str) -> str:
    return (Path(__file__).parent / "templates" / f"{title}.j2").read_text(encoding="utf-8")


def _render(template: str, facts: MessageFacts) -> str:
    """Return a template filled in: paragraphs parted by one empty line, no blanks at the ends."""
    values = {**asdict(facts), "first_name": first_name(facts.name)}
    filled = _environment().from_string(template).render(values)
    return "\n\n".join(_paragraphs(clean_lines(filled)))


def _paragraphs(text: str) -> Iterator[str]:
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line:
            lines.append(line)
        elif lines:
            yield "\n".join(lines)
            lines = []


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,  # plain text for a message field; there is no HTML to escape for
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["listed"] = _listed
    return environment


def _listed(skills: tuple[str, ...], most: int = 3) -> str:
    """Return skills as a sentence lists them: `Go, Rust and SQL`."""
    shown = list(skills[:most])
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def _template_faults() -> tuple[type[Exception], ...]:
    """Return what a wrong template of the user's can raise: reading, parsing, or evaluating it."""
    from jinja2 import TemplateError

    return (
        TemplateError,
        OSError,
        ValueError,
        TypeError,
        ArithmeticError,
        AttributeError,
        LookupError,
    )
